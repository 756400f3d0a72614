"""What is bought together: rules and their targets as table columns, by what rules can be filtered, what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

import engine
from gui.counting import counted
from gui.frames.customers import customer_names, place_columns
from gui.frames.facets import facet_of
from gui.frames.texts import text_array
from gui.tables.column import Column
from gui.widgets.filter_bar import Facet

if TYPE_CHECKING:
    from engine import Analysis, Associations, BasketChoice

EVERYBODY = "Everybody"
NOTHING_LEFT_OUT = "All products are in baskets; no line looks like postage or a charge."
SURE = (0.25, 0.5, 0.75)
STRONG = (1.5, 2.0, 3.0, 5.0, 10.0)
LACKING = (1, 10, 50, 100, 500)
"""Steps of confidence, lift and customers to call, from which on rules can be shown."""

NOUNS = {"invoice": "invoices", "customer day": "baskets", "customer window": "baskets", "customer": "customers"}


@dataclass(frozen=True, slots=True)
class BasketRow:
    """A kind of basket in the user's words, what it would give, and whether it is used now."""

    kind: str
    title: str
    sentence: str
    used: bool


@dataclass(frozen=True, slots=True)
class LeftOutItems:
    """What is no product in baskets: in a sentence, and what the user added to it and took back."""

    sentence: str
    not_items: tuple[str, ...]
    items_after_all: tuple[str, ...]


def left_out_items(analysis: Analysis) -> LeftOutItems:
    """Postage, charges and the like, which are in no basket."""
    options = analysis.options.associating
    sentence = engine.left_out_sentence(analysis.associations.baskets.left_out)
    return LeftOutItems(sentence or NOTHING_LEFT_OUT, options.not_items, options.items_after_all)


def rule_columns(analysis: Analysis) -> tuple[Column, ...]:
    """One row per rule: among whom, what is bought first and what with it, how sure that is, who lacks it."""
    found = analysis.associations
    table, noun = found.table, NOUNS[found.baskets.kind]
    number = {name: table[name].to_numpy(dtype=np.float64) for name in table.columns if name not in ("cluster", "rule")}
    percent = {name: 100 * number[name] for name in ("confidence", "overall", "elsewhere", "support")}
    average = 100 * number["consequent_count"] / number["baskets"]
    return (
        Column("among", "Among", scopes(analysis)),
        Column("first", "Who buys", firsts(found)),
        Column("then", "also buys", lasts(found)),
        Column("targets", "Lack it", table["targets"].to_numpy(), tip="Customers who buy the first and never bought the second"),
        Column("confidence", "Also buy", percent["confidence"], unit="%", tip=f"Of the {noun} with the first, those with the second too (confidence)"),
        Column("average", "All", average, unit="%", tip=f"Of all {noun} there, those with the second"),
        Column("lift", "Lift", number["lift"], unit="×", decimals=1, tip="How many times more often than on average"),
        Column("both", "Both", number["both"], unit=noun, tip=f"{noun.capitalize()} with both"),
        Column("of", "First", number["antecedent_count"], unit=noun, shown=False),
        Column("overall", "Also buy, everybody", percent["overall"], unit="%", shown=False),
        Column("elsewhere", "Also buy, elsewhere", percent["elsewhere"], unit="%", shown=False),
        Column("only_here", "Only here", _yes(table["only_here"].to_numpy(dtype=bool)), shown=False, tip="Kept in this cluster alone, and clearly rarer elsewhere"),
        Column("support", "Support", percent["support"], unit="%", decimals=2, shown=False),
        Column("leverage", "Leverage", number["leverage"], decimals=4, shown=False),
        Column("conviction", "Conviction", _finite(number["conviction"]), decimals=2, shown=False, tip="Blank where the second is always there"),
        Column("zhang", "Zhang", number["zhang"], decimals=2, shown=False),
        Column("jaccard", "Jaccard", number["jaccard"], decimals=3, shown=False),
        Column("p_value", "Chance", number["p_value"], decimals=6, shown=False, tip="How likely so many would be by mere chance"),
    )  # fmt: skip


def _yes(values: NDArray[np.bool_]) -> NDArray[np.object_]:
    return np.where(values, "yes", "").astype(object)


def _finite(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isfinite(values), values, np.nan)


def cluster_names(analysis: Analysis) -> list[str]:
    """The label of each cluster, with its segment where there are several."""
    segmentation = analysis.segmentation
    if len(segmentation.segments) == 1:
        return [cluster.label for cluster in segmentation.clusters]
    return [f"{cluster.label} ({segmentation.segments[cluster.segment].name})" for cluster in segmentation.clusters]


def scopes(analysis: Analysis) -> NDArray[np.object_]:
    """Among whom each rule holds: everybody, or a cluster by its label, with its segment where there are several."""
    words = np.array([*cluster_names(analysis), EVERYBODY], dtype=object)
    return np.asarray(words[analysis.associations.table["cluster"].to_numpy()])


def firsts(found: Associations) -> NDArray[np.object_]:
    names = found.baskets.names
    texts = [" + ".join(names[item] for item in items if item >= 0) for items in found.antecedent.tolist()]
    return np.array(texts, dtype=object)


