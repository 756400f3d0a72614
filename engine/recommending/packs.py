"""Orders in whole packs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.dataset import Dataset

_SLIP = 1e-6
"""Of a pack: so little is no reason for another one."""


def pack_sizes(dataset: Dataset, product: NDArray[np.integer]) -> NDArray[np.float64] | None:
    """The units in a pack of each of these products (codes), NaN where unknown; None where no column tells."""
    if "pack_size" not in dataset.products.columns:
        return None
    return np.asarray(dataset.products["pack_size"].to_numpy(dtype=np.float64)[product])


def in_packs(quantity: NDArray[np.float64], pack_size: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """Quantities rounded up to whole packs, at least one, where the units in a pack are known (more than 0, not NaN).

    quantity   float64 (n), NaN stays NaN;  pack_size  float64 (n) of the same products, or None where no column tells
    """
    if pack_size is None:
        return quantity
    known = np.isfinite(pack_size) & (pack_size > 0) & np.isfinite(quantity)
    packs = np.maximum(np.ceil(np.divide(quantity, pack_size, out=np.zeros_like(quantity), where=known) - _SLIP), 1.0)
    return np.where(known, np.round(packs * pack_size, 6), quantity)


def packs_in_words(quantity: float, pack_size: float) -> str:
    """“2 packs of 12” for 24; "" where a pack holds one unit, where its size is not known and where packs are broken."""
    if not (np.isfinite(pack_size) and pack_size > 0 and pack_size != 1 and np.isfinite(quantity)):
        return ""
    packs = round(quantity / pack_size)
    if packs < 1 or abs(packs * pack_size - quantity) > _SLIP:
        return ""
    return f"{counted(packs, 'pack')} of {pack_size:,.10g}"


def said_in_packs(quantity: NDArray[np.float64], pack_size: NDArray[np.float64] | None) -> NDArray[np.object_]:
    """“ Suggested: 2 packs of 12.”, to stand behind a reason, or "" where there is nothing to say."""
    if pack_size is None:
        return np.full(len(quantity), "", dtype=object)
    words = [packs_in_words(*pair) for pair in zip(quantity.tolist(), pack_size.tolist(), strict=True)]
    return np.array([f" Suggested: {said}." if said else "" for said in words], dtype=object)
