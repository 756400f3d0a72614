"""The whole proof on made and on bad data: figures, sentence, and never a crash or a NaN."""

from __future__ import annotations

import math
from dataclasses import fields

import numpy as np
import pytest

from engine import Cancelled, Options, RecommendOptions
from engine.proving.back_test import back_test
from engine.proving.intervals import Interval
from engine.proving.proof import BackTest
from engine.proving.proof_words import LEAST_JUDGED, outcome
from tests.engine.builders import Line, make_dataset
from tests.engine.proving.builders import day, tastes

FIVE = Options(recommending=RecommendOptions(per_customer=5))


def proof(lines: list, days: int = 0) -> BackTest:
    return back_test(make_dataset(lines), FIVE, days=days)


@pytest.fixture(scope="module")
def of_tastes() -> BackTest:
    return proof(tastes())


def figures(found: BackTest) -> list[float]:
    """Every number of a proof."""
    numbers: list[float] = []
    for method in found.methods:
        for f in fields(method):
            value = getattr(method, f.name)
            numbers += [value.value, value.low, value.high] if isinstance(value, Interval) else []
            numbers += [value] if isinstance(value, float) else []
    for segment in found.segments:
        numbers += [i.value for i in (*segment.hit_rates.values(), *segment.ndcgs.values())]
    return numbers + [x for c in found.calibration for x in (c.said, c.happened)]


def test_every_method_stands_beside_bestsellers_and_the_winner_is_named(of_tastes: BackTest) -> None:
    assert [m.method for m in of_tastes.methods] == ["bestsellers", "cluster bestsellers", "peers", "rules", "affinity"]
    assert of_tastes.best == "affinity"
    assert of_tastes.of("affinity").over_bestsellers.low > 0
    assert (of_tastes.days, str(of_tastes.cut), of_tastes.customers) == (60, "2024-11-01", 80)


def test_the_sentence_tells_the_two_shares_that_the_figures_hold(of_tastes: BackTest) -> None:
    ours, theirs = (round(of_tastes.of(m).hit_rate.value * 100) for m in ("affinity", "bestsellers"))
    assert of_tastes.sentence == (
        f"In the last 60 days {ours} of 100 customers bought at least one of their five; "
        f"bestsellers would have caught {theirs}."
    )


def test_every_figure_lies_in_its_interval_and_between_nothing_and_all(of_tastes: BackTest) -> None:
    for method in of_tastes.methods:
        for name in ("hit_rate", "recall", "precision", "ndcg"):
            interval = getattr(method, name)
            assert 0 <= interval.low <= interval.value <= interval.high <= 1
        assert method.money is not None
        assert method.new_money is not None
        assert 0 <= method.money <= method.new_money


def test_segments_add_up_to_all_judged_customers_and_to_the_whole_rate() -> None:
    lines = tastes()
    regions = ["North" if i % 3 else "South" for i in range(80)]
    found = back_test(make_dataset(lines, customers={"region": regions}), FIVE)
    assert [s.segment for s in found.segments] == ["North", "South"]
    assert sum(s.customers for s in found.segments) == found.customers
    weighted = sum(s.customers * s.hit_rates["affinity"].value for s in found.segments) / found.customers
    assert weighted == pytest.approx(found.of("affinity").hit_rate.value)


def test_offers_are_counted_by_the_chance_that_earlier_days_gave_them(of_tastes: BackTest) -> None:
    rows = of_tastes.calibration
    assert [c.said for c in rows] == sorted(c.said for c in rows)
    assert sum(c.offers for c in rows) == sum(play.offers for play in of_tastes.plays)
    fewer = [line for at, line in enumerate(tastes()) if line[3] <= "2024-11-01" or at % 3]
    found = proof(fewer)
    assert found.best == of_tastes.best
    assert [(c.said, c.offers) for c in found.calibration] == [(c.said, c.offers) for c in rows]
    assert [c.happened for c in found.calibration] != [c.happened for c in rows]


def test_what_was_taken_by_chance_said_and_by_play_and_grade_comes_to_the_same(of_tastes: BackTest) -> None:
    by_chance = sum(c.happened * c.offers for c in of_tastes.calibration)
    assert by_chance == pytest.approx(sum(play.taken * play.offers for play in of_tastes.plays))
    assert by_chance > 0


def test_later_lines_decide_the_proof_but_not_the_settings(of_tastes: BackTest) -> None:
    later = [line if line[3] <= "2024-11-01" else (*line[:1], "t0-0", 1.0, line[3], 1.0) for line in tastes()]
    found = proof(later)
    assert found.tuning == of_tastes.tuning
    assert found.of("affinity").hit_rate != of_tastes.of("affinity").hit_rate


