"""Columns of fixed width: where they start, and their cells."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_GAP = 2
_MANY_LINES = 20
_LINES = 200


def column_starts(lines: Sequence[str]) -> tuple[int, ...]:
    """Where columns start that stand below each other in every line, with a gap of two blanks (one in long samples).

    () where they do not. A tab is no blank: its width is not known.
    """
    lines = [line.rstrip() for line in lines[:_LINES]]
    if any("\t" in line for line in lines):
        return ()
    widest = max(map(len, lines), default=0)
    inked = np.zeros(widest + 1, dtype=bool)
    for line in lines:
        signs = np.frombuffer(line.encode("utf-32-le"), dtype=np.uint32)
        inked[: len(signs)] |= signs != ord(" ")
    starts = np.flatnonzero(inked[1:] & ~inked[:-1]) + 1
    ends = np.flatnonzero(inked[:-1] & ~inked[1:]) + 1
    first = [0] if inked[0] else []
    all_starts = [*first, *starts.tolist()]
    least = 1 if len(lines) >= _MANY_LINES else _GAP
    kept = all_starts[:1] + [s for s, e in zip(all_starts[1:], ends.tolist(), strict=False) if s - e >= least]
    return (0, *kept[1:])


def fixed_cells(lines: pa.ChunkedArray, starts: Sequence[int]) -> pa.Table:
    """The lines cut at the starts, each cell without the blanks around it: string columns "0", "1", …"""
    cells = {}
    for i, start in enumerate(starts):
        stop = starts[i + 1] if i + 1 < len(starts) else None
        cells[str(i)] = pc.utf8_trim(pc.utf8_slice_codeunits(lines, start, stop), " ")
    return pa.table(cells)
