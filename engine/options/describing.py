"""What describes a customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from engine.options.settings import check, setting

Family = Literal["category mix", "buying behaviour", "customer profile"]
Level = Literal["l2_category", "l3_category", "brand", "functionality", "product_id"]
Measure = Literal["auto", "log quantity", "quantity", "spend", "share", "square-root share"]
Behaviour = Literal[
    "orders",
    "spend",
    "quantity",
    "ticket size",
    "products",
    "categories",
    "recency",
    "tenure",
    "days between orders",
    "weight",
    "spend per weight",
    "average price",
    "return rate",
]
Treatment = Literal[
    "auto",
    "scale",
    "bands",
    "equal groups",
    "categories",
    "ordered",
    "age",
    "tenure",
    "education",
    "marital status",
    "yes or no",
    "profile only",
    "leave out",
]
Extremes = Literal["cap", "set aside", "leave"]


@dataclass(frozen=True, slots=True)
class FeatureOptions:
    """What customers are compared by. Where a tuple is empty or a choice is "auto", the recipe decides."""

    families: tuple[str, ...] = setting(
        (), "What customers are compared by; empty takes what the recipe does.", each=get_args(Family)
    )
    levels: tuple[str, ...] = setting(
        (),
        "What the category mix counts: categories, brands or single products; empty takes what the recipe does.",
        each=get_args(Level),
    )
    measure: Measure = setting(
        "auto",
        "What the category mix compares; on a log scale one huge order does not decide alone.",
        choices=get_args(Measure),
    )
    behaviours: tuple[str, ...] = setting(
        (), "Which figures buying behaviour compares; empty takes what the recipe does.", each=get_args(Behaviour)
    )
    extremes: Extremes = setting(
        "cap",
        "Customers far outside the usual range: cap their figures, so that they own no cluster, set them aside as key accounts, or leave them.",
        choices=get_args(Extremes),
    )
    columns: Mapping[str, str] = setting(
        {},
        "Customer column = how it is used, where the app would choose otherwise.",
        each=get_args(Treatment),
    )
    edges: Mapping[str, tuple[float, ...]] = field(
        default_factory=dict,
        metadata={"sentence": "Customer column = where its bands begin, in rising order.", "shape": "numbers"},
    )
    groups: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict,
        metadata={"sentence": "Customer column = which of its values count as which group.", "shape": "groups"},
    )

    def __post_init__(self) -> None:
        check(self)
