"""A rule in a sentence that a rep can say on the phone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from engine.associations.associations import Associations
from engine.associations.by_cluster import OVERALL
from engine.clustering import Segmentation
from engine.options.associating import BasketKind

_BASKETS: Mapping[BasketKind, str] = {
    "invoice": "invoices",
    "customer day": "baskets",
    "customer window": "baskets",
    "customer": "customers",
}
RECENT = " Recent ones count more."
_SAID = (
    "cluster",
    "consequent",
    "both",
    "antecedent_count",
    "consequent_count",
    "baskets",
    "confidence",
    "elsewhere",
)


def rule_sentences(associations: Associations, segmentation: Segmentation, rows: Iterable[int]) -> list[str]:
    """One sentence for each of these rows of the table of rules; its counts are those of the table.

    “Of 31 customers buying “A”, 22 also buy “B” (71 %; all customers: 28 %).” where a basket is all that a customer buys;
    “Of 310 invoices with “A”, 220 also hold “B” (71 %; all invoices: 28 %).” where it is an invoice, and so for baskets of
    a day or a window. Inside a cluster its name is said, “all” are those of the cluster, and what holds elsewhere follows.
    """
    at = np.fromiter(rows, dtype=np.int64)
    picked = {name: associations.table[name].to_numpy()[at] for name in _SAID}
    firsts = antecedent_names(associations, at)
    return [
        _sentence(
            associations,
            _cluster_name(segmentation, int(picked["cluster"][i])),
            first,
            {name: float(values[i]) for name, values in picked.items()},
        )
        for i, first in enumerate(firsts)
    ]


def antecedent_names(associations: Associations, rows: NDArray[np.integer]) -> list[str]:
    """What is bought first, for each of these rows: “A”, or “A” and “B”."""
    names = associations.baskets.names
    return [_listed([names[item] for item in items if item >= 0]) for items in associations.antecedent[rows].tolist()]


def _sentence(associations: Associations, cluster: str, first: str, rule: Mapping[str, float]) -> str:
    baskets = associations.baskets
    noun, last = _BASKETS[baskets.kind], f"“{baskets.names[int(rule['consequent'])]}”"
    all_of_them = f"all {noun} of the cluster" if cluster else f"all {noun}"
    shares = [percent(rule["confidence"]), f"{all_of_them}: {percent(rule['consequent_count'] / rule['baskets'])}"]
    if not np.isnan(rule["elsewhere"]):
        shares.append(f"elsewhere: {percent(rule['elsewhere'])}")
    where = f" of {cluster}" if cluster else ""
    buying, buy = ("buying", "buy") if baskets.kind == "customer" else ("with", "hold")
    text = (
        f"Of {rule['antecedent_count']:,.0f} {noun}{where} {buying} {first}, {rule['both']:,.0f} also {buy} {last} "
        f"({'; '.join(shares)})."
    )
    return text if baskets.weight is None else text + RECENT


def _cluster_name(segmentation: Segmentation, cluster: int) -> str:
    """“2 Paints (Northeast)”, or without the segment where there is just one; "" overall."""
    if cluster == OVERALL:
        return ""
    found = segmentation.clusters[cluster]
    segment = f" ({segmentation.segments[found.segment].name})" if segmentation.columns else ""
    return f"cluster {found.label}{segment}"


def _listed(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def percent(share: float) -> str:
    """A share in whole per cent, halves upwards, as a spreadsheet shows it."""
    return f"{math.floor(share * 100 + 0.5 + 1e-9)} %"
