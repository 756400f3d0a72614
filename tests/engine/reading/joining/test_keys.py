"""Lists joined by keys found in the data: ids written otherwise, ids in another column, and never two ids as one."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset
from engine.reading.joining.keys import match
from tests.engine.reading.files import HEADER, attribute, customer_of, issue, kinds, read, write_csv, write_xlsx

NUMBERS = st.lists(st.integers(1, 99_999), unique=True, min_size=2, max_size=12)
WRITINGS: dict[str, tuple[Callable[[int], str], Callable[[int], str], str]] = {
    "zeros lost in the lines": (str, lambda n: f"{n:06}", "leading zeros"),
    "zeros lost in the list": (lambda n: f"{n:06}", str, "leading zeros"),
    "a letter in the list": (str, lambda n: f"C-{n}", "“C-” before or after the number"),
    "a letter in the lines": (lambda n: f"D{n}", str, "“D” before or after the number"),
    "two letters": (lambda n: f"K{n}", lambda n: f"KD {n}", "before or after the number"),
    "an ending": (str, lambda n: f"{n}/A", "“/A” before or after the number"),
    "a letter and zeros": (str, lambda n: f"C{n:06}", "and leading zeros"),
    "case": (lambda n: f"ab{n}x", lambda n: f"AB{n}X", "upper and lower case"),
    "blanks": (lambda n: f"A {n}", lambda n: f"A{n}", "blanks"),
}


def joined(lines: Sequence[str], listed: Sequence[str]) -> Dataset:
    """One line per id, and a list whose n-th entry is in “region n”."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return read(
            write_csv(folder / "lines.csv", HEADER, [(one, "P1", 1) for one in lines], ";"),
            write_csv(
                folder / "customers.csv",
                ("customer_id", "region"),
                [(one, f"region {i}") for i, one in enumerate(listed)],
                ";",
            ),
        )


def regions(dataset: Dataset) -> list[str]:
    """The region of each line."""
    return [attribute(dataset, "region")[customer] for customer in customer_of(dataset)]


@pytest.mark.parametrize("writing", WRITINGS)
@settings(max_examples=15)
@given(numbers=NUMBERS, data=st.data())
def test_ids_written_otherwise_in_the_list_are_joined_and_said_to_be(
    writing: str, numbers: list[int], data: st.DataObject
) -> None:
    in_lines, in_list, rule = WRITINGS[writing]
    listed = data.draw(st.permutations(numbers))

    dataset = joined([in_lines(n) for n in numbers], [in_list(n) for n in listed])

    assert regions(dataset) == [f"region {listed.index(n)}" for n in numbers]
    assert len(dataset.customers) == len(numbers)
    assert not kinds(dataset) & {"unlisted_customers", "idle_customers"}
    changed = sum(in_lines(n) != in_list(n) for n in numbers)
    if changed and writing != "a letter and zeros":
        assert issue(dataset, "customers_by_rule").count == changed
        assert rule in issue(dataset, "customers_by_rule").message


