"""What there is to say about rows of a sheet that are no lines, in sentences, with the place of each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, overload

import numpy as np
from numpy.typing import NDArray

from engine.errors import Issue, Place
from engine.reading.sources import RawTable


@dataclass(frozen=True, eq=False, slots=True)
class RowPlaces(Sequence[Place]):
    """Whole rows of a sheet as places, each made when it is asked for."""

    file: str
    sheet: str
    rows: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Place, ...]: ...
    def __getitem__(self, at: int | slice) -> Place | tuple[Place, ...]:
        if isinstance(at, slice):
            return tuple(Place(self.file, self.sheet, int(row)) for row in self.rows[at])
        return Place(self.file, self.sheet, int(self.rows[at]))


def name_of(raw: RawTable) -> str:
    """The sheet's name on screen."""
    return f"{raw.file} · {raw.sheet}" if raw.sheet else raw.file


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
    noun = "1 row" if count == 1 else f"{count:,} rows"
    message = f"{noun} of {name_of(raw)} {sentence}"
    return [Issue(kind, message, count, severity, places=RowPlaces(raw.file, raw.sheet, rows))]


def listed(names: Iterable[str]) -> str:
    """Names in curly quotes, with “and” before the last."""
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
