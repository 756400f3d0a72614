"""Reading: files (bytes → raw table), headers (where the table starts), columns (which column is what), cleaning
(text → typed, with every refusal kept), joining (tables → Dataset).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine.dataset import Dataset
from engine.errors import FileError, Issue
from engine.options import ReadOptions
from engine.progress import Report, silent
from engine.reading.columns import kind_of, recognise
from engine.reading.files import read_file
from engine.reading.joining import join
from engine.reading.sources import Column, Sources, Table
from engine.roles import Role

__all__ = ["Column", "Sources", "Table", "assign_role", "inspect_files", "read_dataset"]


def inspect_files(paths: Sequence[Path], options: ReadOptions | None = None, report: Report = silent) -> Sources:
    """Open files and recognise tables and columns; types nothing, decides nothing that `assign_role` cannot change."""
    files, tables, issues = [], [], list[Issue]()
    errors: list[FileError] = []
    for i, path in enumerate(paths):
        report(f"Opening {path.name}", i / len(paths))
        try:
            source, raw_tables = read_file(path)
        except FileError as error:
            errors.append(error)
            continue
        files.append(source)
        for raw in raw_tables:
            table, found = recognise(raw)
            issues += found
            if table is not None:
                tables.append(table)
    if errors:
        raise FileError(" ".join(error.sentence for error in errors), errors[0].hint)
    return Sources(tuple(files), tuple(tables), tuple(issues))


def assign_role(sources: Sources, table: int, column: int, role: Role | None) -> Sources:
    """Sources with one column's role changed by hand; a role is taken from the column of the table that had it."""
    changed = sources.tables[table]
    columns = tuple(
        replace(old, role=role) if i == column else replace(old, role=None if old.role == role else old.role)
        for i, old in enumerate(changed.columns)
    )
    roles = {c.role for c in columns if c.role is not None}
    tables = list(sources.tables)
    tables[table] = replace(changed, columns=columns, kind=kind_of(roles))
    return replace(sources, tables=tuple(tables))


def read_dataset(sources: Sources, options: ReadOptions | None = None, report: Report = silent) -> Dataset:
    """Type, clean and join the recognised tables."""
    return join(sources, options or ReadOptions(), report)
