from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.clustering.segmentation import Cluster, KChoice, Projection, Segment, Segmentation
from engine.features.features import Attribute, Feature, Features
from gui.frames import cluster_plots as frames
from gui.frames.clusters import ALL
from gui.frames.plot_groups import drawn, parties, spread
from gui.plots.boxes import BoxesPlot
from gui.plots.contributions import ContributionsPlot
from gui.plots.fingerprint import FingerprintPlot
from gui.plots.groups import NOBODY
from gui.plots.k_curves import KCurvesPlot
from gui.plots.silhouettes import SilhouettesPlot
from gui.plots.sizes import SizesPlot
from tests.gui.analyses import bare, lonely, trade

PLOTS = {
    "contributions": ContributionsPlot,
    "sizes": SizesPlot,
    "k_curves": KCurvesPlot,
    "silhouettes": SilhouettesPlot,
    "fingerprint": FingerprintPlot,
    "boxes": BoxesPlot,
}


def made_up(plain, labels, *, scaled=None, spend=None, attributes=(), silhouette=None, choice=None, set_aside=None):
    """One segment of customers with these figures, clusters 0, 1, … and −1 for those in none."""
    plain, labels = np.asarray(plain, dtype=float), np.asarray(labels, dtype=np.int32)
    n, f = plain.shape
    names = [f"F{i}" for i in range(f)]
    scaled = np.nan_to_num(plain) if scaled is None else scaled
    features = Features(
        tuple(Feature(name, "category mix", "units", name, standardise=False) for name in names),
        plain,
        scaled,
        (*(Attribute(name, "category mix", "units", plain[:, i]) for i, name in enumerate(names)), *attributes),
        np.zeros(n, bool) if set_aside is None else set_aside,
    )
    clusters = tuple(
        Cluster(at, 0, at + 1, f"Name {at}", m, plain[m].mean(axis=0), int(m[0]), 0.0, 0.0, 0, ())
        for at, m in enumerate(np.flatnonzero(labels == at).astype(np.int32) for at in range(labels.max() + 1))
    )
    everyone = np.arange(n, dtype=np.int32)
    projection = Projection(
        everyone, np.zeros((n, 2)), (0.6, 0.2), ("", ""), np.linspace(-0.5, 0.7, 2 * f).reshape(2, f)
    )
    segment = Segment(0, "All", (), everyone, tuple(range(len(clusters))), projection, "", choice=choice)
    known = np.full(n, np.nan) if silhouette is None else np.asarray(silhouette, dtype=float)
    segmentation = Segmentation((), (segment,), clusters, np.zeros(n, np.int32), labels, known, projection)
    return SimpleNamespace(
        features=features,
        segmentation=segmentation,
        dataset=SimpleNamespace(has_amount=spend is not None, has_lines=True),
        figures=SimpleNamespace(spend_or_quantity=plain[:, 0] if spend is None else np.asarray(spend, dtype=float)),
    )


@pytest.mark.parametrize("kind", PLOTS)
@pytest.mark.parametrize("analysis", [trade, bare, lonely])
def test_every_plot_of_every_segment_is_made_and_shown(kind, analysis, qtbot):
    plot = PLOTS[kind]()
    qtbot.addWidget(plot)
    run = analysis()
    for segment in (ALL, *(segment.id for segment in run.segmentation.segments)):
        record = getattr(frames, kind)(run, segment)
        assert record.title
        assert record.sentence.endswith(".")
        plot.show_record(record)


@pytest.mark.parametrize("kind", PLOTS)
@pytest.mark.parametrize(
    ("plain", "labels"),
    [
        ([[1.0, 2.0]], [0]),
        (np.ones((6, 2)), [0, 0, 0, 1, 1, 1]),
        (np.full((4, 2), np.nan), [0, 0, 1, 1]),
        ([[np.nan, 1], [3, np.nan], [5, 6], [np.nan, 8]], [0, 0, 1, 1]),
        ([[1, 2], [3, 4], [900, 7]], [0, 0, -1]),
        (np.zeros((3, 2)), [0, 1, 2]),
        (np.arange(12.0).reshape(2, 6), [0, 1]),
    ],
)
def test_odd_data_are_shown_too(kind, plain, labels, qtbot):
    plot = PLOTS[kind]()
    qtbot.addWidget(plot)
    with np.errstate(all="raise"):
        plot.show_record(getattr(frames, kind)(made_up(plain, labels), 0))
    assert not plot.grab().isNull()


