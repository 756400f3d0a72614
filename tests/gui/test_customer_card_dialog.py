import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from gui.customer_card_dialog import CustomerCardDialog
from gui.widgets.reading_sheet import Sheet

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier


def sheet_of(customer):
    return Sheet(f"Customer {customer}", (), ())


@pytest.fixture
def dialog(qtbot):
    dialog = CustomerCardDialog([7, 3, 5], 3, sheet_of)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    return dialog


def title(dialog):
    return dialog.sheet.toPlainText()


def test_it_opens_at_the_customer_asked_for_and_says_its_place(dialog):
    assert (title(dialog), dialog.place.text()) == ("Customer 3", "2 of 3")


def test_the_buttons_turn_to_the_customers_before_and_after_and_end_there(dialog, qtbot):
    qtbot.mouseClick(dialog.next, LEFT)
    assert (title(dialog), dialog.next.isEnabled()) == ("Customer 5", False)
    dialog.turn(1)
    assert title(dialog) == "Customer 5"
    dialog.turn(-2)
    assert (title(dialog), dialog.previous.isEnabled()) == ("Customer 7", False)


def test_the_keyboard_turns_as_well_while_the_sheet_is_read(dialog, qtbot):
    qtbot.waitUntil(dialog.sheet.hasFocus)
    qtbot.keyClick(dialog.sheet, Qt.Key.Key_Right, ALT)
    assert title(dialog) == "Customer 5"
    qtbot.keyClick(dialog.sheet, Qt.Key.Key_Left, ALT)
    assert title(dialog) == "Customer 3"


def test_each_customer_that_is_turned_to_is_told(dialog, qtbot):
    with qtbot.waitSignal(dialog.customer_shown) as shown:
        dialog.turn(1)
    assert shown.args == [5]
    with qtbot.assertNotEmitted(dialog.customer_shown):
        dialog.turn(1)


def test_the_copy_button_copies_the_card_as_text(dialog, qtbot):
    qtbot.mouseClick(dialog.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "Customer 3\n"


def test_a_card_can_be_saved_to_be_printed(dialog, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "card.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(dialog.save, LEFT)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_card_that_cannot_be_saved_says_so(dialog, qtbot, tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "nowhere" / "card.pdf"), ""))
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[-1]))
    qtbot.mouseClick(dialog.save, LEFT)
    assert said == ["card.pdf could not be written. Close it elsewhere or choose another name."]


def test_opening_the_customer_closes_the_card(dialog, qtbot):
    with qtbot.waitSignal(dialog.customer_opened) as opened:
        qtbot.mouseClick(dialog.open_customer, LEFT)
    assert opened.args == [3]
    assert not dialog.isVisible()


def test_escape_closes_the_card(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_tab_key_reaches_every_button(dialog, qtbot):
    qtbot.waitUntil(dialog.sheet.hasFocus)
    reached = set()
    for _ in range(8):
        dialog.focusNextChild()
        reached.add(dialog.focusWidget())
    assert {dialog.previous, dialog.next, dialog.copy, dialog.save, dialog.open_customer} <= reached
