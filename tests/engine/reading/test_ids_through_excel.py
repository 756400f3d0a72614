"""Ids that came through a spreadsheet: what can be undone is undone, what cannot is said with the lines it concerns."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset, ReadOptions
from tests.engine.reading.exports import IDS
from tests.engine.reading.files import HEADER, customer_of, kinds, left_out, product_of, read

PLAIN = st.from_regex(r"[A-Z]{2}-[0-9]{3}", fullmatch=True)
LONG = st.integers(10**15, 10**18)


def sold(ids: Sequence[str]) -> Dataset:
    """One line per product id, to customers of their own, each cell in quotes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
            writer.writerows([HEADER, *((f"C{i}", code, i + 1) for i, code in enumerate(ids))])
        return read(path)


def as_excel_shows(number: int) -> str:
    """A long number in a narrow cell: 9.94E+14."""
    digits, power = f"{number:.2E}".split("E+")
    return f"{digits}E+{int(power):02}"


def as_excel_keeps(number: int) -> str:
    """A long number after Excel has saved it: fifteen digits, then zeros."""
    return f"{number:.14E}".replace(".", "")[:15] + "0" * (len(str(number)) - 15)


RUINS: dict[str, tuple[st.SearchStrategy[str], Callable[[int, int], bool]]] = {
    "shortened_products": (LONG.map(as_excel_shows), lambda ruined, _: ruined > 0),
    "rounded_products": (LONG.map(as_excel_keeps), lambda ruined, _: ruined > 1),
    "dates_as_products": (
        st.dates().map(lambda day: f"{day.replace(year=2024, day=1)} 00:00:00"),
        lambda ruined, all_: 2 * ruined < all_,
    ),
    "errors_as_products": (st.sampled_from(["#N/A", "#REF!", "#NV", "#BEZUG!"]), lambda ruined, _: ruined > 0),
}


@pytest.mark.parametrize("kind", RUINS)
@settings(max_examples=25)
@given(data=st.data(), plain=st.lists(PLAIN, min_size=4, max_size=10, unique=True))
def test_each_line_with_a_ruined_id_is_said_and_no_other(kind: str, data: st.DataObject, plain: list[str]) -> None:
    ruined, is_said = RUINS[kind]
    wrong = data.draw(st.lists(ruined, min_size=1, max_size=5, unique=True))
    ids = data.draw(st.permutations([*plain, *wrong]))

    dataset = sold(ids)

    assert product_of(dataset) == ids
    rows = [i + 2 for i, code in enumerate(ids) if code in wrong]
    expected = rows if is_said(len(wrong), len(ids)) else []
    assert [p.row for found in dataset.report.issues if found.kind == kind for p in found.places] == expected
    assert not (kinds(dataset) & set(RUINS)) - {kind}


@settings(max_examples=40)
@given(st.lists(st.tuples(IDS, st.sampled_from(["{}", '="{}"', "'{}", " {} ", "\u00a0{}"])), min_size=1, max_size=10))
def test_what_keeps_excel_from_changing_an_id_is_no_part_of_it(written: list[tuple[str, str]]) -> None:
    wrapped = [
        form.format(code) if form != "'{}" or code[0].isdigit() else code for code, form in written
    ]  # before a letter an apostrophe may be a name's own, as in 't Hoekje

    assert product_of(sold([*wrapped, "last"])) == [*(code for code, _ in written), "last"]


@settings(max_examples=40)
@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=10, unique=True), st.data())
def test_ids_lose_the_zero_of_a_float_only_where_all_have_it(numbers: list[int], data: st.DataObject) -> None:
    ids = [f"{number}.0" for number in numbers]
    other = data.draw(st.sampled_from(["", "A-1", "1.5", "007"]))
    at = data.draw(st.integers(0, len(ids)))
    mixed = [*ids[:at], other, *ids[at:]] if other else ids

    assert product_of(sold(mixed)) == (mixed if other else [str(number) for number in numbers])


CASES = st.sampled_from([str.upper, str.lower, str.title, str.swapcase])


@settings(max_examples=40)
@given(st.lists(st.tuples(PLAIN, CASES), min_size=1, max_size=12), st.booleans())
def test_folding_the_case_of_ids_joins_exactly_those_that_differ_by_nothing_else(
    spelled: list[tuple[str, Callable[[str], str]]], fold: bool
) -> None:
    ids = [change(code) for code, change in spelled]
    options = ReadOptions(fold_ids="yes" if fold else "no")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines.csv"
        path.write_text("\n".join([",".join(HEADER), *(f"{code},P1,1" for code in ids)]), encoding="utf-8")
        dataset = read(path, options=options)

    found = customer_of(dataset)
    if not fold:
        assert found == ids
    assert [code.casefold() for code in found] == [code.casefold() for code in ids]
    assert len(set(found)) == len({code.casefold() for code in ids} if fold else set(ids))
    assert set(found) <= set(ids)


@settings(max_examples=25)
@given(st.lists(st.tuples(PLAIN, st.booleans()), min_size=2, max_size=10, unique_by=lambda pair: pair[0]))
def test_cells_too_narrow_for_their_id_have_none(cells: list[tuple[str, bool]]) -> None:
    cells = [("AA-000", False), *cells]
    hidden = [i for i, (_, narrow) in enumerate(cells) if narrow]

    dataset = sold([f"{'#' * (4 + i % 5)}" if narrow else code for i, (code, narrow) in enumerate(cells)])

    assert product_of(dataset) == [code for code, narrow in cells if not narrow]
    assert left_out(dataset) == ({"no_product": len(hidden)} if hidden else {})
    said = [p.row for found in dataset.report.issues if found.kind == "hidden_products" for p in found.places]
    assert said == [i + 2 for i in hidden]
