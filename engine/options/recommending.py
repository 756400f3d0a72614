"""What each customer is offered."""

from __future__ import annotations

from dataclasses import dataclass

from engine.options.settings import check, setting


@dataclass(frozen=True, slots=True)
class RecommendOptions:
    """What each customer is offered."""

    per_customer: int = setting(10, "The most recommendations for one customer.", least=1, most=100)
    prior: float = setting(
        5.0,
        "How many peers the wider ring counts for when offers are ranked: more of them, and few peers decide less.",
        least=0.0,
        most=100.0,
    )
    value_cap: float = setting(
        0.25, "The most that a customer's list may be worth, as a share of its yearly spend.", least=0.0, most=10.0
    )
    named_peers: int = setting(2, "How many peers a reason names.", least=0, most=5)

    def __post_init__(self) -> None:
        check(self)
