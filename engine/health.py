"""How far the files can be trusted, as a grade, and the three things that would improve them most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.counting import counted, verb
from engine.dataset import Dataset, ImportReport
from engine.roles import Role

Grade = Literal["A", "B", "C", "D", "E"]

_LEAST = {"A": 90.0, "B": 75.0, "C": 60.0, "D": 40.0}
_MOST_IMPROVEMENTS = 3
_LEAST_COST = 0.5
_YEAR = 365
_LEFT_OUT = 70.0
_RUINED = tuple(f"{how}_{what}" for how in ("shortened", "rounded", "dates_as") for what in ("customers", "products"))
_DOUBT = (
    (("doubtful_numbers",), 15.0, "Say which sign is the decimal sign (Options): some numbers have two readings"),
    (("doubtful_dates",), 10.0, "Say whether days or months come first (Options): some dates have two readings"),
    (_RUINED, 15.0, "Export ids as text: Excel has turned some into rounded numbers or dates"),
    (("several_currencies",), 20.0, "Keep one currency: money in several is added up as if it were one"),
    (("calendar_gap",), 8.0, "Export the missing weeks as well: customers seem to have stayed away"),
    (("no_header",), 5.0, "Export with a header row: the columns were told by what they hold"),
    (("full_sheet",), 15.0, "Export as CSV or in parts: a sheet is full to its last row, lines were probably cut off"),
)
"""Issues, of which one is enough; the points that they cost, and what to do about them."""
_WHY_LEFT_OUT = {
    "no_customer": "Give each line its customer",
    "no_product": "Give each line its product",
    "damaged_row": "Export again: some rows are damaged",
    "unreadable_quantity": "Write quantities as numbers",
    "no_quantity": "Give each line its quantity",
    "zero_quantity": "Leave out lines of quantity zero",
    "unreadable_amount": "Write amounts as numbers",
    "no_amount": "Give each line its amount",
    "zero_amount": "Leave out lines of amount zero",
}


@dataclass(frozen=True, slots=True)
class Improvement:
    """What to do about the files, as a sentence, and the points of the hundred that it would bring."""

    sentence: str
    points: float


@dataclass(frozen=True, slots=True)
class DataHealth:
    """A grade from A to E, its points of a hundred, and at most three improvements, the most worthwhile first."""

    grade: Grade
    points: float
    improvements: tuple[Improvement, ...]


def data_health(dataset: Dataset) -> DataHealth:
    """Grade what was read.

    A hundred points less: 70 × the share of lines or of money left out, whichever is larger; and what the files do
    not tell, or tell in doubt, in points by what the analysis loses by it. A from 90, B from 75, C from 60, D from 40.
    The points are ours, not a standard's. Cost: a pass over the lines for each list.
    """
    lacking = [*_left_out(dataset.report), *_unknown(dataset), *_unlisted(dataset), *_short(dataset), *_doubt(dataset)]
    points = max(100.0 - sum(found.points for found in lacking), 0.0)
    worthwhile = sorted((found for found in lacking if found.points >= _LEAST_COST), key=lambda found: -found.points)
    grade: Grade = "E"
    for name in ("D", "C", "B", "A"):
        grade = name if points >= _LEAST[name] else grade
    return DataHealth(grade, points, tuple(worthwhile[:_MOST_IMPROVEMENTS]))


def _left_out(report: ImportReport) -> Iterator[Improvement]:
    """One improvement per reason, with its share of lines and money."""
    wanted = [part for part in report.left_out if part.reason in _WHY_LEFT_OUT]
    money = sum(abs(part.amount) for part in wanted) + abs(report.amount_used)
    for part in wanted:
        share_of_lines = part.lines / max(report.lines_read, 1)
        share = max(share_of_lines, abs(part.amount) / money if money else 0.0)
        worth = f" worth {abs(part.amount):,.0f}" if part.amount else ""
        yield Improvement(
            f"{_WHY_LEFT_OUT[part.reason]}: {counted(part.lines, 'line')}{worth} {verb(part.lines, 'is', 'are')} left out.",
            _LEFT_OUT * share,
        )


def _unknown(dataset: Dataset) -> Iterator[Improvement]:
    """What no column tells."""
    if not dataset.has_lines:
        yield Improvement("Open the invoice lines as well: these files only list customers.", 60.0)
        return
    if not dataset.has_customers:
        yield Improvement("Export the customer of each line: each invoice stands for a customer of its own.", 40.0)
    if not dataset.has_dates:
        yield Improvement("Export the invoice date: without it nothing is known of how recently or how often.", 15.0)
    if not dataset.has_amount:
        yield Improvement("Export amounts or prices: offers cannot be valued without.", 15.0)
    if not dataset.has_quantity:
        yield Improvement("Export quantities: each line counts as one unit.", 5.0)
    if dataset.order_basis != "invoice":
        yield Improvement("Export the invoice number: what was bought together is only guessed.", 5.0)
    yield from _undescribed(dataset)


def _undescribed(dataset: Dataset) -> Iterator[Improvement]:
    """Descriptions of customers and products that are missing, for the lines they would describe."""
    levels = [role for role in (Role.L2_CATEGORY, Role.L3_CATEGORY) if role in dataset.products.columns]
    known = _told(dataset, "product", levels[0]) if levels else 0.0
    if known < 1.0:
        what = "each product its category" if levels else "products their categories"
        yield Improvement(f"Give {what}: customers are compared by what they buy of each.", 10.0 * (1.0 - known))
    cells = [role for role in (Role.REGION, Role.END_USE, Role.CUSTOMER_TYPE) if role in dataset.customers.columns]
    known = max((_told(dataset, "customer", role) for role in cells), default=0.0)
    if known < 1.0 and dataset.has_customers:
        what = "each customer its region or end-use" if cells else "customers a region and an end-use"
        yield Improvement(f"Give {what}: segments are made of them.", 8.0 * (1.0 - known))


def _told(dataset: Dataset, subject: Literal["customer", "product"], role: Role) -> float:
    """The share of lines whose customer or product has a value in a column."""
    frame, codes = (
        (dataset.customers, dataset.lines.customer)
        if subject == "customer"
        else (dataset.products, dataset.lines.product)
    )
    filled = (frame[role.value].fillna("").astype(str) != "").to_numpy()
    return float(np.mean(filled[codes]))


def _unlisted(dataset: Dataset) -> Iterator[Improvement]:
    for issue in dataset.report.issues:
        if issue.kind in ("unlisted_customers", "unlisted_products"):
            nouns, lines = issue.kind.removeprefix("unlisted_"), len(issue.places)
            missing = f"{counted(issue.count, nouns.removesuffix('s'))} with {counted(lines, 'line')}"
            yield Improvement(
                f"Complete the list of {nouns}: {missing} {verb(issue.count, 'is', 'are')} not in it.",
                10.0 * lines / max(dataset.report.lines_used, 1),
            )


def _short(dataset: Dataset) -> Iterator[Improvement]:
    if dataset.period is None:
        return
    first, last = dataset.period
    days = int((last - first) / np.timedelta64(1, "D")) + 1
    if days < _YEAR:
        yield Improvement(
            f"Export a year or more: these are {days:,} days, and seasons cannot be told from habits.",
            10.0 * (1.0 - days / _YEAR),
        )


def _doubt(dataset: Dataset) -> Iterator[Improvement]:
    kinds = {issue.kind for issue in dataset.report.issues}
    for doubts, points, sentence in _DOUBT:
        if not kinds.isdisjoint(doubts):
            yield Improvement(f"{sentence}.", points)
