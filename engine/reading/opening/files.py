"""Files → tables of text cells. What a file is, its content decides, never its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from engine.dataset import SourceFile
from engine.errors import FileError, Issue, Place
from engine.options import ReadOptions
from engine.progress import Report, silent
from engine.reading.opening.doubled_letters import with_letters_once
from engine.reading.opening.file_kinds import PACKED, WORKBOOKS, kind_of
from engine.reading.opening.preflight import check
from engine.reading.opening.refusals import refusal
from engine.reading.opening.text_files import read_text
from engine.reading.opening.unpacking import members, unpacked
from engine.reading.opening.workbooks_apart import read_apart
from engine.reading.sources import RawTable


@dataclass(frozen=True, eq=False, slots=True)
class Opened:
    """A file that could be read: its identity, its tables, and what there is to say about it."""

    source: SourceFile
    tables: tuple[RawTable, ...]
    issues: tuple[Issue, ...] = ()


def open_file(path: Path, options: ReadOptions | None = None, report: Report = silent) -> Opened:
    """Read a file into tables of text. Raises FileError with a sentence of our own where it cannot be used.

    Workbooks are parsed in a contained process. Text is not, at any size: its parsers raise errors and do not abort,
    and a second copy of 400 MB on its way between processes would cost more than it saves.
    """
    content = _content(path)
    source = SourceFile(path.name, len(content), hashlib.sha256(content).hexdigest())
    try:
        tables, issues = _read(path.name, content, options, report)
    except MemoryError as error:
        raise refusal(path.name, "memory") from error
    return Opened(source, tuple(map(with_letters_once, tables)), tuple(issues))


def _read(
    name: str, content: bytes, options: ReadOptions | None, report: Report, *, inside: bool = False
) -> tuple[list[RawTable], list[Issue]]:
    """The tables of a file; `inside` where it lies in an archive, which no other archive may."""
    kind = kind_of(content)
    if kind in PACKED and not inside:
        return _read(name, unpacked(name, content, kind, report), options, report, inside=True)
    check(name, content, kind)
    if kind in WORKBOOKS or kind == "protected":
        return read_apart(name, content, kind, report)
    if kind == "text":
        return [read_text(name, content, options, report)], []
    if kind == "zip" and not inside:
        return _members(name, content, options, report)
    raise refusal(name, "packed twice" if kind in (*PACKED, "zip") else kind)


def _members(
    name: str, content: bytes, options: ReadOptions | None, report: Report
) -> tuple[list[RawTable], list[Issue]]:
    """The tables of every member of a zip archive that can be used, and a note that names the others."""
    tables: list[RawTable] = []
    issues: list[Issue] = []
    errors: list[tuple[str, FileError]] = []
    for shown, member in members(name, content):
        report(f"Opening {shown}", 0.5)
        try:
            if isinstance(member, FileError):
                raise member
            found, said = _read(shown, member, options, report, inside=True)
        except FileError as error:
            errors.append((shown, error))
            continue
        tables += found
        issues += said
    if tables:
        return tables, [*issues, *(unusable(shown, error) for shown, error in errors)]
    if len(errors) == 1:
        raise errors[0][1]
    raise refusal(name, "zip")


def unusable(name: str, error: FileError) -> Issue:
    """What to say of a file that cannot be used beside others that can."""
    return Issue("unusable_file", str(error), 1, places=(Place(name),))


def _content(path: Path) -> bytes:
    name = path.name
    if name.startswith("~$"):
        raise FileError(
            f"{name} is only the mark that Excel leaves while {name[2:]} is open.", f"Choose {name[2:]} itself."
        )
    if name.startswith(".~lock.") and name.endswith("#"):
        locked = name.removeprefix(".~lock.")[:-1]
        raise FileError(
            f"{name} is only the mark that LibreOffice leaves while {locked} is open.", f"Choose {locked} itself."
        )
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileError(f"{name} is not there any more.", "Check its name and folder, and open it again.") from error
    except OSError as error:
        raise FileError(
            f"{name} cannot be opened.", "Close it in other programs, check that you may read it, and try again."
        ) from error
    except MemoryError as error:
        raise refusal(name, "memory") from error
