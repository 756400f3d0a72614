"""Every issue points to the cell that holds it: a naive look into the file, by row number and header, finds the value there."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset, Place
from tests.engine.reading.exports import Dialect, dialects, lines_of
from tests.engine.reading.files import read, write_xlsx
from tests.engine.reading.test_exports import must_add_up

FAULTS = {
    "no_customer": {"customer": "", "name": ""},
    "no_product": {"product": "", "description": ""},
    "unreadable_quantity": {"quantity": "ask Jim"},
    "no_quantity": {"quantity": " "},
    "zero_quantity": {"quantity": "0"},
    "unreadable_date": {"date": "31.31.2024"},
    "no_date": {"date": ""},
    "unreadable_amount": {"amount": "see below"},
}
LEFT_OUT = tuple(FAULTS)[:5]
FATES = st.sampled_from(["", "", *FAULTS])
Grid = dict[int, list[str]]


@dataclass(frozen=True)
class Spoiled:
    """An export with a fault in some lines; `rows` as they stand in the file, where None is a blank row."""

    dialect: Dialect
    rows: list[list[str] | None]
    fates: dict[int, str]
    """Position among `rows` → fault; "" for a whole line."""

    def numbers(self, grid: Grid) -> dict[str, list[int]]:
        """Fault → the numbers of its rows in the file, which are those of the grid from top to bottom."""
        numbers = dict(zip((i for i, row in enumerate(self.rows) if row), sorted(grid), strict=True))
        found = defaultdict(list)
        for at, fate in self.fates.items():
            found[fate].append(numbers[at])
        return found


@st.composite
def spoiled(draw: st.DrawFn) -> Spoiled:
    """Lines in any dialect, some with a fault, between blank rows and under notes and repeated headers."""
    dialect = draw(dialects())
    columns = [role for role in dialect.order if role not in ("price", "amount")]
    dialect = replace(dialect, order=(*columns, "amount"), credits="both", padded=True, packed=False)
    rows: list[list[str] | None] = [[note or "-", *[""] * (len(columns))] for note in dialect.preamble]
    fates: dict[int, str] = {}
    for i, line in enumerate(draw(lines_of())):
        if i == 0 or (dialect.page and i % dialect.page == 0):
            rows.append(dialect.header())
        rows += [None] * draw(st.sampled_from([0, 0, 0, 1, 2]))
        fate = "" if line.invoice == "I-0" else draw(FATES)
        if fate == "no_date" or not line.quantity:
            fate = ""
        description = draw(st.sampled_from(["Bolt", 'Bolt 1/2"', "Bolt\nzinc plated"]))
        cells = dict(zip(dialect.order, dialect.row(line), strict=True)) | {"description": description}
        fates[len(rows)] = fate
        rows.append(list((cells | FAULTS.get(fate, {})).values()))
    return Spoiled(dialect, rows, fates)


def save_text(folder: Path, export: Spoiled) -> tuple[Path, Grid]:
    """The export as text, and its rows by the number of the line in which each starts, as Python's reader counts."""
    text, dialect = io.StringIO(newline=""), export.dialect
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator=dialect.line_end)
    for row in export.rows:
        writer.writerow(row or [])
    path = folder / "export.csv"
    path.write_bytes(text.getvalue().encode(dialect.encoding))
    grid, last = {}, 0
    reader = csv.reader(io.StringIO(text.getvalue(), newline=""), delimiter=dialect.delimiter)
    for row in reader:
        if row:
            grid[last + 1] = row
        last = reader.line_num
    return path, grid


def save_workbook(folder: Path, export: Spoiled) -> tuple[Path, Grid]:
    """The export in a sheet that starts somewhere below and right of A1, and its rows as openpyxl finds them."""
    width, down, right = len(export.dialect.order), len(export.rows) % 4, len(export.rows) % 3
    rows = [[None] * right + (row or [None] * width) for row in export.rows]
    path = write_xlsx(folder / "export.xlsx", {"Sheet 1": [[None]] * down + rows})
    sheet = openpyxl.load_workbook(path)["Sheet 1"]
    cells = {r: [str(c or "") for c in row] for r, row in enumerate(sheet.iter_rows(values_only=True), 1)}
    return path, {r: row for r, row in cells.items() if any(row)}


def must_hold_what_it_says(place: Place, path: Path, grid: Grid, header: Sequence[str]) -> None:
    """The cell that the place names has the value that the place gives."""
    if place.row and place.column:
        assert place.file == path.name
        headings = next(row for row in grid.values() if set(header) <= {cell.strip() for cell in row})
        assert grid[place.row][headings.index(place.column)].strip() == place.value.strip()


@pytest.mark.parametrize("save", [save_text, save_workbook])
@settings(max_examples=40)
@given(spoiled())
def test_every_issue_names_the_rows_and_the_cells_that_hold_it(save, export: Spoiled) -> None:  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as folder:
        path, grid = save(Path(folder), export)
        dataset = read(path)
    numbers = export.numbers(grid)

    for found in dataset.report.issues:
        for place in found.places:
            must_hold_what_it_says(place, path, grid, export.dialect.header())
    for fault, rows in numbers.items():
        if fault:
            assert rows_of(dataset, fault) == rows
    lines = len(export.fates)
    must_add_up(dataset, read=lines)
    assert dataset.report.lines_used == lines - sum(len(numbers[fault]) for fault in LEFT_OUT)


def rows_of(dataset: Dataset, kind: str) -> list[int]:
    return [place.row for found in dataset.report.issues if found.kind == kind for place in found.places]
