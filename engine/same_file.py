"""Whether two paths lead to one file, on any file system."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def is_one_of(target: Path, files: Iterable[Path]) -> bool:
    """Whether `target` is one of `files` on the disk, however it is written: relative, linked, or in other capitals
    where the file system does not tell them apart. Asks the disk once or twice per file.
    """
    return any(_is_same(target, file) for file in files)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them does not exist, or cannot be looked at
        return one.resolve() == other.resolve()
