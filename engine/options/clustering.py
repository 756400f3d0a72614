"""How customers are grouped inside a segment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from engine.options.persona_scheme import persona_rules
from engine.options.settings import check, setting

ModelName = Literal[
    "k-means",
    "mini-batch k-means",
    "agglomerative",
    "Gaussian mixture",
    "spectral",
    "BIRCH",
    "DBSCAN",
    "HDBSCAN",
]
Rule = Literal["auto", "square root", "elbow", "silhouette", "silhouette and elbow", "fixed"]


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """How customers are grouped inside a segment. Where a choice is "auto" or 0, the recipe decides."""

    model: ModelName = setting(
        "k-means",
        "The method that puts similar customers together; the last two find the number of clusters by themselves.",
        choices=get_args(ModelName),
    )
    choose_k: Rule = setting(
        "auto",
        "How the number of clusters is chosen: the square root of the customers, the elbow of the distortion, the best silhouette, the most with nearly the best silhouette up to the elbow, or as many as are asked for.",
        choices=get_args(Rule),
    )
    most_clusters: int = setting(
        0, "The most clusters in a segment, or the number where it is fixed; 0 takes the recipe's.", least=0, most=20
    )
    fewest_customers: int = setting(
        0, "A segment with fewer customers stays one cluster; 0 takes the recipe's.", least=0, most=1000
    )
    elbow: float = setting(
        0.10,
        "The elbow: the first number of clusters after which one more lowers the distortion by less than this share.",
        least=0.01,
        most=0.5,
    )
    resamples: int = setting(
        20,
        "How often clusters are made anew on a part of the customers, to see if they last; 0 for never.",
        least=0,
        most=200,
    )
    personas: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "sentence": "Persona = scores and advice, as in “R 4-5, F 4-5, M 4-5: offer a framework agreement”; empty takes the usual ones."
        },
    )
    seed: int = setting(
        0, "Start of the random numbers: the same seed gives the same clusters.", least=0, most=2**31 - 1
    )

    def __post_init__(self) -> None:
        check(self)
        persona_rules(self.personas)
