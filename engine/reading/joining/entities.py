"""Customers and products: their ids in lines and lists united, and everything known about each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from engine.counting import counted
from engine.errors import Issue
from engine.options import ReadOptions
from engine.reading.joining.attributes import Described, filled_up, first_of, most_frequent, per_entity, texts_of
from engine.reading.joining.canonical import canonical
from engine.reading.joining.keys import Key, Match, find_key
from engine.reading.joining.stack import Stack
from engine.reading.values.coded import BLANK, Coded, nothing
from engine.roles import CUSTOMER_ROLES, PRODUCT_ROLES, Role


@dataclass(frozen=True, slots=True)
class Subject:
    """Customers or products: the words and roles in which they differ."""

    noun: str
    plural: str
    id_role: Role
    name_role: Role
    roles: tuple[Role, ...]


CUSTOMERS = Subject("customer", "customers", Role.CUSTOMER_ID, Role.CUSTOMER_NAME, CUSTOMER_ROLES)
PRODUCTS = Subject("product", "products", Role.PRODUCT_ID, Role.PRODUCT_NAME, (*PRODUCT_ROLES, Role.UNIT_PRICE))


@dataclass(frozen=True, eq=False, slots=True)
class Entities:
    """Customers or products.

    codes    int32 per line: position in `ids`, -1 for a line that names none
    ids      sorted texts
    columns  role or header → one text per id
    lists    the customer or product lists, one below the other
    row      int64 per id: the first row of `lists` that has it, -1 for an id that is in none
    """

    subject: Subject
    codes: NDArray[np.int32]
    ids: pa.StringArray
    columns: Mapping[str, Coded]
    lists: Stack
    row: NDArray[np.int64]
    issues: tuple[Issue, ...]

    @property
    def listed(self) -> NDArray[np.bool_] | None:
        """Whether each id is in a list; None without a list."""
        return self.row != BLANK if self.lists.tables else None

    def kept(self, used: NDArray[np.bool_]) -> Entities:
        """Only ids that are in the list or have a usable line; `codes` only of the usable lines."""
        keep = self.row != BLANK
        codes = self.codes if used.all() else self.codes[used]
        keep[codes] = True
        if keep.all():
            return replace(self, codes=codes)
        return replace(
            self,
            codes=(np.cumsum(keep) - 1).astype(np.int32)[codes],
            ids=self.ids.filter(pa.array(keep)),
            columns={name: Coded(column.codes[keep], column.values) for name, column in self.columns.items()},
            row=self.row[keep],
        )

    def frame(self) -> pd.DataFrame:
        """One row per id: the id, the name (the id where there is none), then the other columns as text."""
        ids, name = texts_of(self.ids), self.subject.name_role.value
        texts = {self.subject.id_role.value: ids, name: ids} | {k: per_entity(c) for k, c in self.columns.items()}
        texts[name] = np.where(texts[name] == "", ids, texts[name])
        return pd.DataFrame(texts)


def find_entities(subject: Subject, lines: Stack, ids: Coded, lists: Stack, options: ReadOptions) -> Entities:
    """Unite the ids of lines and lists. The list speaks first, the lines fill what it leaves blank.

    A column of the lines without a role is kept where it says the same in all lines of a customer or product.
    """
    key = _key(subject, ids, lists)
    codes, rows, values = key.join(ids)
    n = len(values)
    columns: dict[str, Coded] = {}
    said: list[Coded] = []
    issues: list[Issue] = []
    for role in subject.roles:
        in_list = lists.column(role)
        in_lines = None if role == Role.UNIT_PRICE else _from_lines(lines, role, codes, n)
        if in_list is None and in_lines is not None:
            issues += _several(subject, role, lines, codes, in_lines.several)
        known = [in_lines.column] if in_lines else []
        if in_list is not None:
            said.append(in_list)
            known.insert(0, first_of(rows, in_list, n))
        if known:
            columns[role.value] = known[0] if len(known) == 1 else filled_up(*known)
    described_by = {subject.id_role, *subject.roles}
    for header in lists.attribute_headers(described_by):
        said.append(canonical(lists.attribute(header, described_by), options))
        columns[_free_name(header, columns)] = first_of(rows, said[-1], n)
    for header in lines.attribute_headers():
        described = most_frequent(codes, canonical(lines.attribute(header), options), n)
        if described.is_steady:
            columns[_free_name(header, columns)] = described.column
    notes = (*_how_joined(subject, key, lists, len(ids.values)), *_repeated(subject, lists, rows, said), *issues)
    filled = np.flatnonzero(rows != BLANK)[::-1]
    row = np.full(n, BLANK, dtype=np.int64)
    row[rows[filled]] = filled
    return Entities(subject, codes, values, columns, lists, row, notes)


def _key(subject: Subject, ids: Coded, lists: Stack) -> Key:
    own = lists.ids(subject.id_role)
    if own is None:
        return Key("", is_own=True, column=nothing(), match=Match({}, {}, 0, ()))
    return find_key(ids.values, (lists.header(subject.id_role), own), lambda: _other_columns(subject, lists))


def _other_columns(subject: Subject, lists: Stack) -> Iterator[tuple[str, Coded]]:
    names = lists.ids(subject.name_role)
    if names is not None:
        yield lists.header(subject.name_role), names
    taken = {subject.id_role, subject.name_role}
    for header in lists.attribute_headers(taken):
        yield header, lists.attribute(header, taken)


def _how_joined(subject: Subject, key: Key, lists: Stack, wanted: int) -> Iterator[Issue]:
    """Notes on a list whose own ids are not, letter for letter, those of the lines."""
    if key.is_own:
        pass
    elif key.name == lists.header(subject.name_role):
        message = f"The lines name {subject.plural} by name, not by id: the {subject.noun} list is joined by name."
        yield Issue(f"{subject.plural}_by_name", message, key.match.found, "note")
    else:
        message = (
            f"The lines name {subject.plural} as the column “{key.name}” of the {subject.noun} list does: "
            f"{key.match.found:,} of {wanted:,} are found there, and joined by it."
        )
        yield Issue(f"{subject.plural}_by_column", message, key.match.found, "note")
    for words, found in key.match.rules:
        nouns = counted(found, f"{subject.noun} is", f"{subject.plural} are")
        message = f"{nouns} written otherwise in the {subject.noun} list, and joined all the same: the ids differ only by {words}."
        yield Issue(f"{subject.plural}_by_rule", message, found, "note")


def _from_lines(lines: Stack, role: Role, codes: NDArray[np.int32], n: int) -> Described | None:
    column = lines.column(role)
    return None if column is None else most_frequent(codes, column, n)


def _several(
    subject: Subject, role: Role, lines: Stack, codes: NDArray[np.int32], several: NDArray[np.bool_]
) -> list[Issue]:
    count = int(np.count_nonzero(several))
    if not count:
        return []
    nouns = counted(count, f"{subject.noun} has", f"{subject.plural} have")
    what = role.label if role.label.startswith("L") else role.label.lower()
    return [
        Issue(
            kind=f"several_{role.value}",
            message=f"{nouns} more than one {what} in the lines; the most frequent is used.",
            count=count,
            severity="note",
            places=lines.places(np.append(several, np.False_)[codes], role),
        )
    ]


def _repeated(subject: Subject, lists: Stack, rows: NDArray[np.int32], said: Sequence[Coded]) -> Iterator[Issue]:
    """A warning for ids that are in the list more than once, and how many of them have entries that contradict.

    said  what each column of the list says, row by row
    """
    filled = np.flatnonzero(rows != BLANK)
    _, at, back = np.unique(rows[filled], return_index=True, return_inverse=True)
    first = filled[at][back]
    again = filled != first
    if not again.any():
        return
    later, earlier = filled[again], first[again]
    contradicts = np.zeros(len(later), dtype=bool)
    for column in said:
        one, other = column.codes[earlier], column.codes[later]
        contradicts |= (one != other) & (one != BLANK) & (other != BLANK)
    count, odd = len(np.unique(rows[later])), len(np.unique(rows[later[contradicts]]))
    nouns = counted(count, f"{subject.noun} is", f"{subject.plural} are")
    contrary = f"{'' if odd == count else f', {odd:,} of them'} with entries that contradict each other" if odd else ""
    yield Issue(
        kind=f"repeated_{subject.plural}",
        message=f"{nouns} in the {subject.noun} list more than once{contrary}; the first entry is used.",
        count=count,
        places=lists.places(later, subject.id_role),
    )


def _free_name(header: str, columns: Mapping[str, Coded]) -> str:
    """The header, or "header (2)" where a role or another column has that name already."""
    taken = {name.casefold() for name in columns} | {role.value for role in Role} | {"is_goods"}
    name, number = header, 2
    while name.casefold() in taken:
        name, number = f"{header} ({number})", number + 1
    return name
