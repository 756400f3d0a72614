"""All options of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from engine.options.associating import AssociationOptions
from engine.options.clustering import ClusterOptions
from engine.options.describing import FeatureOptions
from engine.options.reading import ReadOptions
from engine.options.recommending import RecommendOptions
from engine.options.settings import check, setting

Recipe = Literal["auto", "category basket", "category basket, shares", "buying behaviour", "customer profile"]


@dataclass(frozen=True, slots=True)
class Options:
    """All options of a run."""

    recipe: Recipe = setting(
        "auto",
        "What customers are clustered on; automatic takes the category basket where products have categories.",
        choices=get_args(Recipe),
    )
    segment_by: tuple[str, ...] = field(
        default=("region", "end_use"),
        metadata={"sentence": "The customer columns whose values make the segments; those that exist are used."},
    )
    reading: ReadOptions = field(default_factory=ReadOptions)
    features: FeatureOptions = field(default_factory=FeatureOptions)
    clustering: ClusterOptions = field(default_factory=ClusterOptions)
    associating: AssociationOptions = field(default_factory=AssociationOptions)
    recommending: RecommendOptions = field(default_factory=RecommendOptions)

    def __post_init__(self) -> None:
        check(self)
