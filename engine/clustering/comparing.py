"""Every model on one segment, side by side, and the one that is recommended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.clustering.choosing import choose_k
from engine.clustering.models import MODELS, Clustering, cluster
from engine.clustering.points import points as points_of
from engine.clustering.quality import quality
from engine.clustering.recommended import ModelRow, recommend_model
from engine.clustering.segmentation import Segment, Segmentation
from engine.clustering.stability import stability
from engine.counting import counted, verb
from engine.errors import EngineError
from engine.features import Features
from engine.options import Options
from engine.options.clustering import ClusterOptions, ModelName
from engine.progress import Report, silent

RESAMPLES = 5
"""Clusters are made anew this often for each model, or as often as the options say where that is less."""


class Analysed(Protocol):
    """What is needed of an Analysis."""

    @property
    def features(self) -> Features: ...  # noqa: D102
    @property
    def options(self) -> Options: ...  # noqa: D102
    @property
    def segmentation(self) -> Segmentation: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model that can be chosen, what it is good for, and whether it finds the number of clusters by itself."""

    name: ModelName
    sentence: str
    finds_k: bool


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """All models on the customers of one segment.

    segment      its id;  customers  how many were grouped (key accounts are not)
    rows         one for each model, in the order in which they are offered
    recommended  the model to use;  sentence  why, with figures
    resamples    how often clusters were made anew for the stability
    """

    segment: int
    customers: int
    rows: tuple[ModelRow, ...]
    recommended: ModelName
    sentence: str
    resamples: int


def model_choices() -> tuple[ModelChoice, ...]:
    """The models in the order in which they are offered."""
    return tuple(ModelChoice(model.name, model.sentence, model.finds_k) for model in MODELS.values())


def compare_models(analysis: Analysed, segment: int, report: Report = silent) -> ModelComparison:
    """Group one segment by every model, with the features and the seed of `analysis`, and say which to use.

    segment  position in `analysis.segmentation.segments`

    Models that take a number of clusters are given as many as the segment has; where that is one, or was found by a model
    that takes none, the number that the options choose, or else the one with the best silhouette. Too few customers stay one cluster by any model. The stability is that of few resamples, so it
    is coarser than the segment's own. See `recommend_model` for the recommendation. Nothing but `seconds` differs from one
    run to the next.
    Cost: for each model one fit, its figures, and `RESAMPLES` fits of at most 2,000 customers. Reports before each, and
    lets `Cancelled` pass.
    """
    cell, options = analysis.segmentation.segments[segment], analysis.options.clustering
    points = _grouped(analysis.features, cell.members)
    options = replace(options, resamples=min(options.resamples, RESAMPLES))
    k = _wanted(cell, points, options, report)
    rows = tuple(
        _row(points, replace(options, model=name), k, _within(report, name, at)) for at, name in enumerate(MODELS)
    )
    recommended, sentence = recommend_model(rows, len(points))
    if k == 1:
        sentence = f"{cell.name} has {counted(len(points), 'customer')}, too few to compare models on."
    return ModelComparison(segment, len(points), rows, recommended, sentence, options.resamples)


def _grouped(features: Features, members: NDArray[np.int32]) -> NDArray[np.float32]:
    """The points of all but key accounts, as the run itself groups them."""
    aside = features.set_aside[members]
    found = points_of(features, members)
    return found if aside.all() else found[~aside]


def _wanted(cell: Segment, points: NDArray[np.float32], options: ClusterOptions, report: Report) -> int:
    """How many clusters the models that need a number are asked for: as many as a run with one of them would."""
    if len(points) < max(options.fewest_customers, 2):
        return 1
    if len(cell.clusters) > 1 and not MODELS[options.model].finds_k:
        return len(cell.clusters)
    seeking = replace(options, choose_k="silhouette", most_clusters=max(2, options.most_clusters))
    for rule in (options, seeking):
        best = choose_k(points, rule, lambda step, _: report(f"Comparing models: {step}", 0.0))
        if best.chosen > 1:
            return best.chosen
    return 2


def _within(report: Report, name: str, at: int) -> Report:
    report(f"Comparing models: {name}", at / len(MODELS))
    return lambda step, fraction: report(f"Comparing models: {name}, {step}", (at + fraction) / len(MODELS))


def _row(points: NDArray[Any], options: ClusterOptions, k: int, report: Report) -> ModelRow:
    """One model on all points. A model that gives up, on all or on a part of them, has a row that says so."""
    model = MODELS[options.model]
    asked = 0 if model.finds_k else k
    start = perf_counter()
    try:
        found = cluster(points, model.name, k, options.seed)
        seconds = perf_counter() - start
        report("its figures", 0.0)
        figures = quality(points, found.labels, options.seed)
        lasting = stability(points, found.labels, options, report)
    except EngineError as error:
        nothing = np.nan
        return ModelRow(model.name, asked, 0, nothing, nothing, nothing, nothing, None, 0, 0, 0, nothing, 0, str(error))
    sizes = np.bincount(found.labels[found.labels >= 0])
    return ModelRow(
        model=model.name,
        k=asked,
        clusters=len(sizes),
        silhouette=figures.silhouette,
        calinski_harabasz=figures.calinski_harabasz,
        davies_bouldin=figures.davies_bouldin,
        stability=lasting.rand if lasting else np.nan,
        badge=lasting.badge if lasting else None,
        smallest=int(sizes.min()),
        largest=int(sizes.max()),
        noise=int((found.labels < 0).sum()),
        seconds=seconds,
        sampled=found.sampled,
        note=_note(model.name, found, len(sizes), k),
    )


def _note(model: ModelName, found: Clustering, clusters: int, asked: int) -> str:
    """What a manager should know of a row, in sentences; "" for nothing."""
    noise = int((found.labels < 0).sum())
    sentences = []
    if asked == 1:
        sentences.append("Too few customers for clusters.")
    elif clusters == 1:
        sentences.append("Finds no groups: nearly everybody is alike to it.")
    elif clusters < asked and not MODELS[model].finds_k:
        sentences.append(f"Finds only {clusters} of {asked} clusters.")
    if noise:
        sentences.append(f"{counted(noise, 'customer')} {verb(noise, 'is', 'are')} in no cluster.")
    if found.sampled:
        sentences.append(f"Fitted on {found.sampled:,} customers; the others joined the nearest.")
    return " ".join(sentences)
