"""The issues as a CSV file: every place, and nothing that Excel would run."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from engine import Cancelled, ImportReport, Issue, Place, WriteError, export_issues
from tests.engine.reading.files import read_lines, read_text


def report_of(*issues: Issue) -> ImportReport:
    return ImportReport((), (), 0, 0, 0.0, 0.0, (), issues)


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_each_place_of_an_issue_is_a_row_however_many_there_are(tmp_path: Path) -> None:
    rows = [("", "P1", 1)] * 7_000 + [("C1", "P1", 1)]
    dataset = read_lines(tmp_path, ("customer_id", "product_id", "quantity"), rows)

    export_issues(dataset.report, tmp_path / "issues.csv")

    frame = pd.read_csv(tmp_path / "issues.csv", dtype=str)
    nameless = frame[frame["Issue"].str.contains("name no customer")]
    assert nameless["Row"].astype(int).tolist() == list(range(2, 7_002))
    assert set(nameless["File"]) == {"lines.csv"}
    assert set(nameless["Column"]) == {"customer_id"}


@pytest.mark.parametrize(("kind", "row"), [("damaged_row", 'C2,P2,2,"a "b, c" d,e'), ("mended_row", "C2,P2,2")])
def test_rows_that_are_not_whole_are_listed_one_and_all(tmp_path: Path, kind: str, row: str) -> None:
    good = ['C1,P1,1,"plain"'] * 9
    text = "\n".join(["customer,product,quantity,note", *[line for _ in range(12) for line in (*good, row)], ""])
    dataset = read_text(tmp_path, text)
    issue = next(found for found in dataset.report.issues if found.kind == kind)

    export_issues(dataset.report, tmp_path / "issues.csv")

    listed = [cells for cells in rows_of(tmp_path / "issues.csv") if cells[1] == issue.message]
    assert [int(cells[6]) for cells in listed] == [10 * i + 11 for i in range(12)]
    assert issue.count == len(listed)


def test_warnings_come_first_and_an_issue_without_a_place_has_a_row_of_its_own(tmp_path: Path) -> None:
    note = Issue("a", "Good to know.", 2, "note")
    warning = Issue("b", "Look at this.", 1, amount=-12.5, places=[Place("f.xlsx", "Jan", 3, "Qty", "x")])

    export_issues(report_of(note, warning), tmp_path / "issues.csv")

    assert rows_of(tmp_path / "issues.csv")[1:] == [
        ["warning", "Look at this.", "1", "-12.50", "f.xlsx", "Jan", "3", "Qty", "x"],
        ["note", "Good to know.", "2", "", "", "", "", "", ""],
    ]


@pytest.mark.parametrize("value", ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_value_that_excel_would_run_is_only_text(tmp_path: Path, value: str) -> None:
    export_issues(report_of(Issue("a", "Look.", 1, places=[Place("f.csv", value=value)])), tmp_path / "issues.csv")
    assert rows_of(tmp_path / "issues.csv")[1][-1] == f"'{value}"


def test_values_with_commas_quotes_and_line_breaks_come_back_as_they_are(tmp_path: Path) -> None:
    value = 'Bolt "M8", zinc\nplated; größer'
    export_issues(report_of(Issue("a", "Look.", 1, places=[Place("f.csv", value=value)])), tmp_path / "issues.csv")
    assert rows_of(tmp_path / "issues.csv")[1][-1] == value


def test_a_name_that_is_no_csv_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"must end in \.csv"):
        export_issues(report_of(), tmp_path / "issues.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_cancel_leaves_the_old_list_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "issues.csv"
    target.write_text("old")

    def cancel(_stage: str, _fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export_issues(report_of(Issue("a", "Look.", 1)), target, cancel)
    assert target.read_text() == "old"


def test_no_issue_at_all_gives_the_header_alone(tmp_path: Path) -> None:
    export_issues(replace(report_of(), issues=()), tmp_path / "issues.csv")
    assert len(rows_of(tmp_path / "issues.csv")) == 1
