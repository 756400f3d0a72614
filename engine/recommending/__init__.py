"""Recommending: what a customer's peers buy and it does not, ranked, with its reason."""

from __future__ import annotations

from engine.recommending.recommendations import Recommendations
from engine.recommending.whitespace import recommend

__all__ = ["Recommendations", "recommend"]
