from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from gui.plots.boxes import BoxesPlot
from gui.plots.contributions import ContributionsPlot
from gui.plots.distribution import DistributionPlot
from gui.plots.fingerprint import FingerprintPlot
from gui.plots.histograms import HistogramsPlot
from gui.plots.k_curves import KCurvesPlot
from gui.plots.rule_map import RuleMapPlot
from gui.plots.share_bars import ShareBarsPlot
from gui.plots.silhouettes import Silhouettes, SilhouettesPlot
from gui.plots.sizes import SizesPlot
from gui.plots.support_bars import SupportBarsPlot
from gui.plots.target_bars import TargetBarsPlot
from tests.gui.plots import records

SVG = "{http://www.w3.org/2000/svg}"


def place_of(plot, spot, which=0):
    """Pixels of the middle of what can be pointed at."""
    spots = plot._spots[which]
    return plot.canvas.mapFromScene(spots.panel.getViewBox().mapViewToScene(spots.box(spot).center()))


def click(qtbot, plot, spot, which=0, modifier=Qt.KeyboardModifier.NoModifier):
    where = place_of(plot, spot, which)
    qtbot.mouseMove(plot.canvas.viewport(), where)
    qtbot.mouseClick(plot.canvas.viewport(), Qt.MouseButton.LeftButton, modifier, where)
    plot.canvas.scene().prepareForPaint()


def text_of(svg):
    return " ".join(element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314


def test_every_plot_says_what_it_is_and_what_to_see(every):
    assert every.title.text() == "Title"
    assert every.sentence.isVisible()
    assert "Title" in every.canvas.accessibleName()


def test_every_axis_that_has_figures_says_what_they_are(every):
    for panel in every._panels:
        for side in ("left", "right", "bottom"):
            axis = panel.getAxis(side)
            if axis.isVisible() and axis.style["showValues"] and hasattr(axis, "words"):
                assert axis.labelText


def test_a_picture_holds_the_words_above_the_plot_and_is_twice_as_sharp(every, tmp_path):
    every.save_picture(tmp_path / "plot.png")
    picture = QImage(str(tmp_path / "plot.png"))
    assert picture.width() == 2 * every.canvas.viewport().width()
    assert picture.height() > 2 * every.canvas.viewport().height()
    every.save_picture(tmp_path / "plot.svg")
    assert "A sentence." in text_of((tmp_path / "plot.svg").read_bytes())


def test_no_stroke_of_a_drawing_depends_on_what_office_programs_do_not_know(every, tmp_path):
    every.save_picture(tmp_path / "plot.svg")
    assert "non-scaling" not in (tmp_path / "plot.svg").read_text(encoding="utf-8")


def test_the_clipboard_gets_the_picture(every):
    QGuiApplication.clipboard().clear()
    every.copy_picture()
    assert QGuiApplication.clipboard().image().width() > 0


def test_light_and_dark_are_followed_at_once(every):
    dark = QPalette(every.palette())
    dark.setColor(QPalette.ColorRole.Base, QColor("#101010"))
    dark.setColor(QPalette.ColorRole.Text, QColor("#f0f0f0"))
    every.setPalette(dark)
    assert every.canvas.backgroundBrush().color() == QColor("#101010")
    assert all(p.getAxis("bottom").pen().color() == dark.color(QPalette.ColorRole.Mid) for p in every._panels)


def test_arrow_keys_walk_through_what_the_plot_shows(every, qtbot):
    every.canvas.setFocus()
    qtbot.keyClick(every.canvas, Qt.Key.Key_Right)
    assert every.pointing.card.isVisible()
    seen = {every.pointing.card.text()}
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(every.canvas, key)
        seen.add(every.pointing.card.text())
    assert len(seen) > 1


def test_names_with_signs_of_markup_are_shown_as_they_are(every, qtbot):
    for _ in range(4):
        qtbot.keyClick(every.canvas, Qt.Key.Key_Up)
        assert "<Builders>" not in every.pointing.card.text()


def test_menu_and_buttons_are_reached_by_keyboard(every):
    for button in (every.pictures.whole_button, every.pictures.picture_button):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert every.canvas.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert [a.text().replace("&", "") for a in every.pictures.menu.actions() if a.text()] == [
        "Copy picture",
        "Save as PNG…",
        "Save as SVG…",
        "Show all",
    ]


def test_a_picture_that_cannot_be_written_is_told(every, monkeypatch, tmp_path):
    told = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no folder" / "a"), ""))
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: told.append(args[2]))
    every.pictures.ask_and_save("svg", "SVG drawing")
    assert told == ["a.svg could not be written. Choose another name or folder."]


