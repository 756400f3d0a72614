"""Saving so that the old file stays whole until the new one is complete."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from engine.errors import WriteError

WORKBOOK_TITLE = "What to offer next"
"""The title in the properties of each workbook, by which Peerbasket knows its own again."""
OTHER_NAME = "Close it there, or choose another name."
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_MISSING = {errno.ENOENT, errno.ENOTDIR}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def replacing(target: Path, suffix: str = ".xlsx", noun: str = "workbook") -> Iterator[IO[bytes]]:
    """A stream whose content takes the place of `target` once the block ends without an exception.

    It goes to a temporary file in the same folder, is flushed to the disk, and then renamed over `target`, which the
    file system does at once or not at all. Whatever goes wrong, a cancel included, the temporary file is removed and
    `target` stays as it was. Raises WriteError where the folder or the target cannot be written, or its name does not
    end in `suffix`; `noun` is what the sentences call it.
    """
    target = Path(os.path.realpath(target))
    _refuse_what_cannot_be_replaced(target, suffix, noun)
    temporary = target.parent / f".peerbasket-{secrets.token_hex(4)}.tmp"
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _take_the_place(temporary, target)
    except OSError as error:
        raise _refusal(target, noun, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _flush_folder(target.parent)


def _refuse_what_cannot_be_replaced(target: Path, suffix: str, noun: str) -> None:
    """Say early, before the work is done, what would fail at the end."""
    if target.suffix.casefold() != suffix:
        raise WriteError(
            f"The {noun} cannot be called {target.name}: its name must end in {suffix}.",
            f"Choose a name such as {target.stem or noun}{suffix}.",
        )
    if target.is_dir():
        raise WriteError(f"{target.name} is a folder, not a file.", "Choose another name.")
    if not target.exists():
        return
    if not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise WriteError(f"{target.name} is read-only.", "Choose another name, or make the file writable.")
    try:
        with target.open("r+b"):
            pass
    except PermissionError as error:
        raise _in_use(target) from error


def _take_the_place(temporary: Path, target: Path) -> None:
    if target.exists():
        shutil.copymode(target, temporary)
    try:
        os.replace(temporary, target)  # noqa: PTH105 - the name that says it replaces at once
    except PermissionError as error:
        raise _in_use(target) from error


def _in_use(target: Path) -> WriteError:
    return WriteError(f"{target.name} is open in another program, or you may not change it.", OTHER_NAME)


def _refusal(target: Path, noun: str, error: OSError) -> WriteError:
    folder = target.parent
    if error.errno in _FULL:
        return WriteError(
            f"There is not enough room on the disk for {target.name}.", "Free some, or choose another disk."
        )
    if error.errno in _MISSING:
        return WriteError(f"The folder {folder} does not exist.", "Create it, or choose another folder.")
    if error.errno in _FORBIDDEN:
        return WriteError(f"The folder {folder} cannot be written to.", "Choose another folder.")
    if error.errno == errno.ENAMETOOLONG:
        return WriteError(f"The name of the {noun} is too long.", "Choose a shorter one.")
    return WriteError(f"{target.name} could not be written.", "Choose another folder or name.")


def _flush_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut, where folders can be opened."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
