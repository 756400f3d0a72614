import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.features.features import Attribute
from gui.frames import distributions as frames
from gui.frames.clusters import ALL
from gui.plots.distribution import DistributionPlot
from gui.plots.histograms import Histograms
from gui.plots.share_bars import ShareBars
from tests.gui.analyses import bare, lonely, trade
from tests.gui.frames.test_cluster_plots import made_up


def of(values, labels, *names, ordered=False, unit=""):
    """The distribution of one column."""
    attribute = Attribute("Column", "customer profile", unit, np.asarray(values, dtype=float), names, ordered)
    run = made_up(np.ones((len(labels), 1)), labels, attributes=(attribute,))
    return frames.distribution(run, 0, 1)


@pytest.mark.parametrize("analysis", [trade, bare, lonely])
def test_every_column_of_every_segment_is_shown(analysis, qtbot):
    run, plot = analysis(), DistributionPlot()
    qtbot.addWidget(plot)
    columns = frames.distribution_columns(run)
    assert [name for _, name in columns] == [attribute.name for attribute in run.features.attributes]
    for column, name in columns:
        for segment in (ALL, 0):
            record = frames.distribution(run, segment, column)
            assert record.title.startswith(name)
            plot.show_record(record)


@pytest.mark.parametrize(
    "values",
    [
        [np.nan] * 4,
        [np.nan, 2.5, np.inf, -np.inf],
        [7.25] * 4,
        [0, 0, 0, 1e12],
        [-5.5, 0, 1e-9, 3],
        [1e300, 1, 2, 3],
    ],
)
def test_odd_columns_are_shown_too(values, qtbot):
    plot = DistributionPlot()
    qtbot.addWidget(plot)
    plot.show_record(of(values, [0, 0, 1, 1]))
    assert not plot.grab().isNull()


def test_a_column_that_nobody_has_says_so():
    record = of([np.nan] * 4, [0, 0, 1, 1])
    assert record.sentence == "It is known of no customer."


@given(st.lists(st.floats(-1e6, 1e6) | st.just(np.nan), min_size=6, max_size=60))
def test_every_known_customer_is_in_one_bar_of_its_cluster(values):
    labels = np.arange(len(values)) % 3
    record = of(values, labels)
    known = np.bincount(labels[np.isfinite(values)], minlength=3)
    if not known.sum():
        return
    assert record.known.tolist() == known.tolist()
    counts = record.shares.sum(axis=1 if isinstance(record, Histograms) else 0)
    assert counts[known > 0] == pytest.approx(1)
    assert np.isnan(counts[known == 0]).all()


@given(st.lists(st.integers(0, 10_000), min_size=12, max_size=80), st.booleans())
def test_bars_hold_what_lies_between_their_edges(values, spread_out):
    data = np.array(values, dtype=float) ** (2 if spread_out else 1)
    record = of(data, [0] * len(values))
    if not isinstance(record, Histograms):
        return
    low, high = record.edges[0], record.edges[-1]
    expected = np.histogram(np.clip(data, low, high), record.edges)[0] / len(data)
    assert record.shares[0] == pytest.approx(expected)
    assert record.beyond == ((data < low).sum(), (data > high).sum())


def test_whole_numbers_stand_in_the_middle_of_their_bars():
    record = of(np.arange(20), [0] * 20)
    assert record.whole
    assert record.edges.tolist() == (np.arange(21) - 0.5).tolist()
    assert record.shares[0] == pytest.approx(np.full(20, 0.05))


def test_a_figure_far_out_does_not_flatten_all_the_others():
    incomes = np.r_[np.linspace(20_000, 90_000, 999), 666_666]
    record = of(incomes, [0] * 1000)
    assert not record.log
    assert record.edges[-1] < 400_000
    assert record.beyond == (0, 1)
    assert "1 customer above" in record.sentence
    assert (record.shares[0] > 0).sum() > 5


def test_spend_over_several_powers_of_ten_is_shown_on_a_log_scale():
    spend = np.r_[np.zeros(20), np.logspace(0, 6, 200)]
    record = of(spend, [0] * 220)
    assert record.log
    assert record.places(record.edges)[[0, -1]] == pytest.approx([0, np.log1p(1e6)])


def test_the_words_name_the_highest_and_the_lowest_median_and_count_the_unknown():
    record = of([1.5, 2.5, 100, 300.5, np.nan, 200], [0, 0, 1, 1, 1, 1], unit="days")
    assert record.medians.tolist() == [2, 200]
    assert record.sentence == (
        "The median (the line) is highest in “2 Name 1”, 200 days, and lowest in “1 Name 0”, 2 days."
        " Not known of 1 of 6 customers."
    )


def test_where_medians_are_the_same_the_averages_are_compared():
    record = of([0, 0, 0, 7.5, 0, 0, 0, 90.5], [0, 0, 0, 0, 1, 1, 1, 1])
    assert record.sentence.startswith(
        "The median (the line) is 0 everywhere; the average is highest in “2 Name 1”, 22.6"
    )


def test_groups_are_compared_by_their_shares_of_each_cluster():
    record = of([0, 0, 1, 1, 1, 1, np.nan], [0, 0, 0, 0, 1, 1, 1], "No", "Yes")
    assert isinstance(record, ShareBars)
    assert record.values == ("Yes", "No")
    assert record.shares.tolist() == [[0.5, 1.0], [0.5, 0.0]]
    assert record.sentence == (
        "“Yes” differs most: 100 % of “2 Name 1”, 50 % of “1 Name 0”. Not known of 1 of 7 customers."
    )


def test_ordered_groups_keep_their_order_and_groups_nobody_is_in_are_left_out():
    record = of([3, 3, 3, 0, 0, 1], [0] * 6, "Low", "Middle", "None", "High", ordered=True)
    assert record.values == ("Low", "Middle", "High")


def test_few_whole_numbers_are_bars_in_their_order():
    record = of([2, 0, 0, 1, 2, 2], [0, 0, 0, 1, 1, 1])
    assert record.values == ("0", "1", "2")
    assert record.shares[:, 1].tolist() == pytest.approx([0, 1 / 3, 2 / 3])


def test_of_500_groups_the_most_common_have_bars_and_the_others_are_added_up():
    values = np.r_[np.arange(500), np.zeros(30)]
    record = of(values, [0] * 530, *(f"Group {i}" for i in range(500)))
    assert len(record.values) == frames.MOST_VALUES
    assert record.values[0] == "Group 0"
    assert record.values[-1] == f"{500 - frames.MOST_VALUES + 1} others"
    assert record.shares.sum() == pytest.approx(1)


def test_many_customers_are_counted_on_a_stated_number_of_them(monkeypatch):
    monkeypatch.setattr(frames, "CUSTOMERS", 100)
    record = of(np.linspace(0, 1, 1000), np.repeat([0, 1], [990, 10]))
    assert record.known.tolist() == [90, 10]
    assert "Counted on 100 of 1,000 customers, drawn at random." in record.sentence


def test_customers_in_no_cluster_are_shown_as_such():
    record = of([0.5, 1.5, 40.5], [0, 0, -1])
    assert [group.name for group in record.groups] == ["1 Name 0", "No cluster"]
