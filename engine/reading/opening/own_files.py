"""The files that Peerbasket itself has written, told from the exports beside which they were saved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from engine.issue_list import HEADER
from engine.reading.opening.archives import MOST_ENTRIES, entries_of, head_of, stated_count
from engine.same_file import is_one_of
from engine.saving import WORKBOOK_TITLE

_PROPERTIES = "docProps/core.xml"
_TITLED = f"<dc:title>{WORKBOOK_TITLE}</dc:title>".encode()
_LONGEST_HEADER = 200


def is_own_file(path: Path) -> bool:
    """Whether a file is a workbook or a list of issues of ours, whatever its name and whether Excel has saved it again.

    A workbook by the title in its properties, a list of issues by its header. False where the file cannot be read.
    Cost: the head of a text; a workbook is read once, but not unpacked.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_LONGEST_HEADER)
            return _is_own_workbook(head + stream.read()) if head.startswith(b"PK") else _is_issue_list(head)
    except OSError:
        return False


def is_read(target: Path, paths: Sequence[Path]) -> bool:
    """Whether a file to be written is one of those that are read when these paths are opened, and must stay.

    A folder stands for the files in it but those of ours, which may be written again.
    """
    own = is_own_file(target)
    return is_one_of(target, [path for path in paths if not (own and path.is_dir())])


def _is_issue_list(head: bytes) -> bool:
    line = head.decode("utf-8-sig", errors="replace").partition("\n")[0]
    return tuple(cell.strip('"') for cell in re.split(r"[,;\t]", line.strip())) == HEADER


def _is_own_workbook(content: bytes) -> bool:
    if (stated_count(content) or 0) > MOST_ENTRIES:
        return False
    entries = entries_of(content) or []
    properties = next((entry for entry in entries if entry.filename == _PROPERTIES), None)
    return properties is not None and _TITLED in head_of(content, properties)
