"""Workbooks are parsed in a process of their own: the same cells come back, or a sentence."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Cancelled, FileError, inspect_files
from engine.progress import silent
from engine.reading.opening import workbooks_apart
from engine.reading.opening.contained import Limits, Lost
from engine.reading.opening.workbooks import read_workbook
from engine.reading.opening.workbooks_apart import limits_for, read_apart
from tests.engine.reading.files import HEADER, workbook_bytes
from tests.engine.reading.opening.strange_files import BOOK, locked, zip_of

AGAIN = "Open it in Excel and save it again as a workbook (.xlsx), or export the list as CSV."
LIBRARIES = re.compile(
    r"traceback|exception|calamine|openpyxl|xlrd|zipfile|panic|rust|errno|arrow|utf|codec", re.IGNORECASE
)

cell = st.one_of(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8), st.integers(-999, 999))
sheets = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=8),
    st.lists(st.lists(cell, min_size=1, max_size=5), min_size=1, max_size=6),
    min_size=1,
    max_size=3,
)


@settings(max_examples=40)
@given(sheets)
def test_the_tables_that_come_back_are_those_that_were_read(content: dict[str, list[list[str | int]]]) -> None:
    book = workbook_bytes(content, hidden=list(content)[1:])
    try:
        expected, said = read_workbook("orders.xlsx", book, "xlsx")
    except FileError as error:
        with pytest.raises(FileError, match=re.escape(error.sentence)):
            read_apart("orders.xlsx", book, "xlsx", silent)
        return
    tables, issues = read_apart("orders.xlsx", book, "xlsx", silent)

    assert issues == said
    assert [table.cells.to_pydict() for table in tables] == [table.cells.to_pydict() for table in expected]
    assert [table.rows.tolist() for table in tables] == [table.rows.tolist() for table in expected]
    for table, other in zip(tables, expected, strict=True):
        assert table.cells.schema == other.cells.schema
        assert (table.file, table.sheet, table.typed, table.how) == (other.file, other.sheet, other.typed, other.how)
        assert (table.issues, table.damaged, table.mended) == (other.issues, other.damaged, other.mended)


def test_the_cells_outlive_the_file_they_came_in() -> None:
    (table,), _ = read_apart("orders.xlsx", BOOK, "xlsx", silent)
    read_apart("orders.xlsx", BOOK, "xlsx", silent)

    assert table.cells.column(0).to_pylist() == ["customer_id", "C1", "C2"]
    assert table.rows.tolist() == [1, 2, 3]


def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks_apart.tempfile, "tempdir", str(tmp_path))
    read_apart("orders.xlsx", BOOK, "xlsx", silent)

    assert list(tmp_path.iterdir()) == []


def test_a_refusal_passes_through_with_its_sentence_and_hint() -> None:
    with pytest.raises(FileError) as caught:
        read_apart("orders.xlsx", b"PK\x03\x04", "xlsx", silent)

    assert caught.value.sentence == "orders.xlsx is damaged: it cannot be opened as a workbook."
    assert caught.value.hint


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_workbook_that_needs_too_much_memory_costs_one_sentence() -> None:
    with pytest.raises(FileError) as caught:
        read_apart("orders.xlsx", long_cells(), "xlsx", silent, Limits(60.0, 200 << 20))

    assert caught.value.sentence in {
        "orders.xlsx could not be read: it is damaged or far larger than it looks.",
        "orders.xlsx could not be read: it needs more memory than it may take.",
    }
    assert not LIBRARIES.search(str(caught.value))


def long_cells() -> bytes:
    """A small workbook that unpacks to 256 MB of text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Lines").write_column(0, 0, [f"{'x' * 1000}{i}" for i in range(8)])
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    long = b"x" * (32 << 20)
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b"x" * 1000, long)
    return zip_of(parts)


def test_a_workbook_that_takes_too_long_is_given_up() -> None:
    rows = [HEADER, *[("C1", "P1", i) for i in range(20_000)]]

    with pytest.raises(FileError) as caught:
        read_apart("orders.xlsx", workbook_bytes({"Lines": rows}), "xlsx", silent, Limits(0.0, 1 << 30))

    assert caught.value.sentence == "orders.xlsx could not be read: after 0 seconds there was still no end to it."


def test_opening_a_workbook_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(BOOK)
    asked: list[str] = []

    def report(stage: str, fraction: float) -> None:
        asked.append(stage)
        if len(asked) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        inspect_files([path], report=report)

    assert asked[-1] == "Opening orders.xlsx"


def test_where_no_process_can_be_started_the_workbook_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_arguments: object, **_options: object) -> None:
        raise Lost("not started")

    monkeypatch.setattr(workbooks_apart, "apart", forbidden)

    (table,), _ = read_apart("orders.xlsx", BOOK, "xlsx", silent)
    (same,), _ = read_apart("orders.xlsx", locked(BOOK, "VelvetSweatshop"), "protected", silent)

    assert table.cells.column(0).to_pylist() == ["customer_id", "C1", "C2"]
    assert same.cells.equals(table.cells)


def test_a_larger_file_may_take_more_time_and_memory() -> None:
    small, large = limits_for(1 << 20), limits_for(250 << 20)

    assert small.seconds < 30
    assert small.memory < 2 << 30
    assert large.seconds == pytest.approx(10 * small.seconds)
    assert large.memory > 3 * small.memory


def test_a_column_without_a_single_cell_comes_back_as_one_of_text() -> None:
    (table,), _ = read_apart("orders.xlsx", workbook_bytes({"A": [("a", None, "b"), ("1", None, "2")]}), "xlsx", silent)

    assert set(table.cells.schema.types) == {pa.string()}


def refused(content: bytes) -> FileError | None:
    """Reading ends in tables or in a refusal; anything else is a bug and passes through."""
    try:
        tables, _ = read_apart("orders.xlsx", content, "xlsx", silent)
    except FileError as error:
        return error
    return None if tables else FileError("", "")


def outcome(content: bytes) -> None:
    """It is read, or refused in a sentence of our own."""
    if (error := refused(content)) is not None:
        assert re.fullmatch(r"(Sheet “.*” of )?orders\.xlsx .+\.", error.sentence)
        assert re.fullmatch(r"[A-Z].+\.", error.hint)
        assert not LIBRARIES.search(str(error))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_workbook_with_changed_bytes_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    content = bytearray(BOOK)
    for at, byte in changes:
        content[at] = byte

    outcome(bytes(content))


@settings(max_examples=30)
@given(st.integers(1, len(BOOK) - 1))
def test_a_workbook_that_was_cut_short_is_read_or_refused(length: int) -> None:
    outcome(BOOK[:length])


with zipfile.ZipFile(io.BytesIO(BOOK)) as _archive:
    PARTS = {name: _archive.read(name) for name in _archive.namelist()}


@settings(max_examples=60)
@given(st.data())
def test_a_workbook_whose_parts_are_dropped_doubled_or_damaged_is_read_or_refused(data: st.DataObject) -> None:
    parts: dict[str, bytes] = {}
    for name, content in PARTS.items():
        match data.draw(st.sampled_from(["kept", "kept", "kept", "kept", "dropped", "cut", "doubled", "changed"])):
            case "kept":
                parts[name] = content
            case "cut":
                parts[name] = content[: data.draw(st.integers(0, len(content)))]
            case "doubled":
                parts[name] = content * 2
            case "changed":
                at = data.draw(st.integers(0, len(content) - 1))
                parts[name] = content[:at] + data.draw(st.binary(max_size=4)) + content[at + 1 :]
            case _:
                pass

    outcome(zip_of(parts))
