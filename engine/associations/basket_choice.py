"""Which basket fits the data, and what each choice would give."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.associations.bought import Bought, bought_items
from engine.associations.grouping import NOUN, Grouped, basket_table, grouped, possible_kinds, require_kind
from engine.associations.items import WORDS, level_of
from engine.counting import counted
from engine.dataset import Dataset
from engine.options import AssociationOptions
from engine.options.associating import BasketKind, ItemLevel

MOST_SINGLE = 0.8
"""Where more of the baskets hold one product, little is bought together: the next wider basket is proposed."""


@dataclass(frozen=True, slots=True)
class BasketChoice:
    """What one kind of basket would give.

    baskets     with at least one item;  per_basket  items in each, on average
    pairs       two items in one basket, counted basket by basket
    one_product share of baskets that hold a single item, 0 … 1
    proposed    whether it is the one that “auto” takes
    sentence    the same in words, with what makes a basket
    """

    kind: BasketKind
    baskets: int
    per_basket: float
    pairs: int
    one_product: float
    proposed: bool
    sentence: str


@dataclass(frozen=True, eq=False, slots=True)
class Chosen:
    """The kind of basket to use, the purchases so grouped, and why it is that one; `why` is "" where it was asked for."""

    kind: BasketKind
    grouped: Grouped
    why: str = ""


def basket_choices(dataset: Dataset, options: AssociationOptions) -> tuple[BasketChoice, ...]:
    """What each kind of basket would give that the files allow, narrowest first; empty where nothing was bought.

    Raises OptionError where products have no column for the level. Cost: a few passes over the purchases for each kind;
    0.6 s for 1.5 million lines.
    """
    if not dataset.has_lines:
        return ()
    bought = bought_items(dataset, options)
    if not len(bought.item):
        return ()
    found = [_choice(bought, kind, level_of(options)) for kind in possible_kinds(dataset)]
    proposed = _proposed(found)
    return tuple(replace(choice, proposed=choice is proposed) for choice in found)


def choose_basket(dataset: Dataset, bought: Bought, options: AssociationOptions) -> Chosen:
    """The kind asked for; for “auto” the narrowest of which at most 80 % hold one product, else the one with the fewest such.

    Raises OptionError where the files lack what the kind asked for needs.
    """
    if options.basket != "auto":
        require_kind(dataset, options.basket)
        return Chosen(options.basket, grouped(bought, options.basket))
    kinds = possible_kinds(dataset)
    missing = "" if kinds[0] == "invoice" else "the files have no invoice numbers"
    found: list[BasketChoice] = []
    for kind in kinds:
        found.append(_choice(bought, kind, level_of(options)))
        if found[-1].one_product <= MOST_SINGLE:
            break
    taken = _proposed(found)
    item = WORDS[level_of(options)][0]
    single = "" if taken is found[0] else f"{_percent(found[0].one_product)} of {NOUN[found[0].kind]}s hold one {item}"
    return Chosen(taken.kind, grouped(bought, taken.kind), " and ".join(part for part in (missing, single) if part))


def _proposed(found: list[BasketChoice]) -> BasketChoice:
    telling = [choice for choice in found if choice.one_product <= MOST_SINGLE]
    return telling[0] if telling else min(found, key=lambda choice: choice.one_product)


def _choice(bought: Bought, kind: BasketKind, level: ItemLevel) -> BasketChoice:
    made = grouped(bought, kind)
    size = np.diff(basket_table(made.row, bought.item, (made.n, len(bought.items.names))).indptr).astype(np.int64)
    pairs = int((size * (size - 1) // 2).sum())
    single = float(np.mean(size == 1)) if len(size) else 0.0
    one, many = WORDS[level]
    sentence = (
        f"{counted(made.n, NOUN[kind])} with {np.mean(size) if len(size) else 0.0:,.1f} {many} each on average; "
        f"{_percent(single)} hold one {one}; {counted(pairs, f'pair of {many}', f'pairs of {many}')}. {made.sentence}"
    )
    return BasketChoice(kind, made.n, float(np.mean(size)) if len(size) else 0.0, pairs, single, False, sentence)


def _percent(share: float) -> str:
    """A share in whole per cent that is 100 only where it is all of them, and 0 only where it is none."""
    whole = round(share * 100)
    return f"{min(max(whole, 1 if share > 0 else 0), 100 if share == 1 else 99)} %"
