from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from engine import Options
from gui.main_window import CUSTOMERS, DATA, SEGMENTS, START, MainWindow
from gui.options_dialog import OptionsDialog
from gui.page_holder import PLACES
from gui.runner import Idle
from gui.session import Session
from gui.settings import Settings
from tests.gui.executors import RunLater

RECOMMENDATIONS = [place.title for place in PLACES].index("Recommendations")


@pytest.fixture
def window(session: Session, settings: Settings, qtbot) -> MainWindow:
    window = MainWindow(session, settings)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def slow_window(later: RunLater, settings: Settings, qtbot) -> tuple[MainWindow, Session]:
    session = Session(later, Options())
    window = MainWindow(session, settings)
    qtbot.addWidget(window)
    window.show()
    return window, session


def page(window: MainWindow) -> int:
    return window.pages.currentIndex()


def shortcuts(window: MainWindow) -> dict[str, QAction]:
    actions = window.findChildren(QAction)
    return {action.shortcut().toString(): action for action in actions if not action.shortcut().isEmpty()}


def drop(window: MainWindow, files: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    where = QPointF(300, 300)
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(where.toPoint(), *rest)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(where, *rest))


def test_it_starts_on_the_start_page_with_nothing_to_run_or_export(window):
    assert page(window) == START
    assert not window.top_bar.run.isEnabled()
    assert not window.top_bar.export.isEnabled()
    assert window.top_bar.loaded.text() == "Nothing loaded yet"


def test_every_page_without_data_says_what_to_do(window):
    for at in range(1, len(PLACES)):
        window.go_to(at)
        assert window.holders[at].empty.isVisible()
        assert window.holders[at].empty.sentence.text()


def test_files_dropped_on_the_window_are_opened_and_the_data_page_comes_up(window, session, sales_file):
    drop(window, [sales_file])
    assert session.paths == (sales_file,)
    assert page(window) == DATA
    assert window.windowTitle() == "sales.csv – Peerbasket"


def test_the_top_bar_says_what_is_loaded(window, session):
    session.open_sample()
    assert window.top_bar.loaded.text() == "sample  ·  847 lines  ·  10 customers"


def test_after_a_run_the_segments_page_comes_up_and_export_is_there(window, session):
    session.open_sample()
    window.top_bar.run.click()
    assert page(window) == SEGMENTS
    assert window.top_bar.export.isEnabled()
    assert window.progress_line.label.text().startswith("Run finished: 2 segments, 4 clusters, ")


def test_every_page_is_built_from_a_run_and_shown(window, session):
    session.open_sample()
    session.run()
    for at, holder in enumerate(window.holders):
        window.go_to(at)
        assert holder.page is not None
        assert holder.page.isVisible()


def test_once_files_are_read_every_page_is_built_ahead_of_the_run_and_still_says_what_it_lacks(window, session, qtbot):
    session.open_sample()
    qtbot.waitUntil(lambda: all(holder.page is not None for holder in window.holders))
    window.go_to(SEGMENTS)
    assert window.holders[SEGMENTS].empty.isVisible()
    session.run()
    assert window.holders[SEGMENTS].page.cards.cards


def test_a_page_that_lacks_a_run_offers_to_run(window, session, sales_file):
    session.open([sales_file])
    window.go_to(SEGMENTS)
    window.holders[SEGMENTS].empty.button.click()
    assert session.analysis is not None
    assert window.holders[SEGMENTS].page.isVisible()


def test_opening_a_customer_anywhere_shows_and_selects_it_on_the_customers_page(window, session):
    session.open_sample()
    session.run()
    window.go_to(SEGMENTS)
    window.holders[SEGMENTS].page.customer_opened.emit(3)
    assert session.selection == {3}
    assert page(window) == CUSTOMERS


def test_opening_a_customer_of_the_selection_keeps_the_selection(window, session):
    session.open_sample()
    session.run()
    window.go_to(SEGMENTS)
    session.select([1, 3, 5])
    window.holders[SEGMENTS].page.customer_opened.emit(3)
    assert session.selection == {1, 3, 5}
    assert window.holders[CUSTOMERS].page.customer == 3


