"""What the plots of clusters show and say: records of an analysis and a segment, or of all segments (`clusters.ALL`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gui.counting import counted
from gui.frames.plot_groups import Party, Spread, drawn, kind, parties, projection_of, segment_of, short, spread
from gui.frames.texts import share
from gui.plots.boxes import BoxPlots
from gui.plots.contributions import Contributions
from gui.plots.figures import signed, times
from gui.plots.fingerprint import Fingerprint
from gui.plots.k_curves import KCurves
from gui.plots.silhouettes import Silhouettes
from gui.plots.sizes import Sizes

if TYPE_CHECKING:
    from engine import Analysis

WORTH_SAYING = 1.1
"""× the average: a customer of a cluster that is worth less more is not remarked."""

STRONGEST = 10
"""Features whose part in the map is shown."""

LEAST_WEIGHT = 0.005
"""A feature with less in both axes has no part in the map."""

MOST_FEATURES = 100
"""Features shown of those that tell apart; the profile table has all."""

CELLS = 200_000
"""Figures that quartiles are counted on: more would hold up the window."""

DOTS = 5
"""Outliers shown of each box."""

WHISKER = 1.5
"""× the distance of the quartiles (Tukey 1977)."""

SCALE = "Deviations from average"
ALIKE = "All customers are alike in what is compared."
ONE_SEGMENT = "Choose one segment to see this of its clusters."


def contributions(analysis: Analysis, segment: int) -> Contributions:
    """The strongest features of the two axes of the map, by their weights in both."""
    projection = projection_of(analysis, segment)
    names, (across, up) = analysis.features.names, projection.explained
    weights = np.nan_to_num(projection.loadings)
    strength = (weights**2 * np.nan_to_num(np.array([[across], [up]]))).sum(axis=0)
    best = np.argsort(-strength, kind="stable")[:STRONGEST]
    best = best[(strength[best] > 0) & (np.abs(weights[:, best]).max(axis=0) >= LEAST_WEIGHT)]
    title = f"What the map is made of: {share(across)} of the differences across, {share(up)} up"
    if not len(best):
        return Contributions("What the map is made of", ALIKE, (), weights[:, :0], ("", ""))
    said = "; ".join(
        f"{way} {_direction(names, row)}"
        for way, row in zip(("Across", "up"), weights, strict=True)
        if np.abs(row).max() > 0
    )
    of_all = f" Shown are the strongest {len(best)} of {len(names):,} features." if len(best) < len(names) else ""
    axes = (f"Across: weight, −1 … 1 ({share(across)})", f"Up: weight, −1 … 1 ({share(up)})")
    return Contributions(title, f"{said}.{of_all}", tuple(names[i] for i in best), weights[:, best], axes)


def _direction(names: tuple[str, ...], weights: NDArray[np.float64]) -> str:
    """“grows with Paints (+0.81) and falls with Fasteners (−0.45)”."""
    most, least = int(weights.argmax()), int(weights.argmin())
    grows = f"grows with {short(names[most])} ({signed(weights[most])})" if weights[most] > 0 else ""
    falls = f"falls with {short(names[least])} ({signed(weights[least])})" if weights[least] < 0 else ""
    return " and ".join(filter(None, (grows, falls)))


def sizes(analysis: Analysis, segment: int) -> Sizes:
    """Customers and spend (quantity without money) of each group, those in no cluster too."""
    found = parties(analysis, segment, everyone=True)
    groups = tuple(party.group for party in found)
    money = analysis.dataset.has_amount
    worth_name = ("spend" if money else "units") if analysis.dataset.has_lines else ""
    worth = np.array([analysis.figures.spend_or_quantity[party.members].sum() for party in found], dtype=np.float64)
    worth = worth if worth_name else np.full(len(found), np.nan)
    what = kind(analysis, segment)
    n = len(analysis.segmentation.segments) if what == "segment" else sum(group.number > 0 for group in groups)
    title = f"{counted(n, what)}, {counted(sum(group.customers for group in groups), 'customer')}"
    record = Sizes(title, "", groups, worth, worth_name, "" if money else "units")
    return Sizes(title, _sizes_sentence(found, record), groups, worth, worth_name, record.unit)


def _sizes_sentence(found: list[Party], record: Sizes) -> str:
    """The largest, and the one whose customers are worth the most."""
    customers, worth = record.shares
    if not np.isfinite(worth).any():
        largest = int(customers.argmax())
        return f"{found[largest].words} is the largest, with {share(customers[largest])} of the customers."
    named = np.array([party.group.number > 0 for party in found])
    largest = int(np.nanargmax(np.where(named, worth, -np.inf)))
    said = f"{found[largest].words} is {share(customers[largest])} of the customers and {share(worth[largest])} of the {record.worth_name}"
    each = np.where(named, worth / np.maximum(customers, 1e-12), -np.inf)
    best = int(np.nanargmax(each))
    if best == largest or len(found) < 2 or each[best] < WORTH_SAYING:
        return f"{said}."
    return f"{said}; a customer of {found[best].words} is worth most, {times(each[best])} × the average."


def k_curves(analysis: Analysis, segment: int) -> KCurves:
    """Every number of clusters that was tried in a segment."""
    shown = segment_of(analysis, segment)
    nothing = np.empty(0)
    if shown is None or shown.choice is None:
        why = (
            ONE_SEGMENT
            if shown is None
            else "No number of clusters was tried here: "
            + ("the segment stays one cluster." if len(shown.clusters) < 2 else "the model finds it by itself.")
        )
        return KCurves("Number of clusters", why, nothing.astype(np.int64), nothing, nothing, 0)
    choice = shown.choice
    tried = f"{choice.ks[0]} to {choice.ks[-1]} were tried" if len(choice.ks) > 1 else "no other number was tried"
    title = f"{counted(choice.chosen, 'cluster')} {'was' if choice.chosen == 1 else 'were'} taken; {tried}"
    basis = (
        f"The silhouette is counted on a sample of {counted(choice.sampled, 'customer')}."
        if choice.sampled
        else f"The silhouette is exact, counted on all {counted(len(shown.members), 'customer')}."
    )
    sentence = " ".join(filter(None, (choice.sentence, basis)))
    return KCurves(title, sentence, choice.ks, choice.distortion, choice.silhouette, choice.chosen)


def silhouettes(analysis: Analysis, segment: int) -> Silhouettes:
    """The silhouette of each customer of a segment, where it is known."""
    shown = segment_of(analysis, segment)
    if shown is None:
        return Silhouettes("Silhouettes", ONE_SEGMENT, (), (), (), float("nan"))
    kept: list[tuple[Party, NDArray[np.float64], NDArray[np.int64]]] = []
    for party in parties(analysis, segment):
        values = analysis.segmentation.silhouette_of[party.members]
        order = np.argsort(-values, kind="stable")[: int(np.isfinite(values).sum())]
        if len(order):
            kept.append((party, values[order], party.members[order].astype(np.int64)))
    if not kept:
        return Silhouettes(
            "Silhouettes", "There is no silhouette where there is but one cluster.", (), (), (), float("nan")
        )
    values = np.concatenate([part for _, part, _ in kept])
    mean = float(values.mean()) if shown.quality is None else shown.quality.silhouette
    clustered = sum(len(party.members) for party, _, _ in kept)
    basis = f" Shown are {len(values):,} of {clustered:,} customers, a sample." if len(values) < clustered else ""
    return Silhouettes(
        f"Silhouette {mean:.2f} on average, −1 … 1".replace("-", "−"),
        f"{_borderline_words(kept)}{basis}",
        tuple(party.group for party, _, _ in kept),
        tuple(part for _, part, _ in kept),
        tuple(whose for _, _, whose in kept),
        mean,
    )


def _borderline_words(kept: list[tuple[Party, NDArray[np.float64], NDArray[np.int64]]]) -> str:
    outside = [int((part < 0).sum()) for _, part, _ in kept]
    total, all_ = sum(outside), sum(len(part) for _, part, _ in kept)
    if not total:
        return "Every customer is nearer to its own cluster than to any other."
    worst = int(np.argmax(outside))
    lie = "lies" if total == 1 else "lie"
    return f"{total:,} of {counted(all_, 'customer')} ({share(total / all_)}) {lie} nearer to another cluster, most of them in {kept[worst][0].words}."


def fingerprint(analysis: Analysis, segment: int) -> Fingerprint:
    """Mean of each feature in each cluster ÷ the average of the segment; of all customers where there is one cluster."""
    found = parties(analysis, segment)
    features = analysis.features
    if not found or not features.columns:
        return _no_fingerprint("No customer is in a cluster.")
    means = np.column_stack([_mean(analysis, party) for party in found])
    spreads = _spread(analysis, found)[0]
    average = _average(analysis, segment, found, means)
    with np.errstate(divide="ignore", invalid="ignore"):
        index = np.where((average > 0)[:, None], means / average[:, None], np.nan)
    order = spreads.most_telling(MOST_FEATURES)
    if not len(order):
        return _no_fingerprint(ALIKE)
    title, sentence = _fingerprint_words(found, features.names[order[0]], index[order[0]], kind(analysis, segment))
    return Fingerprint(
        title,
        " ".join(filter(None, (sentence, spreads.left_out(len(order))))),
        tuple(features.names[i] for i in order),
        tuple(features.units[i] for i in order),
        tuple(party.group for party in found),
        index[order],
        means[order],
        average[order],
    )


def _no_fingerprint(why: str) -> Fingerprint:
    nothing = np.empty((0, 0))
    return Fingerprint("Fingerprint", why, (), (), (), nothing, nothing, nothing[:, 0:0].ravel())


def _fingerprint_words(found: list[Party], feature: str, index: NDArray[np.float64], what: str) -> tuple[str, str]:
    key = "1.0 is the average; blue is more, orange less."
    name = short(feature, 60)
    if len(found) < 2:
        return f"How {found[0].words} differs from all customers", key
    title = f"{name} tells the {what}s apart most"
    if not np.isfinite(index).any():
        return title, key
    most, least = int(np.nanargmax(index)), int(np.nanargmin(index))
    figures = (
        f"{times(index[most])} × the average in {found[most].words}, {times(index[least])} × in {found[least].words}"
    )
    return title, f"{name}: {figures}. {key}"


def _mean(analysis: Analysis, party: Party) -> NDArray[np.float64]:
    """Of each feature in plain units, from the means of the clusters where they are known."""
    segmentation, plain = analysis.segmentation, analysis.features.plain
    clusters = [segmentation.clusters[at] for at in np.unique(segmentation.cluster_of[party.members]) if at >= 0]
    whole = sum(len(cluster.members) for cluster in clusters) == len(party.members)
    if not clusters or not whole:
        return _known_mean(plain[party.members])
    weights = np.array([len(cluster.members) for cluster in clusters], dtype=np.float64)
    means: NDArray[np.float64] = weights @ np.stack([cluster.means for cluster in clusters]) / weights.sum()
    for column in np.flatnonzero(~np.isfinite(means)):
        means[column] = _known_mean(plain[party.members, column][:, None])[0]
    return means


def _known_mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    known = np.isfinite(values)
    count = known.sum(axis=0)
    total = np.where(known, values, 0.0).sum(axis=0)
    mean: NDArray[np.float64] = np.divide(total, count, out=np.full(values.shape[1], np.nan), where=count > 0)
    return mean


def _average(analysis: Analysis, segment: int, found: list[Party], means: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of the customers compared; those in no cluster count too, but for key accounts."""
    if len(found) < 2 and len(analysis.segmentation.segments) > 1:
        found = parties(analysis, -1)
        means = np.column_stack([_mean(analysis, party) for party in found])
    elif segment_of(analysis, segment) is not None:
        others = parties(analysis, segment, everyone=True)[len(found) :]
        for party in others:
            members = party.members[~analysis.features.set_aside[party.members]]
            if len(members):
                found = [*found, Party(party.group, members)]
                means = np.column_stack([means, _known_mean(analysis.features.plain[members])])
    weights = np.array([len(party.members) for party in found], dtype=np.float64)
    known = np.isfinite(means)
    total = (np.where(known, means, 0.0) * weights).sum(axis=1)
    weight = (known * weights).sum(axis=1)
    average: NDArray[np.float64] = np.divide(total, weight, out=np.full(len(means), np.nan), where=weight > 0)
    return average