def test_the_same_data_give_the_same_proof_in_any_order(of_tastes: BackTest) -> None:
    again = proof(tastes()[::-1])
    assert again.methods == of_tastes.methods
    assert again.sentence == of_tastes.sentence


def test_products_not_yet_sold_at_the_cut_are_noted_and_not_counted(of_tastes: BackTest) -> None:
    new = [("C001", "brand new", 1.0, day(340), 9.0)]
    found = proof(tastes() + new)
    assert found.notes[0].startswith("1 first purchase was of a product not yet sold")
    assert found.methods == of_tastes.methods


def test_cancelling_passes() -> None:
    def stop(stage: str, fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        back_test(make_dataset(tastes()), FIVE, stop)


EVERYTHING: list[Line] = [("ALL", f"t{t}-{p}", 1.0, day(30), 9.0) for t in range(4) for p in range(10)]
BAD: dict[str, list] = {
    "no dates": [line[:3] for line in tastes()],
    "no readable date": [(*line[:3], "NaT") for line in tastes()],
    "one month of history": [line for line in tastes() if line[3] < "2024-02-01"],
    "a date in the future": [*tastes(800), ("C001", "t1-1", 1.0, "2099-12-31", 5.0)],
    "a customer with one purchase": [*tastes(), ("ONE", "t0-1", 1.0, day(30), 9.0), ("ONE", "t0-2", 1.0, day(340), 9.0)],
    "a customer with every product": [*tastes(), *EVERYTHING],
    "a product sold once": [*tastes(), ("C002", "rare", 1.0, day(30), 9.0)],
    "no prices": [line[:4] for line in tastes()],
    "prices of nothing": [(*line[:4], 0.0) for line in tastes()],
    "prices missing": [(*line[:4], float("nan")) for line in tastes()],
    "only returns": [(*line[:2], -line[2], line[3], -line[4]) for line in tastes()],
    "two products with the same buyers": [*tastes(), *((line[0], f"{line[1]} twin", *line[2:]) for line in tastes())],
    "nothing new in the hidden days": [line if line[3] <= "2024-11-01" else (*tastes()[0][:3], line[3], 1.0) for line in tastes()],
    "one line": [("A", "p", 1.0, "2024-01-01", 5.0)],
    "one customer": [line for line in tastes() if line[0] == "C000"],
    "one product": [(line[0], "p", *line[2:]) for line in tastes()],
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_data_end_in_a_sentence_and_never_in_a_nan(case: str) -> None:
    found = proof(BAD[case])
    assert found.sentence.endswith(".")
    assert all(math.isfinite(number) for number in figures(found))
    assert bool(found.methods) == bool(found.customers)
    assert found.best in {"peers", "affinity", "cluster bestsellers"}


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("no dates", "no dates"),
        ("one month of history", "a proof needs at least 56"),
        ("only returns", "no customer"),
        ("nothing new in the hidden days", "first time"),
    ],
)
def test_where_nothing_can_be_proven_peers_are_taken_and_the_sentence_says_why(case: str, words: str) -> None:
    found = proof(BAD[case])
    assert words in found.sentence
    assert (found.methods, found.best) == ((), "peers")


def test_more_days_than_there_are_leave_nothing_to_prove() -> None:
    assert "cannot be proven" in proof(tastes(), days=5_000).sentence


def test_without_prices_there_is_no_money_and_with_prices_of_nothing_none_is_caught() -> None:
    assert proof(BAD["no prices"]).of("affinity").money is None
    assert proof(BAD["prices of nothing"]).of("affinity").money == 0


def said(ours: float, theirs: float, low: float, high: float, customers: int = 200) -> str:
    gain = Interval(ours - theirs, low, high)
    return outcome(
        days=60,
        customers=customers,
        n=10,
        hit_rate=Interval(ours, 0, 1),
        bestsellers=Interval(theirs, 0, 1),
        gain=gain,
    )


def test_the_sentence_says_so_when_we_lose_when_it_may_be_chance_and_when_customers_are_too_few() -> None:
    won = "In the last 60 days 56 of 100 customers bought at least one of their ten; bestsellers would have caught 41."
    assert said(0.56, 0.41, 0.1, 0.2) == won
    assert said(0.41, 0.56, -0.2, -0.1).endswith("caught 56. Here bestsellers do better.")
    assert said(0.56, 0.55, -0.1, 0.1).endswith("The difference may be chance.")
    assert said(0.56, 0.41, 0.1, 0.2, LEAST_JUDGED - 1).endswith("too few to tell which is better.")


def test_the_dataset_is_not_written_into() -> None:
    given, fresh = make_dataset(tastes()), make_dataset(tastes())
    back_test(given, FIVE)
    assert given.products.equals(fresh.products)
    assert given.customers.equals(fresh.customers)
    assert np.array_equal(given.lines.quantity, fresh.lines.quantity)
