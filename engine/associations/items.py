"""Which products count as items of a basket, and under what name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.counting import counted
from engine.dataset import Dataset
from engine.errors import OptionError
from engine.options import AssociationOptions
from engine.options.associating import ItemLevel
from engine.roles import Role

COLUMN: Mapping[ItemLevel, Role] = {"l3": Role.L3_CATEGORY, "l2": Role.L2_CATEGORY, "brand": Role.BRAND}
"""Where items are not single products, the column of products that names them."""
WORDS: Mapping[ItemLevel, tuple[str, str]] = {
    "product": ("product", "products"),
    "l3": ("L3 category", "L3 categories"),
    "l2": ("L2 category", "L2 categories"),
    "brand": ("brand", "brands"),
}
"""What an item of each level is called, one and many."""
_NAMED = 8


def level_of(options: AssociationOptions) -> ItemLevel:
    """The level asked for; products, to begin with, where it is automatic."""
    return "product" if options.level == "auto" else options.level


def levels_of(dataset: Dataset) -> tuple[ItemLevel, ...]:
    """What items can be, as far as products have the columns: products, then L3 and L2 categories, then brands."""
    return ("product", *(level for level, role in COLUMN.items() if role in dataset.products.columns))


def require_level(dataset: Dataset, options: AssociationOptions) -> None:
    """Raise OptionError where products have no column for the level asked for."""
    level, known = level_of(options), levels_of(dataset)
    if level not in known:
        raise OptionError(
            f"Products have no column for {COLUMN[level].label}, so rules cannot be about {WORDS[level][1]}.",
            f"Choose one of: auto, {', '.join(known)}.",
        )


@dataclass(frozen=True, slots=True)
class NotItem:
    """A product whose lines are in no basket: a charge by its name or id, or one that the options leave out.

    product  its position in `Dataset.products`;  lines  how many of the lines hold it
    """

    product: int
    product_id: str
    name: str
    lines: int
    why: Literal["charge", "asked"]


@dataclass(frozen=True, eq=False, slots=True)
class Items:
    """What baskets are made of.

    of_product  int32 (n_products), the item each product stands for, -1 for none
    names       of the items; items with one name carry their id, “Brush (P12)”
    left_out    products that are no items, those with most lines first
    unknown     texts of the options that name no product of these files
    """

    of_product: NDArray[np.int32]
    names: tuple[str, ...]
    left_out: tuple[NotItem, ...]
    unknown: tuple[str, ...]


def items_of(dataset: Dataset, options: AssociationOptions) -> Items:
    """Goods at the level asked for. `not_items` leaves products out, `items_after_all` takes charges back.

    Raises OptionError where products have no column for the level.
    """
    require_level(dataset, options)
    taken, asked, unknown = _goods(dataset, options)
    level = level_of(options)
    if level == "product":
        of_product = np.where(taken, np.arange(len(taken)), -1).astype(np.int32)
        names = _told_apart(dataset.products)
    else:
        of_product, names = _at_level(dataset, COLUMN[level], taken)
    return Items(of_product, names, _left_out(dataset, taken, asked), unknown)


def left_out_sentence(left_out: tuple[NotItem, ...]) -> str:
    """“No items of a basket: POST (Postage) with 1,126 lines, …”; "" where nothing is left out."""
    if not left_out:
        return ""
    named = [
        f"{part.product_id if part.product_id == part.name else f'{part.product_id} ({part.name})'} with "
        f"{counted(part.lines, 'line')}"
        for part in left_out[:_NAMED]
    ]
    rest = left_out[_NAMED:]
    if rest:
        named.append(f"{len(rest):,} more with {counted(sum(part.lines for part in rest), 'line')}")
    return f"No items of a basket: {', '.join(named)}."


def _goods(
    dataset: Dataset, options: AssociationOptions
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], tuple[str, ...]]:
    """Which products are items, which of the others the user left out, and which texts name nothing."""
    products = dataset.products
    ids, names = (products[column].astype(str).str.casefold() for column in ("product_id", "product_name"))
    taken = products["is_goods"].to_numpy(dtype=bool).copy()
    asked = np.zeros(len(taken), dtype=bool)
    unknown = []
    for texts, is_item in ((options.items_after_all, True), (options.not_items, False)):
        for text in texts:
            meant = ((ids == text.casefold()) | (names == text.casefold())).to_numpy()
            if not meant.any():
                unknown.append(text)
            taken[meant] = is_item
            asked[meant] = not is_item
    return taken, asked, tuple(unknown)


def _told_apart(products: pd.DataFrame) -> tuple[str, ...]:
    """The names of products, with their id where several products bear one name."""
    names, ids = products["product_name"].astype(str).tolist(), products["product_id"].astype(str).tolist()
    often = Counter(name.casefold() for name in names)
    return tuple(
        f"{name} ({code})" if often[name.casefold()] > 1 and name != code else name
        for name, code in zip(names, ids, strict=True)
    )


def _at_level(dataset: Dataset, column: Role, taken: NDArray[np.bool_]) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    values = dataset.products[column].fillna("").astype(str)
    codes, names = pd.factorize(values.where(taken & (values != "").to_numpy()), sort=True)
    return codes.astype(np.int32), tuple(str(name) for name in names)


def _left_out(dataset: Dataset, taken: NDArray[np.bool_], asked: NDArray[np.bool_]) -> tuple[NotItem, ...]:
    lines = np.bincount(dataset.lines.product, minlength=len(taken))
    products = dataset.products
    found = [
        NotItem(
            product=int(product),
            product_id=str(products["product_id"].iloc[product]),
            name=str(products["product_name"].iloc[product]),
            lines=int(lines[product]),
            why="asked" if asked[product] else "charge",
        )
        for product in np.flatnonzero(~taken)
    ]
    return tuple(sorted(found, key=lambda part: (-part.lines, part.product)))
