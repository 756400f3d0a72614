"""Customers that head their lines in text files that write no separators behind them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import inspect_files
from tests.engine.reading.files import attribute, customer_of, issue, read, write_text

HEADER = ("Date", "Invoice", "Item", "Qty", "Amount")
NAMES = ["ACME, Inc.", "Blue Door", "Corner Shop, Sons & Co", "Delta: West", "3M Europe", "Öl - Söhne", "7 Days"]


def report(names: list[str], lines: int, separator: str, tail: int, total: bool) -> tuple[str, list[str]]:
    """A report by customer, and the customer of each line."""
    rows, customers = [separator.join(HEADER)], []
    for i, name in enumerate(names):
        rows.append(name + tail * separator)
        for j in range(lines):
            rows.append(
                separator.join((f"2024-0{1 + i % 9}-1{j}", f"I{i}{j}", f"P{j}", str(j + 1), f"{2.5 * (j + 1):.2f}"))
            )
            customers.append(name)
        rows += [separator.join(("Total", "", "", "", f"{1.25 * lines * (lines + 1):.2f}"))] * total
    return "\n".join(rows) + "\n", customers


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(NAMES), min_size=4, max_size=12).filter(lambda names: len(set(names)) > 2),
    st.integers(1, 9),
    st.sampled_from(",;\t"),
    st.integers(0, 1),
    st.booleans(),
)
def test_a_name_alone_on_a_row_goes_to_the_lines_below_it(
    names: list[str], lines: int, separator: str, tail: int, total: bool
) -> None:
    text, customers = report(names, lines, separator, tail, total)
    with tempfile.TemporaryDirectory() as folder:
        dataset = read(write_text(Path(folder) / "x.csv", text))

    assert customer_of(dataset) == customers
    assert dataset.report.lines_used == len(customers)


def test_a_number_and_a_name_above_many_lines_go_down_to_them(tmp_path: Path) -> None:
    names = ["4711;ACME", "4712;Blue Door", "4713;Corner"]
    text, customers = report(names, 40, ";", 0, total=False)

    dataset = read(write_text(tmp_path / "x.csv", text.replace("2024-01-139", "2024-01-13")))

    assert set(attribute(dataset, "customer_id")) == {"4711", "4712", "4713"}
    assert [customer[:4] for customer in customers] == customer_of(dataset)


def test_a_text_with_the_separator_in_it_is_put_together_and_said(tmp_path: Path) -> None:
    rows = [f"C{i},Bolt {i},{i},2024-01-{10 + i % 20}" for i in range(40)]
    text = "\n".join(["Customer,Item,Qty,Date", *rows, "C9,Bolt, long,9,2024-01-19"]) + "\n"

    sources = inspect_files([write_text(tmp_path / "x.csv", text)])

    assert sources.tables[0].cells.column(1)[40].as_py() == "Bolt, long"
    assert [place.row for place in issue(sources, "mended_row").places] == [42]
