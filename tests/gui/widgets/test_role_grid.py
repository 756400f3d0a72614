import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from gui.widgets.role_grid import NOT_USED, ColumnNote, RoleGrid

NOTES = [ColumnNote("a guess", "Customer ID: by its header."), ColumnNote("decimal comma"), ColumnNote()]
ROLES = [("customer_id", "Customer ID"), ("date", "Date"), ("quantity", "Quantity")]


@pytest.fixture
def grid(qtbot) -> RoleGrid:
    grid = RoleGrid(ROLES)
    qtbot.addWidget(grid)
    grid.show_table(
        ["Kunde", "Menge", "Text"],
        ["customer_id", "quantity", None],
        NOTES,
        [["C1", "C2"], ["3", "4"], ["a", ""]],
        [5, 9],
    )
    grid.resize(700, 300)
    grid.show()
    return grid


def test_each_column_shows_its_role_and_a_column_without_one_a_dash(grid):
    assert [box.currentText() for box in grid.header.boxes] == ["Customer ID", "Quantity", NOT_USED]


def test_what_a_role_rests_on_stands_below_it_and_the_rest_in_the_tip(grid):
    assert [note.text() for note in grid.header.notes] == ["a guess", "decimal comma", ""]
    assert grid.header.boxes[0].toolTip() == grid.header.notes[0].toolTip() == "Customer ID: by its header."
    assert grid.header.boxes[2].toolTip() == "What column Text is"


def test_cells_and_the_row_numbers_of_the_file_are_shown(grid):
    model = grid.model()
    assert (model.rowCount(), model.columnCount()) == (2, 3)
    assert model.index(1, 1).data() == "4"
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in (0, 1)] == ["5", "9"]


def test_picking_a_role_names_the_column_and_the_role(grid, qtbot):
    picked: list[tuple[int, object]] = []
    grid.role_picked.connect(lambda column, role: picked.append((column, role)))
    box = grid.header.boxes[2]
    box.setFocus()
    qtbot.keyClicks(box, "Da")
    box.activated.emit(box.currentIndex())
    other = grid.header.boxes[0]
    other.setCurrentIndex(0)
    other.activated.emit(0)
    assert picked[-2:] == [(2, "date"), (0, None)]


def test_the_mouse_wheel_changes_no_role(grid):
    box = grid.header.boxes[0]
    box.setFocus()
    middle = QPointF(box.rect().center())
    wheel = QWheelEvent(
        middle,
        QPointF(box.mapToGlobal(box.rect().center())),
        QPoint(0, 0),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert box.currentText() == "Customer ID"


def test_each_list_stands_over_its_column_also_after_scrolling(grid):
    grid.resize(250, 300)
    for far in (0, 90):
        grid.horizontalScrollBar().setValue(far)
        QApplication.processEvents()
        for at, box in enumerate(grid.header.boxes):
            left = grid.columnViewportPosition(at)
            assert left <= box.x()
            assert box.x() + box.width() <= left + grid.columnWidth(at)
            note = grid.header.notes[at]
            assert box.y() + box.height() <= note.y()
            assert note.y() + note.height() <= grid.header.height()


def test_another_table_replaces_columns_and_roles(grid):
    grid.show_table(["A"], ["date"], NOTES[:1], [["2024-01-01"]], [2])
    assert [box.currentText() for box in grid.header.boxes] == ["Date"]
    assert grid.model().columnCount() == 1


def test_the_keyboard_stays_where_it_is_when_the_same_columns_are_read_again(grid, qtbot):
    box = grid.header.boxes[1]
    grid.activateWindow()
    box.setFocus()
    grid.show_table(["Kunde", "Menge", "Text"], ["customer_id", None, "quantity"], NOTES, [["C1"], ["3"], ["4"]], [5])
    assert grid.header.boxes[1] is box
    assert box.hasFocus()
    assert [box.currentText() for box in grid.header.boxes] == ["Customer ID", NOT_USED, "Quantity"]


def test_a_table_without_lines_shows_its_headers(grid):
    grid.show_table(["A", "B"], [None, None], NOTES[:2], [[], []], [])
    assert grid.model().rowCount() == 0
    assert len(grid.header.boxes) == 2


def test_the_model_keeps_the_rules_of_qt(grid, qtbot):
    QAbstractItemModelTester(grid.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    grid.show_table(["A", "B"], [None, None], NOTES[:2], [["1"], ["2"]], [2])
    assert grid.model().columnCount() == 2
