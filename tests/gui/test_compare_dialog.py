import csv
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

import engine
from engine import Options
from gui.compare_dialog import CompareDialog
from gui.frames.clusters import ALL
from gui.frames.comparison import USE, good_for
from gui.main_window import SEGMENTS, MainWindow
from gui.pages.segments import SegmentsPage
from gui.runner import Idle, Running
from gui.session import Session
from tests.gui.analyses import session_with, three_trades, trade

MODELS = [choice.name for choice in engine.model_choices()]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def comparison():
    return engine.compare_models(three_trades(), 0)


@pytest.fixture
def dialog(qtbot, comparison):
    return shown(qtbot, comparison)


def shown(qtbot, comparison):
    dialog = CompareDialog(comparison, "All customers", "DBSCAN")
    qtbot.addWidget(dialog)
    dialog.resize(1300, 480)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def column_at(dialog, key):
    return [column.key for column in dialog.table.model.columns].index(key)


def cells(dialog, key):
    """What a column shows, from top to bottom."""
    model, at = dialog.table.model, column_at(dialog, key)
    return [model.data(model.index(row, at)) for row in range(model.rowCount())]


def click(qtbot, dialog, row, key):
    table = dialog.table.table
    place = table.visualRect(dialog.table.model.index(row, column_at(dialog, key))).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)


def sort_by(qtbot, dialog, key):
    header = dialog.table.table.horizontalHeader()
    at = column_at(dialog, key)
    qtbot.mouseClick(header.viewport(), LEFT, pos=QPoint(header.sectionViewportPosition(at) + 20, 8))


def taken(dialog):
    names = []
    dialog.used.connect(names.append)
    return names


def test_every_model_has_a_row_that_offers_it(dialog):
    assert cells(dialog, "model") == MODELS
    assert cells(dialog, USE) == ["Use this one"] * len(MODELS)
    assert cells(dialog, "clusters")[0] == "3"


def test_the_recommendation_is_told_and_its_row_selected_and_marked(dialog, comparison):
    assert dialog.sentence.text() == comparison.sentence
    assert dialog.table.selected_rows() == [MODELS.index(comparison.recommended)]
    notes = cells(dialog, "note")
    assert [name for name, note in zip(MODELS, notes, strict=True) if "Recommended" in note] == [comparison.recommended]
    assert [name for name, note in zip(MODELS, notes, strict=True) if "In use" in note] == ["DBSCAN"]


def test_what_the_selected_model_is_good_for_is_told(dialog, qtbot):
    click(qtbot, dialog, MODELS.index("spectral"), "clusters")
    assert dialog.good_for.text() == good_for("spectral")
    assert "chains of similar customers" in dialog.good_for.text()


def test_figures_are_sorted_as_numbers_and_unknown_ones_come_last(qtbot, comparison):
    sizes = dict(zip(MODELS, (100, 9, 20, 1_000, 3, 50, 0, 30), strict=True))
    rows = [replace(row, smallest=sizes[row.model], stability=sizes[row.model] / 1000) for row in comparison.rows]
    rows[MODELS.index("DBSCAN")] = replace(rows[MODELS.index("DBSCAN")], clusters=0, stability=np.nan, badge=None)
    dialog = shown(qtbot, replace(comparison, rows=tuple(rows)))
    sort_by(qtbot, dialog, "smallest")
    assert cells(dialog, "smallest") == ["3", "9", "20", "30", "50", "100", "1,000", ""]
    sort_by(qtbot, dialog, "stability")
    assert [words.split()[-1] for words in cells(dialog, "stability")[:3]] == ["0.00", "0.01", "0.02"]
    assert cells(dialog, "model")[-1] == "DBSCAN"


@pytest.mark.parametrize("sorted_by", [None, "silhouette", "model"])
def test_use_this_one_takes_the_model_of_its_row_however_the_table_is_sorted(dialog, qtbot, sorted_by):
    if sorted_by:
        sort_by(qtbot, dialog, sorted_by)
    names, wanted = taken(dialog), cells(dialog, "model")[5]
    click(qtbot, dialog, 5, USE)
    assert names == [wanted]
    assert not dialog.isVisible()


def test_a_click_elsewhere_in_a_row_only_selects_it(dialog, qtbot):
    names = taken(dialog)
    click(qtbot, dialog, 2, "silhouette")
    assert names == []
    qtbot.mouseClick(dialog.use_button, LEFT)
    assert names == [MODELS[2]]


def test_the_arrow_keys_and_enter_take_a_model_too(dialog, qtbot):
    names = taken(dialog)
    qtbot.keyClick(dialog.table.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog.table.table, Qt.Key.Key_Return)
    assert names == [MODELS[-1]]


def test_close_and_esc_take_nothing(qtbot, comparison):
    for leave in (lambda one: one.buttons.button(one.buttons.StandardButton.Close).click(), CompareDialog.reject):
        dialog = shown(qtbot, comparison)
        names = taken(dialog)
        leave(dialog)
        assert names == []
        assert not dialog.isVisible()


def test_nothing_is_cut_off_on_a_small_screen_and_notes_take_what_is_left(dialog):
    table, header = dialog.table.table, dialog.table.table.horizontalHeader()
    for at, column in enumerate(dialog.table.model.columns[:-1]):
        assert header.sectionSize(at) >= table.sizeHintForColumn(at), column.title
    assert header.length() == table.viewport().width()


