"""Customers and products: their ids in lines and lists united, and everything known about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from engine.errors import Issue
from engine.reading.joining.attributes import Described, filled_up, first_of, most_frequent, per_entity, texts_of
from engine.reading.joining.stack import Stack, unite
from engine.reading.values.coded import BLANK, Coded
from engine.roles import CUSTOMER_ROLES, PRODUCT_ROLES, Role

_JOINED_BY_NAME = 0.5


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
    listed   bool per id: whether it is in the customer or product list; None without a list
    """

    subject: Subject
    codes: NDArray[np.int32]
    ids: pa.StringArray
    columns: Mapping[str, Coded]
    listed: NDArray[np.bool_] | None
    issues: tuple[Issue, ...]

    def kept(self, used: NDArray[np.bool_]) -> Entities:
        """Only ids that are in the list or have a usable line; `codes` only of the usable lines."""
        keep = np.zeros(len(self.ids), dtype=bool) if self.listed is None else self.listed.copy()
        codes = self.codes[used]
        keep[codes] = True
        return replace(
            self,
            codes=(np.cumsum(keep) - 1).astype(np.int32)[codes],
            ids=self.ids.filter(pa.array(keep)),
            columns={name: Coded(column.codes[keep], column.values) for name, column in self.columns.items()},
            listed=None if self.listed is None else self.listed[keep],
        )

    def frame(self) -> pd.DataFrame:
        """One row per id: the id, the name (the id where there is none), then the other columns as text."""
        ids, name = texts_of(self.ids), self.subject.name_role.value
        texts = {self.subject.id_role.value: ids, name: ids} | {k: per_entity(c) for k, c in self.columns.items()}
        texts[name] = np.where(texts[name] == "", ids, texts[name])
        return pd.DataFrame(texts)


def find_entities(subject: Subject, lines: Stack, ids: Coded, lists: Stack) -> Entities:
    """Unite the ids of lines and lists. The list speaks first, the lines fill what it leaves blank.

    A column of the lines without a role is kept where it says the same in all lines of a customer or product.
    """
    list_ids, key_issues = _list_ids(subject, ids, lists)
    (line_codes, list_codes), values = unite([ids, list_ids])
    codes, rows = ids.recoded(line_codes, values).codes, list_ids.recoded(list_codes, values).codes
    n = len(values)
    issues = [*key_issues, *_repeated(subject, lists, rows)]
    columns: dict[str, Coded] = {}
    for role in subject.roles:
        in_list = _from_list(lists, role, rows, n)
        in_lines = None if role == Role.UNIT_PRICE else _from_lines(lines, role, codes, n)
        if in_list is None and in_lines is not None:
            issues += _several(subject, role, lines, codes, in_lines.several)
        known = [column for column in (in_list, in_lines.column if in_lines else None) if column is not None]
        if known:
            columns[role.value] = known[0] if len(known) == 1 else filled_up(*known)
    described_by = {subject.id_role, *subject.roles}
    for header in lists.attribute_headers(described_by):
        columns[_free_name(header, columns)] = first_of(rows, lists.attribute(header, described_by), n)
    for header in lines.attribute_headers():
        described = most_frequent(codes, lines.attribute(header), n)
        if described.is_steady:
            columns[_free_name(header, columns)] = described.column
    listed = np.isin(np.arange(n), rows) if lists.tables else None
    return Entities(subject, codes, values, columns, listed, tuple(issues))


def _list_ids(subject: Subject, ids: Coded, lists: Stack) -> tuple[Coded, list[Issue]]:
    """The key of the list: its id, or its name where the lines hold names and no id of theirs is in the list."""
    own = lists.ids(subject.id_role)
    if own is None:
        return Coded(np.empty(0, dtype=np.int32), pa.array([], pa.string())), []
    names = lists.ids(subject.name_role)
    wanted = set(ids.values.to_pylist())
    if names is None or not wanted.isdisjoint(own.values.to_pylist()):
        return own, []
    found = len(wanted.intersection(names.values.to_pylist()))
    if found < _JOINED_BY_NAME * len(wanted):
        return own, []
    message = f"The lines name {subject.plural} by name, not by id: the {subject.noun} list is joined by name."
    return names, [Issue(f"{subject.plural}_by_name", message, found, "note")]


def _from_list(lists: Stack, role: Role, rows: NDArray[np.int32], n: int) -> Coded | None:
    column = lists.column(role)
    return None if column is None else first_of(rows, column, n)


def _from_lines(lines: Stack, role: Role, codes: NDArray[np.int32], n: int) -> Described | None:
    column = lines.column(role)
    return None if column is None else most_frequent(codes, column, n)


def _several(
    subject: Subject, role: Role, lines: Stack, codes: NDArray[np.int32], several: NDArray[np.bool_]
) -> list[Issue]:
    count = int(np.count_nonzero(several))
    if not count:
        return []
    nouns = f"{subject.noun} has" if count == 1 else f"{subject.plural} have"
    what = role.label if role.label.startswith("L") else role.label.lower()
    return [
        Issue(
            kind=f"several_{role.value}",
            message=f"{count:,} {nouns} more than one {what} in the lines; the most frequent is used.",
            count=count,
            severity="note",
            places=lines.places(np.append(several, np.False_)[codes], role),
        )
    ]


def _repeated(subject: Subject, lists: Stack, rows: NDArray[np.int32]) -> list[Issue]:
    _, first, seen = np.unique(rows, return_index=True, return_counts=True)
    again = rows != BLANK
    again[first] = False
    count = int(np.count_nonzero((seen > 1) & (rows[first] != BLANK)))
    if not count:
        return []
    nouns = f"{subject.noun} is" if count == 1 else f"{subject.plural} are"
    return [
        Issue(
            kind=f"repeated_{subject.plural}",
            message=f"{count:,} {nouns} in the {subject.noun} list more than once; the first entry is used.",
            count=count,
            places=lists.places(again, subject.id_role),
        )
    ]


def _free_name(header: str, columns: Mapping[str, Coded]) -> str:
    """The header, or "header (2)" where a role or another column has that name already."""
    taken = {name.casefold() for name in columns} | {role.value for role in Role} | {"is_goods"}
    name, number = header, 2
    while name.casefold() in taken:
        name, number = f"{header} ({number})", number + 1
    return name
