"""Each column of the list of customers with its treatment, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from engine.dataset import Dataset
from engine.features import ages, grouped_columns, measured_columns
from engine.features.customer_columns import CustomerColumn, customer_columns
from engine.features.described import FAMILY, Described, Setting, yes_no
from engine.features.features import Attribute
from engine.features.foldings import NO_YES, ValueGroup
from engine.features.treatments import Proposal, children, possible, proposals
from engine.options import FeatureOptions
from engine.options.describing import Treatment

HAS_CHILDREN = "Has children"
_WITHOUT_GROUPS = ("scale", "bands", "equal groups", "age", "tenure", "yes or no")
_DESCRIBE: Mapping[Treatment, Callable[[CustomerColumn, Setting], Described]] = {
    "scale": measured_columns.scale,
    "bands": measured_columns.bands,
    "equal groups": measured_columns.equal_groups,
    "tenure": measured_columns.tenure,
    "age": ages.age,
    "categories": grouped_columns.categories,
    "ordered": grouped_columns.ordered,
    "education": grouped_columns.education,
    "marital status": grouped_columns.marital_status,
    "yes or no": grouped_columns.yes_or_no,
}


@dataclass(frozen=True, eq=False, slots=True)
class TreatedColumn:
    """A column, what is done with it, and what came of it; `made` is None where it is left out."""

    header: str
    proposal: Proposal
    used: Treatment
    made: Described | None
    possible: tuple[Treatment, ...]
    blank: int

    @property
    def is_compared(self) -> bool:
        """Whether customers are compared by it."""
        return self.used not in ("profile only", "leave out")


def treated_columns(dataset: Dataset, options: FeatureOptions) -> list[TreatedColumn]:
    """The columns of `dataset.customers` in their order, and “Has children” where several columns count them."""
    columns = customer_columns(dataset)
    proposed = proposals(columns)
    setting = Setting(options, _last_day(dataset, columns, proposed))
    out = [_column(column, proposal, setting) for column, proposal in zip(columns, proposed, strict=True)]
    headers = children(columns, proposed)
    if headers:
        out.append(_has_children([column for column in columns if column.header in headers], options))
    return _with_own_names(out)


def _column(column: CustomerColumn, proposal: Proposal, setting: Setting) -> TreatedColumn:
    asked = cast("Treatment", setting.options.columns.get(column.header, "auto"))
    natural = _natural(column, proposal, setting.options)
    used = natural if proposal.treatment == proposal.natural else proposal.treatment
    used = used if asked == "auto" else asked
    described = natural if used == "profile only" else used
    made = _DESCRIBE[described](column, setting) if used != "leave out" and column.known else None
    return TreatedColumn(column.header, proposal, used, made, possible(column), column.blank)


def _natural(column: CustomerColumn, proposal: Proposal, options: FeatureOptions) -> Treatment:
    """How the values are read: as proposed, but in bands where edges were given, and in groups where groups were."""
    if column.header in options.edges and proposal.natural == "scale":
        return "bands"
    if column.header in options.groups and proposal.natural in _WITHOUT_GROUPS:
        return "categories"
    return proposal.natural


def _has_children(counts: Sequence[CustomerColumn], options: FeatureOptions) -> TreatedColumn:
    """Whether any of the columns counts a child; unknown where none of them says so and one is blank."""
    numbers = np.column_stack([column.numbers for column in counts])
    any_child = np.nansum(numbers > 0, axis=1) > 0
    values = np.where(any_child, 1.0, np.where(np.isnan(numbers).any(axis=1), np.nan, 0.0))
    names = " or ".join(column.name for column in counts)
    attribute = Attribute(HAS_CHILDREN, FAMILY, "", values, NO_YES, True, f"Yes where {names} is more than 0.", "")
    sizes = [int((values == answer).sum()) for answer in (0, 1)]
    groups = tuple(ValueGroup(label, label, size) for label, size in zip(NO_YES, sizes, strict=True))
    same = len(set(values[~np.isnan(values)].tolist())) < 2
    why = f"is made of {names.replace(' or ', ' and ')}" + (", and the same of every customer" if same else "")
    proposal = Proposal("yes or no", "leave out" if same else "yes or no", why)
    asked = options.columns.get(HAS_CHILDREN, "auto")
    used = proposal.treatment if asked == "auto" else cast("Treatment", asked)
    made = None if used == "leave out" else yes_no(attribute, groups)
    return TreatedColumn(
        HAS_CHILDREN, proposal, used, made, ("yes or no", "profile only", "leave out"), int(np.isnan(values).sum())
    )


def _last_day(
    dataset: Dataset, columns: Sequence[CustomerColumn], proposed: Sequence[Proposal]
) -> np.datetime64 | None:
    """The last day of the lines; else the latest date of the list of customers that is no birth date and lies not ahead."""
    if dataset.period is not None:
        return dataset.period[1]
    dates = [
        column.days
        for column, proposal in zip(columns, proposed, strict=True)
        if proposal.natural == "tenure" and "later" not in column.ideas
    ]
    known = [days[~np.isnat(days)] for days in dates]
    return max((days.max() for days in known if len(days)), default=None)


def _with_own_names(columns: Sequence[TreatedColumn]) -> list[TreatedColumn]:
    """Attributes with names that no other has: those of two columns bear their headers."""
    names = Counter(a.name.casefold() for column in columns if column.made for a in column.made.attributes)
    twice = {name for name, count in names.items() if count > 1}
    return [column if column.made is None or not twice else _named(column, column.made, twice) for column in columns]


def _named(column: TreatedColumn, made: Described, twice: set[str]) -> TreatedColumn:
    new = {a.name: f"{a.name} ({column.header})" for a in made.attributes if a.name.casefold() in twice}
    attributes = tuple(replace(a, name=new.get(a.name, a.name)) for a in made.attributes)
    features = []
    for feature in made.features:
        about = feature.attribute if feature.name.startswith(f"{feature.attribute}: ") else feature.name
        name = new.get(about, about) + feature.name.removeprefix(about)
        features.append(replace(feature, name=name, attribute=new.get(feature.attribute, feature.attribute)))
    return replace(column, made=replace(made, attributes=attributes, features=tuple(features)))
