"""The whole run, in order, on one screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.associations.associations import Associations, associate
from engine.associations.baskets import require_fit
from engine.clustering import Segmentation, segment_and_cluster
from engine.dataset import Dataset
from engine.features import Features, Figures, customer_figures, describe
from engine.market_baskets import MarketBaskets, market_baskets
from engine.options import Options, RecommendOptions
from engine.progress import Report, silent
from engine.proving.back_test import back_test
from engine.proving.clusterings import ClusteringComparison
from engine.proving.proof import BackTest
from engine.recipes import resolve
from engine.recommending import Recommendations, recommend
from engine.recommending.chances import UNKNOWN
from engine.recommending.do_not_sell import with_do_not_sell
from engine.recommending.offerable import offerable


@dataclass(frozen=True, eq=False, slots=True)
class Analysis:
    """Everything a page or the workbook shows.

    options  the resolved ones: no "auto" is left in them
    proof    what the methods would have caught; None where `RecommendOptions.prove` is off or there are no lines
    clusterings  other clusterings beside this one, where `compare_clusterings` was asked for
    """

    dataset: Dataset
    options: Options
    baskets: MarketBaskets
    figures: Figures
    features: Features
    segmentation: Segmentation
    recommendations: Recommendations
    associations: Associations
    proof: BackTest | None = None
    clusterings: ClusteringComparison | None = None


def analyse(dataset: Dataset, options: Options, report: Report = silent) -> Analysis:
    """Segment, cluster, find what is bought together, prove and recommend; without invoice lines only the first two.

    Raises NothingToAnalyse where no customer bought anything, OptionError where an option does not fit the data,
    FileError where a do-not-sell list cannot be read, and lets `Cancelled` from `report` pass.
    """
    options = resolve(options, dataset)
    require_fit(dataset, options.associating)
    options = replace(options, recommending=with_do_not_sell(options.recommending, dataset, report))
    report("Adding up market baskets", 0.0)
    baskets = market_baskets(dataset)
    figures = customer_figures(dataset, baskets)
    report("Describing customers", 0.0)
    features = describe(dataset, baskets, figures, options)
    segmentation = segment_and_cluster(dataset, figures, features, options, report)
    proof = back_test(dataset, options, report) if dataset.has_lines and options.recommending.prove else None
    options = replace(options, recommending=_chosen(options.recommending, proof))
    associations = associate(
        dataset,
        baskets,
        figures,
        segmentation,
        options=options.associating,
        report=report,
        offerable=offerable(dataset, baskets, options.recommending),
    )
    options = replace(options, associating=associations.options)
    recommendations = recommend(
        dataset,
        baskets,
        figures,
        segmentation,
        options=options.recommending,
        associating=options.associating,
        report=report,
        associations=associations,
        chances=UNKNOWN if proof is None else proof.chances,
    )
    return Analysis(dataset, options, baskets, figures, features, segmentation, recommendations, associations, proof)


def _chosen(asked: RecommendOptions, proof: BackTest | None) -> RecommendOptions:
    if proof is not None:
        return proof.taken_by(asked)
    return replace(asked, method="peers") if asked.method == "auto" else asked
