"""What each method recommends on the day of the cut, and that it knows nothing of later days."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Options, silent
from engine.proving.holdout import HoldOut, hold_out
from engine.proving.methods import METHODS, Known, know
from engine.proving.metrics import measure
from engine.recommending.affinity import AffinitySettings
from tests.engine.builders import Line, make_dataset
from tests.engine.proving.builders import CUT, noise, tastes

N = 5


def known_of(lines: list[Line]) -> tuple[Known, HoldOut]:
    held = hold_out(make_dataset(lines), 60)
    assert held is not None
    return know(held.before, Options(), AffinitySettings(0.0, 5.0, 30, 0.0), silent), held


def recommended(lines: list[Line], method: str) -> dict[str, list[str]]:
    """Products by customer, both as ids."""
    known, held = known_of(lines)
    ranked = METHODS[method](known, held.asked, N, silent)
    products = [*held.before.products["product_id"], None]
    return {
        held.before.customers["customer_id"][customer]: [products[p] for p in row]
        for customer, row in zip(held.asked, ranked, strict=True)
    }


def hit_rate(lines: list[Line], method: str, only: str = "") -> float:
    """Over judged customers; `only` counts products whose id begins so."""
    known, held = known_of(lines)
    bought = held.bought
    if only:
        wanted = held.before.products["product_id"].str.startswith(only).to_numpy(dtype=float)
        bought = (bought * wanted[None, :]).tocsr() > 0
    judged = held.judged[np.diff(bought[held.judged].indptr) > 0]
    return float(measure(METHODS[method](known, judged, N, silent), bought[judged], None).hit_rate.mean())


@pytest.mark.parametrize("method", METHODS)
def test_nobody_is_recommended_twice_or_what_it_bought(method: str) -> None:
    known, held = known_of(tastes())
    ranked = METHODS[method](known, held.asked, N, silent)
    assert ranked.shape == (len(held.asked), N)
    for customer, row in zip(held.asked, ranked, strict=True):
        listed = row[row >= 0]
        assert len(set(listed)) == len(listed)
        assert not known.touched[[customer]].toarray()[0, listed].any()
        assert (row[len(listed) :] == -1).all()


@pytest.mark.parametrize("method", METHODS)
def test_later_lines_change_nothing_that_is_recommended(method: str) -> None:
    now = tastes()
    early = [line for line in now if np.datetime64(line[3]) <= CUT]
    late = [line for line in now if np.datetime64(line[3]) > CUT]
    swapped = [(*line[:1], f"t{i % 4}-{i % 10}", 9.0, line[3], 999.0) for i, line in enumerate(late)]
    newcomers = [("Z9", f"t0-{i}", 50.0, late[-1][3], 5.0) for i in range(10)]
    assert recommended([*early, *swapped, *newcomers], method) == recommended(now, method)


@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_the_lines_changes_nothing(method: str) -> None:
    lines = tastes()
    assert recommended(lines[::-1], method) == recommended(lines, method)


def test_affinity_finds_the_taste_that_bestsellers_do_not_see() -> None:
    assert hit_rate(tastes(), "affinity") > 0.9
    assert hit_rate(tastes(), "bestsellers") < 0.6


def test_a_planted_leak_would_be_seen_and_is_not_there() -> None:
    """Markers tell what a customer will buy. Dated before the cut they are a leak, and affinity catches nearly all;
    dated as they were bought, behind the cut, they must not help."""
    assert hit_rate(noise(leak=True), "affinity", only="p") > 0.9
    assert hit_rate(noise(), "affinity", only="p") < 0.4


def test_bestsellers_are_the_products_with_the_most_customers() -> None:
    lines: list[Line] = [
        ("A", "p1", 1.0, "2024-01-01", 1.0),
        ("A", "p2", 1.0, "2024-01-02", 1.0),
        ("A", "p3", 1.0, "2024-01-03", 1.0),
        *((c, "p4", 1.0, "2024-02-01", 1.0) for c in "BCD"),
        *((c, "p5", 9.0, "2024-02-01", 9.0) for c in "BC"),
        ("B", "p1", 1.0, "2024-02-01", 1.0),
        ("A", "p4", 1.0, "2024-12-31", 1.0),
    ]
    assert recommended(lines, "bestsellers")["A"] == ["p4", "p5", None, None, None]


def test_asked_for_more_than_peers_buy_affinity_goes_on_to_all_that_is_left() -> None:
    known, held = known_of(tastes())
    ranked = METHODS["affinity"](known, held.asked, 40, silent)
    left = 40 - np.diff(known.touched.indptr)[held.asked]
    assert (ranked >= 0).sum(axis=1).tolist() == left.tolist()
