"""Workbooks: sheets, hidden sheets, odd cells, and the second reader."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from engine import FileError, inspect_files
from engine.reading.opening import quick_sheets
from engine.reading.opening.slow_sheets import read_slowly
from engine.reading.opening.workbooks import read_workbook
from tests.engine.reading.files import HEADER, issue, read, workbook_bytes, write_xlsx

ROWS = [HEADER, ("C1", "P1", 2), ("C2", "P2", 2.5)]


def cells(content: bytes) -> list[list[str | None]]:
    (table,), _ = read_workbook("b.xlsx", content, "xlsx")
    return [list(row.values()) for row in table.cells.to_pylist()]


def test_cells_are_text_as_a_user_would_write_them() -> None:
    row = ("00123", 17, 17.0, 2.5, 1e15, True, dt.datetime.fromisoformat("2024-03-09 14:30"), "NA", None, " x ")

    assert cells(workbook_bytes({"A": [row]})) == [
        ["00123", "17", "17", "2.5", "1000000000000000", "TRUE", "2024-03-09 14:30:00", "NA", None, " x "]
    ]


def test_a_number_that_becomes_text_late_in_a_column_is_kept() -> None:
    rows = [(i,) for i in range(3000)] + [("A-7",)]

    assert cells(workbook_bytes({"A": rows}))[-1] == ["A-7"]


def test_empty_sheets_are_passed_over(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "b.xlsx", {"Empty": [], "Lines": ROWS})

    assert [table.sheet for table in inspect_files([path]).tables] == ["Lines"]


def test_hidden_sheets_are_not_used_and_said(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "b.xlsx", {"Lines": ROWS, "Old": ROWS}, hidden=["Old"])

    dataset = read(path)

    assert dataset.report.lines_read == 2
    assert "“Old”" in issue(dataset, "hidden_sheet").message


def test_a_workbook_of_empty_sheets_holds_no_data(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "b.xlsx", {"A": [], "B": []})

    with pytest.raises(FileError, match=r"b\.xlsx holds no data"):
        inspect_files([path])


def test_rows_keep_the_numbers_that_excel_shows() -> None:
    tables, _ = read_workbook("b.xlsx", workbook_bytes({"A": [(), (), ("x",)], "B & <C>": [("x",)]}), "xlsx")

    assert {table.sheet: table.rows.tolist() for table in tables} == {"A": [3], "B & <C>": [1]}


def test_the_second_reader_gives_the_same_cells_as_the_first() -> None:
    row = ("00123", 17, 17.0, 2.5, True, dt.datetime.fromisoformat("2024-03-09 14:30"), "NA", None)
    content = workbook_bytes({"A": [(), row, ("last",)], "Old": [("x",)]}, hidden=["Old"])

    slow = read_slowly(content)

    assert [(sheet.name, sheet.visible, sheet.first_row) for sheet in slow] == [("A", True, 2), ("Old", False, 1)]
    assert [list(row.values()) for row in slow[0].cells.to_pylist()] == cells(content)


def test_the_second_reader_is_asked_where_the_first_refuses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Panic(BaseException):
        """What a Rust panic looks like from Python: no Exception."""

    def panics(content: bytes) -> None:
        raise Panic

    monkeypatch.setattr(quick_sheets.fastexcel, "read_excel", panics)

    assert read(write_xlsx(tmp_path / "b.xlsx", {"Lines": ROWS})).report.lines_used == 2


def test_error_cells_are_blanks_for_both_readers() -> None:
    book = openpyxl.Workbook()
    book.active.append(["#N/A", "#DIV/0!", "fine"])
    buffer = io.BytesIO()
    book.save(buffer)

    (sheet,) = read_slowly(buffer.getvalue())

    assert sheet.cells.to_pylist() == [{"0": "fine"}]
    assert [(error.column, error.value) for error in sheet.facts.errors] == [(1, "#N/A"), (2, "#DIV/0!")]


def test_a_workbook_that_no_reader_opens_is_damaged() -> None:
    with pytest.raises(FileError) as caught:
        read_workbook("b.xlsx", b"PK\x03\x04 and nothing more", "xlsx")

    assert caught.value.sentence == "b.xlsx is damaged: it cannot be opened as a workbook."
    assert caught.value.hint
