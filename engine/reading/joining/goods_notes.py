"""What the user should know about products that are no goods, and their money apart."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.counting import counted
from engine.dataset import LeftOut
from engine.errors import Issue
from engine.reading.joining.goods import are_of_services
from engine.reading.joining.lines import cents
from engine.roles import Role

_NAMED = 8


def goods_notes(products: pd.DataFrame, charges: LeftOut | None) -> Iterator[Issue]:
    """The products that are no goods, with their money."""
    is_goods = products["is_goods"].to_numpy(dtype=bool)
    yield from _services(products, is_goods)
    others = products.loc[~is_goods, ["product_id", "product_name"]]
    count = len(others)
    if not count:
        return
    named = [code if code == name else f"{code} ({name})" for code, name in others.itertuples(index=False)]
    shown = ", ".join(named[:_NAMED]) + (", …" if count > _NAMED else ".")
    yield Issue(
        "not_goods",
        f"{counted(count, 'product is', 'products are')} postage, charges and the like, kept out of baskets and never "
        f"offered: {shown}",
        count,
        "note",
        0.0 if charges is None else charges.amount,
    )


def _services(products: pd.DataFrame, is_goods: NDArray[np.bool_]) -> Iterator[Issue]:
    """A proposal where goods stand in a category of services: only the user knows whether they are to be offered."""
    for role in (Role.L2_CATEGORY, Role.L3_CATEGORY):
        if role.value not in products:
            continue
        categories = products[role.value].fillna("").astype(str)
        names = categories.unique().tolist()
        services = [name for name, is_service in zip(names, are_of_services(names), strict=True) if is_service]
        found = is_goods & categories.isin(services).to_numpy()
        if 0 < (count := int(np.count_nonzero(found))) < len(products):
            named = ", ".join(f"“{name}”" for name in services[:_NAMED])
            yield Issue(
                "possible_services",
                f"{counted(count, 'product of the category', 'products of the category')} {named} may be services, not "
                f"goods; treated as goods. Leave them out of the export if they should not be offered.",
                count,
                "note",
            )
            return


def not_goods(
    codes: NDArray[np.int32], is_goods: NDArray[np.bool_], amount: NDArray[np.float64] | None
) -> LeftOut | None:
    """The lines of products that are no goods, and their money; `codes` and `amount` belong to the usable lines."""
    lines = ~is_goods[codes]
    count = int(np.count_nonzero(lines))
    return LeftOut("not_goods", "Postage, charges and the like", count, cents(amount, lines)) if count else None