EMPTY = {
    "contributions": (ContributionsPlot, lambda: records.contributions(0)),
    "sizes": (SizesPlot, lambda: records.sizes(0, np.empty(0))),
    "k curves": (KCurvesPlot, lambda: records.k_curves(0)),
    "silhouettes": (SilhouettesPlot, lambda: Silhouettes(*records.WORDS, (), (), (), np.nan)),
    "rule map": (RuleMapPlot, lambda: records.rule_map(0)),
    "bars of support": (SupportBarsPlot, lambda: records.support_bars(0)),
    "bars of targets": (TargetBarsPlot, lambda: records.target_bars(0)),
}


@pytest.mark.parametrize("kind", EMPTY)
def test_where_there_is_nothing_to_show_the_sentence_stands_in_its_place(kind, shown):
    make, record = EMPTY[kind]
    plot = shown(make(), record())
    assert plot.nothing.isVisible()
    assert plot.nothing.text() == "A sentence."
    assert not plot.pictures.picture_button.isEnabled()


ONE = [
    (SizesPlot, lambda: records.sizes(1)),
    (ContributionsPlot, lambda: records.contributions(1)),
    (KCurvesPlot, lambda: records.k_curves(1)),
    (FingerprintPlot, lambda: records.fingerprint(1, 1)),
    (BoxesPlot, lambda: records.boxes(2, 1)),
    (SilhouettesPlot, lambda: records.silhouettes(1)),
    (HistogramsPlot, lambda: records.histograms(1)),
    (ShareBarsPlot, lambda: records.share_bars(1, 1)),
    (RuleMapPlot, lambda: records.rule_map(1)),
    (SupportBarsPlot, lambda: records.support_bars(1, 1)),
    (TargetBarsPlot, lambda: records.target_bars(1)),
]
MANY = [
    (SizesPlot, lambda: records.sizes(30)),
    (FingerprintPlot, lambda: records.fingerprint(100, 20)),
    (BoxesPlot, lambda: records.boxes(100, 20)),
    (SilhouettesPlot, lambda: records.silhouettes(20)),
    (HistogramsPlot, lambda: records.histograms(20, log=True)),
    (ShareBarsPlot, lambda: records.share_bars(24, 20)),
    (RuleMapPlot, lambda: records.rule_map(500)),
    (SupportBarsPlot, lambda: records.support_bars(40, 9)),
    (TargetBarsPlot, lambda: records.target_bars(500)),
]


@pytest.mark.parametrize(("make", "record"), [*ONE, *MANY])
def test_one_cluster_and_many_are_painted(make, record, shown):
    assert not shown(make(), record()).grab().isNull()


@pytest.mark.parametrize(("make", "record"), [*MANY[1:3], *MANY[-2:]])
def test_a_long_list_scrolls_and_a_key_brings_what_it_points_at_into_view(make, record, shown, qtbot):
    plot = shown(make(), record())
    assert plot.scroll_bar.isVisible()
    way = Qt.Key.Key_Right if make is BoxesPlot else Qt.Key.Key_Down
    for _ in range(240):
        qtbot.keyClick(plot.canvas, way)
    assert plot.strip.first > 0
    plot.reset_view()
    assert plot.strip.first == 0
    assert plot.scroll_bar.value() == 0


