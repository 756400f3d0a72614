"""The letters of a text file: its encoding, decided over the whole file."""

from __future__ import annotations

import numpy as np

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LEAST_TEXT = 8
_ASCII = 128


def utf8(content: bytes) -> bytes:
    """The text as UTF-8 without a byte order mark.

    By its mark; else UTF-16 by its zeros; else UTF-8, also where a few bytes of it are damaged; else cp1252.
    """
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _recoded(content, encoding)
    if (guess := unmarked_utf16(content)) is not None:
        return _recoded(content, guess)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _recoded(content, "utf-8" if _is_damaged_utf8(content) else "cp1252")
    return content


def _recoded(content: bytes, encoding: str) -> bytes:
    return content.decode(encoding, errors="replace").encode("utf-8")


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether most letters beyond ASCII are good UTF-8: in cp1252 hardly one is, by chance."""
    text = content.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    beyond_ascii = int(np.count_nonzero(np.frombuffer(content, dtype=np.uint8) >= _ASCII))
    return beyond_ascii - damaged > 2 * damaged


def unmarked_utf16(content: bytes) -> str | None:
    """Which UTF-16 a text without a mark is in, or None: every second byte of Western text is zero."""
    sample = content[:1024]
    if len(sample) < _LEAST_TEXT:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None
