"""What counts as bought together, and which rules are worth showing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from engine.options.settings import check, setting

BasketKind = Literal["invoice", "customer day", "customer window", "customer"]
AskedBasket = Literal["auto", "invoice", "customer day", "customer window", "customer"]
ItemLevel = Literal["product", "l3", "l2", "brand"]
AskedLevel = Literal["auto", "product", "l3", "l2", "brand"]


@dataclass(frozen=True, slots=True)
class AssociationOptions:
    """What counts as bought together, and which rules are worth showing."""

    basket: AskedBasket = setting(
        "auto",
        "What counts as bought together; automatic takes the invoice, or the next where most invoices hold one product.",
        choices=get_args(AskedBasket),
    )
    level: AskedLevel = setting(
        "auto",
        "What a rule is about; automatic takes products, or their L3 or L2 categories where no rule about products holds.",
        choices=get_args(AskedLevel),
    )
    least_support: float = setting(
        0.005, "The smallest share of baskets that must hold all items of a rule.", least=0.0001, most=1.0
    )
    least_count: int = setting(
        5, "The fewest baskets that must hold all items of a rule, where the share is less.", least=1, most=1_000_000
    )
    least_confidence: float = setting(
        0.2, "Of the baskets with the first items, the share that must hold the last as well.", least=0.0, most=1.0
    )
    longest: int = setting(3, "The most items in a rule.", least=2, most=5)
    most_itemsets: int = setting(
        200_000,
        "Combinations of items that are kept at most; beyond it the rarest are left out.",
        least=100,
        most=5_000_000,
    )
    false_discovery: float = setting(
        0.05, "Of the rules kept, the share that may be mere chance.", least=0.0001, most=1.0
    )
    drop_variants: bool = field(
        default=False,
        metadata={"sentence": "Whether to leave out rules between packs or colours of the same product."},
    )
    half_life: int = setting(
        0,
        "Days after which a basket counts half, from the last day of the data; 0 counts all alike.",
        least=0,
        most=3650,
    )
    not_items: tuple[str, ...] = field(
        default=(),
        metadata={"sentence": "Products, by id or name, that are left out of baskets, beside postage and charges."},
    )
    items_after_all: tuple[str, ...] = field(
        default=(),
        metadata={
            "sentence": "Products, by id or name, that were taken for postage or charges and are goods after all."
        },
    )
    most_rules: int = setting(
        50, "The most rules listed among all customers and in each cluster, the strongest.", least=1, most=1_000_000
    )
    most_targets: int = setting(
        100, "The most customers listed per rule; how many there are in all is always said.", least=1, most=100_000
    )

    def __post_init__(self) -> None:
        check(self)
