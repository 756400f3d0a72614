"""Which of two numbered category columns is the finer one, by what they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from engine.reading.text_columns import plain
from engine.reading.words.claims import claims
from engine.reading.words.words import header
from engine.roles import Role

_SAMPLE = 50_000
_NUMBERS = frozenset({"1", "2", "3", "4"})


def with_levels(roles: Mapping[int, Role], headers: Sequence[str], cells: pa.Table) -> dict[int, Role]:
    """The roles, with two columns like “level1” and “level2” as coarse and fine category, whichever is which.

    Only where one column is the L2 category, none the L3 category, and the values of one of the two determine those
    of the other: systems number their levels from above or from below.
    """
    taken = {role: at for at, role in roles.items()}
    l2 = taken.get(Role.L2_CATEGORY)
    if l2 is None or Role.L3_CATEGORY in taken or not _is_numbered(headers[l2]):
        return dict(roles)
    others = [at for at, name in enumerate(headers) if at not in roles and _is_numbered(name)]
    for other in (at for at in others if Role.L2_CATEGORY in claims(headers[at])):
        for fine, coarse in ((l2, other), (other, l2)):
            if _determines(cells.column(fine), cells.column(coarse)):
                return {**roles, fine: Role.L3_CATEGORY, coarse: Role.L2_CATEGORY}
    return dict(roles)


def _is_numbered(name: str) -> bool:
    return bool(header(name).ideas & _NUMBERS)


def _determines(fine: pa.ChunkedArray, coarse: pa.ChunkedArray) -> bool:
    """Whether each value of the one goes with one of the other, and it has more of them; in the first 50,000 rows."""
    pairs = plain(pa.table({"fine": fine.slice(0, _SAMPLE), "coarse": coarse.slice(0, _SAMPLE)}))
    different = pairs.group_by(["fine", "coarse"]).aggregate([]).num_rows
    n_fine, n_coarse = (pc.count_distinct(pairs[name], mode="all").as_py() for name in ("fine", "coarse"))
    return bool(different == n_fine > n_coarse > 1)
