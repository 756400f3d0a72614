from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.workbook import columns
from engine.workbook.description import (
    BarChart,
    Block,
    Fact,
    Facts,
    Heading,
    Link,
    Links,
    Sentence,
    Sheet,
    Table,
    Title,
)
from engine.workbook.layout import LINE_HEIGHT, header_height, height, placed, row_heights, widths


def numbers(name: str, n: int, averages: int = 0, total: str = "") -> Table:
    return Table(name, (columns.number("N", range(n), "whole"),), ((1.0,),) * averages, total)


BLOCKS = st.one_of(
    st.builds(numbers, st.just("t"), st.integers(0, 4), st.integers(0, 3), st.sampled_from(["", "Total"])),
    st.just(Heading("h")),
    st.just(Sentence("s")),
    st.just(Facts((Fact("a", 1), Fact("b", 2)))),
    st.just(Links((Link("x"),))),
    st.just(BarChart("c", "t", "N", "N", 5, 4)),
    st.just(BarChart("c", "t", "N", "N", 5, 4, rows=9)),
)


@given(st.lists(BLOCKS, min_size=1, max_size=8))
def test_blocks_never_overlap(blocks: list[Block]) -> None:
    places = placed(Sheet("s", tuple(blocks)))
    for above, below in pairwise(places):
        assert below.row >= above.row + height(above.block)


@given(st.lists(BLOCKS, min_size=2, max_size=8))
def test_tables_never_touch_each_other(blocks: list[Block]) -> None:
    places = placed(Sheet("s", tuple(blocks)))
    for above, below in pairwise(places):
        if isinstance(above.block, Table) and isinstance(below.block, (Table, Heading, Facts)):
            assert below.row > above.row + height(above.block)


def test_a_table_alone_has_its_header_in_row_1() -> None:
    (place,) = placed(Sheet("s", (numbers("t", 3),)))
    assert (place.row, place.header) == (0, 0)


def test_averages_stand_above_the_header() -> None:
    title, place = placed(Sheet("s", (Title("T"), numbers("t", 3, averages=2))))
    assert (title.row, place.row, place.header) == (0, 2, 4)


def test_an_empty_table_has_one_blank_row() -> None:
    assert height(numbers("t", 0)) == height(numbers("t", 1)) == 2


def test_a_chart_floats_beside_the_block_that_follows() -> None:
    facts = Facts((Fact("a", 1),))
    _, chart, beside = placed(Sheet("s", (Title("T"), BarChart("c", "t", "N", "N", 5, 4), facts)))
    assert chart.row == beside.row


def test_a_sheet_column_is_as_wide_as_the_widest_table_column_in_it() -> None:
    narrow = Table("a", (columns.text("A", [], width=10), columns.text("B", [], width=30)))
    wide = Table("b", (columns.text("A", [], width=50),))
    assert widths(Sheet("s", (narrow, wide))) == (50, 30)


def test_rows_grow_with_the_text_that_wraps_in_them() -> None:
    texts = ["short", "word " * 30, "a\nb\nc"]
    heights = row_heights(Table("t", (columns.text("Reason", texts, kind="wrapped", width=50),)))
    assert 0 not in heights
    assert heights[1] >= 3 * LINE_HEIGHT
    assert heights[2] == 3 * LINE_HEIGHT


def test_text_that_does_not_wrap_leaves_rows_alone() -> None:
    assert row_heights(Table("t", (columns.text("Name", ["x" * 300], width=10),))) == {}


def test_no_row_is_taller_than_excel_allows() -> None:
    heights = row_heights(Table("t", (columns.text("Reason", ["word " * 6000], kind="wrapped", width=20),)))
    assert heights[0] <= 409


def test_a_header_has_room_for_its_words() -> None:
    one, two = columns.number("Rank", [1], "whole"), columns.number("Suggested quantity of it", [1], "whole")
    assert header_height(Table("t", (one, two))) > header_height(Table("t", (one,)))
