import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtGui import QFontMetrics, QGuiApplication

from gui.plots.groups import PlotGroup
from gui.plots.palette import OTHERS, cluster_colour
from gui.plots.support_bars import SupportBars, SupportBarsPlot
from gui.plots.target_bars import TargetBars, TargetBarsPlot, short_rule
from tests.gui.plots import records

WHOM = (PlotGroup(4, 1, "1 Painters", 9), PlotGroup(-1, 0, "All customers", 40))
SUPPORT = SupportBars(
    "Top products",
    "A brush is in half of all baskets.",
    ("Angle brush", "Roller cover", "Paint tray"),
    WHOM,
    np.array([[0.75, 0.5], [0.25, 0.125], [np.nan, 0.0]]),
    np.array([8, 120]),
)
TARGETS = TargetBars(
    "Targets",
    "See.",
    ("Angle brush → Paint tray", "Paint tray → Angle brush"),
    ("One.", "Two."),
    np.array([1204, 1]),
    2,
)


def bars_of(plot):
    return [item for item in plot.plot.items if isinstance(item, pg.BarGraphItem)]


def test_bars_of_support_are_as_long_as_the_share_of_baskets_and_stand_beside_each_other(shown):
    plot = shown(SupportBarsPlot(), SUPPORT)
    painters, everyone = bars_of(plot)
    assert painters.opts["width"].tolist() == [75, 25, 0]
    assert everyone.opts["width"].tolist() == [50, 12.5, 0]
    assert painters.opts["brush"] == cluster_colour(1, dark=False)
    assert everyone.opts["brush"].name().upper() == OTHERS[False]
    tops = np.column_stack([painters.opts["y0"], everyone.opts["y0"]])
    assert (np.rint(tops) == np.arange(3)[:, None]).all()
    assert (np.diff(tops, axis=1) >= painters.opts["height"]).all()


def test_a_bar_of_support_says_whose_baskets_and_how_many(shown):
    plot = shown(SupportBarsPlot(), SUPPORT)
    say = plot._spots[0].lines
    assert say(0) == ("Angle brush", "1 Painters", "In 75 % of 8 baskets")
    assert say(3) == ("Roller cover", "All customers", "In 12 % of 120 baskets")
    assert say(4) == ("Paint tray", "1 Painters", "No baskets")


def test_each_bar_of_support_is_thick_enough_to_see_where_there_are_nine_to_an_item(shown):
    plot = shown(SupportBarsPlot(), records.support_bars(12, 9))
    bar = bars_of(plot)[0].opts["height"] / abs(plot.view.viewPixelSize()[1])
    assert bar >= 4


def test_bars_of_targets_are_as_long_as_there_are_customers_and_say_so(shown):
    plot = shown(TargetBarsPlot(), TARGETS)
    assert [bar.opts["width"] for bar in bars_of(plot)] == [[1204], [1]]
    assert [item.toPlainText() for item in plot.plot.items if isinstance(item, pg.TextItem)] == ["1,204", "1"]
    assert all(bar.opts["brush"] == cluster_colour(2, dark=False) for bar in bars_of(plot))
    say = plot._spots[0].lines
    assert say(0) == ("Angle brush → Paint tray", "One.", "1,204 customers lack the second half.")
    assert say(1)[-1] == "1 customer lacks the second half."


def test_of_very_many_rules_the_first_have_bars_and_the_sentence_says_so(shown):
    plot = shown(TargetBarsPlot(), records.target_bars(500))
    assert len(bars_of(plot)) == 100
    assert plot.sentence.text() == "A sentence. The first 100 of 500 rules are drawn."
    assert shown(TargetBarsPlot(), TARGETS).sentence.text() == "See."


def test_an_axis_that_counts_customers_has_no_halves(shown):
    plot = shown(TargetBarsPlot(), TARGETS)
    assert plot.plot.getAxis("bottom").tickStrings([0.0, 0.5, 1.0], 1, 0.5) == ["0", "", "1"]


@pytest.mark.parametrize("width", [90, 150, 240])
@pytest.mark.parametrize("rule", ["B" * 200 + " → " + "C" * 200, "A → " + "C" * 200, "A + B → " + "C" * 30])
def test_a_rule_that_is_cut_fits_and_keeps_its_arrow_and_both_of_its_halves(rule, width, qapp):
    metrics = QFontMetrics(QGuiApplication.font())
    cut = short_rule(rule, width, metrics)
    first, second = cut.split(" → ")
    assert metrics.horizontalAdvance(cut) <= width
    assert first[0] == rule[0]
    assert second[0] == "C"
    assert "…" in cut


def test_a_rule_that_has_room_is_left_as_it_is(qapp):
    metrics = QFontMetrics(QGuiApplication.font())
    assert short_rule("Brush → Tray", 400, metrics) == "Brush → Tray"
