"""What can be said not to be offered, of offers that are chosen; and what has been said, to be looked at and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

import engine
from gui.counting import counted
from gui.frames.texts import text_array
from gui.not_offered import TEXTS, Lists

if TYPE_CHECKING:
    from engine import Analysis, Dataset, Options

TITLES = {
    "not_offered": "Products offered to nobody",
    "categories_not_offered": "Categories offered to nobody",
    "dismissed": "Offers turned down by one customer",
}
_LONGEST = 40
_LEVELS = ("l3_category", "l2_category")


def refusals(analysis: Analysis, offers: Sequence[int]) -> list[tuple[str, Lists]]:
    """For offers by their position, each way not to make them again: in words, and what it adds to the lists."""
    if not len(offers):
        return []
    rows = analysis.recommendations.table.iloc[np.asarray(offers)]
    customers, products = (
        analysis.dataset.customers.iloc[rows["customer"]],
        analysis.dataset.products.iloc[rows["product"]],
    )
    pairs = [f"{one} | {other}" for one, other in zip(customers["customer_id"], products["product_id"], strict=True)]
    names, buyers = _distinct(products["product_name"]), _distinct(customers["customer_name"])
    what = _named(names) if len(names) == 1 else counted(len(names), "product")
    whom = _named(buyers) if len(buyers) == 1 else counted(len(buyers), "customer")
    these = (
        f"{what} to {whom}" if len(pairs) == 1 or len(names) == 1 or len(buyers) == 1 else f"these {len(pairs):,} pairs"
    )
    found: list[tuple[str, Lists]] = [
        (f"Not {these} again", {"dismissed": tuple(pairs)}),
        (f"Not {what} to anybody", {"not_offered": tuple(_distinct(products["product_id"]))}),
    ]
    for level in _LEVELS:
        if level in products and (categories := _distinct(products[level])):
            kinds = (
                f"of the category {_named(categories)}"
                if len(categories) == 1
                else f"of {len(categories):,} categories"
            )
            found.append((f"Nothing {kinds} to anybody", {"categories_not_offered": tuple(categories)}))
    return found


def listed(options: Options, dataset: Dataset | None) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The lists as (option, title, entries), each entry a text and its words: with names where the files know the ids."""
    names = {} if dataset is None else _names(dataset)
    return [
        (name, TITLES[name], [(text, _in_words(text, names)) for text in getattr(options.recommending, name)])
        for name in TEXTS
    ]


def kept_out_sentence(analysis: Analysis | None) -> str:
    """“In this run 84 products are offered to nobody: 10 postage, charges and the like · 74 out of stock.”"""
    if analysis is None:
        return ""
    found = engine.products_kept_out(analysis)
    unknown = engine.unknown_on_lists(analysis)
    sentences = []
    if found:
        total = counted(sum(part.products for part in found), "product")
        reasons = " · ".join(f"{part.products:,} {part.reason}" for part in found)
        verb = "is" if total.startswith("1 ") else "are"
        sentences.append(f"In this run {total} {verb} offered to nobody: {reasons}.")
    if unknown:
        some = ", ".join(f"“{_short(text)}”" for text in unknown[:3])
        more = f" and {len(unknown) - 3:,} more" if len(unknown) > 3 else ""
        sentences.append(f"These files have no {some}{more}.")
    return " ".join(sentences)


def _names(dataset: Dataset) -> dict[str, str]:
    """“customer” and “product” ids → names, with the kind before them."""
    found: dict[str, str] = {}
    for kind, frame in (("customer", dataset.customers), ("product", dataset.products)):
        ids, names = text_array(frame[f"{kind}_id"]), text_array(frame[f"{kind}_name"])
        found |= {f"{kind} {one}": name for one, name in zip(ids, names, strict=True) if name != one}
    return found


def _in_words(text: str, names: dict[str, str]) -> str:
    """“4711 (Hammer)”; “C1 (Smith) | 4711 (Hammer)” for a pair."""
    customer, between, product = text.rpartition(" | ")
    parts = [("customer", customer), ("product", product)] if between else [("product", text)]
    return " | ".join(f"{one} ({names[key]})" if (key := f"{kind} {one}") in names else one for kind, one in parts)


def _distinct(values: Iterable[object]) -> list[str]:
    return list(dict.fromkeys(str(value) for value in values if isinstance(value, str) and value))


def _named(names: Sequence[str]) -> str:
    return f"“{_short(names[0])}”"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
