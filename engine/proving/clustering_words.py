"""A comparison of clusterings in a sentence for a sales manager."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.counting import counted
from engine.proving.proof_words import LEAST_JUDGED, counted_of, out_of

if TYPE_CHECKING:
    from engine.proving.clusterings import ClusteringRow


def named(row: ClusteringRow) -> str:
    """“buying behaviour, 4 in each segment”."""
    return f"{row.recipe}, {row.how}"


def comparison_sentence(rows: Sequence[ClusteringRow], proposed: int | None, days: int, customers: int) -> str:
    """What the peers' lists of the best clustering would have caught beside the one at hand, the first of `rows`."""
    now, others = rows[0], rows[1:]
    if not others:
        return "Every other recipe and number of clusters gives the same clusters, so there is nothing to choose."
    best = rows[proposed] if proposed is not None else max(others, key=lambda row: row.ndcg.value)
    whole = out_of(now.hit_rate, best.hit_rate)
    said = (
        f"In the last {counted(days, 'day')} what peers buy would have caught {counted_of(now.hit_rate, whole):,} of {whole:,} "
        f"customers with the clusters as they are now; with “{named(best)}” {counted_of(best.hit_rate, whole):,}"
    )
    if proposed is not None:
        return f"{said}. That is better beyond chance."
    if customers < LEAST_JUDGED:
        who = counted(customers, "customer that bought anything new", "customers that bought anything new")
        return f"{said}. That is from {who}: too few to tell which is better."
    if best.ndcg.value <= now.ndcg.value:
        return f"{said}, the next best of {len(others):,} others. None is better."
    return f"{said}, the best of {len(others):,} others. None is clearly better: the difference may be chance."


def cannot_compare(why: str) -> str:
    """Where nothing can be hidden; `why` is a sentence."""
    return f"{why} Clusterings cannot be compared by what they predict on these data."
