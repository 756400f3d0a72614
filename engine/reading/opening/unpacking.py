"""Packed files → their content: one packed text or workbook, or the members of a zip archive."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator

from engine.errors import FileError
from engine.progress import Report
from engine.reading.opening.archives import BROKEN, entries_of
from engine.reading.opening.refusals import refusal

_PIECE = 1 << 24
_ROOM = 256 << 20
_RATIO = 100
_DAMAGED = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)
MOST_MEMBERS = 200


def unpacked(name: str, content: bytes, kind: str, report: Report) -> bytes:
    """The file that a gzip, bzip2 or xz file holds, in memory. Raises FileError.

    Refused where it is damaged, or would grow past 256 MB and 100 times its packed size (exports have 5 to 30).
    """
    most = max(_ROOM, _RATIO * len(content))
    result = io.BytesIO()
    try:
        with _stream(content, kind) as stream:
            while piece := stream.read(_PIECE):
                result.write(piece)
                report(f"Unpacking {name}", min(1.0, result.tell() / most))
                if result.tell() > most:
                    raise refusal(name, "unfolds")
    except _DAMAGED as error:
        raise refusal(name, "packed") from error
    return result.getvalue()


def _stream(content: bytes, kind: str) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    source = io.BytesIO(content)
    match kind:
        case "gzip":
            return gzip.GzipFile(fileobj=source)
        case "bzip2":
            return bz2.BZ2File(source)
        case _:
            return lzma.LZMAFile(source)


def members(name: str, content: bytes) -> Iterator[tuple[str, bytes | FileError]]:
    """Name on screen (“sales.zip › lines.csv”) and content of each member of a zip archive; a FileError where it is damaged.

    Left out are folders, hidden files and what macOS packs along. Raises FileError where there are more than 200.
    """
    wanted = [entry for entry in entries_of(content) or [] if is_wanted(entry.filename)]
    if len(wanted) > MOST_MEMBERS:
        raise FileError(
            f"{name} is an archive of {len(wanted):,} files; at most {MOST_MEMBERS} are read at once.",
            "Unpack it and open the files you need.",
        )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in wanted:
            shown = f"{name} › {entry.filename.replace(chr(92), '/').rsplit('/', 1)[-1]}"
            if entry.flag_bits & 1:
                yield shown, refusal(shown, "protected zip")
                continue
            try:
                yield shown, archive.read(entry)
            except BROKEN:
                yield shown, refusal(shown, "packed")


def is_wanted(path: str) -> bool:
    """Whether a file of a folder or archive is one that a user put there: no folder, nothing hidden, no lock file."""
    parts = path.replace("\\", "/").split("/")
    return not path.endswith("/") and not any(part.startswith((".", "~$", "__MACOSX")) for part in parts)
