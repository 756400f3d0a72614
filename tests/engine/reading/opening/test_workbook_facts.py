"""What a sheet holds beside its values is said: errors, formulas without a result, hidden and merged cells, two readings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import FileError, Issue
from engine.reading.opening import quick_sheets
from engine.reading.opening.second_opinion import compared
from engine.reading.opening.sheets import Facts, Sheet, letters, text_table
from engine.reading.opening.workbooks import read_workbook
from tests.engine.reading.files import workbook_bytes
from tests.engine.reading.opening.test_passwords import locked
from tests.engine.reading.opening.test_workbook_cells import DATA, Write, book, rewritten, rows, table

FILLER = 7_000
"""Rows of nine cells that make a sheet too large for a second opinion."""


def issues(content: bytes, kind: Any = "xlsx") -> dict[str, Issue]:
    return {issue.kind: issue for issue in table(content, kind).issues}


def lines(write: Write, filler: int = 0, **options: Any) -> bytes:
    """A table of four columns and ten lines in A1, then what `write` adds, then filler far below."""

    def whole(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_row(0, 0, ["customer", "product", "quantity", "amount"])
        for r in range(1, 11):
            sheet.write_row(r, 0, [f"C{r}", f"P{r}", r, r * 2.5])
        write(workbook, sheet)
        for r in range(20, 20 + filler):
            sheet.write_row(r, 0, range(9))

    return book(whole, **options)


def test_an_ordinary_sheet_has_nothing_to_say() -> None:
    assert issues(lines(lambda workbook, sheet: None)) == {}


@pytest.mark.parametrize("filler", [0, FILLER])
def test_error_cells_are_blank_counted_and_located(filler: int) -> None:
    def write(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
        sheet.write_formula(5, 3, "=NA()", None, "#N/A")

    content = lines(write, filler)
    found = issues(content)["error_cell"]

    assert found.message == (
        "2 cells of sheet “Lines” of b.xlsx hold an error such as #DIV/0!, and are taken as blank."
    )
    assert [(place.row, place.column, place.value) for place in found.places] == [(3, "D", "#DIV/0!"), (6, "D", "#N/A")]
    assert [rows(content)[r][3] for r in (2, 5)] == [None, None]


@pytest.mark.parametrize("filler", [0, FILLER])
def test_formulas_without_a_result_are_told_from_those_with_one(filler: int) -> None:
    def write(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_formula(1, 3, "=C2*2", None, "")
        sheet.write_formula(2, 3, "=C3*2", None, 4)
        sheet.write_formula(3, 3, '=""', None, "gone")

    content = rewritten(lines(write, filler), "sheet1", lambda text: text.replace("<v>gone</v>", "<v></v>"))
    found = issues(content)["formula_without_result"]

    assert found.count == 1
    assert [(place.row, place.column) for place in found.places] == [(2, "D")]
    assert "save it once" in found.message


def test_shared_formulas_without_a_result_are_found() -> None:
    cell = '<c r="D2"><f t="shared" si="0"/></c><c r="E2"><f t="shared" si="0"/><v>3</v></c></row><row r="3"'
    content = rewritten(
        lines(lambda workbook, sheet: None), "sheet1", lambda text: re.sub(r'<c r="D2">.*?</row><row r="3"', cell, text)
    )

    assert [place.column for place in issues(content)["formula_without_result"].places] == ["D"]


@pytest.mark.parametrize("filler", [0, FILLER])
def test_hidden_rows_and_columns_are_counted(filler: int) -> None:
    def write(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        for r in (3, 4, 19_999):
            sheet.set_row(r, None, None, {"hidden": True})
        sheet.set_column(1, 2, None, None, {"hidden": True})

    found = issues(lines(write, filler))

    assert [place.row for place in found["hidden_rows"].places] == [4, 5]
    assert found["hidden_rows"].message.startswith(
        "2 hidden rows of sheet “Lines” of b.xlsx were read like the others."
    )
    assert found["hidden_columns"].message.endswith("were read like the others: B, C.")


def test_rows_that_a_filter_hides_are_said_to_be_filtered() -> None:
    def write(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.autofilter(0, 0, 10, 3)
        sheet.filter_column(0, "x == C1")
        for r in range(2, 11):
            sheet.set_row(r, None, None, {"hidden": True})

    assert issues(lines(write))["hidden_rows"].message.startswith(
        "9 rows of sheet “Lines” of b.xlsx, which a filter hides, were read like the others."
    )


def test_a_name_merged_over_its_lines_belongs_to_each_of_them() -> None:
    def write(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_row(0, 0, ["customer", "product", "quantity"])
        for r in (1, 2, 3, 5):
            sheet.write_row(r, 1, [f"P{r}", r])
        sheet.merge_range(1, 0, 3, 0, "ACME")
        sheet.merge_range(4, 0, 4, 2, "A heading")
        sheet.write(5, 0, "C5")

    content = book(write)

    assert [row[0] for row in rows(content)[1:]] == ["ACME", "ACME", "ACME", "A heading", "C5"]
    assert rows(content)[4] == ["A heading", None, None]
    assert issues(content)["merged_cells"].count == 1


def test_a_header_merged_over_columns_belongs_to_each_and_a_title_to_none() -> None:
    def write(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 3, "Sales of March")
        sheet.merge_range(1, 0, 2, 0, "customer")
        sheet.merge_range(1, 1, 1, 3, "invoice")
        sheet.write_row(2, 1, ["product", "quantity", "amount"])
        for r in range(3, 9):
            sheet.write_row(r, 0, [f"C{r}", f"P{r}", r, r * 2.5])

    content = book(write)

    assert rows(content)[:3] == [
        ["Sales of March", None, None, None],
        ["customer", "invoice", "invoice", "invoice"],
        ["customer", "product", "quantity", "amount"],
    ]
    assert "merged_cells" not in issues(content)


@pytest.mark.parametrize("name", ["days1900.xls", "days1904.xls"])
def test_an_old_workbook_tells_the_same(name: str) -> None:
    found = issues((DATA / name).read_bytes(), "xls")

    assert {kind: issue.count for kind, issue in found.items()} == {
        "error_cell": 2,
        "merged_cells": 1,
        "hidden_rows": 1,
        "hidden_columns": 1,
    }
    assert [(place.row, place.column, place.value) for place in found["error_cell"].places] == [
        (5, "K", "#DIV/0!"),
        (6, "K", "#N/A"),
    ]


def test_numbers_of_more_than_fifteen_digits_are_said() -> None:
    found = issues(lines(lambda workbook, sheet: sheet.write(3, 0, 1234567890123456)))["long_number"]

    assert [(place.row, place.column) for place in found.places] == [(4, "A")]


def test_sheets_that_are_not_used_are_named() -> None:
    def write(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write(0, 0, "x")
        workbook.add_worksheet("Empty")
        secret = workbook.add_worksheet("Secret")
        secret.very_hidden()
        secret.write(0, 0, "y")
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=Lines!$A$1:$A$2"})
        workbook.add_chartsheet("Chart").set_chart(chart)

    tables, said = read_workbook("b.xlsx", book(write), "xlsx")

    assert [found.sheet for found in tables] == ["Lines"]
    assert [issue.message for issue in said] == [
        "1 hidden sheet of b.xlsx not used: “Secret”. To use one, unhide it in Excel.",
        "1 sheet of b.xlsx without a single cell passed over: “Empty”.",
    ]


def test_columns_have_the_letters_of_excel() -> None:
    assert [letters(column) for column in (1, 26, 27, 52, 703, 16_384)] == ["A", "Z", "AA", "AZ", "AAA", "XFD"]


def sheet(*columns: list[str | None], first_column: int = 1) -> Sheet:
    return Sheet(
        "S", True, text_table([pa.array(column, pa.string()) for column in columns]), first_column=first_column
    )


def test_readings_that_mean_the_same_are_not_said() -> None:
    first = sheet(["0.3", "TRUE", "ab", "2024-03-05 08:26:00", "x\ny"])
    second = sheet(["0.30000000000000004", "true", "a b", "2024-03-05 08:26:00.400", "x_x000D_\ny"])

    both = compared(first, second, exact=True)

    assert both.facts.unequal == ()
    assert both.cells.column(0).to_pylist() == ["0.30000000000000004", "true", "a b", "2024-03-05 08:26:00.400", "x\ny"]


def test_readings_that_differ_are_shown_side_by_side_and_a_text_wins_over_a_blank() -> None:
    both = compared(sheet(["A", "B", None]), sheet(["A", "X", "C"]), exact=True)

    assert both.cells.column(0).to_pylist() == ["A", "B", "C"]
    assert [(cell.row, cell.column, cell.value) for cell in both.facts.unequal] == [(2, 1, "B / X"), (3, 1, " / C")]


def test_a_cell_that_only_one_reader_finds_is_kept_in_its_place() -> None:
    both = compared(sheet(["A"], first_column=3), sheet(["x"], [None], ["A"]), exact=True)

    assert (both.first_column, both.cells.num_columns) == (1, 3)
    assert [column.to_pylist() for column in both.cells.columns] == [["x"], [None], ["A"]]


CELLS = st.none() | st.sampled_from(["a", "1", "2.5", "2024-03-05", "x y"])


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(1, 4))
@settings(deadline=None)
def test_a_sheet_compared_with_itself_stays_as_it_is(columns: list[list[str | None]], first: int) -> None:
    one = sheet(
        ["top", *columns[0]],
        *([None, *column] for column in columns[1:]),
        ["last", None, None, None],
        first_column=first,
    )

    both = compared(one, one, exact=False)

    assert both.cells.to_pylist() == one.cells.to_pylist()
    assert (both.first_row, both.first_column, both.facts) == (1, first, Facts())


def test_two_readers_that_differ_on_a_workbook_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    content = lines(lambda workbook, sheet: None)
    plain = quick_sheets._exact
    monkeypatch.setattr(
        quick_sheets,
        "_exact",
        lambda texts, numbers: pa.array(["9" if t == "7.5" else t for t in plain(texts, numbers).to_pylist()]),
    )

    (place,) = issues(content)["unequal_readings"].places

    assert (place.row, place.column, place.value) == (4, "D", "9 / 7.5")


def test_an_old_workbook_locked_by_a_password_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    content = (DATA / "days1900.xls").read_bytes()
    start = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    protected = content[: start + 20] + b"\x2f\x00\x06\x00" + bytes(6) + content[start + 30 :]

    with pytest.raises(FileError, match=r"b\.xls is protected by a password"):
        read_workbook("b.xls", protected, "xls")


def test_a_workbook_locked_by_excels_own_password_opens_from_the_file(tmp_path: Path) -> None:
    from engine.reading.opening.files import open_file  # noqa: PLC0415 - starts a process

    path = tmp_path / "b.xlsx"
    path.write_bytes(locked(workbook_bytes({"Lines": [("a", 1)]}), "VelvetSweatshop"))

    (found,) = open_file(path).tables

    assert found.cells.to_pylist() == [{"0": "a", "1": "1"}]
