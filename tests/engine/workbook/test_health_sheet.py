from __future__ import annotations

from dataclasses import replace

import pytest

from engine.dataset import ImportReport, LeftOut
from engine.errors import Issue, Place
from engine.workbook.description import Heading, Sentence, Sheet, Table, Title
from engine.workbook.health_sheet import MOST_PLACES, health_sheet
from tests.engine.workbook.builders import ISSUES, LEFT_OUT, LINES, analysed, column, described, table, without_money


def health(**changes: object) -> Sheet:
    """The sheet for the distributor with another import report."""
    analysis = analysed()
    report: ImportReport = replace(analysis.dataset.report, **changes)
    return described(health_sheet, replace(analysis, dataset=replace(analysis.dataset, report=report)))


def lines(**changes: object) -> Table:
    return table(health(**changes), "Lines_and_money")


def test_lines_used_and_left_out_add_up_to_those_read() -> None:
    report = analysed().dataset.report
    assert column(lines(), "Lines").values.sum() == report.lines_read == len(LINES) + 6
    assert column(lines(), "Share").values.sum() == pytest.approx(1.0)


def test_money_used_and_left_out_adds_up_to_that_read() -> None:
    assert column(lines(), "Money").values.sum() == pytest.approx(analysed().dataset.report.amount_read)


def test_the_total_row_is_what_was_read() -> None:
    assert (lines().total, lines().summed) == ("Read", ("Lines", "Share", "Money"))


def test_each_reason_has_a_row_with_its_lines_and_money() -> None:
    shown = lines()
    assert list(column(shown, "What").values) == ["Used", "Left out: no customer", "Left out: quantity not readable"]
    assert list(column(shown, "Lines").values)[1:] == [reason.lines for reason in LEFT_OUT]
    assert list(column(shown, "Money").values)[1:] == [reason.amount for reason in LEFT_OUT]


def test_an_abbreviation_keeps_its_capitals() -> None:
    reasons = (LeftOut("x", "ID missing", 1, 0.0), LeftOut("y", "", 1, 0.0))
    assert list(column(lines(left_out=reasons), "What").values)[1:] == ["Left out: ID missing", "Left out: "]


def test_nothing_left_out_leaves_one_row() -> None:
    assert list(column(lines(left_out=()), "What").values) == ["Used"]


def test_without_money_there_is_no_money_column() -> None:
    sheet = described(health_sheet, without_money())
    assert [c.header for c in table(sheet, "Lines_and_money").columns] == ["What", "Lines", "Share"]
    assert "Money concerned" not in [c.header for c in table(sheet, "Issues").columns]


def test_warnings_come_before_notes() -> None:
    shown = table(health(), "Issues")
    assert list(column(shown, "Severity").values) == ["Warning", "Note"]
    assert list(column(shown, "Issue").values) == [ISSUES[1].message, ISSUES[0].message]
    assert list(column(shown, "Count").values) == [4, 3]


def test_an_issue_says_where_to_look() -> None:
    where = column(table(health(), "Issues"), "Where, for example").values
    assert where[0] == "sales.xlsx, sheet Data, column cust: row 5"


def test_a_few_places_are_enough() -> None:
    places = tuple(Place("f.csv", row=i) for i in range(1, 40))
    shown = table(health(issues=(Issue("x", "Many.", 40, places=places),)), "Issues")
    listed = ", ".join(str(i) for i in range(1, MOST_PLACES + 1))
    assert column(shown, "Where, for example").values == [f"f.csv: rows {listed}"]


def test_places_of_one_column_share_a_line_and_keep_their_values() -> None:
    places = (
        Place("f.csv", column="Qty", row=1_005, value="x"),
        Place("f.csv", column="Qty", row=7, value="n/a"),
        Place("g.csv", "Data", 3, "Date"),
        Place("h.csv"),
    )
    shown = table(health(issues=(Issue("x", "Some.", 4, places=places),)), "Issues")
    assert column(shown, "Where, for example").values[0].split("\n") == [
        "f.csv, column Qty: rows 1,005 “x”, 7 “n/a”",
        "g.csv, sheet Data, column Date: row 3",
        "h.csv",
    ]


def test_no_issue_is_said_in_a_sentence() -> None:
    sheet = health(issues=())
    assert Sentence("Nothing was found that you should know about.") in sheet.blocks
    assert "Issues" not in [t.name for t in sheet.tables]
    assert Heading("Issues") in sheet.blocks


def test_the_recognised_columns_are_listed() -> None:
    shown = table(health(), "Recognised_columns")
    assert list(column(shown, "Column").values) == ["cust", "qty"]
    assert list(column(shown, "Taken as").values) == ["Customer ID", "Quantity"]


def test_the_sentence_under_the_title_counts() -> None:
    title = health().blocks[0]
    assert isinstance(title, Title)
    assert title.sentence == "21 lines were read: 15 were used and 6 were left out."
