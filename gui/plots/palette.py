"""Cluster colours that colour-blind people can tell apart, for light and dark windows."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

LIGHT = ("#0745A0", "#A83300", "#2DA864", "#9B7CB2", "#C88212", "#1F78FD", "#6D185F", "#4B4C3E")
DARK = ("#719CF3", "#E06216", "#14F082", "#BB7EA0", "#E6DC3C", "#B8FFE8", "#7C5EFF", "#91B287")
"""Chosen by search from the colours of Okabe and Ito (2008): at least 18 apart in CIE Lab for normal sight and for each
of the three kinds of colour-blindness (Machado 2009), at least 3:1 against the background."""

SYMBOLS = ("o", "s", "d", "t1")
OTHERS = {False: "#8A8A8A", True: "#8F8F8F"}


def is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Base).lightnessF() < 0.5


def cluster_colour(number: int, *, dark: bool) -> QColor:
    """The colour of cluster 1, 2, …, always the same; they repeat after eight, with another symbol. 0: all others."""
    colours = DARK if dark else LIGHT
    return QColor(colours[(number - 1) % len(colours)] if number else OTHERS[dark])


def cluster_symbol(number: int) -> str:
    """The mark of cluster 1, 2, … in a plot."""
    return SYMBOLS[max(number - 1, 0) // len(LIGHT) % len(SYMBOLS)]


def badge_colours(number: int, palette: QPalette) -> tuple[QColor, QColor]:
    """Background and text of a cluster's number, wherever it stands."""
    colour = cluster_colour(number, dark=is_dark(palette))
    return colour, text_on(colour)


def text_on(colour: QColor) -> QColor:
    """Black or white, whichever reads better on `colour`."""
    luminance = _luminance(colour)
    return QColor("black") if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else QColor("white")


def _luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