def test_segments_take_the_place_of_clusters_where_all_are_shown():
    run = trade()
    found = parties(run, ALL)
    assert [party.group.name for party in found] == ["North", "South"]
    assert [party.group.key for party in found] == [s.id for s in run.segmentation.segments]
    assert sum(len(party.members) for party in found) == 7


def test_contributions_name_the_strongest_features_and_the_explained_variance():
    record = frames.contributions(made_up(np.random.default_rng(0).random((9, 14)), [0] * 9), 0)
    assert record.title == "What the map is made of: 60 % of the differences across, 20 % up"
    assert len(record.features) == 10
    assert "Shown are the strongest 10 of 14 features." in record.sentence
    strength = (record.weights**2 * np.array([[0.6], [0.2]])).sum(axis=0)
    assert (np.diff(strength) <= 0).all()


def test_sizes_count_customers_without_a_cluster_and_say_who_is_worth_most():
    run = made_up(np.ones((10, 1)), [0] * 6 + [1] * 3 + [-1], spend=[50] * 6 + [80] * 3 + [60])
    record = frames.sizes(run, 0)
    assert [(g.name, g.customers, g.key) for g in record.groups] == [
        ("1 Name 0", 6, 0),
        ("2 Name 1", 3, 1),
        ("No cluster", 1, NOBODY),
    ]
    assert record.worth.tolist() == [300, 240, 60]
    assert record.shares.sum(axis=1) == pytest.approx([1, 1])
    assert record.title == "2 clusters, 10 customers"
    said = "“1 Name 0” is 60 % of the customers and 50 % of the spend; a customer of “2 Name 1” is worth most, 1.3 × the average."
    assert record.sentence == said


def test_the_curves_of_k_say_whether_the_silhouette_is_exact():
    ks = np.arange(2, 6)
    choice = KChoice(ks, 1.0 / ks, 0.1 * ks, 4, "elbow", "Why 4.", 0)
    run = made_up(np.ones((3, 1)), [0, 0, 0], choice=choice)
    record = frames.k_curves(run, 0)
    assert record.title == "4 clusters were taken; 2 to 5 were tried"
    assert record.sentence == "Why 4. The silhouette is exact, counted on all 3 customers."
    sampled = made_up(np.ones((3, 1)), [0, 0, 0], choice=replace(choice, sampled=2000))
    assert "a sample of 2,000 customers" in frames.k_curves(sampled, 0).sentence


def test_silhouettes_are_sorted_in_each_cluster_and_unknown_ones_left_out():
    values = [0.2, np.nan, 0.6, -0.1, 0.5, 0.4]
    run = made_up(np.ones((6, 1)), [0, 0, 0, 1, 1, 1], silhouette=values)
    record = frames.silhouettes(run, 0)
    assert [part.tolist() for part in record.values] == [[0.6, 0.2], [0.5, 0.4, -0.1]]
    assert [part.tolist() for part in record.customers] == [[2, 0], [4, 5, 3]]
    assert record.mean == pytest.approx(np.nanmean(values))
    assert record.sentence == (
        "1 of 5 customers (20 %) lies nearer to another cluster, most of them in “2 Name 1”."
        " Shown are 5 of 6 customers, a sample."
    )


def test_the_fingerprint_is_the_mean_of_each_cluster_by_the_mean_of_all():
    rng = np.random.default_rng(1)
    plain, labels = rng.gamma(1, 9, (60, 5)), rng.integers(-1, 3, 60)
    plain[:, 3] += 200 * (labels == 1)
    aside = (labels == -1) & (np.arange(60) % 2 == 0)
    record = frames.fingerprint(made_up(plain, labels, set_aside=aside), 0)
    assert record.features[0] == "F3"
    order = [int(name[1:]) for name in record.features]
    overall = plain[~aside].mean(axis=0)
    expected = np.stack([plain[labels == at].mean(axis=0) / overall for at in range(3)], axis=1)
    assert record.index == pytest.approx(expected[order])
    assert record.title == "F3 tells the clusters apart most"
    assert "“2 Name 1”" in record.sentence


