"""The same lines in a workbook as people and programs make them: cells of many kinds, hidden and merged, written otherwise."""

from __future__ import annotations

import datetime as dt
import io
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset
from engine.reading.opening.sheets import letters
from tests.engine.reading.exports import ROLES, Dialect, Line, lines_of, name_of
from tests.engine.reading.files import attribute, customer_of, issue, kinds, product_of, read, write_xlsx
from tests.engine.reading.opening.test_workbook_cells import rewritten
from tests.engine.reading.test_exports import must_add_up, must_hold

MAIN, STRICT = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SPAN = r' spans="[^"]*"'
WRITINGS: dict[str, Callable[[bytes], bytes]] = {
    "strict": lambda book: rewritten(
        book, r"\.(xml|rels)$", lambda text: text.replace(MAIN, STRICT).replace(OFFICE, STRICT_OFFICE)
    ),
    "a wrong size": lambda book: rewritten(
        book, "sheet1", lambda text: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:B2"', text)
    ),
    "no size": lambda book: rewritten(book, "sheet1", lambda text: re.sub(r"<dimension[^>]*>", "", text)),
    "values on lines of their own": lambda book: rewritten(
        book, "sheet1", lambda text: re.sub(r"<v>(.*?)</v>", "<v>\n\\1\n</v>", text)
    ),
    "rows on lines of their own": lambda book: rewritten(
        book, "sheet1", lambda text: re.sub(r"(<row|<c |</row>)", "\n  \\1", text)
    ),
    "no spans": lambda book: rewritten(book, "sheet1", lambda text: re.sub(SPAN, "", text)),
    "rows and cells without a place": lambda book: rewritten(
        book, "sheet1", lambda text: re.sub(r'<(row|c) r="[^"]*"', r"<\1", re.sub(SPAN, "", text))
    ),
    "a prefix before each name": lambda book: rewritten(
        book,
        r"sheet1|sharedStrings|workbook\.xml$",
        lambda text: re.sub(r"<(/?)([a-zA-Z]+)", r"<\1x:\2", text).replace("xmlns=", "xmlns:x="),
    ),
}


def typed_rows(lines: Sequence[Line]) -> list[list[Any]]:
    cells = [Dialect().cells(line) for line in lines]
    return [Dialect().header(), *([plain(row[role]) for role in ROLES] for row in cells)]


def plain(cell: Any) -> Any:
    return cell if isinstance(cell, (str, dt.date)) else float(cell)


@pytest.mark.parametrize("writing", WRITINGS)
@settings(max_examples=10)
@given(lines=lines_of())
def test_a_workbook_reads_the_same_however_its_writer_writes_xml(writing: str, lines: list[Line]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "export.xlsx", {"Lines": typed_rows(lines)})
        path.write_bytes(WRITINGS[writing](path.read_bytes()))

        must_hold(read(path), lines)


@dataclass(frozen=True)
class Kept:
    """How somebody keeps a sheet: where the table starts, what is hidden, and how each line's cells are made."""

    down: int
    right: int
    epoch_1904: bool
    inline: bool
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    blank_columns: frozenset[int]
    amounts: tuple[str, ...]
    quantities: tuple[str, ...]
    days: tuple[str, ...]

    def columns(self) -> list[int]:
        """The column of each role, from 0; a blank one stands before those that are named."""
        found, at = [], self.right
        for i in range(len(ROLES)):
            at += i in self.blank_columns and i > 0
            found.append(at)
            at += 1
        return found


def kept_for(count: int) -> st.SearchStrategy[Kept]:
    def each(*kinds: str) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(st.sampled_from(kinds), min_size=count, max_size=count).map(tuple)

    return st.builds(
        Kept,
        down=st.integers(0, 5),
        right=st.integers(0, 3),
        epoch_1904=st.booleans(),
        inline=st.booleans(),
        hidden_rows=st.frozensets(st.integers(0, count - 1), max_size=3),
        hidden_columns=st.frozensets(st.integers(0, len(ROLES) - 1), max_size=2),
        blank_columns=st.frozensets(st.integers(1, len(ROLES) - 1), max_size=2),
        amounts=each("number", "number", "text", "formula", "unsaved", "error"),
        quantities=each("number", "number", "text", "formula"),
        days=each("day", "day", "moment", "text"),
    )


