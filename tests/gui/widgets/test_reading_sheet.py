import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor

from gui.widgets.reading_sheet import Point, ReadingSheet, Sheet, Topic, as_text

SHEET = Sheet(
    "Paint & Sons",
    ("Rep Dana", "Last order on 12 May 2024."),
    (
        Topic("New products", "Peers buy them", (Point(1, "Roller: 8", "Shall I send 8?", "Grade B."),)),
        Topic("Reorder due", "It is time", (Point(2, "Brush <2 inch>: 5", "Shall I send the next 5?"),)),
    ),
    "Not to be read out.",
)


@pytest.fixture
def sheet(qtbot):
    sheet = ReadingSheet()
    qtbot.addWidget(sheet)
    sheet.show_sheet(SHEET)
    return sheet


def test_as_text_every_point_has_its_number_and_stands_under_its_topic():
    assert as_text(SHEET) == (
        "Paint & Sons\nRep Dana\nLast order on 12 May 2024.\n"
        "\nNEW PRODUCTS\n1. Roller: 8\n   Shall I send 8?\n   (Grade B.)\n"
        "\nREORDER DUE\n2. Brush <2 inch>: 5\n   Shall I send the next 5?\n"
        "\nNot to be read out.\n"
    )


def test_the_sheet_shows_names_as_they_are_written(sheet):
    shown = sheet.toPlainText()
    for words in ("Paint & Sons", "Brush <2 inch>: 5", "Shall I send 8?", "Grade B.", "Not to be read out."):
        assert words in shown


def test_what_is_read_out_is_in_larger_type_than_what_is_not(sheet):
    def points(words):
        return sheet.document().find(words).charFormat().fontPointSize() or sheet.font().pointSizeF()

    assert points("Shall I send 8?") > points("Grade B.")


def test_ctrl_c_copies_the_whole_sheet_where_nothing_is_selected(sheet, qtbot):
    qtbot.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == as_text(SHEET)


def test_ctrl_c_copies_what_is_selected(sheet, qtbot):
    cursor = sheet.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    sheet.setTextCursor(cursor)
    qtbot.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Paint & Sons"


def test_an_empty_sheet_is_empty(sheet):
    sheet.show_sheet(Sheet("Nobody", (), ()))
    assert sheet.toPlainText() == "Nobody"
    assert as_text(Sheet("Nobody", (), ())) == "Nobody\n"
