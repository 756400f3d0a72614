"""Gaussian mixture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture

from engine.clustering.models.k_means import RESTARTS_OF_MANY
from engine.clustering.models.model import Model

MOST = 10_000
LEAST_SPREAD = 1e-3
"""No cluster is narrower in any direction than this share of the mean variance, so that equal customers are no trap."""
CUSTOMERS_PER_FEATURE = 10
"""With this many customers for each feature of each cluster, clusters may be slanted; with fewer, only stretched along
the features, because a slant has too many figures to be read off so few customers."""


def _mixture(points: NDArray[np.float32], k: int, seed: int) -> NDArray[np.int32]:
    """The cluster that each customer belongs to most probably, in a mixture of k normal distributions (EM, Dempster 1977).

    Cost: O(n · k · n_features²) an iteration.
    """
    exact = points.astype(np.float64)
    customers, features = exact.shape
    model = GaussianMixture(
        k,
        covariance_type="full" if customers >= CUSTOMERS_PER_FEATURE * features * k else "diag",
        reg_covar=LEAST_SPREAD * float(exact.var(axis=0).mean()),
        n_init=RESTARTS_OF_MANY,
        random_state=seed,
    )
    return np.asarray(model.fit_predict(exact), dtype=np.int32)


GAUSSIAN_MIXTURE = Model(
    "Gaussian mixture",
    finds_k=False,
    most=MOST,
    sentence="Clusters that may be long, flat or slanted and overlap; needs many customers for each feature.",
    fit=_mixture,
)