@settings(max_examples=40)
@given(NUMBERS, st.data())
def test_orphans_stay_orphans_whatever_the_writing(numbers: list[int], data: st.DataObject) -> None:
    listed = data.draw(st.lists(st.sampled_from(numbers), unique=True, min_size=(len(numbers) + 1) // 2))
    idle = [n + 100_000 for n in range(data.draw(st.integers(0, 3)))]

    dataset = joined([str(n) for n in numbers], [f"C{n:06}" for n in (*listed, *idle)])

    assert {n for n, region in zip(numbers, regions(dataset), strict=True) if region} == set(listed)
    assert len(dataset.customers) == len(numbers) + len(idle)
    if idle:
        places = issue(dataset, "idle_customers").places
        assert [place.value for place in places] == [f"C{n:06}" for n in idle]


IDS = st.lists(
    st.from_regex(r"[ aA]?0{0,2}[1-3][bB]?(\.0)?", fullmatch=True).map(str.strip).filter(bool), unique=True, max_size=8
)


@settings(max_examples=300)
@given(IDS, IDS)
def test_two_different_ids_never_fall_together(wanted: list[str], listed: list[str]) -> None:
    found = match(pa.array(wanted, pa.string()), pa.array(listed, pa.string()))

    lines = [found.lines.get(one, one) for one in wanted]
    in_list = [found.listed.get(one, one) for one in listed]
    assert len(set(lines)) == len(wanted)
    assert len(set(in_list)) == len(listed)
    assert len(set(lines) & set(in_list)) == found.found
    assert set(wanted) & set(listed) <= set(lines) & set(in_list)


def test_zeros_are_not_dropped_where_two_ids_would_become_one() -> None:
    dataset = joined(["7", "8"], ["07", "007", "08"])

    assert regions(dataset) == ["", "region 2"]
    assert "7" in attribute(dataset, "region")


def test_the_id_is_shown_as_it_is_where_nothing_was_lost() -> None:
    assert customer_of(joined(["7", "12"], ["007", "012"])) == ["007", "012"]
    assert customer_of(joined(["007", "012"], ["7", "12"])) == ["007", "012"]
    assert customer_of(joined(["7", "12"], ["C-7", "C-12"])) == ["C-7", "C-12"]


def test_a_workbook_that_dropped_zeros_joins_a_text_file_that_kept_them(tmp_path: Path) -> None:
    lines = write_xlsx(tmp_path / "l.xlsx", {"Lines": [HEADER, (7, "P1", 1), (1234, "P1", 1)]})
    customers = write_csv(tmp_path / "c.csv", ("customer_id", "region"), [("0007", "North"), ("1234", "South")])

    assert regions(read(lines, customers)) == ["North", "South"]


def test_ids_in_another_column_of_the_list_are_found_there(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "l.csv", HEADER, [(f"D{i}", "P1", 1) for i in range(6)])
    rows = [(1000 + i, f"D{i}", f"region {i}", 5000) for i in range(6)]
    customers = write_csv(tmp_path / "c.csv", ("customer_id", "old system", "region", "limit"), rows)

    dataset = read(lines, customers)

    assert regions(dataset) == [f"region {i}" for i in range(6)]
    assert issue(dataset, "customers_by_column").message == (
        "The lines name customers as the column “old system” of the customer list does: 6 of 6 are found there, and joined by it."
    )


def test_a_column_that_repeats_its_values_is_no_key(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "l.csv", HEADER, [("1", "P1", 1), ("2", "P1", 1)])
    rows = [(f"C{i}x{i}", i % 2 + 1, f"region {i}") for i in range(8)]
    customers = write_csv(tmp_path / "c.csv", ("customer_id", "class", "region"), rows)

    assert issue(read(lines, customers), "unlisted_customers").count == 2


def test_a_product_list_is_joined_by_the_same_rules(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "l.csv", HEADER, [("C1", "12", 1), ("C1", "7", 1)])
    products = write_csv(tmp_path / "p.csv", ("product_id", "brand"), [("0012", "Acme"), ("0007", "Grip")])

    dataset = read(lines, products)

    assert attribute(dataset, "brand") == {"0007": "Grip", "0012": "Acme"}
    assert issue(dataset, "products_by_rule").count == 2


def test_entries_that_say_the_same_twice_do_not_contradict(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "l.csv", HEADER, [("A", "P1", 1), ("B", "P1", 1)])
    header = ("customer_id", "region", "since")
    rows = [("A", "North", "05.01.2020"), ("A", "North", ""), ("B", "South", "13.01.2020"), ("B", "West", "13.01.2020")]

    dataset = read(lines, write_csv(tmp_path / "c.csv", header, rows))

    assert issue(dataset, "repeated_customers").message == (
        "2 customers are in the customer list more than once, 1 of them with entries that contradict each other; the first entry is used."
    )
