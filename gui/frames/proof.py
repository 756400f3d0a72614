"""What a back-test found, as a picture and as tables: every method beside bestsellers, and every segment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

import engine
from gui.counting import counted
from gui.plots.interval_bars import IntervalBars
from gui.tables.column import Column

if TYPE_CHECKING:
    from engine import Analysis, BackTest, MethodResult, Options

COMPARED_WITH = ("bestsellers", "cluster bestsellers")
"""Methods that anybody could use, which ours are held against."""


PROMISE = (
    "Would your customers have bought what is recommended? The last days are hidden, lists are made from what came before, "
    "and what was then bought for the first time is counted, for every method beside plain bestsellers."
)
NO_LINES = (
    "The files list customers but hold no invoice lines: what was bought is not known, so there is nothing to prove."
)


def unproven(analysis: Analysis) -> str:
    """What the page says of a run that proved nothing: what there would be to prove, or that there is nothing."""
    if not analysis.dataset.has_lines:
        return NO_LINES
    return PROMISE


def better(proof: BackTest, options: Options, used: str) -> Options | None:
    """The options that rank the list by the best method, as it was tuned; None where it is in use or nothing was proven."""
    if not proof.methods or proof.best == used or not proof.enough:
        return None
    asked = replace(options.recommending, method="auto")
    return replace(options, recommending=proof.taken_by(asked))


def words_of(method: str) -> str:
    return engine.METHOD_NAMES[method]


def hit_bars(proof: BackTest) -> IntervalBars:
    """Of a hundred customers, how many bought something from their list, method by method, the best first."""
    results = sorted(proof.methods, key=lambda result: -result.hit_rate.value)
    rates = [result.hit_rate for result in results]
    per_hundred = 100 * np.array([[getattr(rate, name) for rate in rates] for name in ("value", "low", "high")])
    decimals = 0 if per_hundred[0].max() >= 10 else 1
    return IntervalBars(
        title=f"Who would have caught a purchase: {counted(proof.customers, 'customer')}",
        sentence="The longer, the more customers bought from their list; a whisker spans what chance alone could make of it (95 %).",
        names=tuple(words_of(result.method) for result in results),
        values=per_hundred[0],
        low=per_hundred[1],
        high=per_hundred[2],
        texts=tuple("{:.{d}f}  ({:.{d}f} – {:.{d}f})".format(*of_hundred, d=decimals) for of_hundred in per_hundred.T),
        ours=np.array([result.method not in COMPARED_WITH for result in results]),
        axis=f"Of 100 customers, bought at least one of {proof.n}",
    )


def method_columns(proof: BackTest) -> tuple[Column, ...]:
    """One row per method, all its figures."""
    results = proof.methods
    columns = [
        Column("method", "Method", np.array([words_of(result.method) for result in results], dtype=object)),
        Column("hit", "Hit rate", _percent(results, "hit_rate"), unit="%", decimals=1, tip="Customers who bought at least one of their list"),
        Column("recall", "Recall", _percent(results, "recall"), unit="%", decimals=1, tip="Of what a customer newly bought, the share on its list"),
        Column("precision", "Precision", _percent(results, "precision"), unit="%", decimals=1, tip="Of a list, the share that was bought"),
        Column("ndcg", "NDCG", np.array([result.ndcg.value for result in results]), decimals=3, tip="0 to 1: hits count more the higher they stand on the list"),
        Column("covered", "Products offered", 100 * np.array([result.products_covered for result in results]), unit="%", decimals=1, tip="Share of all products that are on somebody's list"),
    ]  # fmt: skip
    money = np.array([np.nan if result.money is None else result.money for result in results])
    if np.isfinite(money).any():
        columns.insert(5, Column("money", "Money caught", money, tip="What was newly bought and stood on a list"))
    return tuple(columns)


def segment_columns(proof: BackTest) -> tuple[Column, ...]:
    """One row per segment: how many customers judge it, and the hit rate of each method."""
    segments = proof.segments
    names = [result.method for result in proof.methods]
    return (
        Column("segment", "Segment", np.array([segment.segment for segment in segments], dtype=object)),
        Column("customers", "Customers", np.array([segment.customers for segment in segments])),
        *(
            Column(name, words_of(name), np.array([100 * segment.hit_rates[name].value for segment in segments]), unit="%", decimals=0)
            for name in names
        ),
    )  # fmt: skip


def calibration_columns(proof: BackTest) -> tuple[Column, ...]:
    """One row per chance that offers were said to have: the share that was to be taken, and the share that was."""
    places = proof.calibration
    return (
        Column("said", "Said", 100 * np.array([place.said for place in places]), unit="%", decimals=1, tip="From the days before those that were hidden"),
        Column("happened", "Taken", 100 * np.array([place.happened for place in places]), unit="%", decimals=1),
        Column("offers", "Offers", np.array([place.offers for place in places])),
    )  # fmt: skip


def notes(proof: BackTest) -> str:
    """What was hidden, which method is the one to take, and what else is to be known."""
    if not proof.methods:
        return ""
    hidden = f"Hidden were the {counted(proof.days, 'day')} after {proof.cut}; everything was made anew from what came before."
    best = f"Best here: {words_of(proof.best)}."
    return " ".join(filter(None, (hidden, best, engine.said_and_taken(proof), *proof.notes)))


def play_columns(proof: BackTest) -> tuple[Column, ...]:
    """One row per play and grade: how many offers the list would have had, and the share that was taken."""
    rows = proof.plays
    return (
        Column("play", "Play", np.array([row.play.capitalize() for row in rows], dtype=object), whole=True),
        Column("grade", "Grade", np.array([row.grade for row in rows], dtype=object), whole=True),
        Column("taken", "Taken", 100 * np.array([row.taken for row in rows]), unit="%", decimals=1, tip="Bought in the hidden days; a spend gap: as much was then spent on it as peers of this size do"),
        Column("offers", "Offers", np.array([row.offers for row in rows])),
    )  # fmt: skip


def _percent(results: tuple[MethodResult, ...], name: str) -> np.ndarray:
    return 100 * np.array([getattr(result, name).value for result in results])
