"""Recommending: what each customer is offered, ranked, with its value and its reason."""

from __future__ import annotations

from engine.recommending.offer_table import recommend
from engine.recommending.recommendations import Recommendations

__all__ = ["Recommendations", "recommend"]
