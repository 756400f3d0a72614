"""Workbooks are parsed in a contained process; their cells come back as Arrow files that cost nothing to open."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from engine.errors import FileError, Issue
from engine.progress import Report
from engine.reading.opening.contained import Limits, Lost, apart
from engine.reading.opening.file_kinds import WORKBOOKS, kind_of
from engine.reading.opening.preflight import check
from engine.reading.opening.refusals import refusal
from engine.reading.opening.workbooks import read_workbook
from engine.reading.sources import RawTable

_SECONDS = 25.0
_MEMORY = 1792 << 20
_QUICK = 25 << 20
_SLIM = 64 << 20
_SMALL = 8 << 20
_AS_ARROW = ("cells", "rows")

_AGAIN = "Open it in Excel and save it again as a workbook (.xlsx), or export the list as CSV."
_LOST = {
    "died": ("{name} could not be read: it is damaged or far larger than it looks.", _AGAIN),
    "memory": (
        "{name} could not be read: it needs more memory than it may take.",
        "Delete what lies far to the right of the table and far below it, or export the list as CSV.",
    ),
    "time": (
        "{name} could not be read: after {seconds:.0f} seconds there was still no end to it.",
        "Delete what lies far to the right of the table and far below it, or export the list as CSV.",
    ),
}
"""Why nothing came back → sentence and hint."""

Parsed = tuple[tuple[str, str] | None, list[dict[str, Any]], list[Issue]]
"""A FileError's sentence and hint or None, each table without what its Arrow file holds, and the issues."""


def limits_for(size: int) -> Limits:
    """What the reading of a workbook of so many bytes may take: 25 s up to 25 MB and 1.75 GiB up to 64 MB, then more."""
    return Limits(_SECONDS * max(1.0, size / _QUICK), int(_MEMORY * max(1.0, size / _SLIM)))


def read_apart(
    name: str, content: bytes, kind: str, report: Report, limits: Limits | None = None
) -> tuple[list[RawTable], list[Issue]]:
    """`read_workbook` in a contained process: whatever its libraries do, this process goes on. Raises FileError.

    kind  a `WorkbookKind`, or "protected": then the password that Excel itself tries is tried

    Where no process can be started, as on a machine that forbids it, the workbook is read in this one.
    Cost: beside the reading itself 0.2 s for the first file, and 0.1 s per 100 MB of cells.
    """
    allowed = limits or limits_for(len(content))
    with tempfile.TemporaryDirectory(prefix="peerbasket-", ignore_cleanup_errors=True) as folder:
        try:
            error, tables, issues = apart(
                _parse,
                folder,
                name,
                content,
                kind,
                limits=allowed,
                report=_steady(report, f"Opening {name}"),
                keep=len(content) <= _SMALL,
            )
        except Lost as lost:
            if lost.why == "not started":
                return _read(name, content, kind)
            sentence, hint = _LOST[lost.why]
            raise FileError(sentence.format(name=name, seconds=allowed.seconds), hint) from lost
        if error is not None:
            raise FileError(*error)
        return [_table(Path(folder), i, table) for i, table in enumerate(tables)], issues


def _steady(report: Report, stage: str) -> Callable[[], None]:
    return lambda: report(stage, 0.5)


def _parse(folder: str, name: str, content: bytes, kind: str) -> Parsed:
    """In the contained process: read, and leave the cells of each table in a file of its own."""
    try:
        tables, issues = _read(name, content, kind)
    except FileError as error:
        return (error.sentence, error.hint), [], []
    try:
        for i, table in enumerate(tables):
            _write(Path(folder) / f"{i}.arrow", table)
    except OSError:
        return (f"There is no room on the disk to unpack {name}.", "Free some space, and open it again."), [], []
    return None, [_rest(table) for table in tables], issues


def _read(name: str, content: bytes, kind: str) -> tuple[list[RawTable], list[Issue]]:
    if kind == "protected":
        from engine.reading.opening.passwords import opened_by_excel  # noqa: PLC0415 - seldom needed, slow to import

        opened = opened_by_excel(content)
        if opened is None:
            raise refusal(name, kind)
        content, kind = opened, kind_of(opened)
        check(name, content, kind)
    if kind not in WORKBOOKS:
        raise refusal(name, kind)
    return read_workbook(name, content, WORKBOOKS[kind])


def _write(path: Path, table: RawTable) -> None:
    whole = table.cells.append_column("rows", pa.array(table.rows))
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, whole.schema) as writer:
        writer.write_table(whole)


def _rest(table: RawTable) -> dict[str, Any]:
    return {field.name: getattr(table, field.name) for field in fields(table) if field.name not in _AS_ARROW}


def _table(folder: Path, number: int, rest: dict[str, Any]) -> RawTable:
    """The table, mapped from its file; read into memory on Windows, where a mapped file could not be removed."""
    path = str(folder / f"{number}.arrow")
    with pa.OSFile(path) if sys.platform == "win32" else pa.memory_map(path) as source:
        whole = pa.ipc.open_file(source).read_all()
    last = whole.num_columns - 1
    rows = whole.column(last).to_numpy() if whole.num_rows else np.empty(0, dtype=np.int64)
    return RawTable(**rest, cells=whole.remove_column(last), rows=rows)
