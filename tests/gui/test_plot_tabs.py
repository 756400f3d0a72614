import pytest
from PySide6.QtWidgets import QLabel

from gui.frames.clusters import ALL
from gui.plot_tabs import PlotTabs
from tests.gui.analyses import bare, listed, lonely, nobody_in_clusters, outsiders, three_trades, trade

PLOTS = ("Fingerprint", "Box plots", "Contributions", "How many?", "Silhouettes", "Sizes")


@pytest.fixture
def tabs(qtbot):
    tabs = PlotTabs("Map", QLabel("The map"), lambda: None)
    qtbot.addWidget(tabs)
    tabs.resize(700, 400)
    tabs.show()
    qtbot.waitExposed(tabs)
    return tabs


def plot(tabs, name):
    return tabs._plots[name][0]


def go_to(tabs, name):
    tabs.setCurrentIndex([tabs.tabText(at) for at in range(tabs.count())].index(name))


def every_tab(tabs):
    for at in range(tabs.count()):
        tabs.setCurrentIndex(at)
        tabs.grab()


def test_the_map_comes_first_and_every_plot_has_a_tab(tabs):
    assert [tabs.tabText(at) for at in range(tabs.count())] == ["Map", *PLOTS, "Distribution"]


def test_a_plot_is_made_only_when_its_tab_is_shown(tabs):
    tabs.show_analysis(three_trades(), 0)
    assert all(plot(tabs, name).title.text() == "" for name in PLOTS)
    go_to(tabs, "Sizes")
    assert plot(tabs, "Sizes").title.text() == "3 clusters, 60 customers"
    assert all(plot(tabs, name).title.text() == "" for name in PLOTS if name != "Sizes")


@pytest.mark.parametrize(
    ("make", "segment"),
    [
        (three_trades, 0),
        (trade, 0),
        (trade, 1),
        (trade, ALL),
        (bare, 0),
        (lonely, 0),
        (listed, 0),
        (outsiders, 0),
        (nobody_in_clusters, 0),
    ],
    ids=[
        "three clusters",
        "a small segment",
        "two customers",
        "all segments",
        "quantities alone",
        "one customer",
        "a list of customers",
        "customers in no cluster",
        "no cluster at all",
    ],
)
def test_every_tab_shows_something_or_says_why_not(tabs, make, segment):
    tabs.show_analysis(make(), segment)
    every_tab(tabs)
    for name in PLOTS:
        shown = plot(tabs, name)
        assert shown.title.text()
        assert shown.sentence.text() or shown.nothing.text()


def test_customers_in_no_cluster_are_among_the_sizes(tabs):
    analysis = outsiders()
    assert len(analysis.segmentation.without_cluster)
    tabs.show_analysis(analysis, 0)
    go_to(tabs, "Sizes")
    assert [group.name for group in plot(tabs, "Sizes").record.groups][-1] == "No cluster"


def test_a_new_run_replaces_what_every_tab_shows_and_chosen_clusters_that_are_gone_do_no_harm(tabs):
    tabs.show_analysis(three_trades(), 0)
    tabs.mark([2])
    every_tab(tabs)
    tabs.show_analysis(bare(), 0)
    every_tab(tabs)
    assert plot(tabs, "Sizes").title.text().endswith("7 customers")
    tabs.show_analysis(lonely(), 0)
    every_tab(tabs)
    assert plot(tabs, "Sizes").title.text() == "1 cluster, 1 customer"


def opacities(shown):
    """How much each group is seen: of every key, whether it stands out or fades."""
    return {key: {item.opacity() == 1.0 for item in items} for key, items in shown._parts.items()}


@pytest.mark.parametrize("name", ["Sizes", "Box plots", "Silhouettes"])
def test_a_cluster_that_is_chosen_stands_out_in_a_plot_that_is_opened_later_too(tabs, name):
    tabs.show_analysis(three_trades(), 0)
    tabs.mark([1])
    go_to(tabs, name)
    assert opacities(plot(tabs, name)) == {0: {False}, 1: {True}, 2: {False}}
    tabs.mark([])
    assert opacities(plot(tabs, name)) == {key: {True} for key in range(3)}


def test_what_is_chosen_in_any_plot_is_passed_on(tabs, qtbot):
    tabs.show_analysis(three_trades(), 0)
    for name in PLOTS:
        with qtbot.waitSignal(tabs.chosen) as heard:
            plot(tabs, name).chosen.emit(1, True)
        assert heard.args == [1, True]


def test_the_distribution_follows_the_column_and_keeps_it_over_a_new_run(tabs, qtbot):
    tabs.show_analysis(listed(), 0)
    go_to(tabs, "Distribution")
    columns = [tabs.columns.itemText(at) for at in range(tabs.columns.count())]
    trade_column = next(at for at, words in enumerate(columns) if words.startswith("Trade"))
    tabs.columns.setCurrentIndex(trade_column)
    tabs.columns.activated.emit(trade_column)
    assert tabs.distribution.currentWidget() is tabs.distribution.share_bars
    assert "Trade" in tabs.distribution.share_bars.title.text()
    tabs.show_analysis(listed(), 0)
    assert tabs.columns.currentIndex() == trade_column
    number = next(at for at, words in enumerate(columns) if words.startswith("Employees"))
    tabs.columns.setCurrentIndex(number)
    tabs.columns.activated.emit(number)
    assert tabs.distribution.currentWidget() is tabs.distribution.histograms


def test_tabs_without_an_analysis_can_be_shown_and_marked(tabs):
    every_tab(tabs)
    tabs.mark([0, 1])
    assert tabs.columns.count() == 0
