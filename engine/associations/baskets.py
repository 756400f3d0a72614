"""Baskets: what was bought together, as a sparse table of baskets and items."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.associations.basket_choice import choose_basket
from engine.associations.bought import Bought, bought_items
from engine.associations.grouping import NOUN, Grouped, basket_table, require_kind
from engine.associations.items import WORDS, NotItem, left_out_sentence, level_of, require_level
from engine.counting import counted
from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets
from engine.options import AssociationOptions
from engine.options.associating import BasketKind, ItemLevel
from engine.totals import latest_by

NO_LINES = "The files list customers without invoice lines, so nothing is known of what is bought together."
NO_ITEMS = "No purchase of an item is left, so nothing is known of what is bought together."


@dataclass(frozen=True, eq=False, slots=True)
class Baskets:
    """What was bought together.

    items     sparse uint8 (n_baskets, n_items), sorted indices, no duplicates: 1 where the basket holds the item;
              rows rise with the customer, every row and every column holds something
    customer  int32 (n_baskets), position in `Dataset.customers`; -1 where the files name no customers
    names     (n_items), unique: products of one name are told apart by their id
    product   int32 (n_items), the product each item is, or -1 where items are categories or brands
    item_of_product  int32 (n_products), the item each product stands for, -1 for none
    market    what each customer bought in all, of products that are items
    weight    float64 (n_baskets), 1 for a basket of the last day, ½ one half-life earlier; None where all count alike
    level     what an item is;  kind  what a basket is
    sentence  which basket and why, with its figures
    left_out  products that are no items, those with most lines first
    notes     sentences about what is in no basket and what counts less
    """

    items: sparse.csr_array
    customer: NDArray[np.int32]
    names: tuple[str, ...]
    product: NDArray[np.int32]
    item_of_product: NDArray[np.int32]
    market: MarketBaskets
    weight: NDArray[np.float64] | None
    level: ItemLevel
    kind: BasketKind
    sentence: str
    left_out: tuple[NotItem, ...] = ()
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return int(self.items.shape[0])


def make_baskets(dataset: Dataset, options: AssociationOptions, of_goods: MarketBaskets | None = None) -> Baskets:
    """Put what customers bought into baskets; empty, with a sentence, where nothing was bought.

    of_goods  the market baskets of the dataset where they are at hand, which saves adding them up again

    A product that a customer returned in full is in none of its baskets. Raises OptionError where the files lack what
    the basket or the level asked for needs. Cost: two sorts of the lines; 0.2 s for 400,000.
    """
    bought = bought_items(dataset, options, of_goods)
    if not len(bought.item):
        return _empty(bought, options, NO_ITEMS if dataset.has_lines else NO_LINES)
    level, chosen = level_of(options), choose_basket(dataset, bought, options)
    made = chosen.grouped
    present, column = np.unique(bought.item, return_inverse=True)
    items = basket_table(made.row, column, (made.n, len(present)))
    customer = np.full(made.n, -1, dtype=np.int32)
    if dataset.has_customers:
        customer[made.row] = bought.customer
    position = np.full(len(bought.items.names), -1, dtype=np.int32)
    position[present] = np.arange(len(present))
    of_product = bought.items.of_product
    weight = _weights(dataset, bought, made, options.half_life)
    return Baskets(
        items=items,
        customer=customer,
        names=tuple(bought.items.names[item] for item in present),
        product=present.astype(np.int32) if level == "product" else np.full(len(present), -1, dtype=np.int32),
        item_of_product=np.where(of_product >= 0, position[of_product], -1).astype(np.int32),
        market=bought.baskets,
        weight=weight,
        level=level,
        kind=chosen.kind,
        sentence=_sentence(items, chosen.kind, level, chosen.why, made.sentence),
        left_out=bought.items.left_out,
        notes=tuple(_notes(dataset, bought, options, weighted=weight is not None)),
    )


def require_fit(dataset: Dataset, options: AssociationOptions) -> None:
    """Raise OptionError where the files lack what the basket or the level asked for needs: soon, before any work."""
    require_level(dataset, options)
    if dataset.has_lines and options.basket != "auto":
        require_kind(dataset, options.basket)


def _weights(dataset: Dataset, bought: Bought, made: Grouped, half_life: int) -> NDArray[np.float64] | None:
    """2 to the power of −age ÷ half-life, of each basket's last day; baskets without a date weigh like the middle one."""
    if not half_life or bought.day is None or dataset.period is None:
        return None
    last = latest_by(made.row, bought.day, made.n)
    known = ~np.isnat(last)
    age = np.full(made.n, np.nan)
    age[known] = (dataset.period[1] - last[known]).astype("timedelta64[D]").astype(np.float64)
    age[~known] = np.median(age[known]) if known.any() else 0.0
    return np.asarray(0.5 ** (age / half_life))


def _sentence(items: sparse.csr_array, kind: BasketKind, level: ItemLevel, why: str, meaning: str) -> str:
    n, each = items.shape[0], items.nnz / max(items.shape[0], 1)
    one, many = WORDS[level]
    because = f", because {why}" if why else ""
    return (
        f"Baskets are {NOUN[kind]}s{because}. {meaning} {counted(n, 'basket holds', 'baskets hold')} "
        f"{each:,.1f} {many if round(each, 1) != 1 else one} each on average."
    )


def _notes(dataset: Dataset, bought: Bought, options: AssociationOptions, *, weighted: bool) -> list[str]:
    notes = [left_out_sentence(bought.items.left_out)]
    if bought.items.unknown:
        notes.append(f"No product is called {', '.join(f'“{text}”' for text in bought.items.unknown)}.")
    if not dataset.has_customers:
        notes.append("No column names the customer, so there are no rules per cluster and nobody to call.")
    if weighted:
        notes.append(f"A basket counts half as much for every {counted(options.half_life, 'day')} of its age.")
    elif options.half_life:
        notes.append("Without dates all baskets count alike.")
    return [note for note in notes if note]


def _empty(bought: Bought, options: AssociationOptions, sentence: str) -> Baskets:
    none = np.empty(0, dtype=np.int32)
    kind: BasketKind = "invoice" if options.basket == "auto" else options.basket
    return Baskets(
        items=sparse.csr_array((0, 0), dtype=np.uint8),
        customer=none,
        names=(),
        product=none,
        item_of_product=np.full(bought.baskets.n_products, -1, dtype=np.int32),
        market=bought.baskets,
        weight=None,
        level=level_of(options),
        kind=kind,
        sentence=sentence,
        left_out=bought.items.left_out,
    )
