"""How a text file is split into cells: what separates and quotes them, and how many cells its rows have."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from engine.options.reading import Separator
from engine.reading.opening.fixed_columns import column_starts
from engine.reading.words.claims import claims

DELIMITERS = (",", ";", "\t", "|")
RARE = ("\x1f", "\x01", "^", "~", ":", " ")
BETWEEN = "\x1f"
"""Stands for several spaces once they are found to separate cells."""
LINE_END = re.compile(r"\r\n|\r|\n")
_NAMED: dict[Separator, str] = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "spaces": BETWEEN}
_WORDS = {
    ",": "commas",
    ";": "semicolons",
    "\t": "tabs",
    "|": "bars",
    BETWEEN: "spaces",
    "\x01": "control signs",
    " ": "single spaces",
}
_SAMPLE_ROWS = 200
_SAMPLE_BYTES = 1 << 18
_HEADER_ROWS = 30
_LONGEST_HEADER = 60
_PER_HEADER = 0.5
_SPLIT = 0.8
_CONSISTENT = 0.98
_CLOSE = 0.97
_MUCH = 1.2
_NUMBER = re.compile(r"[-+(]?[\d.,' \xa0]*\d[\d.,' \xa0]*[)%-]?")


@dataclass(frozen=True)
class Dialect:
    """How rows become cells.

    delimiter  what separates cells; `BETWEEN` for several spaces
    width      the usual number of cells in a row; 0 for a file without rows
    quote      what encloses cells
    escape     what stands before a quote that does not end a cell; "" where it is doubled
    padded     whether blanks stand between a delimiter and the quote after it
    starts     where fixed columns start; () where the delimiter decides
    rival      another delimiter that splits as well
    """

    delimiter: str
    width: int
    quote: str = '"'
    escape: str = ""
    padded: bool = False
    starts: tuple[int, ...] = ()
    rival: str = ""

    @property
    def name(self) -> str:
        """The dialect as a clause for users."""
        if self.width <= 1:
            return "one column"
        found = "in columns of fixed width" if self.starts else f"separated by {_named(self.delimiter)}"
        if self.quote == "'":
            found += ", cells in single quotes"
        return found + (f", quotes marked by “{self.escape}”" if self.escape else "")

    @property
    def rival_name(self) -> str:
        """What else could separate the cells, as users name it."""
        return _named(self.rival)

    @cached_property
    def cell(self) -> re.Pattern[str]:
        """One cell and what ends it; group 1 is the inside of quotes, group 2 a plain cell."""
        quoted, plain = self._patterns("(", ")")
        return re.compile(f"(?s:{quoted}|{plain})({re.escape(self.delimiter)}|\\Z)")

    @cached_property
    def row(self) -> re.Pattern[str]:
        """A whole row with the usual number of cells and its quotes in order."""
        cell = "(?:" + "|".join(self._patterns("", "")) + ")"
        return re.compile(f"(?s:{cell}(?:{re.escape(self.delimiter)}{cell}){{{self.width - 1}}})")

    def _patterns(self, opened: str, closed: str) -> tuple[str, str]:
        """What a quoted and a plain cell look like."""
        d, q = re.escape(self.delimiter), re.escape(self.quote)
        escaped = rf"|{re.escape(self.escape)}." if self.escape else ""
        inside = f"(?:[^{q}{re.escape(self.escape)}]++|{q}{q}{escaped})*+"
        return f"{q}{opened}{inside}{closed}{q}", f"{opened}(?!{q})[^{d}\\n]*+{closed}"

    def split(self, text: str) -> list[str] | None:
        """The cells of one record, or None where a quote in it does not close where it should."""
        if self.quote not in text:
            return text.split(self.delimiter)
        cells: list[str] = []
        at, more = 0, self.delimiter
        while more:
            found = self.cell.match(text, at)
            if found is None:
                return None
            quoted, plain, more = found.groups()
            cells.append(plain if quoted is None else self.unquoted(quoted))
            at = found.end()
        return cells

    def unquoted(self, inside: str) -> str:
        """The inside of a quoted cell with its quotes as they are meant."""
        text = inside.replace(self.quote * 2, self.quote)
        return re.sub(re.escape(self.escape) + "(.)", r"\1", text, flags=re.DOTALL) if self.escape else text


def _named(delimiter: str) -> str:
    return _WORDS.get(delimiter, f"“{delimiter}”")


def dialect_of(text: bytes, separator: Separator = "auto") -> Dialect:
    """The dialect under which most of the first rows have the same number of cells and a row reads like a header.

    `separator` decides where it is given, else a first line "sep=;", which Excel understands.
    """
    sample = text[:_SAMPLE_BYTES].decode("utf-8", errors="replace")
    lines = LINE_END.split(sample)
    lines = [line for line in (lines if len(text) <= _SAMPLE_BYTES else lines[:-1] or lines) if line.strip()]
    if not lines:
        return Dialect(",", 0)
    lines = lines[: _SAMPLE_ROWS * 2]
    if separator == "spaces":
        return _by_spaces(lines) or Dialect(BETWEEN, 1)
    named = _NAMED[separator] if separator != "auto" else _said(lines[0])
    best, rival = _best([named] if named else DELIMITERS, lines)
    if not named:
        best, rival = _better([best, *_rare(lines)], rival)
        spaced = _by_spaces(lines)
        if spaced and _spaced_score(spaced, lines) > _MUCH * best.score:
            return spaced
    return replace(best.dialect, rival=rival, escape=best.dialect.escape or _escape(text, best.dialect))


def _better(found: Sequence[_Scored], rival: str) -> tuple[_Scored, str]:
    """The usual delimiter, or a rare one that splits much better; a rival only to the usual one."""
    usual, *rare = found
    best = max(found, key=lambda s: s.score)
    return (best, "") if best in rare and best.score > _MUCH * usual.score else (usual, rival)


def _rare(lines: Sequence[str]) -> list[_Scored]:
    """Delimiters that are rarely ones, where they split nearly every line alike."""
    scored = [_scored(delimiter, lines) for delimiter in RARE]
    return [s for s in scored if s.share >= _CONSISTENT and s.dialect.width > (2 if s.dialect.delimiter in ": " else 1)]


def _said(first: str) -> str:
    """The delimiter that a first line "sep=;" names, or ""."""
    line = first.lstrip("\ufeff").strip('" \r\n')
    named = line[4:5] if line[:4].lower() == "sep=" else ""
    return named if named and not named.isalnum() else ""


@dataclass(frozen=True, slots=True)
class _Scored:
    dialect: Dialect
    score: float
    share: float


def _best(delimiters: Sequence[str], lines: Sequence[str]) -> tuple[_Scored, str]:
    """The best of the delimiters, and another one that is as good or ""."""
    scored = sorted((_scored(delimiter, lines) for delimiter in delimiters), key=lambda s: -s.score)
    best = scored[0]
    close = [s for s in scored[1:] if s.dialect.width > 1 and s.score >= _CLOSE * best.score]
    return best, close[0].dialect.delimiter if close else ""


def _scored(delimiter: str, lines: Sequence[str]) -> _Scored:
    dialect = Dialect(delimiter, 1, _quote(delimiter, lines), padded=_is_padded(delimiter, lines))
    found = _with_rows(dialect, lines)
    if any("\\" + dialect.quote in line for line in lines):
        escaped = _with_rows(replace(dialect, escape="\\"), lines)
        return escaped if escaped.share > found.share else found
    return found


def _with_rows(dialect: Dialect, lines: Sequence[str]) -> _Scored:
    rows = _rows(lines, dialect)
    width = _usual_width(rows)
    return _Scored(replace(dialect, width=width), _score(rows, dialect.delimiter), _alike(rows))


def _score(rows: Sequence[Sequence[str]], delimiter: str) -> float:
    """How many rows are alike, in how many cells, and how much the likeliest header says; 0 for one column."""
    width = _usual_width(rows)
    if width <= 1:
        return 0.0
    headers = max(sum(_is_header(cell) for cell in row) for row in rows[:_HEADER_ROWS])
    return float(_alike(rows) * (width - 1) ** 0.5 * _clean(rows, delimiter) + _PER_HEADER * headers)


def _is_header(cell: str) -> bool:
    return len(cell) <= _LONGEST_HEADER and any(c.isalpha() for c in cell) and bool(claims(cell))


def _clean(rows: Sequence[Sequence[str]], delimiter: str) -> float:
    """How few cells hold another delimiter that is neither part of a number nor of a sentence."""
    others = [d for d in DELIMITERS if d != delimiter]
    cells = [cell for row in rows for cell in row]
    mixed = sum(any(d in c and d + " " not in c for d in others) and not _NUMBER.fullmatch(c) for c in cells)
    return float((1.0 - mixed / max(1, len(cells))) ** 1.5)


def _quote(delimiter: str, lines: Sequence[str]) -> str:
    """A single quote where cells begin and end with one, as many times, and none stands in double quotes."""
    d = re.escape(delimiter)
    begins, ends = re.compile(rf"(?:^|{d}) *'"), re.compile(rf"' *(?={d}|$)")
    begun, ended = (sum(len(found.findall(line)) for line in lines) for found in (begins, ends))
    if begun < 2 or begun != ended or any(re.search(rf'(?:^|{d}) *"', line) for line in lines):
        return '"'
    return "'"


def _is_padded(delimiter: str, lines: Sequence[str]) -> bool:
    """Whether blanks stand before every quote that follows a delimiter, or after nearly every delimiter."""
    if delimiter in (" ", BETWEEN):
        return False
    spaced = sum(line.count(delimiter + ' "') for line in lines)
    if spaced:
        return not any(delimiter + '"' in line for line in lines)
    every = sum(line.count(delimiter) for line in lines)
    return every > 0 and sum(line.count(delimiter + " ") for line in lines) >= _CONSISTENT * every


def _escape(text: bytes, dialect: Dialect) -> str:
    """A backslash where the lines that have one before a quote split rightly only if it marks the quote as text."""
    sign = b"\\" + dialect.quote.encode()
    at = text.find(sign) if b"\\" in text else -1
    marked = replace(dialect, escape="\\")
    better = 0
    for _ in range(_HEADER_ROWS):
        if at < 0:
            break
        start = max(text.rfind(b"\n", 0, at), text.rfind(b"\r", 0, at)) + 1
        end = min((e for e in (text.find(b"\n", at), text.find(b"\r", at)) if e >= 0), default=len(text))
        line = text[start:end].decode("utf-8", errors="replace")
        better += _fits(marked, line) - _fits(dialect, line)
        at = text.find(sign, end)
    return "\\" if better > 0 else ""


def _fits(dialect: Dialect, line: str) -> bool:
    cells = dialect.split(line)
    return cells is not None and len(cells) == dialect.width


def _by_spaces(lines: Sequence[str]) -> Dialect | None:
    """Cells in columns of fixed width, or with several spaces between them; None where the lines are neither."""
    spaced = [line for line in lines if "  " in line.strip()]
    if len(spaced) < _SPLIT * len(lines) or len(spaced) < 2:
        return None
    widths = Counter(len(re.split(" {2,}", line.strip())) for line in spaced)
    starts = column_starts(spaced)
    found = [Dialect(BETWEEN, width) for width, count in widths.most_common(1) if count >= _SPLIT * len(spaced)]
    found += [Dialect(BETWEEN, len(starts), quote="", starts=starts)] if len(starts) > 1 else []
    return max(found, key=lambda dialect: _spaced_score(dialect, lines), default=None)


def _spaced_score(dialect: Dialect, lines: Sequence[str]) -> float:
    if not dialect.starts:
        return _score([re.split(" {2,}", line.strip()) for line in lines], BETWEEN)
    ends = (*dialect.starts[1:], None)
    cut = [[line[start:end].strip() for start, end in zip(dialect.starts, ends, strict=True)] for line in lines]
    return _score(cut, BETWEEN)


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    """The most frequent number of cells of rows that have several; 1 where none has."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths, key=lambda width: (widths[width], width)) if widths else 1


