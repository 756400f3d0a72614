"""The look of the workbook: one accent colour, and a number format for each kind of value."""

from __future__ import annotations

from functools import cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from engine.workbook.description import TEXT_KINDS, Kind

ACCENT, GREY, TINT = "#1F5C7A", "#6B6B6B", "#EEF4F7"
SMALL, MIDDLE, LARGE = "#FFFFFF", "#D3E6EF", "#7DB5D0"
"""The three colours of a scale; black text stays readable on each."""
TABLE_STYLE = "Table Style Light 1"

_NUMBER_FORMATS: dict[Kind, str] = {
    "number": "0",
    "whole": "#,##0",
    "decimal": "#,##0.0",
    "figure": "[>=1000]#,##0;[<=-1000]-#,##0;#,##0.0",
    "money": "#,##0",
    "cents": "#,##0.00",
    "measure": "#,##0.000",
    "share": "0%",
    "fine share": "0.0%",
    "day": "yyyy-mm-dd",
}


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._make = cache(lambda properties: book.add_format(dict(properties)))

    def _format(self, **properties: Any) -> Format:
        found: Format = self._make(tuple(sorted(properties.items())))
        return found

    def cell(self, kind: Kind, link: bool = False) -> Format:
        """A cell of a table."""
        return self._format(**_shown(kind), **(_LINK if link else {}), valign="top")

    def total(self, kind: Kind) -> Format:
        """A cell of a total row."""
        return self._format(**_shown(kind), bold=True, top=1)

    def average(self, kind: Kind) -> Format:
        """A cell of the averages above a table."""
        return self._format(**{**_shown(kind), "text_wrap": False}, italic=True, bg_color=TINT)

    def fact(self, kind: Kind) -> Format:
        """The value of a fact, beside its label."""
        return self._format(**{**_shown(kind), "align": "left", "indent": 0})

    def header(self, kind: Kind) -> Format:
        """The header of a column, on the side of its values; the indent leaves room for the filter button."""
        side = {"align": "left", "indent": 1} if kind in TEXT_KINDS else {"align": "right", "indent": 2}
        return self._format(**side, bold=True, font_color="#FFFFFF", bg_color=ACCENT, text_wrap=True, valign="vcenter")

    @property
    def title(self) -> Format:
        """The title of a sheet."""
        return self._format(bold=True, font_size=18, font_color=ACCENT)

    @property
    def heading(self) -> Format:
        """A heading inside a sheet."""
        return self._format(bold=True, font_size=13, font_color=ACCENT)

    @property
    def note(self) -> Format:
        """A sentence, and the label of a fact."""
        return self._format(font_color=GREY)

    @property
    def link(self) -> Format:
        """A link outside a table."""
        return self._format(**_LINK)


_LINK: dict[str, Any] = {"font_color": ACCENT, "underline": 1}


def _shown(kind: Kind) -> dict[str, Any]:
    if kind in _NUMBER_FORMATS:
        return {"num_format": _NUMBER_FORMATS[kind]}
    if kind == "centred":
        return {"align": "center"}
    return {"align": "left", "indent": 1, "text_wrap": kind == "wrapped"}
