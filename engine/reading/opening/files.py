"""Files → tables of text cells. What a file is, its content decides, never its name."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path

from engine.dataset import SourceFile
from engine.errors import FileError, Issue
from engine.reading.opening.file_kinds import kind_of, refusal
from engine.reading.opening.text_files import read_text
from engine.reading.opening.workbooks import read_workbook
from engine.reading.sources import RawTable


@dataclass(frozen=True, eq=False, slots=True)
class Opened:
    """A file that could be read: its identity, its tables, and what there is to say about it."""

    source: SourceFile
    tables: tuple[RawTable, ...]
    issues: tuple[Issue, ...] = ()


def open_file(path: Path) -> Opened:
    """Read a file into tables of text. Raises FileError with a sentence of our own where it cannot be used."""
    content = _content(path)
    source = SourceFile(path.name, len(content), hashlib.sha256(content).hexdigest())
    if content.startswith(b"\x1f\x8b"):
        content = _unzipped(path.name, content)
    kind = kind_of(content)
    if kind in ("xlsx", "xlsb", "xls", "ods"):
        tables, issues = read_workbook(path.name, content, kind)
        return Opened(source, tuple(tables), tuple(issues))
    if kind == "text":
        return Opened(source, (read_text(path.name, content),))
    raise refusal(path.name, kind)


def _content(path: Path) -> bytes:
    name = path.name
    if name.startswith("~$"):
        raise FileError(
            f"{name} is only the mark that Excel leaves while {name[2:]} is open.", f"Choose {name[2:]} itself."
        )
    if path.is_dir():
        raise FileError(f"{name} is a folder.", "Choose the files in it.")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileError(f"{name} is not there any more.", "Check its name and folder, and open it again.") from error
    except OSError as error:
        raise FileError(
            f"{name} cannot be opened.", "Close it in other programs, check that you may read it, and try again."
        ) from error


def _unzipped(name: str, content: bytes) -> bytes:
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise FileError(f"{name} is damaged: it cannot be unpacked.", "Download or export it again.") from error
