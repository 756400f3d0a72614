"""What several sheets need: the analysis, the names of its sheets, and figures per customer and per cluster."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.analysis import Analysis
from engine.clustering import Segment
from engine.clustering.personas import persona_of
from engine.workbook.names import sheet_names

SUMMARY, RECOMMENDATIONS, TOGETHER, TARGETS, CLUSTERS, PROFILES, PROOF, HEALTH, METHOD, OTHERS = (
    "Summary",
    "Recommendations",
    "Bought together",
    "Targets",
    "Clusters",
    "Cluster profiles",
    "Proof",
    "Data health",
    "Method",
    "Other segments",
)
MOST_SEGMENT_SHEETS = 250
"""The largest segments get a sheet of their own; beyond this Excel is slow to open and nobody leafs through the tabs."""
ROWS_PER_SHEET = 1_000_000
"""Excel holds 1,048,576 rows."""


@dataclass(frozen=True, eq=False, slots=True)
class Contents:
    """An analysis and what the sheets say about it more than once.

    offers, value    float64 (n_customers): recommendations, and their expected value (0 where unknown)
    segment_sheet    for each segment the name of its sheet; small ones beyond the limit share one
    recommendations  names of the sheets that hold the recommendations, more than one past a million; none where the
                     files hold no invoice lines
    persona          for each customer the name of its persona, "" where it is not known
    """

    analysis: Analysis
    offers: NDArray[np.float64]
    value: NDArray[np.float64]
    segment_sheet: tuple[str, ...]
    recommendations: tuple[str, ...]
    persona: NDArray[np.object_]

    @property
    def has_lines(self) -> bool:
        """Whether it is known what customers bought; else the files only list them."""
        return self.analysis.dataset.has_lines

    @property
    def has_money(self) -> bool:
        """Whether spend and expected values are known."""
        return self.analysis.figures.spend is not None

    @property
    def earned(self) -> NDArray[np.float64]:
        """Spend per customer, or quantity without money."""
        return self.analysis.figures.spend_or_quantity

    @property
    def earned_word(self) -> str:
        """What `earned` is called."""
        return "Spend" if self.has_money else "Quantity"

    def weight(self, segment: Segment) -> float:
        """How much a segment matters: its expected value, its recommendations without money, its customers without lines."""
        if not self.has_lines:
            return float(len(segment.members))
        return float((self.value if self.has_money else self.offers)[segment.members].sum())


def contents(
    analysis: Analysis, most_segment_sheets: int = MOST_SEGMENT_SHEETS, rows_per_sheet: int = ROWS_PER_SHEET
) -> Contents:
    """Add up per customer, and give every sheet its name. The fixed sheets keep their names whatever segments are called."""
    table = analysis.recommendations.table
    n = len(analysis.dataset.customers)
    segments = analysis.segmentation.segments
    largest = sorted(segments, key=lambda segment: (-len(segment.members), segment.id))
    own = {segment.id for segment in largest[:most_segment_sheets]}
    parts = max(1, -(-len(table) // rows_per_sheet))
    fixed = [SUMMARY, TOGETHER, TARGETS, CLUSTERS, PROFILES, PROOF, HEALTH, METHOD, OTHERS, RECOMMENDATIONS]
    more = [f"{RECOMMENDATIONS} {part}" for part in range(2, parts + 1)]
    kept = [segment for segment in segments if segment.id in own]
    names = sheet_names([*fixed, *more, *(segment.name for segment in kept)])
    name_of = {segment.id: name for segment, name in zip(kept, names[len(fixed) + len(more) :], strict=True)}
    return Contents(
        analysis=analysis,
        offers=np.bincount(table["customer"], minlength=n).astype(np.float64),
        value=np.bincount(table["customer"], np.nan_to_num(table["value"]), n).astype(np.float64),
        segment_sheet=tuple(name_of.get(segment.id, OTHERS) for segment in segments),
        recommendations=(RECOMMENDATIONS, *more) if analysis.dataset.has_lines else (),
        persona=_personas(analysis),
    )


def _personas(analysis: Analysis) -> NDArray[np.object_]:
    rules, position = persona_of(analysis.figures, analysis.options.clustering)
    return np.array([*(rule.name for rule in rules), ""], dtype=object)[position]
