import numpy as np
import pyqtgraph as pg
import pytest

from gui.plots.interval_bars import IntervalBars, IntervalBarsPlot

BARS = IntervalBars(
    title="Methods",
    sentence="The longer the better.",
    names=("Ours", "Bestsellers"),
    values=np.array([55.0, 27.0]),
    low=np.array([52.0, 25.0]),
    high=np.array([57.0, 29.0]),
    texts=("55 (52 – 57)", "27 (25 – 29)"),
    ours=np.array([True, False]),
    axis="Of 100 customers",
)


@pytest.fixture
def plot(qtbot):
    plot = IntervalBarsPlot()
    qtbot.addWidget(plot)
    plot.resize(600, 300)
    plot.show_record(BARS)
    plot.show()
    qtbot.waitExposed(plot)
    return plot


def items(plot, kind):
    return [item for item in plot.plot.items if isinstance(item, kind)]


def test_each_bar_is_as_long_as_its_figure_and_has_a_whisker_over_its_interval(plot):
    assert [bar.opts["width"][0] for bar in items(plot, pg.BarGraphItem)] == [55.0, 27.0]
    spans = [(curve.xData.min(), curve.xData.max()) for curve in items(plot, pg.PlotCurveItem)]
    assert spans == [(52.0, 57.0), (25.0, 29.0)]


def test_what_ours_is_held_against_has_another_colour(plot):
    ours, theirs = (bar.opts["brush"] for bar in items(plot, pg.BarGraphItem))
    assert pg.mkColor(ours) != pg.mkColor(theirs)


def test_all_whiskers_and_their_figures_are_in_view(plot):
    low, high = plot.plot.viewRange()[0]
    assert low <= 0
    assert high > 57.0


def test_nothing_to_show_is_said(plot):
    none = np.empty(0)
    plot.show_record(IntervalBars("Methods", "Nothing was proven.", (), none, none, none, (), none.astype(bool), ""))
    assert not items(plot, pg.BarGraphItem)
