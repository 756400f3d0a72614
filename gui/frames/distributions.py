"""How any column is distributed by cluster: which columns there are, and the record and the words of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gui.counting import counted
from gui.frames.plot_groups import Party, drawn, kind, parties, short
from gui.frames.texts import share
from gui.plots.distribution import Distribution
from gui.plots.figures import figure
from gui.plots.histograms import Histograms
from gui.plots.share_bars import ShareBars

if TYPE_CHECKING:
    from engine import Analysis, Attribute

CUSTOMERS = 100_000
"""That are counted; more would hold up the window."""

BINS = 30
FEW_NUMBERS = 8
"""Whole numbers that lie close together; a column of no more is shown as bars."""

MOST_VALUES = 24
"""Groups that have bars of their own; the others are added up."""

SKEWED = 12.0
"""× the median: where the top hundredth of a number lies farther up, it is shown on a log scale."""

FAR = 3.0
"""× the distance between the 1st and the 99th percent: numbers farther out are counted in the outermost bar."""


def distribution_columns(analysis: Analysis) -> list[tuple[int, str]]:
    """(column, words) for a box of columns: everything that is known of the customers, compared or not."""
    return [(at, attribute.name) for at, attribute in enumerate(analysis.features.attributes)]


def distribution(analysis: Analysis, segment: int, column: int) -> Distribution:
    """Of one of `distribution_columns`."""
    attribute = analysis.features.attributes[column]
    found = parties(analysis, segment, everyone=True)
    sample = drawn(found, CUSTOMERS)
    values = [attribute.values[members] for members in sample.members]
    known = [part[np.isfinite(part)] for part in values]
    title = f"{short(attribute.name, 60)} by {kind(analysis, segment)}"
    unknown = sum(map(len, values)) - sum(map(len, known))
    asides = [_not_known(unknown, sum(map(len, values))), sample.sentence]
    if not any(map(len, known)):
        return ShareBars(
            title, "It is known of no customer.", attribute.name, (), (), np.empty((0, 0)), np.empty(0, np.int64)
        )
    if labels := attribute.labels or _few_numbers(known):
        positions = known if attribute.labels else [np.searchsorted(_distinct(known), part) for part in known]
        return _shares(attribute, labels, found, positions, asides, title=title)
    return _histograms(title, attribute, found, known, asides)


def _not_known(unknown: int, customers: int) -> str:
    return f"Not known of {unknown:,} of {counted(customers, 'customer')}." if unknown else ""


def _distinct(known: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    return np.unique(np.concatenate(known))


def _few_numbers(known: list[NDArray[np.float64]]) -> tuple[str, ...]:
    """The values of a column of few whole numbers, such as children at home; () where it has more."""
    if len(np.unique(np.concatenate([part[:1000] for part in known]))) > FEW_NUMBERS:
        return ()
    distinct = _distinct(known)
    if len(distinct) > FEW_NUMBERS or np.ptp(distinct) > 2 * FEW_NUMBERS or (distinct != np.round(distinct)).any():
        return ()
    return tuple(figure(value) for value in distinct)


def _shares(
    attribute: Attribute,
    labels: tuple[str, ...],
    found: list[Party],
    positions: list[NDArray[np.generic]],
    asides: list[str],
    *,
    title: str,
) -> ShareBars:
    counts: NDArray[np.integer] = np.column_stack(
        [np.bincount(part.astype(np.intp), minlength=len(labels)) for part in positions]
    )
    known = counts.sum(axis=0)
    labels, counts = _most_common(labels, counts, ordered=attribute.ordered or attribute.is_number)
    shares = np.divide(counts, known, out=np.full(counts.shape, np.nan), where=known > 0)
    said = _largest_difference(labels, shares, found)
    sentence = " ".join(filter(None, (said, *asides)))
    groups = tuple(party.group for party in found)
    unit = f" ({attribute.unit})" if attribute.unit else ""
    return ShareBars(title, sentence, f"{attribute.name}{unit}", labels, groups, shares, known)


def _most_common(
    labels: tuple[str, ...], counts: NDArray[np.integer], *, ordered: bool
) -> tuple[tuple[str, ...], NDArray[np.integer]]:
    """Those that occur, in their order where they have one, else the most common first; the rest added up."""
    totals = counts.sum(axis=1)
    order = np.flatnonzero(totals)
    if not ordered:
        order = order[np.argsort(-totals[order], kind="stable")]
    if len(order) <= MOST_VALUES:
        return tuple(labels[i] for i in order), counts[order]
    kept = order[np.sort(np.argsort(-totals[order], kind="stable")[: MOST_VALUES - 1])]
    others = np.setdiff1d(order, kept)
    return (*(labels[i] for i in kept), f"{len(others):,} others"), np.vstack(
        [counts[kept], counts[others].sum(axis=0)]
    )


def _largest_difference(labels: tuple[str, ...], shares: NDArray[np.float64], found: list[Party]) -> str:
    """The value whose share differs most between two groups; “Yes” rather than “No”."""
    clusters = [at for at, party in enumerate(found) if np.isfinite(shares[:, at]).all() and party.group.number]
    if len(clusters) < 2:
        at = clusters[0] if clusters else 0
        most = int(np.nan_to_num(shares[:, at]).argmax())
        return f"“{short(labels[most])}” is most common, {share(float(np.nan_to_num(shares[most, at])))} of {found[at].words}."
    own = shares[:, clusters]
    apart = own.max(axis=1) - own.min(axis=1)
    most_apart = np.flatnonzero(apart >= apart.max() - 1e-9).tolist()
    value = next((at for at in most_apart if labels[at].casefold() == "yes"), most_apart[0])
    most, least = clusters[int(own[value].argmax())], clusters[int(own[value].argmin())]
    if most == least:
        return "All are alike in it."
    return (
        f"“{short(labels[value])}” differs most: {share(shares[value, most])} of {found[most].words},"
        f" {share(shares[value, least])} of {found[least].words}."
    )


def _histograms(
    title: str, attribute: Attribute, found: list[Party], known: list[NDArray[np.float64]], asides: list[str]
) -> Histograms:
    everyone = np.concatenate(known)
    low, high, log = _range(everyone)
    whole = bool((everyone == np.round(everyone)).all())
    edges = _edges(low, high, log=log, whole=whole)
    shares = np.full((len(known), len(edges) - 1), np.nan)
    for row, part in enumerate(known):
        if len(part):
            bin_ = np.clip(np.searchsorted(edges, part, side="right") - 1, 0, shares.shape[1] - 1)
            shares[row] = np.bincount(bin_, minlength=shares.shape[1]) / len(part)
    medians = np.array([np.median(part) if len(part) else np.nan for part in known])
    beyond = (int((everyone < edges[0]).sum()), int((everyone > edges[-1]).sum()))
    low, high = (edges[0] + 0.5, edges[-1] - 0.5) if whole else (edges[0], edges[-1])
    means = np.array([part.mean() if len(part) else np.nan for part in known])
    said = _median_words(medians, means, found, attribute.unit)
    outside = [
        f"{counted(n, 'customer')} {way} {figure(edge, attribute.unit)} {'is' if n == 1 else 'are'} in the {which} bar."
        for n, way, edge, which in zip(beyond, ("below", "above"), (low, high), ("first", "last"), strict=True)
        if n
    ]
    return Histograms(
        title=title,
        sentence=" ".join(filter(None, (said, *outside, *asides))),
        column=attribute.name,
        unit=attribute.unit,
        groups=tuple(party.group for party in found),
        edges=edges,
        log=log,
        whole=whole,
        shares=shares,
        known=np.array([len(part) for part in known], dtype=np.int64),
        medians=medians,
        beyond=beyond,
    )


def _edges(low: float, high: float, *, log: bool, whole: bool) -> NDArray[np.float64]:
    """Where the bins begin and end; no bin is narrower than a whole number where values are whole."""
    edges = np.expm1(np.linspace(np.log1p(low), np.log1p(high), BINS + 1)) if log else np.linspace(low, high, BINS + 1)
    edges[[0, -1]] = low, high
    if not whole:
        return edges
    step = 1.0 if log else max(np.ceil((high - low + 1) / BINS), 1.0)
    rounded = np.unique(np.floor(edges + 1e-9)) if log else np.arange(np.floor(low), np.floor(high) + 1, step)
    return np.append(rounded, max(np.floor(high) + 1, rounded[-1] + step)) - 0.5


def _range(values: NDArray[np.float64]) -> tuple[float, float, bool]:
    """From where to where the bins go, and whether on a log scale: all values, but for those far out."""
    first, low, median, high, last = np.quantile(values, [0.0, 0.01, 0.5, 0.99, 1.0])
    log = bool(low >= 0 and high > 50 and high > SKEWED * max(median, 1.0))
    if log:
        return max(float(first), 0.0) if first > 1 else 0.0, float(last), True
    room = FAR * (high - low)
    start, end = (max(float(first), float(low - room)), min(float(last), float(high + room)))
    if end <= start:
        half = max(abs(start) * 0.05, 0.5)
        return start - half, start + half, False
    return start, end, False


def _median_words(medians: NDArray[np.float64], means: NDArray[np.float64], found: list[Party], unit: str) -> str:
    """The highest and the lowest median; the highest average where they are all the same."""
    if len(found) < 2 or np.isfinite(medians).sum() < 2:
        return f"The median is {figure(float(medians[np.isfinite(medians)][0]), unit)} (the line)."
    most, least = int(np.nanargmax(medians)), int(np.nanargmin(medians))
    if medians[most] == medians[least]:
        most = int(np.nanargmax(means))
        said = f"The median (the line) is {figure(medians[least], unit)} everywhere"
        return f"{said}; the average is highest in {found[most].words}, {figure(means[most], unit)}."
    return (
        f"The median (the line) is highest in {found[most].words}, {figure(medians[most], unit)},"
        f" and lowest in {found[least].words}, {figure(medians[least], unit)}."
    )
