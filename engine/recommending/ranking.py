"""Which products each customer is offered, and in which order: by the method that the options ask for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.associations.associations import Associations
from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.features import Figures
from engine.market_baskets import MarketBaskets
from engine.options import RecommendOptions
from engine.progress import Report
from engine.recommending.adoption import Adoption, count_adoption
from engine.recommending.affinity import Affinity
from engine.recommending.by_affinity import fitted, rerank, settings_of
from engine.recommending.by_rules import enough_rules, rerank_by_rules
from engine.recommending.candidates import Offers, choose
from engine.recommending.rings import rings


@dataclass(frozen=True, eq=False, slots=True)
class Ranked:
    """Offers, and what speaks for them beside the peers: the affinity that ranks them, and rules."""

    adoption: Adoption
    offers: Offers
    affinity: Affinity | None
    rules: Associations | None


def ranked_offers(
    dataset: Dataset,
    baskets: MarketBaskets,
    figures: Figures,
    segmentation: Segmentation,
    associations: Associations | None,
    *,
    options: RecommendOptions,
    report: Report,
) -> Ranked:
    """What peers offer (see `choose`), or with what `rerank` or `rerank_by_rules` puts before it."""
    n = options.per_customer
    adoption = count_adoption(baskets, rings(dataset, segmentation), options.prior)
    offers = choose(dataset, baskets, segmentation, adoption, per_customer=n, report=report)
    if options.method == "affinity":
        affinity = fitted(baskets, settings_of(options), report)
        offers = rerank(
            dataset,
            baskets,
            segmentation,
            adoption=adoption,
            offers=offers,
            affinity=affinity,
            per_customer=n,
            report=report,
        )
        return Ranked(adoption, offers, affinity, associations)
    if options.method == "rules" and associations is not None:
        rules = enough_rules(dataset, baskets, figures, segmentation, options=associations.options, report=report)
        offers = rerank_by_rules(
            dataset,
            baskets,
            segmentation,
            adoption=adoption,
            offers=offers,
            rules=rules,
            per_customer=n,
            report=report,
        )
        return Ranked(adoption, offers, None, rules)
    return Ranked(adoption, offers, None, associations)
