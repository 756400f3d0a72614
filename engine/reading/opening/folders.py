"""Folders → the files in them that a user would have chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.counting import verb
from engine.errors import FileError, Issue, Place
from engine.reading.opening.own_files import is_own_file
from engine.reading.opening.unpacking import MOST_MEMBERS, is_wanted

READABLE = (".csv", ".tsv", ".txt", ".gz", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".zip")
"""How the names of files end that a folder is searched for; a file given by itself may have any name."""

_LISTED = 3


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files to read, what was passed over in folders, and an error for each folder that has none to read."""

    files: tuple[Path, ...]
    issues: tuple[Issue, ...]
    errors: tuple[FileError, ...]


def gathered(paths: Sequence[Path]) -> Gathered:
    """The paths with each folder replaced by the files in it.

    Not by those in its own folders, nor hidden or lock files, nor what Peerbasket itself has saved there.
    """
    files: list[Path] = []
    issues: list[Issue] = []
    errors: list[FileError] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        try:
            found, passed = _searched(path)
        except FileError as error:
            errors.append(error)
            continue
        own = [entry for entry in found if is_own_file(entry)]
        if own and len(own) == len(found):
            errors.append(_only_own(path))
            continue
        files += [entry for entry in found if entry not in set(own)]
        issues += _passed_over(path, passed, "passed_over", "only Excel and CSV files are read")
        issues += _passed_over(path, own, "own_file", "saved by Peerbasket, not exported from an ERP")
    return Gathered(tuple(dict.fromkeys(files)), tuple(issues), tuple(errors))


def _searched(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files to read, and what else a user can see in the folder; both by name."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name.casefold())
    except OSError as error:
        raise FileError(
            f"The folder {folder.name} cannot be opened.", "Check that you may read it, and try again."
        ) from error
    seen = [entry for entry in entries if is_wanted(entry.name)]
    found = [entry for entry in seen if entry.is_file() and entry.name.lower().endswith(READABLE)]
    if not found:
        raise FileError(
            f"The folder {folder.name} holds no Excel or CSV files.", "Open the folder that has the exports in it."
        )
    if len(found) > MOST_MEMBERS:
        raise FileError(
            f"The folder {folder.name} holds {len(found):,} files; at most {MOST_MEMBERS} are read at once.",
            "Choose the files you need.",
        )
    return found, [entry for entry in seen if entry not in set(found)]


def _only_own(folder: Path) -> FileError:
    return FileError(
        f"The folder {folder.name} holds no exports, only what Peerbasket has saved there.",
        "Open the folder that has the exports in it.",
    )


def _passed_over(folder: Path, passed: Sequence[Path], kind: str, why: str) -> Iterable[Issue]:
    if not passed:
        return
    names = ", ".join(entry.name for entry in passed[:_LISTED])
    more = f" and {len(passed) - _LISTED:,} more" if len(passed) > _LISTED else ""
    message = f"Of the folder {folder.name}, {names}{more} {verb(len(passed), 'was', 'were')} passed over: {why}."
    yield Issue(kind, message, len(passed), "note", places=tuple(Place(str(entry)) for entry in passed))
