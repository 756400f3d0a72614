"""Why a segment has as many clusters as it has, in a sentence."""

from __future__ import annotations

from math import isqrt

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.options import ClusterOptions

Curve = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]
"""ks, distortion and silhouette, each (n_ks)."""


def gains(distortion: NDArray[np.float64]) -> NDArray[np.float64]:
    """By which share of itself the distortion falls with one cluster more, float64 (n_ks − 1); 0 where nothing is left."""
    now = distortion[:-1]
    return np.divide(now - distortion[1:], now, out=np.zeros_like(now), where=now > 0)


def why(options: ClusterOptions, customers: int, limit: int, chosen: int, curve: Curve) -> str:
    """“4 clusters: silhouette 0.41, the best of 2 to 8.”

    limit  the most clusters that so many different customers can make
    """
    clusters = counted(chosen, "cluster")
    if limit < 2:
        return f"{clusters}: the customers could not be told apart."
    match options.choose_k:
        case "silhouette" | "silhouette and elbow":
            reached = min(options.most_clusters, limit)
            return f"{clusters}: silhouette {curve[2][chosen - 2]:.2f}{_beside_the_best(curve, chosen, reached)}."
        case "square root":
            return f"{clusters}{_root(customers, chosen, options.most_clusters)}."
        case "elbow":
            return f"{clusters}{_elbow(gains(curve[1])[chosen - 2 :], options, limit, chosen)}."
        case _:
            fewer = ": there are not enough different customers for more"
            return f"{clusters}{fewer if chosen < options.most_clusters else ', as asked for'}."


def _beside_the_best(curve: Curve, chosen: int, reached: int) -> str:
    ks, _, silhouettes = curve
    best = int(np.argmax(np.round(silhouettes[ks <= reached], 9)))
    if ks[best] != chosen:
        return f", nearly the best of 2 to {reached}, which is {silhouettes[best]:.2f} with {ks[best]}"
    return f", the best of 2 to {reached}" if reached > 2 else ""


def _root(customers: int, chosen: int, most: int) -> str:
    root, of = isqrt(customers), f"the square root of {counted(customers, 'customer')}"
    if root == chosen:
        return f": {of}, rounded down"
    if chosen == most:
        return f", the most allowed: {of} would be {root:,}"
    return f": there are not enough different customers for {root:,}"


def _elbow(further: NDArray[np.float64], options: ClusterOptions, limit: int, chosen: int) -> str:
    """`further`: the gain of one more cluster than chosen, and so on."""
    least = f"{options.elbow * 100:.0f} %"
    if len(further) and further[0] < options.elbow:
        return (
            f": one more would lower the distortion by {further[0] * 100:.1f} %, which is under the {least} of an elbow"
        )
    if chosen == limit < options.most_clusters:
        return ": there are not enough different customers for more"
    return f", the most allowed: each one more lowers the distortion by {least} or more"


def on_what(options: ClusterOptions, customers: int, compared: int, sampled: int) -> str:
    """What the curve was made of, where that is not the model that is used and all customers; with a space in front."""
    said = "" if options.model == "k-means" else " The numbers were compared by k-means."
    if compared < customers:
        part = f"a sample of {compared:,} of {customers:,} customers"
        return f"{said} {'They' if said else 'The numbers'} were compared on {part}, their silhouettes on {sampled:,}."
    return f"{said} The silhouette is that of a sample of {sampled:,} customers." if sampled else said
