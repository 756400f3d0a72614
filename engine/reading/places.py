"""Rows as places in the user's files, each made when it is asked for: an issue may have hundreds of thousands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from engine.errors import Place


@dataclass(frozen=True, eq=False, slots=True)
class Places(Sequence[Place]):
    """`place` makes the place of one of the `rows`."""

    rows: NDArray[np.int64]
    place: Callable[[int], Place]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Place, ...]: ...
    def __getitem__(self, at: int | slice) -> Place | tuple[Place, ...]:
        if isinstance(at, slice):
            return tuple(self.place(int(row)) for row in self.rows[at])
        return self.place(int(self.rows[at]))