def test_an_average_of_nothing_has_no_index():
    record = frames.fingerprint(made_up([[0, -1], [0, 2], [0, -4], [0, 1.0]], [0, 0, 1, 1]), 0)
    assert record.features == ("F1",)
    assert np.isnan(record.index).all()


def test_the_boxes_are_quartiles_and_whiskers_of_tukey():
    rng = np.random.default_rng(2)
    plain, labels = rng.normal(50, 9, (300, 3)), np.repeat([0, 1], [200, 100])
    plain[0, 0], plain[250, 2] = 200, -90
    record = frames.boxes(made_up(plain, labels), 0)
    order = [int(name[1:]) for name in record.features]
    for feature, at in enumerate(order):
        z = (plain[:, at] - plain[:, at].mean()) / plain[:, at].std()
        for cluster in range(2):
            own = z[labels == cluster]
            q1, median, q3 = np.percentile(own, [25, 50, 75])
            inside = own[(own >= q1 - 1.5 * (q3 - q1)) & (own <= q3 + 1.5 * (q3 - q1))]
            expected = [inside.min(), q1, median, q3, inside.max()]
            assert record.boxes[feature, cluster] == pytest.approx(expected)
            plainly = np.percentile(plain[labels == cluster, at], [25, 50, 75])
            assert record.plain[feature, cluster] == pytest.approx(plainly)
    farthest = record.outliers[np.abs(record.outliers[:, 2]).argmax()]
    assert order[int(farthest[0])] in {0, 2}
    assert np.unique(record.outliers[:, :2], axis=0, return_counts=True)[1].max() <= frames.DOTS


def test_unknown_figures_are_left_out_of_the_quartiles_that_are_told():
    plain = np.array([[1.0, 5], [3, np.nan], [5, 7], [9, 9]])
    record = frames.boxes(made_up(plain, [0, 0, 0, 0]), 0)
    at = record.features.index("F1")
    assert record.plain[at, 0].tolist() == [6, 7, 8]


def test_many_customers_are_counted_on_a_stated_number_of_them(monkeypatch):
    monkeypatch.setattr(frames, "CELLS", 400)
    rng = np.random.default_rng(3)
    record = frames.boxes(made_up(rng.random((1000, 4)), np.repeat([0, 1], [980, 20])), 0)
    assert "Counted on 100 of 1,000 customers, drawn at random." in record.sentence


@given(st.lists(st.integers(1, 80), min_size=1, max_size=6), st.integers(6, 200))
def test_the_customers_drawn_are_no_more_than_asked_for_and_of_every_group(sizes, at_most):
    found = parties(made_up(np.ones((sum(sizes), 1)), np.repeat(np.arange(len(sizes)), sizes)), 0)
    sample = drawn(found, at_most)
    counts = [len(members) for members in sample.members]
    assert sum(counts) <= at_most
    assert min(counts) >= 1
    assert bool(sample.sentence) == (sum(sizes) > at_most)
    assert all(
        np.isin(m, p.members).all() and len(np.unique(m)) == len(m) for m, p in zip(sample.members, found, strict=True)
    )


@given(arrays(np.float64, (12, 3), elements=st.floats(-100, 100)))
def test_how_far_groups_are_told_apart_is_the_part_of_the_variance_between_them(values):
    parts = [values[:5], values[5:7], values[7:]]
    result = spread(parts, [5, 2, 5])
    within = sum(((part - part.mean(axis=0)) ** 2).sum(axis=0) for part in parts)
    total = ((values - values.mean(axis=0)) ** 2).sum(axis=0)
    for at in np.flatnonzero(total > 1e-6):
        assert result.told_apart[at] == pytest.approx(1 - within[at] / total[at], abs=1e-6)
    assert result.mean == pytest.approx(values.mean(axis=0), abs=1e-9)
