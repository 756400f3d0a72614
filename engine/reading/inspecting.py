"""The way from files to a Dataset: open, recognise, let the user correct, join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine.dataset import Dataset
from engine.errors import FileError, Issue, Place
from engine.options import ReadOptions
from engine.progress import Report, silent
from engine.reading.joining.joined import join
from engine.reading.opening.files import Opened, open_file
from engine.reading.sources import Sources, Table
from engine.reading.tables.columns import kind_of
from engine.reading.tables.recognising import recognise, require_chosen, unused_tables
from engine.roles import Role


def inspect_files(paths: Sequence[Path], options: ReadOptions | None = None, report: Report = silent) -> Sources:
    """Open files and recognise tables and columns; types nothing, decides nothing that `assign_role` cannot change.

    Raises FileError with a sentence for each file that cannot be used, and ColumnError where `options.columns` names
    a header that is in none.
    """
    chosen = (options or ReadOptions()).columns
    opened = _opened(paths, report)
    tables: list[Table] = []
    issues = [issue for file in opened for issue in file.issues]
    for raw in (raw for file in opened for raw in file.tables):
        report(f"Recognising the columns of {raw.file}", 0.9)
        table, found = recognise(raw, chosen)
        tables += [table] if table else []
        issues += found
    require_chosen(tables, chosen)
    return Sources(tuple(file.source for file in opened), tuple(tables), (*issues, *unused_tables(tables)))


def _opened(paths: Sequence[Path], report: Report) -> list[Opened]:
    """The files, each content once; or one error with a sentence for each that cannot be used."""
    opened: dict[str, Opened] = {}
    errors: list[FileError] = []
    for i, path in enumerate(paths):
        report(f"Opening {path.name}", i / len(paths))
        try:
            file = open_file(path)
        except FileError as error:
            errors.append(error)
            continue
        same = opened.get(file.source.sha256)
        opened[file.source.sha256] = file if same is None else replace(same, issues=(*same.issues, _same(same, file)))
    if errors:
        sentences = [*map(str, errors[:-1]), errors[-1].sentence]
        raise FileError(" ".join(sentences), errors[-1].hint)
    return list(opened.values())


def _same(first: Opened, second: Opened) -> Issue:
    message = f"{second.source.name} holds the same as {first.source.name} and is read once."
    return Issue("same_file", message, 1, places=(Place(second.source.name),))


def assign_role(sources: Sources, table: int, column: int, role: Role | None) -> Sources:
    """Sources with one column's role changed by hand; a role is taken from the column of the table that had it."""
    changed = sources.tables[table]
    columns = tuple(
        replace(old, role=role) if i == column else replace(old, role=None if old.role == role else old.role)
        for i, old in enumerate(changed.columns)
    )
    tables = list(sources.tables)
    tables[table] = replace(changed, columns=columns, kind=kind_of({c.role for c in columns if c.role is not None}))
    return replace(sources, tables=tuple(tables))


def read_dataset(sources: Sources, options: ReadOptions | None = None, report: Report = silent) -> Dataset:
    """Type, clean and join the recognised tables.

    Raises ColumnError where no table has customer, product and quantity or amount, and NothingToAnalyse where no
    line can be used or none is a purchase.
    """
    return join(sources, options or ReadOptions(), report)
