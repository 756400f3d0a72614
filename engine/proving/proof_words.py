"""A proof in a sentence for a sales manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.counting import counted
from engine.proving.holdout import LEAST_PRODUCTS
from engine.proving.intervals import Interval

if TYPE_CHECKING:
    from engine.proving.proof import BackTest

LEAST_JUDGED = 30
"""With fewer judged customers one more or less moves a share by over 3 points, and no method is told from another."""
METHOD_WORDS = {
    "bestsellers": "bestsellers",
    "cluster bestsellers": "cluster bestsellers",
    "peers": "peers",
    "rules": "what is bought together",
    "affinity": "affinity",
}
"""What methods are called inside a sentence."""
METHOD_NAMES = {**{name: name.capitalize() for name in METHOD_WORDS}, "rules": "Bought together"}
"""What methods are called in a table."""
_SMALL = 0.1
_SINGULAR = ("rules", "affinity")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def proof_sentence(proof: BackTest, used: str) -> str:
    """What the list as `used` ranks it would have caught, beside bestsellers, and beside the best method where that is another.

    Says so where bestsellers do better, where it may be chance, where customers are too few; where nothing could be
    proven, why, and what ranks the list.
    """
    if not proof.methods:
        return f"{proof.sentence} So {METHOD_WORDS[used]} {'ranks' if used in _SINGULAR else 'rank'} the list."
    now = proof.of(used)
    said = outcome(
        days=proof.days,
        customers=proof.customers,
        n=proof.n,
        hit_rate=now.hit_rate,
        bestsellers=proof.of("bestsellers").hit_rate,
        gain=now.over_bestsellers,
    )
    if proof.best == used or not proof.enough:
        return said
    best = proof.of(proof.best)
    whole = out_of(now.hit_rate, proof.of("bestsellers").hit_rate)
    ours, theirs = counted_of(now.hit_rate, whole), counted_of(best.hit_rate, whole)
    caught = (
        f"it would have caught {theirs:,}" if theirs > ours else "what was bought would have stood nearer to the top"
    )
    doubt = ", which may be chance" if best.ndcg.low <= now.ndcg.value else ""
    return f"{said} The list is ranked by {METHOD_WORDS[used]}; ranked by {METHOD_WORDS[proof.best]}, {caught}{doubt}."


def said_and_taken(proof: BackTest) -> str:
    """“Of the offers that said 15 %, 14 % were taken.” The chance by which most offers were to be taken; "" where nothing was calibrated."""
    if not proof.calibration:
        return ""
    usual = max(proof.calibration, key=lambda row: row.said * row.offers)
    return f"Of the {usual.offers:,} offers that said {_percent(usual.said)}, {_percent(usual.happened)} were taken."


def outcome(*, days: int, customers: int, n: int, hit_rate: Interval, bestsellers: Interval, gain: Interval) -> str:
    """“In the last 60 days 56 of 100 customers bought at least one of their ten; bestsellers would have caught 41.”

    What follows depends on the interval of the gain: nothing more, that it may be chance, or that bestsellers did better.
    """
    places = _NUMBERS[n] if n < len(_NUMBERS) else f"{n:,}"
    whole = out_of(hit_rate, bestsellers)
    ours, theirs = counted_of(hit_rate, whole), counted_of(bestsellers, whole)
    which = f"at least one of their {places}" if n > 1 else "the one product they were offered"
    said = f"In the last {counted(days, 'day')} {ours:,} of {whole:,} customers bought {which}; bestsellers would have caught {theirs:,}."
    if customers < LEAST_JUDGED:
        who = counted(customers, "customer that bought anything new", "customers that bought anything new")
        return f"{said} That is from {who}: too few to tell which is better."
    if gain.low > 0:
        return said
    if gain.high < 0:
        return f"{said} Here bestsellers do better."
    return f"{said} The difference may be chance."


def nothing_new(days: int) -> str:
    """Where no customer that enough is known of bought anything for the first time."""
    return (
        f"In the last {counted(days, 'day')} no customer with at least {LEAST_PRODUCTS} products bought anything for the "
        "first time, so no recommendation can be proven."
    )


def no_proof(why: str) -> str:
    """Where nothing can be hidden at all; `why` is a sentence."""
    return f"{why} Recommendations cannot be proven on these data."


def out_of(*shares: Interval) -> int:
    """Of how many customers shares are counted: a hundred, or a thousand where all of them are small."""
    return 100 if max(share.value for share in shares) >= _SMALL else 1_000


def counted_of(share: Interval, whole: int) -> int:
    """So many of the `whole`."""
    return round(share.value * whole)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= _SMALL else f"{100 * share:.1f} %"
