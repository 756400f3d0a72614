"""Headers of every kind: over two rows, merged, the same twice, numbers, blank; among blank columns and in any order of files."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine import Dataset, Role
from tests.engine.reading.exports import HEADERS, ROLES, Dialect, Line, lines_of
from tests.engine.reading.files import Row, kinds, read, write_xlsx
from tests.engine.reading.joining.test_invoice_headers import HEADER, LINE, headers_of, must_be_equal, one_invoice_each
from tests.engine.reading.joining.test_invoice_headers import line_row as row_below_header
from tests.engine.reading.test_arrangements import (
    CUSTOMER_HEADER,
    LINE_HEADER,
    PRODUCT_HEADER,
    customers_of,
    line_row,
    products_of,
    save,
)
from tests.engine.reading.test_exports import must_hold

SPOKEN = [language for language, names in HEADERS.items() if " " in names]


def halves(name: str) -> tuple[str, str]:
    """A header over two rows: its first word above the others; one of a single word stands in the lower row."""
    first, _, rest = name.partition(" ")
    return (first, rest) if rest else ("", first)


def text_of(rows: Sequence[Row]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(rows)
    return stream.getvalue()


def read_rows(rows: Sequence[Row]) -> Dataset:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_text(text_of(rows), encoding="utf-8", newline="")
        return read(path)


@pytest.mark.parametrize("language", SPOKEN)
@settings(max_examples=12)
@given(lines=lines_of(), order=st.permutations(ROLES), notes=st.integers(0, 2), again=st.booleans())
def test_a_header_over_two_rows_of_text_is_one_header(
    language: str, lines: list[Line], order: Sequence[str], notes: int, again: bool
) -> None:
    dialect = Dialect(language, tuple(order))
    upper, lower = zip(*map(halves, dialect.header()), strict=True)
    body = [dialect.row(line) for line in lines]
    middle = len(body) // 2
    repeated = [upper, lower] if again and middle else []
    above = [[note, *[""] * 8] for note in ("Sales of the year", "All customers")[:notes]]

    must_hold(read_rows([*above, upper, lower, *body[:middle], *repeated, *body[middle:]]), lines)


@pytest.mark.parametrize("language", SPOKEN)
@settings(max_examples=12)
@given(lines=lines_of(), down=st.integers(0, 3))
def test_a_header_whose_first_words_are_merged_over_its_columns_is_one_header(
    language: str, lines: list[Line], down: int
) -> None:
    """Neighbours with the same first word have it once above them; a header of one word is merged over both rows."""
    dialect = Dialect(language)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Sales")
        at = 0
        for upper, group in groupby(map(halves, dialect.header()), lambda both: both[0]):
            lower = [below for _, below in group]
            if upper:
                _merged(sheet, (down, at, down, at + len(lower) - 1), upper)
                sheet.write_row(down + 1, at, lower)
            else:
                for i, name in enumerate(lower, at):
                    _merged(sheet, (down, i, down + 1, i), name)
            at += len(lower)
        for r, line in enumerate(lines, down + 2):
            for c, cell in enumerate(dialect.cells(line)[role] for role in dialect.order):
                (sheet.write_string if isinstance(cell, str) else sheet.write)(r, c, cell)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        path.write_bytes(buffer.getvalue())

        must_hold(read(path), lines)


def _merged(sheet: Any, block: tuple[int, int, int, int], text: str) -> None:
    top, left, bottom, right = block
    if (top, left) == (bottom, right):
        sheet.write_string(top, left, text)
    else:
        sheet.merge_range(top, left, bottom, right, text)


@settings(max_examples=30)
@given(lines_of(), st.lists(st.integers(0, len(ROLES)), max_size=4), st.booleans())
def test_blank_columns_anywhere_are_no_columns(lines: list[Line], blanks: list[int], workbook: bool) -> None:
    rows: list[list[Any]] = Dialect().rows(lines)
    for at in sorted(blanks, reverse=True):
        rows = [[*row[:at], None if workbook else "", *row[at:]] for row in rows]

    if workbook:
        with tempfile.TemporaryDirectory() as folder:
            must_hold(read(write_xlsx(Path(folder) / "export.xlsx", {"Sales": rows})), lines)
    else:
        must_hold(read_rows(rows), lines)


NAMES = st.sampled_from(["Note", "Note", "note ", "2023", "2024", "", "", "Colour", "Column 4", "region_2", "N/A", "-"])


@settings(max_examples=60)
@given(st.lists(NAMES, min_size=1, max_size=6), st.booleans())
def test_attributes_under_any_header_are_all_kept_under_names_of_their_own(names: list[str], workbook: bool) -> None:
    """Headers that come twice, are numbers, or are missing; each column holds texts that no other holds."""
    header = ("customer_id", "customer_name", *names)
    listed = [(f"C{i}", f"Firm {i}", *(f"{'abcdef'[k]}{i % 3} or so" for k in range(len(names)))) for i in range(8)]
    sold = [(f"C{i % 8}", f"P{i % 3}", str(i + 1)) for i in range(16)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = save(folder / "lines.csv", ("customer_id", "product_id", "quantity"), sold)
        customers = (
            write_xlsx(folder / "customers.xlsx", {"Customers": [header, *listed]})
            if workbook
            else save(folder / "customers.csv", header, listed)
        )
        dataset = read(lines, customers)

    found = {tuple(dataset.customers[column]) for column in dataset.customers.columns}
    assert {tuple(row[at] for row in listed) for at in range(len(header))} <= found
    assert len(set(dataset.customers.columns)) == len(dataset.customers.columns)


@settings(max_examples=30)
@given(lines_of(most=20), st.data())
def test_files_may_be_given_in_any_order_and_parts(lines: list[Line], data: st.DataObject) -> None:
    """Lists and the lines in up to three files, each with its columns in an order of its own."""
    cuts = sorted(data.draw(st.lists(st.integers(1, len(lines) - 1), max_size=2, unique=True)))
    parts = [lines[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(lines)], strict=True)]
    assume(len(set(map(tuple, parts))) == len(parts))  # of two files with the same content one is read
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [save(folder / f"part {i}.csv", LINE_HEADER, map(line_row, part)) for i, part in enumerate(parts)]
        paths += [
            _turned(data, folder / "customers.csv", CUSTOMER_HEADER, customers_of(lines)),
            _turned(data, folder / "products.csv", PRODUCT_HEADER, products_of(lines)),
        ]
        straight = read(*paths)
        others = data.draw(st.permutations(paths[len(parts) :]))
        mixed = read(*others[:1], *paths[: len(parts)], *others[1:])

    must_be_equal(mixed, straight)
    assert straight.report.lines_read == straight.report.lines_used == len(lines)
    assert kinds(mixed) == kinds(straight)


def _turned(data: st.DataObject, path: Path, header: Row, rows: Sequence[Row]) -> Path:
    order = data.draw(st.permutations(range(len(header))))
    return save(path, tuple(header[i] for i in order), [tuple(row[i] for i in order) for row in rows])


@settings(max_examples=25)
@given(lines_of(most=20), st.data())
def test_headers_lines_and_lists_join_to_the_same_in_any_order(lines: list[Line], data: st.DataObject) -> None:
    lines = one_invoice_each(lines)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [
            save(folder / "documents.csv", HEADER, headers_of(lines)),
            save(folder / "positions.csv", LINE, map(row_below_header, lines)),
            save(folder / "products.csv", PRODUCT_HEADER, products_of(lines)),
        ]
        straight, mixed = read(*paths), read(*data.draw(st.permutations(paths)))

    must_be_equal(mixed, straight)
    assert Role.PRODUCT_NAME in mixed.products.columns