def test_columns_that_were_not_understood_lead_to_the_data_page_with_a_sentence(window, session, tmp_path):
    file = tmp_path / "odd.csv"
    file.write_text("aa,bb\nX1,Y1\n", encoding="utf-8")
    session.open([file])
    assert page(window) == DATA
    assert window.banner.isVisible()
    assert window.banner.text.text()
    assert not window.top_bar.run.isEnabled()


def test_an_error_stays_until_something_else_is_done(window, session, sales_file, tmp_path):
    session.open([tmp_path / "gone.csv"])
    assert window.banner.title.text() == "The files could not be opened"
    assert "gone.csv" in window.banner.text.text()
    session.open([sales_file])
    assert window.banner.isHidden()


def test_an_exception_in_the_worker_leaves_the_window_usable(window, session, sales_file, tmp_path):
    bugs: list[BaseException] = []
    session.runner.bug_found.connect(bugs.append)
    session.open([sales_file])
    session.run()
    session.analysis = "no analysis at all"
    session.export(tmp_path / "out.xlsx")
    assert len(bugs) == 1
    assert window.top_bar.run.isEnabled()
    window.top_bar.run.click()
    assert session.runner.activity.message.startswith("Run finished")


def test_a_saved_workbook_can_be_opened_and_found_from_the_banner(window, session, tmp_path):
    session.open_sample()
    session.run()
    session.export(tmp_path / "out.xlsx")
    assert window.banner.title.text() == "Saved out.xlsx"
    row = window.banner.actions_row
    assert [row.itemAt(at).widget().text() for at in range(row.count())] == ["O&pen", "Sho&w in folder"]


def test_while_something_runs_it_can_be_cancelled_and_nothing_else_started(slow_window, later, sales_file):
    window, session = slow_window
    session.open([sales_file])
    later.wait()
    session.run()
    assert not window.top_bar.run.isEnabled()
    assert not window.top_bar.recipe.isEnabled()
    assert window.progress_line.cancel.isVisible()
    window.progress_line.cancel.click()
    later.wait()
    assert session.runner.activity == Idle("Cancelled")
    assert window.progress_line.label.text() == "Cancelled"
    assert window.top_bar.run.isEnabled()


def test_keys_reach_every_page_and_every_command(window, session, sales_file):
    keys = shortcuts(window)
    assert {"Ctrl+O", "Ctrl+E", "Ctrl+Q", "F5", "Esc"} <= set(keys)
    session.open([sales_file])
    keys["F5"].trigger()
    assert session.analysis is not None
    for at in range(len(PLACES)):
        keys[f"Ctrl+{at + 1}"].trigger()
        assert page(window) == at


def test_no_two_commands_share_a_key(window):
    used = [action.shortcut() for action in window.findChildren(QAction) if not action.shortcut().isEmpty()]
    window_wide = [keys.toString() for keys in used if keys != QKeySequence(QKeySequence.StandardKey.Copy)]
    assert len(window_wide) == len(set(window_wide))


def mnemonics(window: MainWindow) -> list[str]:
    """The letters that Alt reaches at this moment."""
    words = [action.text() for action in window.menuBar().actions()]
    words += [w.text() for w in window.findChildren(QAbstractButton) if w.isVisible() and w.isEnabled()]
    words += [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.buddy()]
    return sorted(keys.toString() for text in words if not (keys := QKeySequence.mnemonic(text)).isEmpty())


def test_no_two_words_in_sight_share_the_letter_that_alt_reaches(window, session, tmp_path):
    def has_no_twins() -> bool:
        for at in range(len(PLACES)):
            window.go_to(at)
            letters = mnemonics(window)
            if len(letters) != len(set(letters)):
                return False
        return True

    assert has_no_twins()
    session.open_sample()
    assert has_no_twins()
    session.run()
    session.export(tmp_path / "out.xlsx")
    assert window.banner.isVisible()
    assert has_no_twins()


def test_the_keyboard_does_not_stay_behind_on_a_page_that_goes(window, session):
    window.activateWindow()
    window.holders[START].page.sample_button.setFocus()
    window.holders[START].page.sample_button.click()
    assert page(window) == DATA
    assert window.focusWidget() is window.sidebar


