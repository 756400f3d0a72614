"""Analyses in which some customers are in no cluster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.analysis import Analysis
from engine.progress import silent
from engine.recommending import recommend


def apart(analysis: Analysis, key_accounts: Sequence[int] = (), noise: Sequence[int] = ()) -> Analysis:
    """The same analysis, recommendations made anew, with these customer codes in their segments but in no cluster."""
    outside = [*key_accounts, *noise]
    set_aside = analysis.features.set_aside.copy()
    set_aside[list(key_accounts)] = True
    cluster_of = analysis.segmentation.cluster_of.copy()
    cluster_of[outside] = -1
    clusters = tuple(
        replace(cluster, members=cluster.members[~np.isin(cluster.members, outside)])
        for cluster in analysis.segmentation.clusters
    )
    segmentation = replace(analysis.segmentation, clusters=clusters, cluster_of=cluster_of)
    offers = recommend(
        analysis.dataset,
        analysis.baskets,
        analysis.figures,
        segmentation,
        options=analysis.options.recommending,
        associating=analysis.options.associating,
        report=silent,
    )
    features = replace(analysis.features, set_aside=set_aside)
    return replace(analysis, features=features, segmentation=segmentation, recommendations=offers)
