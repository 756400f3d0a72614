"""Customers and products: their ids in lines and lists united, and everything known about each."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from engine.errors import Issue
from engine.reading.attributes import first_of, most_frequent, texts_of
from engine.reading.coded import BLANK, Coded
from engine.reading.stack import Stack, unite
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
PRODUCTS = Subject("product", "products", Role.PRODUCT_ID, Role.PRODUCT_NAME, PRODUCT_ROLES)


@dataclass(frozen=True, eq=False, slots=True)
class Entities:
    """Customers or products.

    codes   int32 per line: row of `frame`, -1 for a line that names none
    frame   one text row per id, sorted by id
    listed  bool per id: whether it is in the customer or product list; None without a list
    prices  text column of the list price per id, None where there is none
    """

    subject: Subject
    codes: NDArray[np.int32]
    frame: pd.DataFrame
    listed: NDArray[np.bool_] | None
    prices: Coded | None
    issues: tuple[Issue, ...]

    def kept(self, used: NDArray[np.bool_]) -> Entities:
        """Only ids that are in the list or have a usable line; `codes` only of the usable lines."""
        keep = np.zeros(len(self.frame), dtype=bool) if self.listed is None else self.listed.copy()
        codes = self.codes[used]
        keep[codes] = True
        new = (np.cumsum(keep) - 1).astype(np.int32)
        return replace(
            self,
            codes=new[codes],
            frame=self.frame[keep].reset_index(drop=True),
            listed=None if self.listed is None else self.listed[keep],
        )


def entities(subject: Subject, lines: Stack, ids: Coded, lists: Stack) -> Entities:
    """Unite the ids of lines and lists; the list speaks first, the lines fill what it leaves blank."""
    list_ids = (lists.ids(subject.id_role) if lists.tables else None) or Coded(
        np.empty(0, dtype=np.int32), pa.array([], pa.string())
    )
    (line_codes, list_codes), values = unite([ids, list_ids])
    codes, row_codes = ids.recoded(line_codes, values).codes, list_ids.recoded(list_codes, values).codes
    n = len(values)
    issues = _repeated(subject, lists, row_codes, n)
    frame = {subject.id_role.value: texts_of(values)}
    for role in (subject.name_role, *(role for role in subject.roles if role != subject.name_role)):
        texts = _described(subject, role, lines, codes, lists, row_codes, n, issues)
        if texts is not None:
            frame[role.value] = texts
    names = frame.get(subject.name_role.value, np.full(n, "", dtype=object))
    frame[subject.name_role.value] = np.where(names == "", frame[subject.id_role.value], names)
    for header in lists.attribute_headers():
        frame[_free_name(header, frame)] = first_of(row_codes, lists.attribute(header), n).texts
    listed = np.isin(np.arange(n), row_codes) if lists.tables else None
    prices = lists.column(Role.UNIT_PRICE) if lists.tables else None
    if prices is not None:
        prices = _per_id(prices, row_codes, n)
    return Entities(subject, codes, pd.DataFrame(frame), listed, prices, tuple(issues))


def _per_id(column: Coded, row_codes: NDArray[np.int32], n: int) -> Coded:
    codes = np.full(n, BLANK, dtype=np.int32)
    owners, first = np.unique(row_codes, return_index=True)
    codes[owners[owners != BLANK]] = column.codes[first[owners != BLANK]]
    return Coded(codes, column.values)


def _described(
    subject: Subject,
    role: Role,
    lines: Stack,
    codes: NDArray[np.int32],
    lists: Stack,
    row_codes: NDArray[np.int32],
    n: int,
    issues: list[Issue],
) -> NDArray[np.object_] | None:
    in_list, in_lines = lists.column(role), lines.column(role)
    texts = None if in_list is None else first_of(row_codes, in_list, n).texts
    if in_lines is None:
        return texts
    described = most_frequent(codes, in_lines, n)
    if texts is not None:
        return np.where(texts == "", described.texts, texts)
    several = int(np.count_nonzero(described.several))
    if several:
        issues.append(_several(subject, role, lines, codes, described.several, several))
    return described.texts


def _several(
    subject: Subject, role: Role, lines: Stack, codes: NDArray[np.int32], several: NDArray[np.bool_], count: int
) -> Issue:
    nouns = f"{subject.noun} has" if count == 1 else f"{subject.plural} have"
    what = role.label.lower()
    return Issue(
        kind=f"several_{role.value}",
        message=f"{count:,} {nouns} more than one {what}; the most frequent is used.",
        count=count,
        severity="note",
        places=lines.places(np.append(several, False)[codes], role),
    )


def _repeated(subject: Subject, lists: Stack, row_codes: NDArray[np.int32], n: int) -> list[Issue]:
    seen = np.bincount(row_codes[row_codes != BLANK], minlength=n)
    count = int(np.count_nonzero(seen > 1))
    if not count:
        return []
    _, first = np.unique(row_codes, return_index=True)
    again = np.ones(len(row_codes), dtype=bool)
    again[first] = False
    nouns = f"{subject.noun} is" if count == 1 else f"{subject.plural} are"
    return [
        Issue(
            kind=f"repeated_{subject.plural}",
            message=f"{count:,} {nouns} in the {subject.noun} list more than once; the first entry is used.",
            count=count,
            places=lists.places(again & (row_codes != BLANK), subject.id_role),
        )
    ]


def _free_name(header: str, frame: dict[str, NDArray[np.object_]]) -> str:
    """The header, or "header (2)" where a role or another column has that name already."""
    taken = {name.casefold() for name in frame} | {role.value for role in Role}
    name, number = header, 2
    while name.casefold() in taken:
        name, number = f"{header} ({number})", number + 1
    return name
