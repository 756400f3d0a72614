"""One table written as text and as every kind of workbook: the same dataset from each, and no damage that breaks reading."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset, inspect_files
from tests.engine.reading.exports import ROLES, Dialect, Line, lines_of
from tests.engine.reading.files import Row, attribute, read
from tests.engine.reading.forms import FORMS, write_form
from tests.engine.reading.test_exports import must_hold
from tests.fuzz.trying import read_whole

BINARY = ("xlsb", "xls", "ods")
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]) | st.sampled_from(" \n\"';,&<>"),
    min_size=1,
    max_size=20,
)


def rows_of(dialect: Dialect, lines: Sequence[Line], notes: int, blanks: int) -> list[Row]:
    """Notes, blank rows, the header, and the lines as numbers, days and text."""
    above: list[Row] = [("List of sales",), ("for the office in Leeds",)][:notes]
    body = [[dialect.cells(line)[role] for role in dialect.order] for line in lines]
    return [*above, *[()] * blanks, dialect.header(), *body]


def read_as(form: str, rows: Sequence[Row]) -> Dataset:
    with tempfile.TemporaryDirectory() as folder:
        return read(write_form(Path(folder), form, rows))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=12)
@given(lines_of(), st.permutations(ROLES), st.integers(0, 2), st.integers(0, 2))
def test_lines_are_the_same_in_every_form_of_file(
    form: str, lines: list[Line], order: Sequence[str], notes: int, blanks: int
) -> None:
    rows = rows_of(Dialect(order=tuple(order)), lines, notes, blanks)

    must_hold(read_as(form, rows), lines)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=12)
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_names_keep_every_sign_in_every_form_of_file(form: str, names: list[str]) -> None:
    header = ("customer_id", "product_id", "product_name", "quantity")
    rows = [header, *(("C1", f"P{i}", name, i + 1) for i, name in enumerate(names))]

    found = attribute(read_as(form, rows), "product_name")

    assert list(found.values()) == [name.strip() or f"P{i}" for i, name in enumerate(names)]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=12)
@given(st.lists(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)), min_size=2, max_size=6))
def test_rows_and_days_of_a_sheet_are_those_that_were_written(form: str, days: list[dt.date]) -> None:
    gaps = [day.day % 3 for day in days]
    rows: list[Row] = [("customer_id", "product_id", "quantity", "date")]
    expected = []
    for day, gap in zip(days, gaps, strict=True):
        rows += [*[(None, None, None, None)] * gap, ("C1", "P1", 1, day)]
        expected.append(len(rows))

    with tempfile.TemporaryDirectory() as folder:
        (table,) = inspect_files([write_form(Path(folder), form, rows)]).tables

    assert table.rows.tolist() == expected
    assert table.cells.column(3).to_pylist() == [str(day) for day in days]


@pytest.mark.parametrize("form", BINARY)
@settings(max_examples=25)
@given(st.data())
def test_a_workbook_with_changed_bytes_or_without_its_end_is_read_or_refused_in_our_own_words(
    form: str, data: st.DataObject
) -> None:
    rows = [("customer_id", "product_id", "quantity"), *((f"C{i}", f"P{i}", i) for i in range(1, 9))]
    with tempfile.TemporaryDirectory() as folder:
        path = write_form(Path(folder), form, rows)
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 5))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(content[: data.draw(st.sampled_from([len(content), int(len(content) * 0.99)]))])
        end, detail = read_whole(path)

    assert end in ("read", "refused"), detail
