"""Several tables on one sheet: the same as each on a sheet of its own, or said."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset, inspect_files
from tests.engine.reading.files import Row, attribute, customer_of, issue, kinds, read, write_csv, write_xlsx

LINE_HEADER = ("invoice no", "customer id", "product id", "quantity", "amount")
LISTS: dict[str, tuple[Row, list[Row]]] = {
    "customers": (
        ("customer id", "customer name", "region"),
        [(f"C{i}", f"Firm {i}", "North" if i % 2 else "South") for i in range(5)],
    ),
    "products": (
        ("product id", "product name", "brand"),
        [(f"P{i}", f"Thing {i}", "Own" if i else "Other") for i in range(4)],
    ),
}
SUMS: list[Row] = [("region", "amount"), ("North", 100), ("South", 200)]


def lines(count: int) -> list[Row]:
    return [(f"I{i // 3}", f"C{i % 5}", f"P{i % 4}", 1 + i % 7, round(1.25 * (i + 1), 2)) for i in range(count)]


def padded(row: Row, width: int) -> Row:
    return (*row, *[None] * (width - len(row)))


def below(first: Sequence[Row], second: Sequence[Row], gap: int, title: str = "") -> list[Row]:
    return [*first, *[()] * gap, *([(title,)] if title else []), *second]


def beside(first: Sequence[Row], second: Sequence[Row], gap: int, down: int = 0) -> list[Row]:
    second = [*[()] * down, *second]
    width, count = max(map(len, first)), max(len(first), len(second))
    ends = (*first, *[()] * (count - len(first))), (*second, *[()] * (count - len(second)))
    return [(*padded(a, width), *[None] * gap, *b) for a, b in zip(*ends, strict=True)]


def same(one: Dataset, other: Dataset) -> None:
    assert one.report.lines_used == other.report.lines_used
    assert one.report.amount_used == other.report.amount_used
    assert customer_of(one) == customer_of(other)
    assert one.customers.to_dict() == other.customers.to_dict()
    assert one.products.to_dict() == other.products.to_dict()


def save(folder: Path, form: str, rows: Sequence[Row]) -> Path:
    if form == "xlsx":
        return write_xlsx(folder / "one.xlsx", {"Sales": rows})
    width = max(map(len, rows))
    return write_csv(folder / "one.csv", *_split([["" if c is None else c for c in padded(r, width)] for r in rows]))


def _split(rows: list[list[Any]]) -> tuple[Row, list[Row]]:
    return rows[0], [*rows[1:]]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(LISTS)),
    st.integers(4, 60),
    st.integers(1, 3),
    st.booleans(),
    st.sampled_from(["", "Master data"]),
    st.sampled_from(["xlsx", "csv"]),
)
def test_a_list_above_or_below_the_lines_reads_as_one_on_a_sheet_of_its_own(
    name: str, count: int, gap: int, list_first: bool, title: str, form: str
) -> None:
    header, entries = LISTS[name]
    table, listed = [LINE_HEADER, *lines(count)], [header, *entries]
    rows = below(listed, table, gap, title) if list_first else below(table, listed, gap, title)
    with tempfile.TemporaryDirectory() as folder:
        one = read(save(Path(folder), form, rows))
        two = read(write_xlsx(Path(folder) / "two.xlsx", {"Lines": table, "List": listed}))

        same(one, two)
        assert issue(one, "several_tables").count == 2


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(LISTS)),
    st.integers(12, 60),
    st.integers(1, 2),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from(["xlsx", "csv"]),
)
def test_a_list_beside_the_lines_reads_as_one_on_a_sheet_of_its_own(
    name: str, count: int, gap: int, down: int, list_first: bool, form: str
) -> None:
    header, entries = LISTS[name]
    table, listed = [LINE_HEADER, *lines(count)], [header, *entries]
    rows = beside(listed, table, gap) if list_first else beside(table, listed, gap, down)
    with tempfile.TemporaryDirectory() as folder:
        one = read(save(Path(folder), form, rows))
        two = read(write_xlsx(Path(folder) / "two.xlsx", {"Lines": table, "List": listed}))

        same(one, two)
        assert issue(one, "several_tables").count == 2


def test_two_months_side_by_side_are_both_read(tmp_path: Path) -> None:
    january, february = [LINE_HEADER, *lines(9)], [LINE_HEADER, *(("J" + row[0], *row[1:]) for row in lines(20))]

    dataset = read(save(tmp_path, "xlsx", beside(january, february, 1)))

    assert dataset.report.lines_used == 29
    assert dataset.report.amount_used == sum(row[4] for row in (*lines(9), *lines(20)))


def test_the_tables_of_a_sheet_are_told_by_numbers_and_keep_their_rows(tmp_path: Path) -> None:
    rows = below([LINE_HEADER, *lines(6)], [LISTS["customers"][0], *LISTS["customers"][1]], 2)

    sources = inspect_files([save(tmp_path, "xlsx", rows)])

    assert [table.name for table in sources.tables] == ["one.xlsx · Sales, table 1", "one.xlsx · Sales, table 2"]
    assert sources.tables[1].rows[0] == 11
    assert [place.row for place in issue(sources, "several_tables").places] == [1, 10]


def test_a_blank_column_within_a_table_makes_no_second_table(tmp_path: Path) -> None:
    rows = [(*row[:2], None, *row[2:4], None, row[4]) for row in (LINE_HEADER, *lines(30))]

    dataset = read(save(tmp_path, "xlsx", rows))

    assert dataset.report.amount_used == sum(row[4] for row in lines(30))
    assert not {"several_tables", "side_note", "other_table"} & kinds(dataset)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_sums_below_the_lines_are_left_out_and_said(tmp_path: Path, form: str) -> None:
    dataset = read(save(tmp_path, form, below([LINE_HEADER, *lines(20)], SUMS, 1)))

    said = issue(dataset, "other_table")
    assert dataset.report.lines_read == 20
    assert "row 23" in said.message
    assert [place.row for place in said.places] == [23, 24, 25]


def test_a_table_in_strange_words_below_the_lines_is_not_added_to_them(tmp_path: Path) -> None:
    strange = [("hall", "rack", "shelf", "count", "level"), ("east", "a", "top", 30, 2), ("west", "b", "low", 50, 1)]

    dataset = read(save(tmp_path, "xlsx", below([LINE_HEADER, *lines(20)], strange, 1)))

    assert dataset.report.lines_read == 20
    assert issue(dataset, "other_table").count == 3


@pytest.mark.parametrize(
    "note", [SUMS, [("Legend",), ("N", "North"), ("S", "South")], [(), ("Total", 75), ("Count", 20)]]
)
def test_a_small_note_beside_the_table_is_left_out_and_said(tmp_path: Path, note: list[Row]) -> None:
    dataset = read(save(tmp_path, "xlsx", beside([LINE_HEADER, *lines(20)], note, 1, 2)))

    assert dataset.report.lines_used == 20
    assert dataset.report.amount_used == sum(row[4] for row in lines(20))
    assert issue(dataset, "side_note").severity == "note"
    assert set(attribute(dataset, "customer_id")) == {f"C{i}" for i in range(5)}


def test_a_remark_beside_some_lines_is_a_column(tmp_path: Path) -> None:
    rows = [(*row, None, "checked" if i % 9 == 0 else None) for i, row in enumerate(lines(30))]

    sources = inspect_files([save(tmp_path, "xlsx", [(*LINE_HEADER, None, "remark"), *rows])])

    assert sources.tables[0].columns[-1].header == "remark"


def test_headers_that_take_turns_are_said(tmp_path: Path) -> None:
    listed = [LISTS["customers"][0], *LISTS["customers"][1]]

    sources = inspect_files(
        [save(tmp_path, "xlsx", below(below([LINE_HEADER, *lines(4)], listed, 1), [LINE_HEADER, *lines(4)], 1))]
    )

    assert "take turns" in issue(sources, "mixed_tables").message
