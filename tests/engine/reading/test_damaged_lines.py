"""Exports in any dialect with damage of any kind in a few lines: all others are read, and no line vanishes unsaid."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine import Dataset, EngineError
from tests.engine.reading.exports import Dialect, Line, dialects
from tests.engine.reading.files import customer_of, product_of, read
from tests.engine.reading.test_exports import must_add_up

Damage = Callable[[str, str, int], str]


def cell_at(line: str, delimiter: str, at: int) -> int:
    """Where the cell of that number starts, in a line without quotes."""
    cells = line.split(delimiter)
    return len(delimiter.join(cells[: at % len(cells)])) + (at % len(cells) > 0)


DAMAGES: dict[str, Damage] = {
    "a cell too many": lambda line, delimiter, at: line + delimiter + "surplus",
    "three cells too many": lambda line, delimiter, at: line + delimiter + delimiter.join("xyz"),
    "a delimiter lost": lambda line, delimiter, at: line.replace(delimiter, "", 1),
    "a delimiter twice": lambda line, delimiter, at: (
        line[: cell_at(line, delimiter, at)] + delimiter + line[cell_at(line, delimiter, at) :]
    ),
    "the last cells lost": lambda line, delimiter, at: line.rsplit(delimiter, 2)[0],
    "a stray quote before a cell": lambda line, delimiter, at: (
        line[: cell_at(line, delimiter, at)] + '"' + line[cell_at(line, delimiter, at) :]
    ),
}


@st.composite
def plain_lines(draw: st.DrawFn) -> list[Line]:
    """Twenty lines whose cells hold no delimiter and no quote, so that each is one row of text."""
    prices = draw(st.lists(st.integers(101, 90_000), min_size=20, max_size=20))
    return [
        Line(
            f"R{i // 2}",
            f"C{i % 6}",
            f"P{i % 9}",
            Decimal(i % 7 + 1),
            Decimal(price) / 100,
            dt.date(2024, 1, 13 + i % 9),
        )
        for i, price in enumerate(prices)
    ]


def rows_of(dialect: Dialect, lines: Sequence[Line]) -> list[str]:
    """The rows of the export as text, without quotes."""
    made = []
    for cells in ([dialect.header()], *([dialect.row(line)] for line in lines)):
        text = io.StringIO(newline="")
        csv.writer(
            text, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE, escapechar="\\", lineterminator=""
        ).writerows(cells)
        made.append(text.getvalue())
    return made


@st.composite
def plain_dialects(draw: st.DrawFn) -> Dialect:
    """Dialects that need no quotes: the delimiter stands in no number, and names are plain."""
    dialect = draw(dialects())
    columns = [role for role in dialect.order if role not in ("price", "amount", "description", "name")]
    order = tuple(draw(st.permutations([*columns, "price", "amount"])))
    dialect = replace(dialect, order=order, preamble=(), page=0, packed=False, credits="both", money="{}")
    numbers = dialect.number(Decimal("-1234567.89"))
    assume(dialect.delimiter not in numbers)
    return dialect


def dataset_of(text: bytes) -> Dataset:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(text)
        return read(path)


def told(dataset: Dataset) -> set[int]:
    """Rows that an issue says are not whole."""
    kinds = ("damaged_row", "mended_row")
    return {place.row for found in dataset.report.issues if found.kind in kinds for place in found.places}


def read_lines(dataset: Dataset) -> list[tuple[str, str, float, float]]:
    assert dataset.lines.amount is not None
    figures = zip(dataset.lines.quantity, dataset.lines.amount.round(2), strict=True)
    return [(c, p, q, a) for c, p, (q, a) in zip(customer_of(dataset), product_of(dataset), figures, strict=True)]


def true_line(line: Line) -> tuple[str, str, float, float]:
    return line.customer, line.product, float(line.quantity), float(line.amount)


@pytest.mark.parametrize("damage", DAMAGES)
@settings(max_examples=20)
@given(plain_lines(), plain_dialects(), st.sets(st.integers(0, 19), min_size=1, max_size=3), st.integers(0, 20))
def test_damaged_lines_are_told_and_all_others_are_read(
    damage: str, lines: list[Line], dialect: Dialect, spoiled: set[int], at: int
) -> None:
    rows = rows_of(dialect, lines)
    for i in spoiled:
        rows[i + 1] = DAMAGES[damage](rows[i + 1], dialect.delimiter, at)

    dataset = dataset_of("".join(row + dialect.line_end for row in rows).encode(dialect.encoding))

    whole = [true_line(line) for i, line in enumerate(lines) if i not in spoiled]
    found = read_lines(dataset)
    assert [line for line in found if line in whole] == whole
    assert {i + 2 for i in spoiled} >= told(dataset)
    unsaid = spoiled - {row - 2 for row in told(dataset)}
    assert all(true_line(lines[i]) in found for i in unsaid), "a line that no issue speaks of is whole"
    must_add_up(dataset, read=len(lines))


@settings(max_examples=50)
@given(plain_lines(), plain_dialects(), st.data())
def test_a_file_that_broke_off_keeps_the_lines_before_the_break(
    lines: list[Line], dialect: Dialect, data: st.DataObject
) -> None:
    rows = [row + dialect.line_end for row in rows_of(dialect, lines)]
    kept = data.draw(st.integers(12, len(lines)), label="whole rows of lines")
    part = rows[kept + 1][: data.draw(st.integers(0, len(rows[kept + 1]) - 3))] if kept < len(lines) else ""

    dataset = dataset_of(("".join(rows[: kept + 1]) + part).encode(dialect.encoding))

    assert read_lines(dataset)[:kept] == [true_line(line) for line in lines[:kept]]
    assert len(dataset.lines) <= kept + 1


@settings(max_examples=25)
@given(plain_lines(), plain_dialects(), st.integers(1, 400))
def test_a_packed_file_that_broke_off_is_refused(lines: list[Line], dialect: Dialect, missing: int) -> None:
    content = gzip.compress("".join(row + dialect.line_end for row in rows_of(dialect, lines)).encode(dialect.encoding))

    with pytest.raises(EngineError, match=r"damaged|cut short|incomplete"):
        dataset_of(content[: max(len(content) - missing, 12)])
