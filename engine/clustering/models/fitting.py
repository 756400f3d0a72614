"""One call for every model: the same answer in any order of rows, a sample where there are too many, no surprises."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import pairwise_distances_argmin

from engine.clustering.canonical import canonical_order, first_of_equals
from engine.clustering.models.birch import BIRCH
from engine.clustering.models.dbscan import DBSCAN
from engine.clustering.models.gaussian_mixture import GAUSSIAN_MIXTURE
from engine.clustering.models.hdbscan import HDBSCAN
from engine.clustering.models.k_means import K_MEANS, MINI_BATCH
from engine.clustering.models.model import Model
from engine.clustering.models.spectral import SPECTRAL
from engine.clustering.models.ward import AGGLOMERATIVE
from engine.errors import EngineError
from engine.one_thread import one_thread
from engine.options.clustering import ModelName

MODELS: Mapping[ModelName, Model] = {
    model.name: model
    for model in (K_MEANS, MINI_BATCH, AGGLOMERATIVE, GAUSSIAN_MIXTURE, SPECTRAL, BIRCH, DBSCAN, HDBSCAN)
}


@dataclass(frozen=True, eq=False, slots=True)
class Clustering:
    """The cluster of each customer.

    labels   int32 (n): 0 … c−1, largest cluster first, and −1 for noise
    sampled  customers that the model was fitted on; 0 where it was fitted on all
    """

    labels: NDArray[np.int32]
    sampled: int


def cluster(points: NDArray[Any], model: ModelName, k: int, seed: int) -> Clustering:
    """Clusters of `points` (n, n_features), finite, by a model; worked out in float32.

    k  how many; 1 keeps all together; models that find the number by themselves look at it for nothing else, so that
       any other number will do for them

    Customers who are alike to the last digit are in one cluster, so there may be fewer clusters than k; where a model
    finds nothing but noise, all are one cluster. Past `Model.most` customers the model is fitted on a seeded sample,
    and every other customer joins the cluster of the nearest customer of the sample.
    The same for a seed, however the rows are shuffled. Raises EngineError where a model gives up.
    Cost: that of `Model.fit`, and one sort. A fit cannot be interrupted.
    """
    order = canonical_order(points)
    (found,) = cluster_ordered(in_order(points, order), model, (k,), seed)
    labels = np.empty(len(order), dtype=np.int32)
    labels[order] = found.labels
    return Clustering(labels, found.sampled)


def in_order(points: NDArray[Any], order: NDArray[np.intp]) -> NDArray[np.float32]:
    """Points as `cluster_ordered` takes them: `order` is their canonical one."""
    return np.asarray(points, dtype=np.float32)[order] + np.float32(0)


def cluster_ordered(
    ordered: NDArray[np.float32], model: ModelName, ks: Iterable[int], seed: int
) -> Iterator[Clustering]:
    """What `cluster` gives for each of several numbers of clusters, made when it is asked for; in canonical order."""
    chosen, firsts = MODELS[model], first_of_equals(ordered)
    fitted_on, fitted_firsts, nearest, sampled = ordered, firsts, None, 0
    if len(ordered) > chosen.most:
        sampled = chosen.most
        sample = np.sort(np.random.default_rng(seed).choice(len(ordered), sampled, replace=False))
        fitted_on = ordered[sample]
        fitted_firsts, nearest = first_of_equals(fitted_on), pairwise_distances_argmin(ordered, fitted_on)
    different = np.unique(fitted_firsts, return_inverse=True)[1].astype(np.int32)
    for k in ks:
        found = _fit(chosen, fitted_on, different, k, seed)
        yield Clustering(_largest_first((found if nearest is None else found[nearest])[firsts]), sampled)


def _fit(
    model: Model, ordered: NDArray[np.float32], different: NDArray[np.int32], k: int, seed: int
) -> NDArray[np.int32]:
    """`different` numbers the points, equal ones alike."""
    n_different = int(different.max(initial=-1)) + 1
    if k == 1 or n_different <= 1 or (k < 1 and not model.finds_k):
        return np.zeros(len(ordered), dtype=np.int32)
    if n_different <= k and not model.finds_k:
        return different
    try:
        if not np.isfinite(ordered).all():
            raise ValueError("a value is missing or infinite")
        with warnings.catch_warnings(), one_thread(ordered.size):
            warnings.simplefilter("ignore")
            labels = model.fit(ordered, k, seed)
    except (ValueError, ArithmeticError, RuntimeError, MemoryError) as error:
        raise EngineError(
            f"The model “{model.name}” cannot group these customers.", "Choose another model, such as k-means."
        ) from error
    return labels if (labels >= 0).any() else np.zeros_like(labels)


def _largest_first(labels: NDArray[np.int32]) -> NDArray[np.int32]:
    """The same clusters numbered by their size; of equal ones, that of the first customer first. Noise stays −1."""
    noise = labels < 0
    _, first, place, sizes = np.unique(labels[~noise], return_index=True, return_inverse=True, return_counts=True)
    ranks = np.empty(len(sizes), dtype=np.int32)
    ranks[np.lexsort((first, -sizes))] = np.arange(len(sizes), dtype=np.int32)
    result = np.full(len(labels), -1, dtype=np.int32)
    result[~noise] = ranks[place]
    return result