def test_what_is_copied_and_saved_has_every_figure_and_no_buttons(dialog, comparison, tmp_path):
    dialog.table.save_csv(tmp_path / "models.csv")
    rows = list(csv.DictReader((tmp_path / "models.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["Model"] for row in rows] == MODELS
    assert float(rows[0]["Silhouette"]) == pytest.approx(comparison.rows[0].silhouette, abs=1e-6)
    dialog.table.copy_selection()
    copied = QGuiApplication.clipboard().text()
    assert comparison.recommended in copied
    assert "Use this one" not in copied
    assert [action.text() for action in dialog.table._columns_menu.actions()][:2] == ["Model", "Clusters"]


def test_a_long_note_is_wrapped_and_whole(qtbot, comparison):
    long = "Finds only 2 of 3 clusters. " * 6
    dialog = shown(qtbot, replace(comparison, rows=(replace(comparison.rows[0], note=long), *comparison.rows[1:])))
    heights = [dialog.table.table.rowHeight(row) for row in range(len(MODELS))]
    assert heights[0] > 2 * min(heights)


def test_a_model_that_gives_up_has_a_row_that_says_so_and_no_figures(qtbot):
    dialog = shown(qtbot, engine.compare_models(three_trades(1e19), 0))
    at = MODELS.index("BIRCH")
    assert "The model “BIRCH” cannot group these customers." in cells(dialog, "note")[at]
    figures = [column.key for column in dialog.table.model.columns if column.key not in ("model", USE, "note")]
    assert {cells(dialog, key)[at] for key in figures} == {""}
    assert cells(dialog, "clusters")[MODELS.index("agglomerative")] == "3"


TWO = engine.options_from_mapping(
    {"clustering": {"choose_k": "fixed", "most_clusters": 2, "fewest_customers": 3, "resamples": 2}}
)


@pytest.fixture
def window(later, settings, trades_file, qtbot):
    """The Segments page on sixty customers of three trades, who are in two clusters; work waits until it is let run."""
    session = Session(later, Options())
    window = MainWindow(session, settings)
    qtbot.addWidget(window)
    window.show()
    session.open([trades_file], TWO)
    later.wait()
    session.run()
    later.wait()
    window.go_to(SEGMENTS)
    segments_page(window).show_segment(0)
    return window


def compare_dialogs(window):
    return [dialog for dialog in window.findChildren(CompareDialog) if dialog.isVisible()]


def segments_page(window):
    return window.holders[SEGMENTS].page


def compare(window, later, qtbot):
    qtbot.mouseClick(segments_page(window).compare, LEFT)
    later.wait()
    (dialog,) = compare_dialogs(window)
    return dialog


def test_the_dialog_opens_from_a_segment_and_says_which(window, later, qtbot):
    dialog = compare(window, later, qtbot)
    assert cells(dialog, "model") == MODELS
    assert "60 customers" in dialog.table.title.text()
    assert "In use." in cells(dialog, "note")[MODELS.index("k-means")]


def test_all_segments_together_cannot_be_compared_on(qtbot):
    page = SegmentsPage(session_with(trade()))
    qtbot.addWidget(page)
    page.show()
    assert page.segment.key == ALL
    assert not page.compare.isEnabled()
    assert "Choose one segment" in page.compare.toolTip()
    page.show_segment(0)
    assert page.compare.isEnabled()


def test_the_model_that_is_chosen_groups_the_customers_anew_and_the_picture_follows(window, later, qtbot):
    page, session = segments_page(window), window._session
    assert len(page.cards.cards) == len(page.scatter.cloud.groups) == 2
    dialog = compare(window, later, qtbot)
    assert cells(dialog, "clusters")[MODELS.index("DBSCAN")] == "3"
    click(qtbot, dialog, MODELS.index("DBSCAN"), USE)
    assert isinstance(session.runner.activity, Running)
    later.wait()
    assert session.analysis.options.clustering.model == "DBSCAN"
    assert len(page.cards.cards) == len(page.scatter.cloud.groups) == 3
    assert compare_dialogs(window) == []


def test_the_dialog_says_which_segment_was_compared_on_whatever_is_shown_by_then(later, qtbot):
    session = Session(later, Options())
    session.dataset, session.analysis = trade().dataset, trade()
    page = SegmentsPage(session)
    qtbot.addWidget(page)
    page.show()
    page.show_segment(0)
    qtbot.mouseClick(page.compare, LEFT)
    page.show_segment(1)
    later.wait()
    (dialog,) = compare_dialogs(page)
    assert dialog.table.title.text().startswith("Models on North")


def test_while_models_are_compared_it_can_be_cancelled_and_all_stays_as_it_was(window, later, qtbot):
    page, session = segments_page(window), window._session
    before = session.analysis
    qtbot.mouseClick(page.compare, LEFT)
    assert not page.compare.isEnabled()
    session.runner.cancel()
    later.wait()
    assert session.runner.activity == Idle("Cancelled")
    assert compare_dialogs(window) == []
    assert session.analysis is before
    assert page.compare.isEnabled()


def test_a_comparison_that_another_run_has_overtaken_is_not_shown(window, later, qtbot):
    qtbot.mouseClick(segments_page(window).compare, LEFT)
    window._session.run()
    later.wait()
    assert compare_dialogs(window) == []
    assert isinstance(window._session.runner.activity, Idle)
