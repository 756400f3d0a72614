import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from engine import VERSION
from gui.faults import Faults, start_log, versions


@pytest.fixture
def faults(qtbot) -> Iterator[Faults]:
    window = QWidget()
    qtbot.addWidget(window)
    faults = Faults(window)
    hooks = sys.excepthook, threading.excepthook
    yield faults
    sys.excepthook, threading.excepthook = hooks
    if faults.dialog is not None:
        faults.dialog.close()


def bug(sentence: str) -> ValueError:
    try:
        raise ValueError(sentence)
    except ValueError as error:
        return error


def test_a_bug_is_logged_and_shown_with_traceback_and_versions(faults, qtbot, caplog):
    with caplog.at_level(logging.ERROR):
        faults.report(bug("the sky fell"))
    qtbot.waitUntil(lambda: faults.dialog is not None)
    details = faults.dialog.details.toPlainText()
    assert "ValueError: the sky fell" in details
    assert "test_faults.py" in details
    assert f"Peerbasket {VERSION}" in details
    assert "the sky fell" in caplog.text


def test_there_are_never_two_dialogs_at_once(faults, qtbot):
    faults.report(bug("first"))
    faults.report(bug("second"))
    qtbot.waitUntil(lambda: faults.dialog is not None)
    qtbot.wait(1)
    assert "first" in faults.dialog.details.toPlainText()
    assert len(faults.window.findChildren(type(faults.dialog))) == 1


def test_a_bug_after_the_dialog_was_closed_is_shown_again(faults, qtbot):
    faults.report(bug("first"))
    qtbot.waitUntil(lambda: faults.dialog is not None)
    faults.dialog.close()
    faults.report(bug("second"))
    qtbot.waitUntil(lambda: faults.dialog is not None and faults.dialog.isVisible())
    assert "second" in faults.dialog.details.toPlainText()


def test_the_copy_button_puts_the_details_on_the_clipboard(faults, qtbot):
    faults.report(bug("the sky fell"))
    qtbot.waitUntil(lambda: faults.dialog is not None)
    faults.dialog.copy_button.click()
    assert "the sky fell" in QGuiApplication.clipboard().text()


def test_an_exception_that_no_thread_caught_reaches_the_dialog(faults, qtbot):
    def fail() -> None:
        raise ValueError("in a thread")

    faults.catch_all()
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: faults.dialog is not None)
    assert "in a thread" in faults.dialog.details.toPlainText()


def test_the_hook_of_the_interpreter_reaches_the_dialog(faults, qtbot):
    faults.catch_all()
    error = bug("in a slot")
    sys.excepthook(ValueError, error, error.__traceback__)
    qtbot.waitUntil(lambda: faults.dialog is not None)
    assert "in a slot" in faults.dialog.details.toPlainText()


@pytest.fixture
def _handlers_restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.usefixtures("_handlers_restored")
def test_the_log_is_written_and_rotates(tmp_path: Path):
    file = tmp_path / "deep" / "down" / "peerbasket.log"
    start_log(file)
    for _ in range(80):
        logging.getLogger("gui").info("x" * 10_000)
    assert file.stat().st_size <= 500_000
    assert (tmp_path / "deep" / "down" / "peerbasket.log.1").exists()


@pytest.mark.usefixtures("_handlers_restored")
def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    start_log(tmp_path / "file" / "peerbasket.log")
    logging.getLogger("gui").info("said to nobody")


def test_versions_name_the_application_and_its_libraries():
    assert {"Peerbasket", "Python", "Qt", "pandas"} <= {line.split()[0] for line in versions().splitlines()}
