"""The letters of a text file: its encoding, decided over the whole file, and its text as UTF-8."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from engine.counting import counted
from engine.errors import Issue, Place
from engine.options.reading import Encoding
from engine.reading.opening.guessing import Guess, guess_encoding

NAMES: dict[str, str] = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp437": "DOS 437",
    "cp850": "DOS 850",
    "cp852": "DOS 852",
    "cp866": "DOS 866",
    "mac-roman": "Mac Roman",
    "iso8859-15": "ISO 8859-15",
}
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = re.compile(rb"\xc2[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
_LEAST_TEXT = 8
_SAMPLE = 4096
_PIECE = 1 << 23
_REPLACED = "\ufffd".encode()
_SHOWN = 100
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Letters:
    """A text as UTF-8, what it was written in (as a user reads it), and what there is to say about that."""

    text: bytes
    name: str
    issues: tuple[Issue, ...] = ()


def letters_of(file: str, content: bytes, wanted: Encoding = "auto") -> Letters:
    """The text of a file as UTF-8 without a mark.

    In the wanted encoding; else by its mark; else UTF-16 by its zeros; else UTF-8, also where a few bytes of it are
    damaged; else the one-byte encoding under which its words look most like words. What cannot be decoded is shown
    as “�” and counted. Cost: for UTF-8 one pass over the bytes and no copy.
    """
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    encoding = marked if wanted == "auto" else _obeyed(wanted, marked, content)
    encoding = encoding or unmarked_utf16(content)
    if encoding in (None, "utf-8"):
        if is_utf8(content):
            return _without_controls(file, _unmarked(content))
        if encoding or _is_damaged_utf8(content):
            return _with_damage(file, _recoded(_unmarked(content), "utf-8"), "utf-8", content)
    if encoding:
        return _with_damage(file, _recoded(content, encoding), encoding, content)
    guess = guess_encoding(content)
    letters = _with_damage(file, _recoded(content, guess.encoding), guess.encoding, content)
    if guess.sure:
        return letters
    return Letters(letters.text, letters.name, (_doubt(file, guess), *letters.issues))


def _obeyed(wanted: Encoding, marked: str | None, content: bytes) -> str:
    if wanted != "utf-16":
        return wanted
    return marked if marked in ("utf-16", "utf-32") else unmarked_utf16(content) or "utf-16-le"


def _unmarked(content: bytes) -> bytes:
    return content[3:] if content.startswith(_MARKS[0][0]) else content


def is_utf8(content: bytes) -> bool:
    """Whether every byte is good UTF-8. Cost: about a tenth of decoding it."""
    if len(content) >= 1 << 40:
        return False
    ends = np.array([0, len(content)], dtype=np.int64)
    whole = pa.Array.from_buffers(pa.large_binary(), 1, [None, pa.py_buffer(ends), pa.py_buffer(content)])
    try:
        whole.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def _without_controls(file: str, text: bytes) -> Letters:
    """UTF-8 in which control signs stand for the Windows quotes and dashes they once were put right."""
    if b"\xc2" not in text or not _CONTROLS.search(text):
        return Letters(text, NAMES["utf-8"])
    text, count = _CONTROLS.subn(lambda found: found.group()[1:].decode("cp1252").encode(), text)
    said = "One sign" if count == 1 else f"{count:,} signs"
    message = f"{said} of {file}, such as quotes and dashes, had been turned to control signs, and were turned back."
    return Letters(text, NAMES["utf-8"], (Issue("control_signs", message, count, severity="note"),))


def _recoded(content: bytes, encoding: str) -> bytes:
    """The content as UTF-8, piece by piece, so that it is never held a third time."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    pieces = [
        decoder.decode(content[start : start + _PIECE], final=start + _PIECE >= len(content)).encode(errors="replace")
        for start in range(0, len(content), _PIECE)
    ]
    return b"".join(pieces)


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether most letters beyond ASCII are good UTF-8: in a one-byte encoding hardly one is, by chance."""
    damaged = beyond_ascii = 0
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        damaged += piece.decode("utf-8", errors="replace").count("\ufffd")
        beyond_ascii += int(np.count_nonzero(np.frombuffer(piece, dtype=np.uint8) & 0x80))
    return beyond_ascii - damaged > 2 * damaged


def _with_damage(file: str, text: bytes, encoding: str, content: bytes) -> Letters:
    """The text, and where it was written in something else what could not be decoded."""
    count = text.count(_REPLACED) - (content.count(_REPLACED) if encoding == "utf-8" else 0)
    if count <= 0:
        return Letters(text, NAMES[encoding])
    issue = Issue(
        kind="damaged_letters",
        message=(
            f"{counted(count, 'letter')} of {file} cannot be read as {NAMES[encoding]} and stand as “�”."
            " If there are many, choose another encoding under Options, Encoding."
        ),
        count=count,
        places=tuple(_places(file, text)),
    )
    return Letters(text, NAMES[encoding], (issue,))


def _places(file: str, text: bytes) -> list[Place]:
    """The first places of letters that could not be decoded."""
    places: list[Place] = []
    row, counted = 1, 0
    at = text.find(_REPLACED)
    while at >= 0 and len(places) < _SHOWN:
        row += text.count(b"\n", counted, at)
        counted = at
        around = text[max(0, at - _AROUND) : at + _AROUND].decode("utf-8", errors="ignore")
        places.append(Place(file, row=row, value=" ".join(around.split())))
        at = text.find(_REPLACED, at + len(_REPLACED))
    return places


def _doubt(file: str, guess: Guess) -> Issue:
    words = "one word" if guess.words == 1 else f"{guess.words:,} words"
    return Issue(
        kind="guessed_encoding",
        message=(
            f"{file} does not say how its letters are written. Judging by {words}, it was read as"
            f" {NAMES[guess.encoding]}, as in “{guess.example}”. If that looks wrong, choose under Options, Encoding"
            + (f": {NAMES[guess.rival]} comes next." if guess.rival else ".")
        ),
        count=guess.words,
        severity="note",
    )


def unmarked_utf16(content: bytes) -> str | None:
    """Which UTF-16 a text without a mark is in, or None.

    Digits, blanks, separators and Western letters have a zero as every second byte, and nothing has one as the other.
    """
    sample = content[:_SAMPLE]
    if len(sample) < _LEAST_TEXT:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if others > 0.01 * half or zeros <= 0.1 * half:
            continue
        if zeros > 0.4 * half or _is_text(sample, encoding):
            return encoding
    return None


def _is_text(sample: bytes, encoding: str) -> bool:
    """Whether a text with few zeros reads as letters of a few alphabets, not as bytes with zeros strewn in."""
    text = sample.decode(encoding, errors="replace")
    return "\ufffd" not in text[:-1] and max(text) < "\u3000" and "\x00" not in text
