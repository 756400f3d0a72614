"""What can go wrong, and the only three ways it ends.

An `Issue` is collected and shown in a list; the run goes on. An `EngineError` stops the run with a sentence and a
way out; the window stays usable. Anything else is a bug.

    EngineError
    ├── FileError          a file cannot be used: missing, empty, of another kind, damaged, protected
    ├── ColumnError        the columns that the analysis needs are missing
    ├── NothingToAnalyse   the files were read, but nothing in them can be analysed
    ├── OptionError        an option is unknown or out of range
    └── WriteError         the workbook cannot be written where it was asked for
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


class EngineError(Exception):
    """A sentence that says what is wrong and a hint that says what to do about it."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".strip()


class FileError(EngineError):
    """A file cannot be used: missing, empty, of another kind, damaged or protected."""


class ColumnError(EngineError):
    """The columns that the analysis needs were not found."""


class NothingToAnalyse(EngineError):  # noqa: N818 - says itself what is wrong
    """The files were read, but no usable line is left."""


class OptionError(EngineError):
    """An option is unknown or out of range; the hint names the nearest valid one."""


class WriteError(EngineError):
    """The workbook cannot be written; whatever stood at the target still stands there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the user's files something was seen. `row` is the row number that Excel or an editor shows (from 1)."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""

    def __str__(self) -> str:
        where = [self.file] if self.file else []
        if self.sheet:
            where.append(f"sheet {self.sheet}")
        if self.row:
            where.append(f"row {self.row:,}")
        if self.column:
            where.append(f"column {self.column}")
        value = [f"“{self.value}”"] if self.value else []
        return ": ".join([", ".join(where), *value] if where else value)


@dataclass(frozen=True, slots=True)
class Issue:
    """One kind of problem in the user's data, counted and located; the run goes on.

    kind      a stable key for programs, such as "no_customer"
    message   one sentence for the user, with its count in it
    count     how many lines, cells or keys it concerns
    severity  "warning": figures are affected; "note": good to know
    amount    the money it concerns, 0 where there is none
    places    every place that is known, made when it is asked for; slice it, there may be millions
    """

    kind: str
    message: str
    count: int
    severity: Literal["warning", "note"] = "warning"
    amount: float = 0.0
    places: Sequence[Place] = ()
