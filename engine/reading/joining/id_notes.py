"""Ids that a spreadsheet has ruined before the file came here: shortened, rounded, turned into dates, hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.counting import counted
from engine.errors import Issue
from engine.reading.joining.attributes import texts_of
from engine.reading.joining.entities import Entities
from engine.reading.joining.folding import case_twins
from engine.reading.joining.ids import HIDDEN
from engine.reading.joining.stack import Stack
from engine.reading.text_columns import by_text

_Bools = NDArray[np.bool_]
_SHORTENED = r"^\d(?:[.,]\d+)?[eE]\+\d{2}$"
_DAY = r"^\d{4}-\d{2}-\d{2}[ T]00:00:00$|^\d{1,2}[-. ]{1,2}\p{Lu}\p{Ll}{2,3}\.?$"
_ERROR = r"(?i)^#(?:n/a|n/d|nv|ref!|bezug!|name\?|value!|wert!|div/0!|null!|num!|zahl!)$"
_LONG = r"^\d{16,}$"
_GROUPED, _UNGROUPED = r"^[1-9]\d{0,2}(?:([.,' ])\d{3})+$", r"^\d{4,}$"
_LEAST, _MOST = 2, 0.9
_DIGITS_OF_EXCEL = 15
_AS_TEXT = "Format the column as text before the list is opened or exported again."


@dataclass(frozen=True, slots=True)
class _Ruin:
    """One way in which ids are ruined: how to find them among the distinct ids, and the sentence."""

    kind: str
    found: Callable[[pa.StringArray], _Bools]
    sentence: str


def id_notes(lines: Stack, entities: Entities, rows: NDArray[np.int64]) -> Iterator[Issue]:
    """Warnings about the ids of the usable lines, with the lines that hold them.

    rows  the usable lines, one per code of `entities`
    Cost: a few looks at each distinct id, and one at the first letter of each cell.
    """
    subject = entities.subject
    if not lines.has(subject.id_role):
        return
    yield from _hidden(lines, entities)
    for ruin in _RUINS:
        found = ruin.found(entities.ids)
        if not found.any():
            continue
        held = found[entities.codes]
        if count := int(np.count_nonzero(held)):
            example = texts_of(entities.ids.filter(pa.array(found)))[0]
            message = ruin.sentence.format(
                n=counted(count, "line has", "lines have"),
                id=f"{subject.noun} ID",
                example=example,
                many=subject.plural,
            )
            yield Issue(
                f"{ruin.kind}_{subject.plural}", message, count, places=lines.places(rows[held], subject.id_role)
            )
    yield from _twins(entities)


def _hidden(lines: Stack, entities: Entities) -> Iterator[Issue]:
    subject = entities.subject
    found = [_hidden_cells(table.cells, table.column_of(subject.id_role)) for table in lines.tables]
    hidden = np.concatenate(found) if found else np.zeros(0, dtype=bool)
    if count := int(np.count_nonzero(hidden)):
        message = (
            f"{counted(count, 'line shows', 'lines show')} ##### instead of a {subject.noun} ID; taken as having none. "
            f"Widen the column in Excel, and save the list again."
        )
        yield Issue(f"hidden_{subject.plural}", message, count, places=lines.places(hidden, subject.id_role))


def _hidden_cells(cells: pa.Table, at: int | None) -> _Bools:
    if at is None:
        return np.zeros(cells.num_rows, dtype=bool)
    return by_text(cells.column(at), _are_hidden, blank=False)


def _are_hidden(texts: pa.StringArray) -> _Bools:
    marked = np.array(pc.fill_null(pc.starts_with(texts, "#"), fill_value=False), dtype=bool)
    rows = np.flatnonzero(marked)
    if len(rows):
        trimmed = pc.utf8_trim_whitespace(texts.take(pa.array(rows)))
        marked[rows] = np.asarray(pc.match_substring_regex(trimmed, HIDDEN), dtype=bool)
    return marked


def _twins(entities: Entities) -> Iterator[Issue]:
    subject = entities.subject
    groups = case_twins(entities.ids)
    if count := sum(len(group) - 1 for group in groups):
        differ = counted(count, f"{subject.noun} differs", f"{subject.plural} differ")
        message = (
            f"{differ} from another only by upper and lower case, such as “{groups[0][0]}” and “{groups[0][1]}”. "
            f"To take them as the same, choose it under Options, Fold case of ids."
        )
        yield Issue(f"case_twins_{subject.plural}", message, count, "note")


def _matching(ids: pa.StringArray, pattern: str) -> _Bools:
    return np.asarray(pc.match_substring_regex(ids, pattern), dtype=bool) if len(ids) else np.zeros(0, dtype=bool)


def _shortened(ids: pa.StringArray) -> _Bools:
    return _matching(ids, _SHORTENED)


def _errors(ids: pa.StringArray) -> _Bools:
    return _matching(ids, _ERROR)


def _days(ids: pa.StringArray) -> _Bools:
    """Dates among codes; where most ids are dates, it is another column that is meant."""
    found = _matching(ids, _DAY)
    return found if 2 * np.count_nonzero(found) < len(found) else np.zeros(len(found), dtype=bool)


def _rounded(ids: pa.StringArray) -> _Bools:
    """Numbers of 16 digits and more, where nearly all of them hold no more than 15, which is all that Excel keeps."""
    found = _matching(ids, _LONG)
    texts = texts_of(ids.filter(pa.array(found)))
    rounded = [
        (float(f"{int(text):.{_DIGITS_OF_EXCEL}g}") == float(text) and int(float(text)) == int(text))
        or _ends_in_zeros(text)
        for text in texts
    ]
    enough = sum(rounded) >= max(_LEAST, _MOST * len(rounded))
    found[found] = rounded if enough else False
    return found


def _ends_in_zeros(text: str) -> bool:
    return not text[_DIGITS_OF_EXCEL:].strip("0")


def _grouped(ids: pa.StringArray) -> _Bools:
    """Ids with thousands separators, where none of four digits stands without."""
    found = _matching(ids, _GROUPED)
    few = 2 * np.count_nonzero(found) < len(found) or _matching(ids, _UNGROUPED).any()
    return np.zeros(len(found), dtype=bool) if few else found


_RUINS = (
    _Ruin(
        "shortened",
        _shortened,
        f"{{n}} a {{id}} that Excel has shortened, such as “{{example}}”: different {{many}} may have become one, and it "
        f"cannot be undone here. {_AS_TEXT}",
    ),
    _Ruin(
        "errors_as",
        _errors,
        "{n} an error of Excel instead of a {id}, such as “{example}”: different {many} count as one. Repair the formula in "
        "Excel, and save the list again.",
    ),
    _Ruin(
        "rounded",
        _rounded,
        f"{{n}} a {{id}} of more than 15 digits, such as “{{example}}”, whose last digits Excel has lost: different {{many}} "
        f"may have become one. {_AS_TEXT}",
    ),
    _Ruin(
        "dates_as",
        _days,
        f"{{n}} a date where a {{id}} should be, such as “{{example}}”: Excel has probably turned a code such as “MAR1” "
        f"into it. {_AS_TEXT}",
    ),
    _Ruin(
        "grouped",
        _grouped,
        "{n} a {id} written like a number, such as “{example}”; kept as written, and the same as no id without the separator.",
    ),
)
