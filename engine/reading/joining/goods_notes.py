"""What the user should know about products that are no goods, and their money apart."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.dataset import LeftOut
from engine.errors import Issue
from engine.reading.joining.lines import cents
from engine.reading.joining.notes import count_of

_NAMED = 8


def goods_notes(products: pd.DataFrame, charges: LeftOut | None) -> Iterator[Issue]:
    """The products that are no goods, with their money."""
    others = products.loc[~products["is_goods"].to_numpy(dtype=bool), ["product_id", "product_name"]]
    count = len(others)
    if not count:
        return
    named = [code if code == name else f"{code} ({name})" for code, name in others.itertuples(index=False)]
    shown = ", ".join(named[:_NAMED]) + (", …" if count > _NAMED else ".")
    yield Issue(
        "not_goods",
        f"{count_of(count, 'product is', 'products are')} postage, charges and the like, kept out of baskets and never "
        f"offered: {shown}",
        count,
        "note",
        0.0 if charges is None else charges.amount,
    )


def not_goods(
    codes: NDArray[np.int32], is_goods: NDArray[np.bool_], amount: NDArray[np.float64] | None
) -> LeftOut | None:
    """The lines of products that are no goods, and their money; `codes` and `amount` belong to the usable lines."""
    lines = ~is_goods[codes]
    count = int(np.count_nonzero(lines))
    return LeftOut("not_goods", "Postage, charges and the like", count, cents(amount, lines)) if count else None
