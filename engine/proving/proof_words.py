"""A proof in a sentence for a sales manager."""

from __future__ import annotations

from engine.counting import counted
from engine.proving.holdout import LEAST_PRODUCTS
from engine.proving.intervals import Interval

LEAST_JUDGED = 30
"""With fewer judged customers one more or less moves a share by over 3 points, and no method is told from another."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def outcome(*, days: int, customers: int, n: int, hit_rate: Interval, bestsellers: Interval, gain: Interval) -> str:
    """“In the last 60 days 56 of 100 customers bought at least one of their ten; bestsellers would have caught 41.”

    What follows depends on the interval of the gain: nothing more, that it may be chance, or that bestsellers did better.
    """
    places = _NUMBERS[n] if n < len(_NUMBERS) else f"{n:,}"
    ours, theirs = _of_hundred(hit_rate), _of_hundred(bestsellers)
    which = f"at least one of their {places}" if n > 1 else "the one product they were offered"
    said = f"In the last {counted(days, 'day')} {ours} of 100 customers bought {which}; bestsellers would have caught {theirs}."
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
    return f"{why} Recommendations cannot be proven on these data, so they follow the peers."


def _of_hundred(share: Interval) -> int:
    return round(share.value * 100)