def test_what_scrolled_out_of_view_is_in_no_drawing(shown, tmp_path):
    plot = shown(BoxesPlot(), records.boxes(100, 3))
    plot.strip.scroll_to(50)
    plot.save_picture(tmp_path / "plot.svg")
    left = plot.plot.getAxis("left").width()
    shapes = ET.parse(tmp_path / "plot.svg").getroot().iter(f"{SVG}polygon")  # noqa: S314
    corners = [float(corner.split(",")[0]) for shape in shapes for corner in shape.get("points").split()]
    assert len(corners) >= 12
    assert min(corners) >= 0
    assert sum(corner < left for corner in corners) <= 12


CHOOSING = {
    "sizes": (SizesPlot, records.sizes, 1, 11),
    "fingerprint": (FingerprintPlot, records.fingerprint, 4, 11),
    "box plots": (BoxesPlot, records.boxes, 2, 12),
    "silhouettes": (SilhouettesPlot, records.silhouettes, 6, 11),
    "histograms": (HistogramsPlot, records.histograms, 7, 12),
    "bars of shares": (ShareBarsPlot, records.share_bars, 0, 10),
    "bars of support": (SupportBarsPlot, records.support_bars, 1, 11),
    "bars of targets": (TargetBarsPlot, records.target_bars, 3, 3),
}


@pytest.mark.parametrize("kind", CHOOSING)
def test_a_click_on_a_cluster_chooses_it_and_ctrl_adds_it(kind, shown, qtbot):
    make, record, spot, key = CHOOSING[kind]
    plot = shown(make(), record())
    with qtbot.waitSignal(plot.chosen) as chosen:
        click(qtbot, plot, spot)
    assert chosen.args == [key, False]
    with qtbot.waitSignal(plot.chosen) as chosen:
        click(qtbot, plot, spot, modifier=Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == [key, True]


def test_enter_chooses_what_the_keys_have_reached(shown, qtbot):
    plot = shown(SizesPlot(), records.sizes())
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(plot.canvas, key)
    with qtbot.waitSignal(plot.chosen) as chosen:
        qtbot.keyClick(plot.canvas, Qt.Key.Key_Return)
    assert chosen.args == [11, False]


def test_the_clusters_that_are_marked_stand_out(shown):
    plot = shown(SizesPlot(), records.sizes())
    plot.mark([11])
    faded = {key: items[0].opacity() < 1 for key, items in plot._parts.items()}
    assert faded == {10: True, 11: False, 12: True}
    plot.mark([])
    assert all(item.opacity() == 1 for items in plot._parts.values() for item in items)


def test_a_mark_stays_when_colours_change(shown):
    plot = shown(BoxesPlot(), records.boxes())
    plot.mark([12])
    plot.setPalette(QPalette(QColor("#333333")))
    assert plot._parts[10][0].opacity() < 1


def test_a_name_that_is_cut_on_an_axis_is_whole_where_the_pointer_rests(shown):
    plot = shown(SizesPlot(), records.sizes())
    axis = plot.customers.getAxis("left")
    assert any("…" in name for name in axis.tickStrings([0.0], 1, 1))
    middle = plot.customers.getViewBox().mapViewToScene(QPointF(0, 0)).y()
    plot.pointing._point(QPointF(axis.sceneBoundingRect().center().x(), middle))
    assert "Professional Decorators &amp; &lt;Builders&gt;" in plot.pointing.card.text()


def test_the_distribution_of_a_number_and_of_groups_take_turns(shown, qtbot):
    plot = shown(DistributionPlot(), records.histograms())
    assert plot.currentWidget() is plot.histograms
    plot.mark([11])
    plot.show_record(records.share_bars())
    assert plot.currentWidget() is plot.share_bars
    assert plot.share_bars._parts[10][0].opacity() < 1
    with qtbot.waitSignal(plot.chosen) as chosen:
        QApplication.processEvents()
        click(qtbot, plot.share_bars, 1)
    assert chosen.args == [11, False]


def test_a_silhouette_names_its_customer(shown):
    plot = shown(SilhouettesPlot(lambda code: (f"Customer {code}",)), records.silhouettes())
    plot.pointing._point(plot._spots[0].panel.getViewBox().mapViewToScene(plot._spots[0].box(5).center()))
    assert "Customer 100" in plot.pointing.card.text()
    assert "+0.70" in plot.pointing.card.text()
