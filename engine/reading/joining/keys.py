"""Which column of a list holds the ids that other files name, and how its ids are written there.

A list is joined by keys found in the data: by its own id where the ids are the same, else by the same id written
otherwise (leading zeros that Excel dropped, another case, a letter in front), else by another column whose values match.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.joining.stack import unite
from engine.reading.values.coded import Coded

ENOUGH = 0.5
"""Share of the ids that the lines name which a column must hold to be the key, and a rule must match of the rest."""
_CLEARLY = 0.2
_ALMOST_OWN = 0.9
_LONGEST_AFFIX = 5
"""What is longer than “CUST-” is a word, and no sign of a number."""
_DOMINANT = 0.9
_DIGIT = re.compile(r"\d")

Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Match:
    """How the ids of the lines are found among the ids of a list.

    lines, listed  an id as it is written there → as both are to be written; only those that change
    found          ids of the lines that are in the list, exactly or by a rule
    rules          in words, and how many ids each matched: “leading zeros”
    """

    lines: Mapping[str, str]
    listed: Mapping[str, str]
    found: int
    rules: tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False, slots=True)
class Key:
    """The key of a list: the header of its column, whether that is the list's own id, and what it matched."""

    name: str
    is_own: bool
    column: Coded
    match: Match

    def join(self, ids: Coded) -> tuple[NDArray[np.int32], NDArray[np.int32], pa.StringArray]:
        """Codes of the lines and of the rows of the list in one sorted list of ids, -1 for a blank."""
        of_lines, of_list = _rewritten(ids, self.match.lines), _rewritten(self.column, self.match.listed)
        (line_codes, list_codes), values = unite([of_lines, of_list])
        return of_lines.recoded(line_codes, values).codes, of_list.recoded(list_codes, values).codes, values


def find_key(wanted: pa.StringArray, own: tuple[str, Coded], others: Callable[[], Iterable[tuple[str, Coded]]]) -> Key:
    """The column of a list by which ids join to it.

    wanted  the distinct ids that the lines name
    own     header and column of the list's own id
    others  its other columns, made when they are needed. One is taken only where the list's own ids hold less than
            half of the wanted ones, and it at least half of them and clearly more than the next; it must have a value
            of its own in nearly each row
    Cost: one set of the distinct values per column, and only for lists whose own ids do not match.
    """
    first = Key(own[0], is_own=True, column=own[1], match=match(wanted, own[1].values))
    if first.match.found >= ENOUGH * len(wanted):
        return first
    rivals = [
        Key(name, is_own=False, column=column, match=match(wanted, column.values, affixes=False))
        for name, column in others()
        if len(column.values) >= _ALMOST_OWN * max(int(np.count_nonzero(~column.blank)), 1)
    ]
    rivals.sort(key=lambda key: (-key.match.found, len(key.match.rules)))
    if not rivals or rivals[0].match.found < ENOUGH * len(wanted):
        return first
    next_best = max([first.match.found, *(key.match.found for key in rivals[1:])])
    return rivals[0] if rivals[0].match.found >= next_best + _CLEARLY * len(wanted) else first


def match(wanted: pa.StringArray, listed: pa.StringArray, *, affixes: bool = True) -> Match:
    """Match distinct ids exactly, then by each rule that finds at least half of those still without a partner.

    A rule pairs two ids only where no other id on either side would fall together with them. With `affixes`, a text
    that all ids of one side have before or after the number may be missing on the other.
    Cost: vectorised where all match exactly; else each rule writes each id once more.
    """
    is_known = pc.is_in(wanted, value_set=listed)
    found = int(pc.sum(is_known).as_py() or 0)
    if found == len(wanted) or found == len(listed):
        return Match({}, {}, found, ())
    wanted_all, listed_all = wanted.to_pylist(), listed.to_pylist()
    known = set(wanted.filter(is_known).to_pylist())
    open_wanted, open_listed = set(wanted_all) - known, set(listed_all) - known
    of_lines: dict[str, str] = {}
    of_list: dict[str, str] = {}
    used: list[tuple[str, int]] = []
    for words, fold_wanted, fold_listed in _rules(wanted_all, listed_all, affixes=affixes):
        by_listed = _unique(listed_all, fold_listed)
        pairs = [
            (one, other)
            for key, one in _unique(wanted_all, fold_wanted).items()
            if one in open_wanted and (other := by_listed.get(key, "")) in open_listed
        ]
        if not pairs or len(pairs) < ENOUGH * len(open_wanted):
            continue
        for one, other in pairs:
            of_lines[one] = of_list[other] = _as_written(one, other)
        open_wanted.difference_update(one for one, _ in pairs)
        open_listed.difference_update(other for _, other in pairs)
        used.append((words, len(pairs)))
    return Match(of_lines, of_list, found + len(of_lines), tuple(used))


def _rewritten(column: Coded, writing: Mapping[str, str]) -> Coded:
    if not writing:
        return column
    return column.with_values(pa.array([writing.get(one, one) for one in column.values.to_pylist()], pa.string()))


def _rules(wanted: Iterable[str], listed: Iterable[str], *, affixes: bool) -> Iterable[tuple[str, Fold, Fold]]:
    """What a rule is called, and how it writes an id of the lines and one of the list so that they are the same."""
    yield "a “.0” at the end", _without_point, _without_point
    yield "leading zeros", _without_zeros, _without_zeros
    yield "upper and lower case, and blanks", _folded, _folded
    of_wanted, of_listed = _affix(wanted), _affix(listed)
    if of_wanted == of_listed or not affixes:
        return
    words = " and ".join(f"“{part}”" for part in dict.fromkeys((*of_wanted, *of_listed)) if part)
    yield f"{words} before or after the number", _without(of_wanted), _without(of_listed)
    plain_wanted, plain_listed = _without(of_wanted), _without(of_listed)
    yield (
        f"{words} before or after the number, and leading zeros",
        lambda text: _without_zeros(plain_wanted(text)),
        lambda text: _without_zeros(plain_listed(text)),
    )


def _unique(ids: Iterable[str], fold: Fold) -> dict[str, str]:
    """Folded id → the one id that is written so; ids that fall together are left out."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for one in ids:
        key = fold(one)
        if key in found:
            several.add(key)
        found[key] = one
    return {key: one for key, one in found.items() if key not in several}


def _as_written(one: str, other: str) -> str:
    """The writing of two that has not lost anything: the longer one, but not for a “.0”."""
    if _without_point(one) == _without_point(other):
        return _without_point(one)
    return other if len(other) > len(one) else one


def _without_point(text: str) -> str:
    return re.sub(r"^(\d+)\.0+$", r"\1", text)


def _without_zeros(text: str) -> str:
    return _without_point(text).lstrip("0") or "0"


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


def _affix(ids: Iterable[str]) -> tuple[str, str]:
    """The text without digits that nearly all ids begin with, and the one they end with; "" for none."""
    heads: Counter[str] = Counter()
    tails: Counter[str] = Counter()
    for one in ids:
        digits = [m.start() for m in _DIGIT.finditer(one)]
        heads[one[: digits[0]] if digits else ""] += 1
        tails[one[digits[-1] + 1 :] if digits else ""] += 1
    return _dominant(heads), _dominant(tails)


def _dominant(counts: Counter[str]) -> str:
    if not counts:
        return ""
    text, count = counts.most_common(1)[0]
    return text if len(text) <= _LONGEST_AFFIX and count >= _DOMINANT * counts.total() else ""


def _without(affix: tuple[str, str]) -> Fold:
    head, tail = affix
    return lambda text: text.removeprefix(head).removesuffix(tail)
