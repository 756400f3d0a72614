"""Coded columns say what plain ones say, cell by cell and file by file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Issue, Place, ReadOptions, Sources, read_dataset
from engine.reading.opening.files import open_file
from engine.reading.tables.recognising import recognise
from engine.reading.text_columns import CODED, by_text, gathered, one_coded, plain, plain_column
from tests.engine.reading.files import write_text
from tests.engine.reading.worst_export import worst_text

CELLS = st.lists(st.one_of(st.none(), st.sampled_from(["", " ", "a", " a", "#", "ä", "12"])), max_size=20)
PARTS = st.lists(CELLS, min_size=1, max_size=4)
GROUPED = """Sales report;;;
Invoice;Article;Quantity;Amount
Customer 4711;;;
R1;P1;2;10,00
R1;P2;-1;-4,00
Customer 4712;;;
R2;P1;1;5,00
Page 2;;;
Invoice;Article;Quantity;Amount
R3;P 3 "inch;4;8,00
---;---;---;---
Total;;6;19,00
"""
ACROSS = "Customer;Article;Jan 2024;Feb 2024;Mar 2024;Total\nC1;P1;1;2;3;6\nC1;P2;;4;;4\nTotal;;1;6;3;10\n"
OUTLINE = "Customer;Article;Quantity\n" + "".join(f"C{i};P1;1\n;P2;2\n;P3;3\n" for i in range(9))


def column(parts: list[list[str | None]]) -> pa.ChunkedArray:
    """Each part is coded for itself, as each block of a file is."""
    return pa.chunked_array([pa.array(part, pa.string()).dictionary_encode() for part in parts], CODED)


def said(issue: Issue) -> tuple[str, list[Place]]:
    return issue.message, list(issue.places)


@given(PARTS)
def test_one_coded_column_holds_the_texts_of_its_parts_each_once(parts: list[list[str | None]]) -> None:
    whole = one_coded(column(parts))

    assert whole.to_pylist() == [cell for part in parts for cell in part]
    assert len(set(whole.dictionary.to_pylist())) == len(whole.dictionary)


@given(PARTS, st.integers(0, 20), st.integers(0, 20))
def test_what_is_asked_of_the_distinct_texts_is_answered_cell_by_cell(
    parts: list[list[str | None]], start: int, length: int
) -> None:
    coded = column(parts).slice(start, length)

    for cells in (coded, plain_column(coded), pa.chunked_array([one_coded(coded)])):
        found = by_text(cells, lambda texts: pc.starts_with(texts, "a"), blank=True)
        assert found.tolist() == [cell is None or cell.startswith("a") for cell in coded.to_pylist()]


@given(st.lists(st.floats(allow_nan=False), min_size=1), st.data())
def test_values_are_gathered_by_code_and_blanks_are_blank(values: list[float], data: st.DataObject) -> None:
    codes = data.draw(st.lists(st.integers(-1, len(values) - 1)))

    found = gathered(np.array(values), np.array(codes, dtype=np.int32), -7.0)

    assert found.tolist() == [-7.0 if code < 0 else values[code] for code in codes]


@pytest.mark.parametrize("laid_across", ["leave", "to lines"])
@pytest.mark.parametrize("text", ["worst", GROUPED, ACROSS, OUTLINE], ids=["worst", "grouped", "across", "outline"])
def test_a_file_reads_the_same_with_plain_cells(tmp_path: Path, text: str, laid_across: str) -> None:
    path = tmp_path / "list.csv"
    opened = open_file(worst_text(path) if text == "worst" else write_text(path, text))
    (raw,) = opened.tables
    assert all(column.type == CODED for column in raw.cells.columns)

    found = []
    for cells in (raw.cells, plain(raw.cells)):
        table, issues = recognise(replace(raw, cells=cells), {}, {}, laid_across)
        assert table is not None
        sources = Sources((opened.source,), (table,), tuple(issues))
        found.append((table.columns, table.cells.to_pydict(), table.rows.tolist(), issues, sources))

    assert found[0][:3] == found[1][:3]
    assert list(map(said, found[0][3])) == list(map(said, found[1][3]))
    if found[0][4].tables[0].kind != "lines":
        return
    one, other = (read_dataset(entry[4], ReadOptions()) for entry in found)
    assert replace(one.report, issues=()) == replace(other.report, issues=())
    assert [said(issue) for issue in one.report.issues] == [said(issue) for issue in other.report.issues]
    for field in ("customer", "product", "order", "quantity", "amount"):
        np.testing.assert_array_equal(getattr(one.lines, field), getattr(other.lines, field))
    assert one.customers.equals(other.customers)
    assert one.products.equals(other.products)
