from __future__ import annotations

from dataclasses import replace

import pytest

from engine.dataset import Dataset
from engine.options import options_from_mapping
from engine.proving.back_test import back_test
from engine.proving.intervals import Interval
from engine.proving.proof import BackTest, Calibration
from engine.proving.proof_words import LEAST_JUDGED, METHOD_WORDS, proof_sentence, said_and_taken
from tests.engine.builders import make_dataset
from tests.engine.proving.builders import tastes

FIVE = options_from_mapping({"recommending": {"per_customer": 5, "method": "peers"}})


def with_rates(best: str, customers: int = 200, best_low: float = 0.55, **rates: float) -> BackTest:
    """A proof in which methods have these hit rates, certain to a point, and NDCGs of a half, the best a bit more."""
    proof = back_test(make_dataset(tastes()), FIVE)
    plain = rates["bestsellers"]
    methods = tuple(
        replace(
            result,
            hit_rate=Interval(rate, rate - 0.01, rate + 0.01),
            ndcg=Interval(0.5, 0.49, 0.51) if result.method != best else Interval(0.6, best_low, 0.7),
            over_bestsellers=Interval(rate - plain, rate - plain - 0.01, rate - plain + 0.01),
        )
        for result in proof.methods
        for rate in [rates.get(result.method, 0.0)]
    )
    return replace(proof, methods=methods, best=best, customers=customers)


def test_the_sentence_is_about_the_list_as_it_is_ranked() -> None:
    proof = with_rates("peers", bestsellers=0.41, peers=0.56)
    assert proof_sentence(proof, "peers") == (
        "In the last 60 days 56 of 100 customers bought at least one of their five; bestsellers would have caught 41."
    )


def test_where_another_method_is_better_the_sentence_says_by_how_much() -> None:
    proof = with_rates("affinity", bestsellers=0.41, peers=0.56, affinity=0.62)
    said = proof_sentence(proof, "peers")
    assert "56 of 100" in said
    assert said.endswith("The list is ranked by peers; ranked by affinity, it would have caught 62.")


def test_a_method_may_be_better_because_what_was_bought_stood_higher() -> None:
    proof = with_rates("rules", bestsellers=0.41, peers=0.56, rules=0.55)
    assert proof_sentence(proof, "peers").endswith(
        "by what is bought together, what was bought would have stood nearer to the top."
    )


@pytest.mark.parametrize(
    ("rates", "customers", "end"),
    [
        ({"bestsellers": 0.56, "peers": 0.41}, 200, "Here bestsellers do better."),
        ({"bestsellers": 0.41, "peers": 0.415}, 200, "The difference may be chance."),
        ({"bestsellers": 0.41, "peers": 0.56}, LEAST_JUDGED - 1, "too few to tell which is better."),
    ],
)
def test_it_says_so_when_we_lose_when_it_may_be_chance_and_when_there_are_too_few(
    rates: dict[str, float], customers: int, end: str
) -> None:
    assert proof_sentence(with_rates("peers", customers=customers, **rates), "peers").endswith(end)


def test_it_says_so_where_another_method_may_be_better_by_chance() -> None:
    proof = with_rates("affinity", best_low=0.45, bestsellers=0.41, peers=0.56, affinity=0.62)
    assert proof_sentence(proof, "peers").endswith("it would have caught 62, which may be chance.")


def test_where_hardly_anybody_bought_shares_are_counted_of_a_thousand() -> None:
    proof = with_rates("peers", bestsellers=0.004, peers=0.016)
    assert "16 of 1,000 customers" in proof_sentence(proof, "peers")
    assert "bestsellers would have caught 4." in proof_sentence(proof, "peers")


@pytest.mark.parametrize(
    ("used", "end"),
    [("peers", "So peers rank the list."), ("affinity", "So affinity ranks the list.")],
)
def test_where_nothing_could_be_proven_it_says_why_and_what_ranks_the_list(used: str, end: str) -> None:
    undated: Dataset = make_dataset([line[:3] for line in tastes()])
    said = proof_sentence(back_test(undated, FIVE), used)
    assert said.startswith("The lines have no dates")
    assert said.endswith(end)


def test_every_method_has_a_word() -> None:
    assert {result.method for result in back_test(make_dataset(tastes()), FIVE).methods} == set(METHOD_WORDS)


def test_what_offers_said_is_held_against_what_was_taken() -> None:
    proof = with_rates("peers", bestsellers=0.41, peers=0.56)
    rows = (Calibration(0.042, 0.051, 90), Calibration(0.15, 0.14, 1_200), Calibration(0.4, 0.3, 12))
    assert said_and_taken(replace(proof, calibration=rows)) == "Of the 1,200 offers that said 15 %, 14 % were taken."
    assert said_and_taken(replace(proof, calibration=rows[:1])).endswith("said 4.2 %, 5.1 % were taken.")
    assert said_and_taken(replace(proof, calibration=())) == ""