def kept_workbook(path: Path, lines: Sequence[Line], kept: Kept) -> Path:
    """The lines as the sheet is kept; a formula that was never calculated has no value at all."""
    columns = dict(zip(ROLES, kept.columns(), strict=True))
    with xlsxwriter.Workbook(path, {"date_1904": kept.epoch_1904, "constant_memory": kept.inline}) as book:
        sheet = book.add_worksheet("Lines")
        formats = {
            name: book.add_format({"num_format": code})
            for name, code in (("day", "dd.mm.yy"), ("moment", "yyyy-mm-dd hh:mm"))
        }
        for role in kept.hidden_columns:
            sheet.set_column(kept.columns()[role], kept.columns()[role], None, None, {"hidden": True})
        for name, column in zip(Dialect().header(), columns.values(), strict=True):
            sheet.write_string(kept.down, column, name)
        for i, line in enumerate(lines):
            row, cells = kept.down + 1 + i, Dialect().cells(line)
            if i in kept.hidden_rows:
                sheet.set_row(row, None, None, {"hidden": True})
            for role in ("invoice", "customer", "name", "product", "description"):
                sheet.write_string(row, columns[role], cells[role])
            _write_number(sheet, row, columns["quantity"], float(line.quantity), kept.quantities[i])
            sheet.write_number(row, columns["price"], float(line.price))
            _write_number(sheet, row, columns["amount"], float(line.amount), kept.amounts[i])
            if kept.days[i] == "text":
                sheet.write_string(row, columns["date"], str(line.day))
            else:
                moment = dt.datetime.combine(line.day, dt.time(13, 45) if kept.days[i] == "moment" else dt.time())
                sheet.write_datetime(row, columns["date"], moment, formats[kept.days[i]])
    unsaved = rewritten(
        path.read_bytes(), "sheet1", lambda text: text.replace("<v>gone</v>", "").replace(' t="str"><f>0+1', "><f>0+1")
    )
    path.write_bytes(unsaved)
    return path


def _write_number(sheet: Any, row: int, column: int, value: float, kind: str) -> None:
    match kind:
        case "text":
            sheet.write_string(row, column, f"{value:.2f}")
        case "formula":
            sheet.write_formula(row, column, "=1+0", None, value)
        case "unsaved":
            sheet.write_formula(row, column, "=0+1", None, "gone")
        case "error":
            sheet.write_formula(row, column, "=NA()", None, "#N/A")
        case _:
            sheet.write_number(row, column, value)


@settings(max_examples=60)
@given(st.data())
def test_a_sheet_holds_its_lines_however_it_is_kept_and_says_what_is_odd_in_it(data: st.DataObject) -> None:
    lines = data.draw(lines_of())
    kept = data.draw(kept_for(len(lines)))
    with tempfile.TemporaryDirectory() as folder:
        dataset = read(kept_workbook(Path(folder) / "export.xlsx", lines, kept))

    must_hold(dataset, lines)
    amount = letters(kept.columns()[ROLES.index("amount")] + 1)
    first = kept.down + 2
    for kind, cell in (("error_cell", "error"), ("formula_without_result", "unsaved")):
        expected = [(first + i, amount) for i, made in enumerate(kept.amounts) if made == cell]
        assert cells_of(dataset, kind) == expected
    assert cells_of(dataset, "hidden_rows") == [(first + i, "") for i in sorted(kept.hidden_rows)]
    columns = [letters(kept.columns()[i] + 1) for i in sorted(kept.hidden_columns)]
    assert [column for _, column in cells_of(dataset, "hidden_columns")] == columns


def cells_of(dataset: Dataset, kind: str) -> list[tuple[int, str]]:
    return [(place.row, place.column) for each in dataset.report.issues if each.kind == kind for place in each.places]


