"""The way from files to a Dataset: open, recognise, let the user correct, join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from engine.dataset import Dataset
from engine.errors import FileError, Issue, Place
from engine.options import ReadOptions
from engine.progress import Report, silent
from engine.reading.joining.joined import join
from engine.reading.opening.files import Opened, open_file, unusable
from engine.reading.opening.folders import gathered
from engine.reading.sources import Column, Sources, Table
from engine.reading.tables.kinds import kind_of, with_customer_lists
from engine.reading.tables.recognising import recognise, require_chosen, unused_tables
from engine.reading.tables.several import several_tables
from engine.roles import Role


def inspect_files(
    paths: Sequence[Path],
    options: ReadOptions | None = None,
    report: Report = silent,
    layouts: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Sources:
    """Open files and recognise tables and columns; types nothing, decides nothing that `assign_role` cannot change.

    layouts  what the user chose before: `Table.layout` → `Table.choices`; tables with these headers are taken so

    A folder stands for the files in it. A file that cannot be used becomes an issue where another can. Raises
    FileError with a sentence for each file where none can be used, and ColumnError where `options.columns` names a
    header that is in none.
    """
    options = options or ReadOptions()
    chosen = options.columns
    opened, unopened = _opened(paths, options, report)
    tables: list[Table] = []
    issues = [*unopened, *(issue for file in opened for issue in file.issues)]
    for raw in (raw for file in opened for raw in file.tables):
        report(f"Recognising the columns of {raw.file}", 0.9)
        parts, apart = several_tables(raw, lambda part: recognise(part, chosen, layouts)[0])
        issues += apart
        for part in parts:
            table, found = recognise(part, chosen, layouts, options.laid_across)
            tables += [table] if table else []
            issues += found
    require_chosen(tables, chosen)
    listed = with_customer_lists(tables)
    return Sources(tuple(file.source for file in opened), listed, (*issues, *unused_tables(listed)))


def _opened(paths: Sequence[Path], options: ReadOptions, report: Report) -> tuple[list[Opened], list[Issue]]:
    """The files, each content once, and an issue for each that cannot be used; an error where none can."""
    given = gathered(paths)
    opened: dict[str, Opened] = {}
    errors: list[tuple[str, FileError]] = [("", error) for error in given.errors]
    for i, path in enumerate(given.files):
        report(f"Opening {path.name}", i / len(given.files))
        try:
            file = open_file(path, options, report)
        except FileError as error:
            errors.append((path.name, error))
            continue
        same = opened.get(file.source.sha256)
        opened[file.source.sha256] = file if same is None else replace(same, issues=(*same.issues, _same(same, file)))
    if errors and not opened:
        sentences = [*(str(error) for _, error in errors[:-1]), errors[-1][1].sentence]
        raise FileError(" ".join(sentences), errors[-1][1].hint)
    return list(opened.values()), [*given.issues, *(unusable(name, error) for name, error in errors)]


def _same(first: Opened, second: Opened) -> Issue:
    message = f"{second.source.name} holds the same as {first.source.name} and is read once."
    return Issue("same_file", message, 1, places=(Place(second.source.name),))


def assign_role(sources: Sources, table: int, column: int, role: Role | None) -> Sources:
    """Sources with one column's role changed by hand; a role is taken from the column of the table that had it."""
    changed = sources.tables[table]
    by_hand = Column(changed.columns[column].header, role, why="chosen by you" if role else "")
    columns = tuple(
        by_hand if i == column else Column(old.header, None) if old.role == role else old
        for i, old in enumerate(changed.columns)
    )
    tables = list(sources.tables)
    tables[table] = replace(changed, columns=columns, kind=kind_of(columns, changed.cells))
    return replace(sources, tables=tuple(tables))


def read_dataset(sources: Sources, options: ReadOptions | None = None, report: Report = silent) -> Dataset:
    """Type, clean and join the recognised tables.

    Raises ColumnError where no table has invoice lines and none lists customers, and NothingToAnalyse where there are
    lines but none can be used or none is a purchase.
    """
    return join(sources, options or ReadOptions(), report)
