"""Invoices that are numbered as credit notes but have no minus sign are asked about, and count as they stand."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset
from tests.engine.reading.files import issue, kinds, read_lines

HEADER = ("invoice", "customer", "item", "qty", "amount")
SERIES = ["CN-{}", "CN{}", "GS2024-{}", "GS-{}", "AV{}", "NC/{}", "crn {}", "GUT{}", "RET-{}"]
SALES = ["INV-{}", "RE2024-{}", "{}", "FA{}", "R{}"]


def lines_of(folder: Path, numbers: list[str], amount: str = "10.00") -> Dataset:
    rows = [(number, f"C{i % 3}", f"P{j}", "1", amount) for i, number in enumerate(numbers) for j in range(2)]
    return read_lines(folder, HEADER, rows)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SERIES), st.sampled_from(SALES), st.integers(1, 9), st.integers(0, 30))
def test_a_series_of_credit_notes_without_a_sign_is_counted_and_changes_nothing(
    series: str, sales: str, credit: int, more: int
) -> None:
    invoices = credit + more + 1
    numbers = [sales.format(1000 + i) for i in range(invoices)] + [series.format(1000 + i) for i in range(credit)]
    with tempfile.TemporaryDirectory() as folder:
        dataset = lines_of(Path(folder), numbers)

    said = issue(dataset, "credit_series")
    assert said.message.startswith(f"{credit} invoice{' is' if credit == 1 else 's are'} numbered ")
    assert (said.count, said.amount) == (2 * credit, 20.0 * credit)
    assert {place.value for place in said.places} == set(numbers[invoices:])
    assert dataset.report.amount_used == 20.0 * len(numbers)


@pytest.mark.parametrize(
    "numbers",
    [
        ["CN1", "CN2", "CN3", "INV1"],
        ["CN1", "CN2"],
        ["INV1", "INV2", "INV3", "C1"],
        ["INV1", "INV2", "INV3", "CNX1"],
        ["A1", "B2", "X3", "D4", "E5", "CN1"],
        ["10", "11", "12", "AB13"],
    ],
)
def test_letters_that_may_mean_anything_say_nothing(tmp_path: Path, numbers: list[str]) -> None:
    assert "credit_series" not in kinds(lines_of(tmp_path, numbers))


def test_a_series_with_minus_signs_is_told_already(tmp_path: Path) -> None:
    rows = [(f"INV{i}", "C1", f"P{i}", "2", "10.00") for i in range(6)] + [("CN1", "C1", "P1", "-1", "-5.00")]

    dataset = read_lines(tmp_path, HEADER, rows)

    assert "credit_series" not in kinds(dataset)
    assert "credit_notes" in kinds(dataset)


def test_a_column_of_types_that_tells_credit_notes_leaves_nothing_to_ask(tmp_path: Path) -> None:
    rows = [("Invoice", f"INV{i}", "C1", f"P{i}", "2", "10.00") for i in range(6)]

    dataset = read_lines(tmp_path, ("document_type", *HEADER), [*rows, ("Credit note", "CN1", "C1", "P1", "1", "5.00")])

    assert "credit_series" not in kinds(dataset)