def _rows(lines: Sequence[str], dialect: Dialect) -> list[list[str]]:
    """The first rows: records over several lines, or lines whose quotes come in pairs where those are more alike."""
    if not any(dialect.quote in line for line in lines):
        return [line.split(dialect.delimiter) for line in lines[:_SAMPLE_ROWS]]
    records = _read(io.StringIO("\n".join(lines), newline=""), dialect)[:_SAMPLE_ROWS]
    even = [line for line in lines if line.count(dialect.quote) % 2 == 0]
    if len(even) == len(lines):
        return records
    by_line = [row for line in even[:_SAMPLE_ROWS] for row in _read([line], dialect)]
    return by_line if _alike(by_line) * len(even) / len(lines) > _alike(records) else records


def _alike(rows: Sequence[Sequence[str]]) -> float:
    width = _usual_width(rows)
    return sum(len(row) == width for row in rows) / len(rows) if rows and width > 1 else 0.0


def _read(lines: Sequence[str] | io.StringIO, dialect: Dialect) -> list[list[str]]:
    rows: list[list[str]] = []
    found = csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar=dialect.escape or None,
        skipinitialspace=dialect.padded,
    )
    with contextlib.suppress(csv.Error):  # an unclosed quote makes a cell too long: what came before it decides
        rows.extend(row for row in found if any(cell.strip() for cell in row))
    return rows
