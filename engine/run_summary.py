"""The run in one object, as `--json` prints it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from engine.analysis import Analysis


def summary(analysis: Analysis, seconds: Mapping[str, float]) -> dict[str, Any]:
    """What was read, what came out of it, and how long each stage took, in values that JSON knows.

    {"lines": {"read", "used", "left_out": {reason: lines}},
     "amount": {"read", "used", "left_out": {reason: money}},
     "customers", "products", "segments", "clusters", "recommendations",
     "issues": [{"kind", "count", "message"}], "seconds": {stage: seconds}}

    `customers` are those that buy something, so they add up over segments and clusters; `products` are all that were
    read. Lines and money used and left out add up to those read. A figure that is no finite number is null.
    """
    report = analysis.dataset.report
    segmentation = analysis.segmentation
    return {
        "lines": {
            "read": report.lines_read,
            "used": report.lines_used,
            "left_out": _added_up((reason.reason, reason.lines) for reason in report.left_out),
        },
        "amount": {
            "read": _finite(report.amount_read),
            "used": _finite(report.amount_used),
            "left_out": {
                reason: _finite(amount)
                for reason, amount in _added_up((reason.reason, reason.amount) for reason in report.left_out).items()
            },
        },
        "customers": int(analysis.figures.buys.sum()),
        "products": len(analysis.dataset.products),
        "segments": len(segmentation.segments),
        "clusters": len(segmentation.clusters),
        "recommendations": len(analysis.recommendations),
        "issues": [
            {"kind": issue.kind, "count": int(issue.count), "message": issue.message} for issue in report.issues
        ],
        "seconds": {stage: _finite(taken) for stage, taken in seconds.items()},
    }


def _added_up(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for key, value in pairs:
        totals[key] = totals.get(key, 0) + value
    return totals


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
