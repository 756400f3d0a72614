"""What there is to say about rows of a sheet that are no lines, in sentences, with the place of each row."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.errors import Issue, Place
from engine.reading.places import Places
from engine.reading.sources import RawTable


def row_places(raw: RawTable, rows: NDArray[np.int64]) -> Places:
    """Whole rows of a sheet as places."""
    return Places(rows, partial(Place, raw.file, raw.sheet))


def row_issue(
    raw: RawTable,
    kind: str,
    rows: NDArray[np.int64],
    sentence: str,
    severity: Literal["note", "warning"] = "note",
) -> list[Issue]:
    """An issue about some rows, or none: “12 rows of sales.xlsx that …”."""
    count = len(rows)
    if not count:
        return []
    message = f"{counted(count, 'row')} of {raw.name} {sentence}"
    return [Issue(kind, message, count, severity, places=row_places(raw, rows))]


def listed(names: Iterable[str]) -> str:
    """Names in curly quotes, with “and” before the last."""
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
