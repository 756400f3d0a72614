"""Customer columns that put customers in groups: categories, levels with an order, yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted, verb
from engine.features.customer_columns import CustomerColumn
from engine.features.described import FAMILY, Described, Setting, joined, levels, one_hot, refusal
from engine.features.described import yes_no as described_yes_no
from engine.features.features import Attribute
from engine.features.foldings import (
    EDUCATION,
    MARITAL_STATUS,
    NO_YES,
    OTHER,
    ValueGroup,
    education_of,
    in_words,
    listing,
    marital_status_of,
    with_rare_folded,
    yes_or_no_of,
)
from engine.features.ranges import ordered_texts


def categories(column: CustomerColumn, setting: Setting) -> Described:
    """Groups without an order, the rare ones folded to “Other”."""
    folding = _given(column, setting, with_rare_folded(column.texts, column.counts))
    found = sorted(set(folding.values()) - {"", OTHER})
    return one_hot(*_groups(column, folding, [*found, OTHER]))


def marital_status(column: CustomerColumn, setting: Setting) -> Described:
    """Single, Partnered, Divorced, Widowed."""
    folding = _given(column, setting, {text: marital_status_of(text) for text in column.texts})
    return one_hot(*_groups(column, folding, MARITAL_STATUS))


def education(column: CustomerColumn, setting: Setting) -> Described:
    """Four levels in their order."""
    folding = _given(column, setting, {text: education_of(text) for text in column.texts})
    return levels(*_groups(column, folding, EDUCATION, ordered=True))


def ordered(column: CustomerColumn, setting: Setting) -> Described:
    """Steps in the order they have of themselves, numbers by size, others in the order of the groups that were given."""
    order = ordered_texts(column.texts)
    if order is None and column.is_number:
        by_size = np.argsort(column.numbers_of_texts, kind="stable")
        order = tuple(column.texts[i] for i in by_size)
    folding = _given(column, setting, {text: text for text in column.texts})
    given = list(setting.options.groups.get(column.header, {}).values())
    steps = [folding[text] for text in order] if order else given
    return levels(*_groups(column, folding, list(dict.fromkeys(steps)), ordered=True))


def yes_or_no(column: CustomerColumn, _: Setting) -> Described:
    """Yes or no by words; a blank is No where nobody says No; a number is Yes above 0."""
    if all(yes_or_no_of(text) for text in column.texts):
        folding = {text: yes_or_no_of(text) for text in column.texts}
        note = ""
    elif column.is_number:
        folding = {text: _above_zero(value) for text, value in zip(column.texts, column.numbers_of_texts, strict=True)}
        note = "Yes where it is more than 0."
    else:
        raise refusal(column, "yes or no", "yes and no")
    values = _positions(column, folding, NO_YES)
    if set(folding.values()) == {NO_YES[1]} and column.blank:
        note, values = joined([note, "A blank counts as No."]), np.nan_to_num(values)
    attribute = Attribute(column.name, FAMILY, "", values, NO_YES, True, note, column.header)
    return described_yes_no(attribute, _value_groups(column, folding))


def _given(column: CustomerColumn, setting: Setting, folding: Mapping[str, str]) -> dict[str, str]:
    """A folding with the groups that the user gave; a value that is given "" is taken for unknown."""
    given = setting.options.groups.get(column.header, {})
    by_text = {text.strip().casefold(): group.strip() for text, group in given.items()}
    return {text: by_text.get(text.casefold(), group) for text, group in folding.items()}


def _groups(
    column: CustomerColumn, folding: Mapping[str, str], order: Sequence[str], *, ordered: bool = False
) -> tuple[Attribute, tuple[ValueGroup, ...]]:
    """The groups that have customers, in their order; groups that the user named come after them."""
    used = set(folding.values()) - {""}
    labels = (*(label for label in order if label in used), *sorted(used - set(order)))
    pairs = _value_groups(column, folding)
    values = _positions(column, folding, labels)
    return Attribute(column.name, FAMILY, "", values, labels, ordered, _said(pairs), column.header), pairs


def _positions(column: CustomerColumn, folding: Mapping[str, str], labels: Sequence[str]) -> NDArray[np.float64]:
    at = {label: float(i) for i, label in enumerate(labels)}
    return column.spread(np.array([at.get(folding[text], np.nan) for text in column.texts], dtype=np.float64))


def _value_groups(column: CustomerColumn, folding: Mapping[str, str]) -> tuple[ValueGroup, ...]:
    counts = zip(column.texts, column.counts.tolist(), strict=True)
    return tuple(ValueGroup(text, folding[text], count) for text, count in counts)


def _said(pairs: Sequence[ValueGroup]) -> str:
    """Which values count as which group, and which are taken for unknown."""
    refused = [pair for pair in pairs if not pair.group]
    if not refused:
        return in_words(pairs)
    names = listing([f"“{pair.value}”" for pair in refused])
    customers = counted(sum(pair.customers for pair in refused), "customer")
    return joined([in_words(pairs), f"{names} ({customers}) {verb(len(refused), 'is', 'are')} taken for unknown."])


def _above_zero(value: float) -> str:
    return "" if np.isnan(value) else NO_YES[int(value > 0)]
