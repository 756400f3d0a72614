"""Proof: whether the recommendations would have been bought, by every method, on the days that were hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from engine.counting import counted
from engine.proving.holdout import LEAST_PRODUCTS
from engine.proving.intervals import Interval
from engine.proving.proof import BackTest, MethodResult
from engine.proving.proof_words import METHOD_NAMES, proof_sentence, said_and_taken
from engine.workbook import columns
from engine.workbook.clusterings_block import clusterings_compared
from engine.workbook.contents import PROOF, SUMMARY, Contents
from engine.workbook.description import (
    BarChart,
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Kind,
    Sentence,
    Sheet,
    Table,
    Title,
)

NOT_PROVEN = "This run was not to prove its recommendations (option recommending.prove), so nothing says that they would be bought."
_METHODS_WIDTH = 22.0
CHART_ROWS = 16
"""As tall as a chart is, and a row of air."""


def proof_sheet(contents: Contents) -> Sheet:
    """The sentence, what was hidden, and tables of every method, segment, said share and trial; only why, where nothing was proven."""
    proof = contents.analysis.proof
    if proof is None:
        return Sheet(PROOF, (Title("Proof", NOT_PROVEN, back=SUMMARY), *clusterings_compared(contents)))
    used = contents.analysis.options.recommending.method
    title = Title("Proof", proof_sentence(proof, used), back=SUMMARY)
    if not proof.methods:
        return Sheet(PROOF, (title, *clusterings_compared(contents)))
    blocks = (
        title,
        Facts(_facts(proof, used)),
        *(Sentence(note) for note in proof.notes),
        _chart(proof),
        Heading("Every method beside bestsellers"),
        _methods(proof),
        Sentence("From and to: where a figure lies for 95 % of samples of as many customers (bootstrap)."),
        *_segments(contents, proof, used),
        *_calibration(proof),
        *_plays(proof),
        *clusterings_compared(contents),
        *_tuning(proof),
    )
    return Sheet(PROOF, blocks)


def _facts(proof: BackTest, used: str) -> tuple[Fact, ...]:
    judged = f"{proof.customers:,} with at least {LEAST_PRODUCTS} products before and something new after"
    money = proof.of(used).new_money
    return (
        Fact("Hidden", f"the {counted(proof.days, 'day')} after {proof.cut}"),
        Fact("Customers judged", judged),
        Fact("Length of a list", proof.n, "whole"),
        Fact("The list is ranked by", METHOD_NAMES[used]),
        Fact("Best here", METHOD_NAMES[proof.best]),
        *([] if money is None else [Fact("Newly bought in all", money, "money")]),
    )


def _chart(proof: BackTest) -> BarChart:
    title = f"Customers who bought at least one of their {proof.n}"
    return BarChart(
        title,
        "Methods",
        "Method",
        "Hit rate",
        len(proof.methods),
        column=0,
        whiskers=("Hit from", "Hit to"),
        rows=CHART_ROWS,
    )


def _methods(proof: BackTest) -> Table:
    results = proof.methods
    money = [np.nan if result.money is None else result.money for result in results]
    found = [
        columns.text("Method", [METHOD_NAMES[r.method] for r in results], width=_METHODS_WIDTH),
        *_interval("Hit rate", "Hit", (r.hit_rate for r in results)),
        *_interval("Above bestsellers", "Above", (r.over_bestsellers for r in results)),
        *_interval("NDCG", "NDCG", (r.ndcg for r in results), "measure"),
        columns.number("Recall", [r.recall.value for r in results], "fine share"),
        columns.number("Precision", [r.precision.value for r in results], "fine share"),
        columns.number("Customers with a list", [r.customers_covered for r in results], "share"),
        columns.number("Products on a list", [r.products_covered for r in results], "fine share"),
    ]
    if np.isfinite(money).any():
        found.append(columns.amount("Money caught", money))
        found.append(columns.number("Of what was newly spent", [_caught(result) for result in results], "fine share"))
    return Table("Methods", tuple(found))


def _interval(header: str, short: str, found: Iterable[Interval], kind: Kind = "fine share") -> tuple[Column, ...]:
    """A figure, and from where to where it lies."""
    intervals = list(found)
    return tuple(
        columns.number(name, [getattr(interval, part) for interval in intervals], kind)
        for name, part in ((header, "value"), (f"{short} from", "low"), (f"{short} to", "high"))
    )


def _caught(result: MethodResult) -> float:
    if result.money is None or not result.new_money:
        return np.nan
    return result.money / result.new_money


def _segments(contents: Contents, proof: BackTest, used: str) -> tuple[Block, ...]:
    """Hit rates by segment, with the interval of the method in use; names lead to the sheets of segments that are still there."""
    if not proof.segments:
        return ()
    sheet_of = dict(zip((s.name for s in contents.analysis.segmentation.segments), contents.segment_sheet, strict=True))
    names = [segment.segment for segment in proof.segments]
    rates: Sequence[dict[str, Interval]] = [segment.hit_rates for segment in proof.segments]
    found = (
        columns.text("Segment", names, links=tuple(sheet_of.get(name, "") for name in names)),
        columns.number("Customers", [segment.customers for segment in proof.segments], "whole"),
        *(
            columns.number(METHOD_NAMES[result.method], [rate[result.method].value for rate in rates], "share")
            for result in proof.methods
        ),
        columns.number(f"{METHOD_NAMES[used]}, from", [rate[used].low for rate in rates], "share"),
        columns.number("to", [rate[used].high for rate in rates], "share"),
    )
    said = "Of a few customers a share says little: look at from and to."
    return (Heading("Hit rate by segment"), Sentence(said), Table("Proof_segments", found))


def _calibration(proof: BackTest) -> tuple[Block, ...]:
    rows = proof.calibration
    if not rows:
        return ()
    found = (
        columns.number("Said", [row.said for row in rows], "fine share"),
        columns.number("Taken", [row.happened for row in rows], "fine share"),
        columns.number("Offers", [row.offers for row in rows], "whole"),
    )
    said = f"{said_and_taken(proof)} Said is from earlier days alone, taken from the hidden ones."
    return (Heading("What was said, and what was taken"), Sentence(said), Table("Calibration", found))


def _plays(proof: BackTest) -> tuple[Block, ...]:
    rows = proof.plays
    if not rows:
        return ()
    found = (
        columns.text("Play", [row.play.capitalize() for row in rows]),
        columns.text("Grade", [row.grade for row in rows]),
        columns.number("Offers", [row.offers for row in rows], "whole"),
        columns.number("Taken", [row.taken for row in rows], "fine share"),
    )
    said = "Taken is bought in the hidden days; of a spend gap, as much was then spent on it as peers of this size do."
    return (Heading("Taken, by play and grade"), Sentence(said), Table("Plays_taken", found))


def _tuning(proof: BackTest) -> tuple[Block, ...]:
    """The settings of affinity that were tried on earlier days, the best first."""
    tried = sorted(proof.tuning.tried, key=lambda one: -one.ndcg)
    if not tried:
        return ()
    settings = [one.settings for one in tried]
    found = (
        columns.number("Days after which a purchase counts half", [s.half_life or np.nan for s in settings], "whole"),
        columns.number("Ridge", [s.ridge for s in settings], "whole"),
        columns.number("Days of momentum", [s.window if s.power else np.nan for s in settings], "whole"),
        columns.number("Power of momentum", [s.power for s in settings], "cents"),
        columns.number("NDCG", [one.ndcg for one in tried], "measure"),
    )
    who = counted(proof.tuning.customers, "customer")
    said = f"Chosen on days before those that prove it, by {who}; the first row was taken. Blank: all purchases count alike, or no momentum."
    return (Heading("Settings of affinity that were tried"), Sentence(said), Table("Tried", found))