@settings(max_examples=40)
@given(lines_of(most=20), st.integers(0, 3))
def test_names_merged_over_the_lines_of_a_customer_belong_to_each_of_them(lines: list[Line], right: int) -> None:
    """One merged block for each run of lines of a customer, over its id and over its name."""
    lines = sorted(lines, key=lambda line: line.customer)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Lines")
        for r, row in enumerate(typed_rows(lines)):
            for c, cell in enumerate(row, right):
                (sheet.write_string if isinstance(cell, str) else sheet.write)(r, c, cell)
        for customer in {line.customer for line in lines}:
            own = [i for i, line in enumerate(lines, 1) if line.customer == customer]
            for column, value in ((1, customer), (2, name_of(customer))):
                if len(own) > 1:
                    sheet.merge_range(own[0], right + column, own[-1], right + column, "")
                    sheet.write_string(own[0], right + column, value)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        path.write_bytes(buffer.getvalue())

        must_hold(read(path), lines)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8), st.integers(3, 12), st.booleans())
def test_ids_kept_as_numbers_have_the_zeros_that_their_format_shows(ids: list[int], width: int, floats: bool) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        zeros = book.add_format({"num_format": "0" * width})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["customer_id", "product_id", "quantity"])
        for r, number in enumerate(ids, 1):
            sheet.write_number(r, 0, float(number) if floats else number, zeros)
            sheet.write_number(r, 1, number)
            sheet.write_number(r, 2, r)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        path.write_bytes(buffer.getvalue())
        dataset = read(path)

    assert customer_of(dataset) == [f"{number:0{width}d}" for number in ids]
    assert product_of(dataset) == [str(number) for number in ids]


@settings(max_examples=30)
@given(st.data())
def test_sheets_beside_the_lines_are_passed_over_and_named_and_change_nothing(data: st.DataObject) -> None:
    """Notes, empty sheets and hidden copies, before and after the sheet that has the lines."""
    lines = data.draw(lines_of())
    others: dict[str, list[list[Any]]] = {
        "Notes": [["Please do not pass on."], [], ["Ask the office."]],
        "Empty": [],
        "Old": typed_rows(lines),
        "Chart data": [["Month", "Share"], ["Jan", 0.25], ["Feb", 0.75]],
    }
    names = data.draw(st.permutations(["Lines", *data.draw(st.sets(st.sampled_from(sorted(others)), min_size=1))]))
    sheets = {name: others.get(name, typed_rows(lines)) for name in names}
    with tempfile.TemporaryDirectory() as folder:
        dataset = read(write_xlsx(Path(folder) / "book.xlsx", sheets, hidden=["Old"]))

    must_hold(dataset, lines)
    said = " ".join(found.message for found in dataset.report.issues)
    assert all(f"“{name}”" in said or f"· {name}" in said for name in names if name != "Lines")
    assert {place.sheet for found in dataset.report.issues for place in found.places if place.row} <= {"Lines"}


@settings(max_examples=25)
@given(lines_of(), st.sampled_from(["_x000D_\n", "\r\n", "\n", "_x000D_"]))
def test_line_breaks_in_a_cell_are_the_same_however_excel_keeps_them(lines: list[Line], kept: str) -> None:
    """Excel writes a carriage return as _x000D_, which some readers leave as it is."""
    rows = typed_rows(lines)
    for row in rows[1:]:
        row[4] = "Bolt@zinc plated"
    with tempfile.TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "export.xlsx", {"Lines": rows})
        path.write_bytes(rewritten(path.read_bytes(), "sharedStrings", lambda text: text.replace("@", kept)))
        dataset = read(path)

    assert {name.replace("\r", "\n").replace("\n\n", "\n") for name in attribute(dataset, "product_name").values()} == {
        "Bolt\nzinc plated"
    }
    must_add_up(dataset, read=len(lines))


@settings(max_examples=25)
@given(st.data())
def test_numbers_of_more_digits_than_excel_keeps_are_counted_where_they_stand(data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.integers(1, 999), min_size=3, max_size=9))
    long = data.draw(st.sets(st.integers(0, len(ids) - 1), min_size=1, max_size=3))
    rows = [(f"C{n}", n * 10**14 + 10**16 if i in long else n, i + 1) for i, n in enumerate(ids)]
    with tempfile.TemporaryDirectory() as folder:
        dataset = read(
            write_xlsx(Path(folder) / "b.xlsx", {"Lines": [("customer_id", "product_id", "quantity"), *rows]})
        )

    found = issue(dataset, "long_number")
    assert [(place.row, place.column) for place in found.places] == [(i + 2, "B") for i in sorted(long)]
    assert found.count == len(long)
    assert "error_cell" not in kinds(dataset)
