"""What the user chose for a layout before, taken again for a table with the same headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.reading.sources import layout_of, numbered
from engine.reading.tables.columns import Use
from engine.roles import Role

Layouts = Mapping[str, Mapping[str, str]]
"""Layout key → {header: role, or "" for none}, as `Table.layout` and `Table.choices` give them."""

_WHY = "as you chose for this layout before"


def remembered(headers: Sequence[str], layouts: Layouts) -> dict[int, Use] | None:
    """The columns that play a role as they were chosen before; None where this layout is new.

    Only for headers that were written: tables without any are all of the same few layouts.

    A role that there is no longer, or that two columns claim, is passed over.
    """
    choices = layouts.get(layout_of(headers))
    if choices is None:
        return None
    uses: dict[int, Use] = {}
    for i, key in enumerate(numbered(headers)):
        role = choices.get(key, "")
        if role in set(Role) and role not in {use.role for use in uses.values()}:
            uses[i] = Use(Role(role), 1.0, _WHY)
    return uses
