"""Whether two paths lead to one file, on any file system."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def is_one_of(target: Path, files: Iterable[Path]) -> bool:
    """Whether `target` is one of `files` on the disk, however it is written: relative, linked, or in other capitals
    where the file system does not tell them apart. A folder stands for the files in it. Asks the disk once or twice
    per file.
    """
    return any(_is_same(target, file) or _lies_in(target, file) for file in files)


def _lies_in(target: Path, folder: Path) -> bool:
    return folder.is_dir() and target.exists() and _is_same(target.parent, folder)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them does not exist, or cannot be looked at
        return one.resolve() == other.resolve()
