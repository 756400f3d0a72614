"""Tables of the same kind, one below the other: columns by role or header, and the way back to the user's file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.errors import Place
from engine.reading.joining.ids import ids_of
from engine.reading.places import Places
from engine.reading.sources import Table, numbered
from engine.reading.values.coded import Coded, encode
from engine.roles import Role

_VALUE_LENGTH = 60


@dataclass(frozen=True, eq=False, slots=True)
class Stack:
    """Tables of one kind in the order they were given."""

    tables: tuple[Table, ...]

    def __len__(self) -> int:
        return sum(self._lengths)

    @property
    def _lengths(self) -> list[int]:
        return [table.cells.num_rows for table in self.tables]

    @property
    def parts(self) -> list[tuple[Table, slice]]:
        """Each table with its rows of the stack."""
        starts = accumulate(self._lengths, initial=0)
        return [(table, slice(start, stop)) for table, (start, stop) in zip(self.tables, pairwise(starts), strict=True)]

    def has(self, role: Role) -> bool:
        """Whether any table has a column for the role."""
        return any(role in table.roles for table in self.tables)

    def column(self, role: Role) -> Coded | None:
        """The column that plays a role, trimmed; None where no table has it."""
        if not self.has(role):
            return None
        return encode([_cells(table, table.column_of(role)) for table in self.tables], self._lengths)

    def ids(self, role: Role) -> Coded | None:
        """A column of ids, as `ids_of` takes them; None where no table has it."""
        if not self.has(role):
            return None
        return ids_of([_cells(table, table.column_of(role)) for table in self.tables], self._lengths)

    def attribute_headers(self, roles: Collection[Role] = tuple(Role)) -> list[str]:
        """Headers of columns that play none of these roles, in the order of the files; one that comes again is numbered."""
        headers = [header for table in self.tables for header in _attributes(table, roles)]
        return list(dict.fromkeys(headers))

    def attribute(self, header: str, roles: Collection[Role] = tuple(Role)) -> Coded:
        """The column under a header that plays none of these roles."""
        columns = [_cells(table, _attributes(table, roles).get(header)) for table in self.tables]
        return encode(columns, self._lengths)

    def header(self, role: Role) -> str:
        """The header of the first column that plays a role."""
        found = (table.columns[i].header for table in self.tables if (i := table.column_of(role)) is not None)
        return next(found, role.label)

    def places(self, rows: NDArray[np.bool_] | NDArray[np.int64], role: Role) -> Places:
        """The marked or numbered rows as places in the user's files, in the column of a role."""
        return Places(
            np.flatnonzero(rows) if rows.dtype == np.bool_ else rows.astype(np.int64), partial(self.place, role=role)
        )

    def place(self, row: int, role: Role) -> Place:
        """One row as a place in the user's files."""
        for table, part in self.parts:
            if row < part.stop:
                at = row - part.start
                column = table.column_of(role)
                header = "" if column is None else table.columns[column].header
                value = "" if column is None else (table.cells.column(column)[at].as_py() or "")
                return Place(table.file, table.sheet, int(table.rows[at]), header, value[:_VALUE_LENGTH])
        raise IndexError(row)


def _cells(table: Table, column: int | None) -> pa.ChunkedArray | None:
    return None if column is None else table.cells.column(column)


def _attributes(table: Table, roles: Collection[Role]) -> dict[str, int]:
    """Header → position of the columns that play none of these roles: “Note”, “Note (2)”."""
    positions = [i for i, column in enumerate(table.columns) if column.role not in roles]
    return dict(zip(numbered([table.columns[i].header for i in positions]), positions, strict=True))


def unite(stacks: Sequence[Coded]) -> tuple[list[NDArray[np.int32]], pa.StringArray]:
    """Codes of several columns of ids in one sorted list of all their values."""
    together = pa.concat_arrays([coded.values for coded in stacks]).dictionary_encode()
    order = np.asarray(pc.sort_indices(together.dictionary)).astype(np.int64)
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    ranks = rank[np.asarray(together.indices)]
    codes = []
    start = 0
    for coded in stacks:
        end = start + len(coded.values)
        codes.append(ranks[start:end])
        start = end
    return codes, together.dictionary.take(pa.array(order))
