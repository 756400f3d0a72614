"""Who is who in a plot of clusters: the groups of customers that are compared, their colours, the line that names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QPalette

from gui.plots.palette import cluster_colour, is_dark

NOBODY = -1
"""The key of a group that cannot be chosen."""

GAP = "\N{NO-BREAK SPACE}" * 4
MARK = "\N{BLACK SQUARE}\N{NO-BREAK SPACE}"


MOST_LINES = 3
LEGIBLE = 110.0
"""Pixels of a name, before a legend takes another line."""


@dataclass(frozen=True, slots=True)
class PlotGroup:
    """Customers of one colour: a cluster, or a segment.

    key     what a click on them reports, `NOBODY` where they cannot be chosen
    number  chooses the colour; 0 is grey
    name    in full, with its number where it has one: “2 Paints and Painting Supplies”
    """

    key: int
    number: int
    name: str
    customers: int


def group_colour(group: PlotGroup, palette: QPalette) -> QColor:
    return cluster_colour(group.number, dark=is_dark(palette))


def elided(text: str, width: float, metrics: QFontMetrics) -> str:
    """As much of a text as `width` pixels hold, its start and its end; “…” for what is left out."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(int(width), 0))


def legend_lines(groups: Sequence[PlotGroup], width: float, metrics: QFontMetrics, palette: QPalette) -> list[str]:
    """Lines (HTML) that name the colours; names give way evenly where even several lines have no room for all."""
    if not groups:
        return []
    beside = metrics.horizontalAdvance(MARK) + metrics.horizontalAdvance(GAP)
    names = [metrics.horizontalAdvance(group.name) + 1 for group in groups]
    for lines in range(1, MOST_LINES + 1):
        each = -(-len(groups) // lines)
        room = fair_width(names, width * len(groups) / each - beside * len(groups))
        if room >= min(max(names), LEGIBLE):
            break
    entries = []
    for group in groups:
        colour, name = group_colour(group, palette).name(), elided(group.name, width / each - beside, metrics)
        name = name if len(groups) > each else elided(group.name, room, metrics)
        entries.append(f'<span style="color:{colour}">{MARK}</span>{escape(name).replace(" ", "&nbsp;")}')
    return [GAP.join(entries[at : at + each]) for at in range(0, len(entries), each)]


def fair_width(widths: Sequence[float], room: float) -> float:
    """The widest that each may be so that all fit into `room`: who needs less leaves the rest to the others."""
    left, fair = room, room / len(widths)
    for at, width in enumerate(sorted(widths)):
        fair = left / (len(widths) - at)
        if width > fair:
            return max(fair, 0.0)
        left -= width
    return max(widths)
