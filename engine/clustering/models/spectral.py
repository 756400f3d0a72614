"""Spectral clustering."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import SpectralClustering

from engine.clustering.models.model import Model

MOST = 5_000
NEIGHBOURS = 10


def _spectral(points: NDArray[np.float32], k: int, seed: int) -> NDArray[np.int32]:
    """Cut the graph of each customer's 10 nearest where it is thinnest (Shi and Malik 2000; Damle 2019 for the labels).

    Customers that are equal count once: many of them would be one another's only neighbours.
    Cost: O(n² · n_features) for the neighbours.
    """
    different, place = np.unique(points.astype(np.float64), axis=0, return_inverse=True)
    model = SpectralClustering(
        k,
        affinity="nearest_neighbors",
        n_neighbors=min(NEIGHBOURS, len(different) - 1),
        assign_labels="cluster_qr",
        random_state=seed,
    )
    return np.asarray(model.fit_predict(different)[place.ravel()], dtype=np.int32)


SPECTRAL = Model(
    "spectral",
    finds_k=False,
    most=MOST,
    sentence="Follows chains of similar customers, so clusters may have any shape; slow.",
    fit=_spectral,
)
