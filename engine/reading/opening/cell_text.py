"""A workbook's values → the text a user would write for them: one house style for every reader."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal

_ZEROS = re.compile(r"0+(?:-0+)*")
_LITERAL = re.compile(r"\\(.)|\"([^\"]*)\"|\[\$?-?[0-9A-Fa-f]*\]")
_LONGEST = 1e300
LONG = 1e15
"""From here on a whole number has more digits than Excel keeps."""


def number_text(value: float) -> str:
    """The shortest text that reads back as the same number, without an exponent or a trailing ".0"."""
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return ""
    if value.is_integer() and abs(value) < _LONGEST:
        return str(int(value))
    text = repr(value)
    return f"{Decimal(text):f}" if "e" in text else text


def truth_text(value: bool) -> str:
    """A logical value as Excel shows it."""
    return "TRUE" if value else "FALSE"


def moment_text(value: dt.datetime) -> str:
    """A day as 2024-03-05, a moment as 2024-03-05 08:26:00, with thousandths only where there are any."""
    thousandths = round(value.microsecond / 1000)
    value = value.replace(microsecond=0) + dt.timedelta(milliseconds=thousandths)
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="milliseconds" if thousandths % 1000 else "seconds")


def time_text(value: dt.time | dt.timedelta) -> str:
    """A time of day, or a length of time, in hours: 08:26:00, 36:00:00."""
    if isinstance(value, dt.time):
        value = dt.timedelta(
            hours=value.hour, minutes=value.minute, seconds=value.second + round(value.microsecond / 1e6)
        )
    seconds = round(value.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    return f"{'-' if seconds < 0 else ''}{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"


def serial_text(serial: float, epoch_1904: bool, elapsed: bool = False) -> str:
    """A serial number of Excel that is formatted as a date, a time of day, or (`elapsed`) a length of time.

    Days before 1900, after 9999 and 29 February 1900, which never was, stay the number: no date is meant.
    """
    if elapsed:
        return time_text(dt.timedelta(days=serial))
    if 0 <= serial < 1:
        return time_text(dt.timedelta(days=serial))
    try:
        day = dt.datetime(1904, 1, 1) if epoch_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no time zones
        if not epoch_1904 and serial < 60:
            day += dt.timedelta(days=1)
        if serial < 0 or (not epoch_1904 and 60 <= serial < 61):
            return number_text(serial)
        return moment_text(day + dt.timedelta(milliseconds=round(serial * 86_400_000)))
    except OverflowError:
        return number_text(serial)


def is_elapsed(code: str) -> bool:
    """Whether a number format shows a length of time: [h]:mm."""
    return re.search(r"\[(h+|m+|s+)\]", code, re.IGNORECASE) is not None


def zeros_of(code: str) -> str:
    """The digits that a number format always shows, with marks between them: 00000, 000-000; "" for any other format."""
    first = _LITERAL.sub(lambda found: found[1] or found[2] or "", code.split(";", maxsplit=1)[0])
    return first if first.count("0") > 1 and _ZEROS.fullmatch(first) else ""


def padded(text: str, zeros: str) -> str:
    """A whole number as its format shows it: 123 under 00000 is 00123, 1234567 under 000-000 is 1234-567."""
    if not (text.isascii() and text.isdigit()):
        return text
    digits = list(text.rjust(zeros.count("0"), "0"))
    tail = [digits.pop() if sign == "0" else sign for sign in reversed(zeros)]
    return "".join([*digits, *reversed(tail)])