def _spread(analysis: Analysis, found: list[Party]) -> tuple[Spread, tuple[NDArray[np.integer], ...], str]:
    """How far the groups explain each feature, on which customers that was counted, and in words."""
    sample = drawn(found, max(CELLS // max(len(analysis.features.columns), 1), len(found)))
    scaled = analysis.features.scaled
    values = [scaled[members] for members in sample.members]
    return spread(values, [len(party.members) for party in found]), sample.members, sample.sentence


def boxes(analysis: Analysis, segment: int) -> BoxPlots:
    """Box plots of each feature as it is compared, in deviations from the average of the customers shown."""
    found = parties(analysis, segment)
    features = analysis.features
    if not found or not features.columns:
        return _no_boxes("No customer is in a cluster.")
    spreads, members, basis = _spread(analysis, found)
    order = spreads.most_telling(MOST_FEATURES)
    if not len(order):
        return _no_boxes(ALIKE)
    figures, plain, dots = [], [], []
    for at, codes in enumerate(members):
        normal = ((features.scaled[np.ix_(codes, order)] - spreads.mean[order]) / spreads.deviation[order]).T
        box, beyond = _box(np.ascontiguousarray(normal))
        figures.append(box)
        plain.append(_quartiles(np.ascontiguousarray(features.plain[np.ix_(codes, order)].T)))
        dots.append(np.column_stack([beyond[:, 0], np.full(len(beyond), float(at)), beyond[:, 1]]))
    sentence = "A box holds the middle half of the customers, its line is their median; 0 is the average of all, 1 one standard deviation."
    title = (
        f"{short(features.names[order[0]], 40)} comes first, as it tells the {kind(analysis, segment)}s apart most"
        if len(found) > 1
        else f"How the customers of {found[0].words} vary"
    )
    return BoxPlots(
        title,
        " ".join(filter(None, (sentence, spreads.left_out(len(order)), basis))),
        tuple(features.names[i] for i in order),
        tuple(features.units[i] for i in order),
        tuple(party.group for party in found),
        np.stack(figures, axis=1),
        np.stack(plain, axis=1),
        np.concatenate(dots),
        SCALE,
    )


def _no_boxes(why: str) -> BoxPlots:
    nothing = np.empty((0, 0, 0))
    return BoxPlots("Box plots", why, (), (), (), nothing, nothing, np.empty((0, 3)), SCALE)


def _quartiles(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """float64 (n features, 3) of values (n features, n), unknown ones left out."""
    found: NDArray[np.float64] = np.quantile(values, [0.25, 0.5, 0.75], axis=1).T
    for row in np.flatnonzero(np.isnan(found).any(axis=1)):
        known = values[row][np.isfinite(values[row])]
        found[row] = np.quantile(known, [0.25, 0.5, 0.75]) if len(known) else np.nan
    return found


def _box(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Whiskers and quartiles (n features, 5) of values (n features, n), and outliers (m, 2): feature, value."""
    q1, median, q3 = _quartiles(values).T
    reach = WHISKER * (q3 - q1)
    inside = (values >= (q1 - reach)[:, None]) & (values <= (q3 + reach)[:, None])
    low = np.where(inside, values, np.inf).min(axis=1)
    high = np.where(inside, values, -np.inf).max(axis=1)
    feature, at = np.nonzero(~inside)
    value = values[feature, at]
    order = np.lexsort((-np.abs(value - median[feature]), feature))
    feature, value = feature[order], value[order]
    rank = np.arange(len(feature)) - np.searchsorted(feature, feature)
    kept = rank < DOTS
    return np.column_stack([low, q1, median, q3, high]), np.column_stack([feature[kept], value[kept]]).astype(
        np.float64
    )
