"""Which products each customer is offered, and in which order: by the method that the options ask for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.associations.associations import Associations
from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.features import Figures
from engine.market_baskets import MarketBaskets
from engine.options import AssociationOptions, RecommendOptions
from engine.progress import Report
from engine.recommending.adoption import Adoption, count_adoption
from engine.recommending.affinity import Affinity
from engine.recommending.by_affinity import fitted, liked_by_affinity, settings_of
from engine.recommending.by_rules import enough_rules, liked_by_rules
from engine.recommending.candidates import Offers, choose
from engine.recommending.rings import rings


@dataclass(frozen=True, eq=False, slots=True)
class Ranked:
    """Offers, and what ranks them beside the adoption among peers: the affinity or the rules, None for what was not asked."""

    adoption: Adoption
    offers: Offers
    affinity: Affinity | None
    rules: Associations | None


def ranked_offers(
    dataset: Dataset,
    baskets: MarketBaskets,
    figures: Figures,
    segmentation: Segmentation,
    *,
    options: RecommendOptions,
    associating: AssociationOptions,
    report: Report,
) -> Ranked:
    """What peers buy and the customer never did (see `choose`), ranked by `options.method`; “auto” is “peers” here.

    associating  how rules are found, where they rank
    """
    adoption = count_adoption(baskets, rings(dataset, segmentation), options.prior)
    affinity = rules = liking = None
    if options.method == "affinity":
        affinity = fitted(baskets, settings_of(options), report)
        liking = liked_by_affinity(baskets, affinity)
    elif options.method == "rules":
        rules = enough_rules(dataset, baskets, figures, segmentation, options=associating, report=report)
        liking = liked_by_rules(dataset, baskets, segmentation, rules)
    offers = choose(
        dataset,
        baskets,
        segmentation,
        adoption,
        options=options,
        report=report,
        liking=liking,
    )
    return Ranked(adoption, offers, affinity, rules)