class WindowsShown(QObject):
    """Notes every window that opens, be it for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def test_no_other_window_flashes_up_while_pages_are_built_and_filled(window, session):
    shown = WindowsShown()
    QApplication.instance().installEventFilter(shown)
    try:
        session.open_sample()
        session.run()
        for at in range(len(PLACES)):
            window.go_to(at)
            QApplication.processEvents()
    finally:
        QApplication.instance().removeEventFilter(shown)
    assert shown.names == []


def test_whatever_takes_the_keyboard_can_be_named_by_a_screen_reader(window, session):
    session.open_sample()
    session.run()
    for at in range(2):
        window.go_to(at)
        for widget in window.findChildren(QWidget):
            takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(window)
            if takes_keys and isinstance(widget, QAbstractButton):
                assert widget.text() or widget.accessibleName(), widget


def test_another_recipe_is_used_by_the_next_run_and_remembered_for_these_files(window, session, settings, sales_file):
    session.open([sales_file])
    window.top_bar.recipe.setCurrentIndex(window.top_bar.recipe.findData("buying behaviour"))
    window.top_bar.recipe.activated.emit(window.top_bar.recipe.currentIndex())
    assert session.options == replace(Options(), recipe="buying behaviour")
    window.top_bar.run.click()
    assert session.analysis.features.families == ("buying behaviour",)
    session.open_sample()
    assert window.top_bar.recipe.currentData() == "auto"
    window.open_files([sales_file])
    assert window.top_bar.recipe.currentData() == "buying behaviour"


def test_files_that_were_read_become_recent_and_the_sample_does_not(window, session, settings, sales_file):
    session.open_sample()
    session.open([sales_file])
    assert settings.recent == ((sales_file,),)


def test_the_window_fits_a_small_screen_with_everything_on_it(window, session):
    session.open_sample()
    session.run()
    for at in range(len(PLACES)):
        window.go_to(at)
        assert window.minimumSizeHint().width() <= 1366
        assert window.minimumSizeHint().height() <= 740


def test_closing_remembers_where_the_window_was_and_stops_what_runs(slow_window, settings, later, sales_file):
    window, session = slow_window
    session.open([sales_file])
    window.close()
    later.wait()
    assert settings.geometry is not None
    assert session.dataset is None


def change_options(window: MainWindow, values: dict[str, object]) -> None:
    """Open the dialog by its key, change the form and press OK."""
    shortcuts(window)["Ctrl+,"].trigger()
    dialog = window.findChild(OptionsDialog)
    dialog.form.set_values(values)
    dialog.accept()


def test_changed_options_run_again_and_are_remembered_with_the_files(window, session, settings, sales_file):
    session.open([sales_file])
    session.run()
    before = session.analysis
    change_options(window, {"recommending.per_customer": 1})
    assert session.analysis is not before
    assert session.analysis.recommendations.table["customer"].is_unique
    assert settings.options_for([sales_file]).recommending.per_customer == 1


def test_options_that_are_not_changed_run_nothing(window, session, sales_file):
    session.open([sales_file])
    session.run()
    before = session.analysis
    change_options(window, {})
    assert session.analysis is before


def test_options_before_a_run_wait_for_it(window, session, sales_file):
    session.open([sales_file])
    change_options(window, {"recommending.per_customer": 1})
    assert session.analysis is None
    assert session.options.recommending.per_customer == 1


def test_another_day_order_reads_the_files_again_to_be_looked_at(window, session, sales_file):
    session.open([sales_file])
    session.run()
    read = session.dataset
    change_options(window, {"reading.day_order": "month first"})
    assert session.dataset is not read
    assert session.analysis is None
    assert page(window) == DATA


def test_options_cannot_be_changed_while_something_runs(slow_window, later, sales_file):
    window, session = slow_window
    session.open([sales_file])
    assert not window.top_bar.options.isEnabled()
    assert not shortcuts(window)["Ctrl+,"].isEnabled()
    later.wait()
    assert window.top_bar.options.isEnabled()


def test_an_offer_that_is_taken_out_leaves_the_user_on_the_page(window, session, sales_file):
    session.open([sales_file])
    session.run()
    window.go_to(RECOMMENDATIONS)
    product = session.analysis.recommendations.table["product"].iloc[0]
    session.do_not_offer({"not_offered": [session.dataset.products["product_id"][product]]})
    assert page(window) == RECOMMENDATIONS
    session.run()
    assert page(window) == SEGMENTS
