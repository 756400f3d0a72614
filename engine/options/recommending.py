"""What each customer is offered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from engine.options.settings import check, setting

Method = Literal["auto", "peers", "rules", "affinity"]


@dataclass(frozen=True, slots=True)
class RecommendOptions:
    """What each customer is offered."""

    method: Method = setting(
        "auto",
        "What ranks the offers: how many peers buy them, the rules that lead to them, how well they go with all that the customer buys, or (auto) whichever of these did best in the back-test.",
        choices=get_args(Method),
    )
    prove: bool = setting(
        True, "Whether a run proves the methods on the last days of the data, which takes most of its time."
    )
    per_customer: int = setting(10, "The most products new to it that one customer is offered.", least=1, most=100)
    per_play: int = setting(
        3, "The most offers of each other play to one customer: spend gap, lapsed, reorder due.", least=0, most=100
    )
    per_rep: int = setting(
        0, "The most offers that one rep gets, those worth most; 0 for all of them.", least=0, most=100_000
    )
    lapsed_after: float = setting(
        3.0,
        "Lapsed: how many of its own usual intervals must have passed since a customer last bought a product.",
        least=1.0,
        most=100.0,
    )
    spend_gap: float = setting(
        0.5,
        "Spend gap: the share of what peers of this size spend on a product that a customer must stay under.",
        least=0.0,
        most=1.0,
    )
    prior: float = setting(
        5.0,
        "How many peers the wider ring counts for when offers are ranked: more of them, and few peers decide less.",
        least=0.0,
        most=100.0,
    )
    fewest_peers: int = setting(
        30,
        "With fewer peers than this the next wider ring is ranked together with the cluster by affinity or rules; 0 for never.",
        least=0,
        most=1000,
    )
    per_category: int = setting(
        0,
        "The most recommendations in one category for one customer, as long as others fit nearly as well; 0 lets the categories decide: three of each where there are a hundred or more, else any number.",
        least=0,
        most=100,
    )
    value_cap: float = setting(
        0.25, "The most that a customer's list may be worth, as a share of its yearly spend.", least=0.0, most=10.0
    )
    named_peers: int = setting(2, "How many peers a reason names.", least=0, most=5)

    discontinued_after: int = setting(
        270,
        "Days after which a product that nobody bought any more counts as discontinued and is not offered; 0 for never.",
        least=0,
        most=3650,
    )
    not_offered: tuple[str, ...] = field(
        default=(), metadata={"sentence": "Products, by id or name, that are never offered."}
    )
    categories_not_offered: tuple[str, ...] = field(
        default=(), metadata={"sentence": "Categories, of any level, whose products are never offered."}
    )
    do_not_sell: str = setting("", "A file (.csv, .xlsx or .txt) of products, by id, that are never offered.")
    dismissed: tuple[str, ...] = field(
        default=(),
        metadata={"sentence": "“Customer | product”, by id: a product that is not offered to that customer again."},
    )

    half_life: int = setting(
        90, "Affinity: days after which a purchase counts half; 0 counts all alike.", least=0, most=3650
    )
    ridge: float = setting(
        250.0,
        "Affinity: how strongly it is held back; the more, the less a few common buyers decide.",
        least=0.1,
        most=1_000_000.0,
    )
    momentum_days: int = setting(
        14, "Affinity: the last days that tell which products are on the rise.", least=1, most=366
    )
    momentum: float = setting(
        0.75, "Affinity: how much products on the rise are preferred; 0 for not at all.", least=0.0, most=2.0
    )

    def __post_init__(self) -> None:
        check(self)
