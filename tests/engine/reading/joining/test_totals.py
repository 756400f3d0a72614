"""Rows that add others up, told by their words or by their sums, in whatever cell the words stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.reading.files import left_out, product_of, read_text

HEAD = "Date;Invoice No.;Customer;Item;Comment;Quantity;Unit Price;Amount\n"
LINES = "2024-01-05;1;C1;P1;;2;5.25;10.50\n2024-01-05;1;C1;P2;;3;7.00;21.00\n"


@pytest.mark.parametrize(
    "total",
    [
        ";;Total ACME;;;5;;31.50",
        ";;;;» SUBTOTAL;5;;31.50",
        "Summe Kunde 4711;;;;;5;;31.50",
        ";;;Übertrag;;5;;31.50",
        ";Carried forward;;;;;;31.50",
        ";;;;Somme;5;;31.50",
        ";;;Totaal;;5;;31.50",
        ";;ACME Ergebnis;;;5;;31.50",
        ";;;;;5;;31.50",
        ";;C1;all items;;5;;31.50",
    ],
)
def test_a_total_is_told_by_its_word_anywhere_or_by_its_sums(tmp_path: Path, total: str) -> None:
    dataset = read_text(tmp_path, HEAD + LINES + total + "\n")

    assert left_out(dataset) == {"total_row": 1}
    assert dataset.report.amount_used == 31.5
    assert dataset.report.amount_read == 63.0


def test_sums_of_sums_are_told_at_every_level(tmp_path: Path) -> None:
    one, two = ";;;;;5;;31.50\n", ";;;;;10;;63.00\n"
    other = LINES.replace("C1", "C2").replace(";1;", ";2;")

    dataset = read_text(tmp_path, HEAD + LINES + one + other + one + two + LINES + one + ";;;;;15;;94.50\n")

    assert left_out(dataset) == {"total_row": 5}
    assert dataset.report.amount_used == 94.5


def test_an_item_named_like_a_total_without_a_customer_is_a_line_without_a_customer(tmp_path: Path) -> None:
    dataset = read_text(tmp_path, HEAD + LINES + "2024-01-06;2;;Total Care 500;;1;9.00;9.00\n")

    assert left_out(dataset) == {"no_customer": 1}


def test_a_line_that_happens_to_cost_what_others_do_together_is_a_line(tmp_path: Path) -> None:
    dataset = read_text(tmp_path, HEAD + LINES + "2024-01-06;2;C2;P9;;5;6.30;31.50\n")

    assert product_of(dataset) == ["P1", "P2", "P9"]
