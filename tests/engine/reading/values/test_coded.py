"""Columns as integer codes, against the plain way of doing the same."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from engine.reading.joining.attributes import filled_up, first_of, most_frequent, per_entity
from engine.reading.joining.stack import unite
from engine.reading.values.coded import Coded, encode

CELLS = st.lists(
    st.one_of(st.none(), st.sampled_from(["", " ", "a", " a", "b ", "\u00a0b", "B", "ä", "0", "00"])), max_size=30
)
PAIRS = st.lists(st.tuples(st.integers(-1, 4), st.sampled_from(["", "x", "y", "z"])), max_size=40)


def coded(cells: list[str | None]) -> Coded:
    return encode([pa.chunked_array([pa.array(cells, pa.string())])], [len(cells)])


def trimmed(cells: list[str | None]) -> list[str]:
    return [(cell or "").strip() for cell in cells]


def texts(column: Coded) -> list[str]:
    return [column.text(row) for row in range(len(column))]


@given(CELLS)
def test_a_column_is_its_trimmed_texts(cells: list[str | None]) -> None:
    column = coded(cells)

    assert texts(column) == trimmed(cells)
    assert column.blank.tolist() == [text == "" for text in trimmed(cells)]
    assert len(set(column.values.to_pylist())) == len(column.values)


@given(CELLS)
def test_sorting_the_values_changes_no_text(cells: list[str | None]) -> None:
    column = coded(cells).sorted()

    assert texts(column) == trimmed(cells)
    assert column.values.to_pylist() == sorted(column.values.to_pylist())


@given(st.lists(CELLS, max_size=4))
def test_columns_below_each_other_are_one_column(columns: list[list[str | None]]) -> None:
    stacked = encode([pa.chunked_array([pa.array(c, pa.string())]) for c in columns], [len(c) for c in columns])

    assert texts(stacked) == [text for column in columns for text in trimmed(column)]


def test_a_table_without_the_column_gives_blanks() -> None:
    assert texts(encode([None, pa.chunked_array([pa.array(["a"])])], [2, 1])) == ["", "", "a"]


@given(CELLS, CELLS)
def test_united_ids_are_sorted_and_keep_their_texts(first: list[str | None], second: list[str | None]) -> None:
    columns = [coded(first), coded(second)]

    codes, values = unite(columns)

    assert values.to_pylist() == sorted({text for text in trimmed(first) + trimmed(second) if text})
    for column, code, cells in zip(columns, codes, (first, second), strict=True):
        assert texts(column.recoded(code, values)) == trimmed(cells)


@given(PAIRS)
def test_the_most_frequent_value_is_that_of_a_plain_count(pairs: list[tuple[int, str]]) -> None:
    entity = np.array([owner for owner, _ in pairs], dtype=np.int32)

    described = most_frequent(entity, coded([text for _, text in pairs]), 5)

    for owner in range(5):
        counts = Counter(text for other, text in pairs if other == owner and text)
        expected = min(counts, key=lambda text: (-counts[text], text)) if counts else ""
        assert per_entity(described.column)[owner] == expected
        assert described.several[owner] == (len(counts) > 1)


@given(PAIRS)
def test_exceptions_are_the_rows_that_differ_from_the_most_frequent(pairs: list[tuple[int, str]]) -> None:
    entity = np.array([owner for owner, _ in pairs], dtype=np.int32)

    described = most_frequent(entity, coded([text for _, text in pairs]), 5)

    groups = [[text for other, text in pairs if other == owner and text] for owner in range(5)]
    repeated = [group for group in groups if len(group) > 1]
    rows = sum(map(len, repeated))
    if not rows:
        assert not described.is_steady
    else:
        differing = rows - sum(max(Counter(group).values()) for group in repeated)
        assert described.exceptions == differing / rows or abs(described.exceptions - differing / rows) < 1e-12


@given(PAIRS)
def test_the_first_value_is_that_of_the_first_row(pairs: list[tuple[int, str]]) -> None:
    entity = np.array([owner for owner, _ in pairs], dtype=np.int32)

    column = first_of(entity, coded([text for _, text in pairs]), 5)

    expected = [next((text for other, text in pairs if other == owner), "") for owner in range(5)]
    assert texts(column) == expected


def test_blanks_of_one_column_are_filled_from_another() -> None:
    assert texts(filled_up(coded(["a", "", ""]), coded(["x", "y", ""]))) == ["a", "y", ""]


def test_one_number_per_value_is_spread_over_the_rows() -> None:
    spread = coded(["b", "", "a", "b"]).spread(np.array([7.0, 8.0]), blank=-1.0)

    assert spread.tolist() == [7.0, -1.0, 8.0, 7.0]
