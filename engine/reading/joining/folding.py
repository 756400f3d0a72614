"""Ids that differ only by upper and lower case: one customer or product where the user says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import pyarrow as pa

from engine.counting import counted
from engine.errors import Issue
from engine.options import ReadOptions
from engine.reading.joining.attributes import texts_of
from engine.reading.joining.ids import ids_of
from engine.reading.sources import Sources, Table
from engine.reading.values.coded import Coded
from engine.roles import Role

_SUBJECTS = ((Role.CUSTOMER_ID, "customers"), (Role.PRODUCT_ID, "products"))


def with_folded_ids(sources: Sources, options: ReadOptions) -> Sources:
    """The sources with one spelling per customer and product id, and a note that counts them; as they are unless asked.

    Of several spellings the most frequent is used over all tables, of equally frequent ones the first in the alphabet.
    """
    if options.fold_ids == "no":
        return sources
    tables, issues = list(sources.tables), list(sources.issues)
    for role, plural in _SUBJECTS:
        columns = {i: column for i, table in enumerate(tables) if (column := _ids(table, role)) is not None}
        spelling = _spellings(list(columns.values()))
        for i, column in columns.items() if spelling else ():
            tables[i] = _respelled(tables[i], role, column, spelling)
        issues += _issues(spelling, plural)
    return replace(sources, tables=tuple(tables), issues=tuple(issues))


def case_twins(ids: pa.StringArray) -> list[list[str]]:
    """Groups of ids that differ only by case, each in the order of `ids`. Cost: one hash of the ids."""
    texts = pd.Series(texts_of(ids), dtype=object)
    folded = texts.str.casefold() if len(texts) else texts
    again = texts[folded.duplicated(keep=False)]
    return [list(group) for _, group in again.groupby(folded[again.index], sort=False)]


def _ids(table: Table, role: Role) -> Coded | None:
    at = table.column_of(role)
    used = at is not None and table.kind != "unused"
    return ids_of([table.cells.column(at)], [table.cells.num_rows]) if used else None


def _spellings(columns: Sequence[Coded]) -> dict[str, str]:
    """Each spelling that is not used → the one that is."""
    cells: dict[str, int] = {}
    for column in columns:
        for text, count in zip(column.values.to_pylist(), column.counts, strict=True):
            cells[text] = cells.get(text, 0) + int(count)
    groups = case_twins(pa.array(sorted(cells), pa.string()))
    used = {group[0]: max(group, key=lambda text: cells[text]) for group in groups}
    return {text: used[group[0]] for group in groups for text in group if text != used[group[0]]}


def _respelled(table: Table, role: Role, column: Coded, spelling: Mapping[str, str]) -> Table:
    values = pa.array([spelling.get(text, text) for text in column.values.to_pylist()], pa.string())
    at = table.column_of(role)
    if at is None or values.equals(column.values):
        return table
    cells = values.take(pa.array(column.codes, mask=column.blank))
    return replace(table, cells=table.cells.set_column(at, table.cells.column_names[at], cells))


def _issues(spelling: Mapping[str, str], plural: str) -> list[Issue]:
    if not spelling:
        return []
    other, used = next(iter(spelling.items()))
    differ = counted(len(spelling), f"{plural.removesuffix('s')} differs", f"{plural} differ")
    message = (
        f"{differ} from another only by upper and lower case, such as “{other}” and “{used}”; "
        f"taken as the same, as set under Options, Fold case of ids."
    )
    return [Issue(f"folded_{plural}", message, len(spelling), "note")]
