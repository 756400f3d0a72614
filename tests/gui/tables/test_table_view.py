import csv

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication

from gui.tables.column import Column
from gui.tables.table_view import TableView


def columns(n=6):
    return [
        Column("name", "Customer", np.array([f"C{i:03}" for i in range(n)], dtype=object)),
        Column("spend", "Spend", np.arange(n, dtype=np.float64) * 1000),
        Column("note", "Note", np.array(["=cmd()"] * n, dtype=object)),
        Column("extra", "Paints", np.arange(n), unit="units", shown=False),
    ]


@pytest.fixture
def view(qtbot):
    view = TableView("Customers")
    qtbot.addWidget(view)
    view.show_columns(columns())
    view.resize(900, 300)
    view.show()
    return view


def test_a_click_on_a_header_sorts_and_keeps_the_selection(view, qtbot):
    view.select_rows([1, 4])
    header = view.table.horizontalHeader()
    for _ in range(2):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=header_middle(header, 1))
    assert view.visible_rows().tolist() == [5, 4, 3, 2, 1, 0]
    assert sorted(view.selected_rows()) == [1, 4]


def header_middle(header, section):
    return QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) // 2, header.height() // 2)


def test_selecting_from_outside_is_not_reported_as_the_users_choice(view, qtbot):
    with qtbot.assertNotEmitted(view.rows_selected):
        view.select_rows([0, 2, 3])
    assert view.selected_rows() == [0, 2, 3]


def test_arrow_keys_with_shift_select_rows(view, qtbot):
    view.table.setFocus()
    view.table.setCurrentIndex(view.model.index(1, 0))
    with qtbot.waitSignal(view.rows_selected) as chosen:
        qtbot.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert chosen.args == [[1, 2]]


def test_the_enter_key_opens_a_row_by_its_place_in_the_data(view, qtbot):
    view.model.sort(1, Qt.SortOrder.DescendingOrder)
    view.table.setCurrentIndex(view.model.index(0, 0))
    with qtbot.waitSignal(view.row_activated) as opened:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert opened.args == [5]


def test_the_count_says_how_many_of_how_many(view):
    assert view.count.text() == "6"
    view.filter_rows(np.arange(6) < 2)
    assert view.count.text() == "2 of 6"


def test_a_filter_keeps_selected_rows_that_stay(view):
    view.select_rows([1, 3])
    view.filter_rows(np.arange(6) > 1)
    assert view.selected_rows() == [3]


def test_typing_in_the_find_box_filters(view, qtbot):
    qtbot.keyClicks(view.find_box, "c004")
    qtbot.waitUntil(lambda: view.count.text() == "1 of 6")
    assert view.visible_rows().tolist() == [4]


def test_enter_in_the_find_box_chooses_the_first_row_found(view, qtbot):
    with qtbot.waitSignal(view.rows_selected) as chosen:
        qtbot.keyClicks(view.find_box, "c004")
        qtbot.keyClick(view.find_box, Qt.Key.Key_Return)
    assert chosen.args == [[4]]


def test_enter_in_the_find_box_keeps_a_row_that_is_chosen_and_found(view, qtbot):
    view.select_rows([3])
    with qtbot.assertNotEmitted(view.rows_selected):
        qtbot.keyClicks(view.find_box, "c00")
        qtbot.keyClick(view.find_box, Qt.Key.Key_Return)
    assert view.selected_rows() == [3]


def test_esc_empties_the_find_box(view, qtbot):
    qtbot.keyClicks(view.find_box, "c004")
    qtbot.keyClick(view.find_box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.count.text() == "6")
    assert view.find_box.text() == ""


def test_hidden_columns_are_chosen_from_the_menu(view):
    assert view.table.isColumnHidden(3)
    actions = {action.text(): action for action in view.columns_button.menu().actions()}
    actions["Paints (units)"].trigger()
    assert not view.table.isColumnHidden(3)
    assert [c.key for c in view.shown_columns()] == ["name", "spend", "note", "extra"]


def test_the_same_columns_with_other_rows_stay_sorted_and_chosen(view):
    view.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    view.table.setColumnHidden(2, True)
    view.show_columns(columns(3))
    assert view.visible_rows().tolist() == [2, 1, 0]
    assert view.table.isColumnHidden(2)


def test_ctrl_c_copies_the_selected_rows_with_headers(view, qtbot):
    view.select_rows([2])
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Customer\tSpend\tNote\nC002\t2000.0\t'=cmd()"


def test_a_saved_file_holds_the_rows_and_columns_shown_and_no_formula(view, tmp_path):
    view.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    view.filter_rows(np.arange(6) < 2)
    path = tmp_path / "table.csv"
    view.save_csv(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["Customer", "Spend", "Note"],
            ["C001", "1000.0", "'=cmd()"],
            ["C000", "0.0", "'=cmd()"],
        ]


def test_a_file_that_cannot_be_written_raises_and_leaves_nothing(view, tmp_path):
    target = tmp_path / "missing" / "table.csv"
    with pytest.raises(OSError, match="table"):
        view.save_csv(target)
    assert not target.exists()


def test_selecting_all_of_a_long_table_reports_every_row(qtbot):
    view = TableView()
    qtbot.addWidget(view)
    view.show_columns(columns(50_000))
    with qtbot.waitSignal(view.rows_selected) as chosen:
        view.table.selectAll()
    assert len(chosen.args[0]) == 50_000


def test_a_click_beside_a_selection_replaces_it(view, qtbot):
    view.select_rows([0, 1])
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view.table.selectionModel().select(view.model.index(3, 0), flags)
    assert view.selected_rows() == [3]


def test_a_column_that_is_shown_later_is_as_wide_as_its_words(qtbot):
    view = TableView()
    qtbot.addWidget(view)
    words = np.array(["a rather long word in a cell"], dtype=object)
    view.show_columns([Column("a", "A", words), Column("b", "B", words, shown=False), Column("c", "C", np.arange(1))])
    view._columns_menu.actions()[1].trigger()
    assert view.table.columnWidth(1) == view.table.columnWidth(0)
    view.table.setColumnWidth(1, 60)
    view._columns_menu.actions()[1].trigger()
    view._columns_menu.actions()[1].trigger()
    assert view.table.columnWidth(1) == 60