def lasts(found: Associations) -> NDArray[np.object_]:
    names: NDArray[np.object_] = np.array(found.baskets.names, dtype=object)
    return np.asarray(names[found.table["consequent"].to_numpy()])


def facets(analysis: Analysis) -> tuple[Facet, ...]:
    """By what rules can be filtered; the first products of a rule count each, so they are found, not filtered."""
    found = analysis.associations
    table, rows = found.table, np.arange(len(found))
    made = (
        facet_of("among", "Among", scopes(analysis), rows),
        facet_of("then", "Offer", lasts(found), rows),
        _steps("confidence", "Also buy", SURE, table["confidence"].to_numpy(), lambda step: f"{step:.0%} and more"),
        _steps("targets", "Lack it", LACKING, table["targets"].to_numpy(), lambda step: f"{counted(int(step), 'customer')} and more"),
        _steps("lift", "Lift", STRONG, table["lift"].to_numpy(), lambda step: f"{step:g} × and more"),
        facet_of("only_here", "Where", np.where(table["only_here"].to_numpy(dtype=bool), "Only in its cluster", "Elsewhere too").astype(object), rows),
    )  # fmt: skip
    return tuple(facet for facet in made if len(set(facet.codes.tolist())) > 1)


def _steps(
    key: str, title: str, steps: tuple[float, ...], values: NDArray[np.float64], words: Callable[[float], str]
) -> Facet:
    """From which of `steps` on a value is; under the first there is nothing to choose."""
    codes = np.searchsorted(steps, values + 1e-12, side="right")
    return Facet(key, title, ("", *(words(step).replace("%", " %") for step in steps)), codes, upwards=True)


def headline(analysis: Analysis, rows: NDArray[np.integer]) -> str:
    """“214 rules, by which 1,204 customers lack something”, for the rules shown."""
    found = analysis.associations
    if not len(found):
        return "No rules: nothing is bought together often enough to count on it."
    if not len(rows):
        return "No rule fits these filters."
    targets = found.targets.table
    lacking = targets["customer"].to_numpy()[np.isin(targets["row"].to_numpy(), rows)]
    return f"{counted(len(rows), 'rule')}; {counted(len(np.unique(lacking)), 'customer')} to call about them"


def basis(analysis: Analysis) -> str:
    """What a basket is, and what else is to be known of the rules."""
    return " ".join(analysis.associations.notes)


def first_to_call(analysis: Analysis, rows: NDArray[np.integer]) -> int | None:
    """The first of `rows` that leaves somebody to call, else the first of all."""
    lacking = rows[analysis.associations.table["targets"].to_numpy()[rows] > 0]
    return int(lacking[0]) if len(lacking) else int(rows[0]) if len(rows) else None


def sentence(analysis: Analysis, row: int) -> str:
    """The rule in words."""
    return engine.rule_sentences(analysis.associations, analysis.segmentation, (row,))[0]


def target_columns(analysis: Analysis, row: int) -> tuple[Column, ...]:
    """Who lacks the second half of a rule: one row per customer, those who spend most first."""
    targets = analysis.associations.targets_of(row)
    customers = targets["customer"].to_numpy()
    table = analysis.dataset.customers
    spend = targets["spend"].to_numpy(dtype=np.float64)
    columns = [Column("customer", "Customer", customer_names(analysis)[customers])]
    if "rep" in table:
        columns.append(Column("rep", "Rep", text_array(table["rep"])[customers]))
    if np.isfinite(spend).any():
        columns.append(Column("spend", "Spend", spend, tip="In all, on everything"))
    if np.isfinite(targets["quantity"].to_numpy(dtype=np.float64)).any():
        quantity = targets["quantity"].to_numpy(dtype=np.float64)
        columns.append(
            Column("quantity", "Suggested quantity", quantity, tip="Units: the usual order of those who buy it")
        )
    _, cluster = place_columns(analysis, customers, show_segment=False)
    return (*columns, cluster)


def targets_title(analysis: Analysis, row: int) -> str:
    """“14 customers lack Roller Cover”, and how many of them are listed where not all are."""
    found = analysis.associations
    there, listed = int(found.table["targets"].to_numpy()[row]), len(found.targets_of(row))
    name = found.baskets.names[int(found.table["consequent"].to_numpy()[row])]
    first = f": the {listed:,} who spend most" if listed < there else ""
    return f"{counted(there, 'customer')} {'lacks' if there == 1 else 'lack'} {name}{first}"


def targets_of(analysis: Analysis, row: int) -> NDArray[np.int64]:
    """Codes of the customers in `target_columns`, in that order."""
    return analysis.associations.targets_of(row)["customer"].to_numpy(dtype=np.int64)


TITLES = {
    "invoice": "Invoices",
    "customer day": "All that a customer buys on one day",
    "customer window": "All that a customer buys without a long break",
    "customer": "All that a customer ever buys",
}


def basket_rows(choices: Sequence[BasketChoice], used: str) -> tuple[BasketRow, ...]:
    """What each kind of basket would give, in words."""
    return tuple(
        BasketRow(
            choice.kind, TITLES[choice.kind] + " (proposed)" * choice.proposed, choice.sentence, choice.kind == used
        )
        for choice in choices
    )
