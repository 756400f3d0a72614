import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from gui.tables.column import Column
from gui.tables.table_model import SORT_VALUE, TableModel

ROLE = Qt.ItemDataRole


@pytest.fixture
def model(qapp):
    model = TableModel()
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_columns(
        [
            Column(
                "name",
                "Customer",
                np.array(["Delta Co", "alpha Ltd", "", "Beta Painters and Sons, Northeast"], dtype=object),
            ),
            Column("spend", "Spend", np.array([1200.0, 50.0, 99.5, np.nan]), decimals=1, tip="Net of returns"),
            Column("orders", "Orders", np.array([3, 1, 7, 2], dtype=np.int32)),
        ]
    )
    return model


def shown(model, column=0):
    return [model.data(model.index(row, column)) for row in range(model.rowCount())]


def test_rows_come_as_given_until_they_are_sorted(model):
    assert shown(model) == ["Delta Co", "alpha Ltd", "", "Beta Painters and Sons, Northeast"]


def test_sorting_by_column_minus_one_puts_the_rows_back(model):
    model.sort(1)
    assert model.rows.tolist() == [1, 2, 0, 3]
    model.sort(-1)
    assert model.rows.tolist() == [0, 1, 2, 3]


def test_a_mask_and_words_filter_together_and_sorting_keeps_them(model):
    model.filter_rows(np.array([True, True, True, False]))
    model.find("A")
    assert sorted(shown(model)) == ["Delta Co", "alpha Ltd"]
    model.sort(1)
    assert shown(model) == ["alpha Ltd", "Delta Co"]
    model.find("")
    model.filter_rows(None)
    assert model.rows.tolist() == [1, 2, 0, 3]


def test_every_word_must_be_found_in_any_order_and_case(model):
    model.find("NORTHEAST beta")
    assert model.rows.tolist() == [3]
    model.find("beta delta")
    assert model.rowCount() == 0


def test_a_selected_row_is_followed_through_sorting(model):
    followed = QPersistentModelIndex(model.index(0, 2))
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert followed.row() == 1
    assert model.data(followed) == "3"


def test_numbers_stand_right_and_texts_left(model):
    assert model.data(model.index(0, 1), ROLE.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight.value
    assert model.data(model.index(0, 0), ROLE.TextAlignmentRole) & Qt.AlignmentFlag.AlignLeft.value
    assert model.headerData(1, Qt.Orientation.Horizontal, ROLE.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight.value


def test_only_long_texts_have_a_tooltip(model):
    assert model.data(model.index(3, 0), ROLE.ToolTipRole) == "Beta Painters and Sons, Northeast"
    assert model.data(model.index(0, 0), ROLE.ToolTipRole) is None
    assert model.headerData(1, Qt.Orientation.Horizontal, ROLE.ToolTipRole) == "Net of returns"


def test_the_sort_value_is_a_plain_number(model):
    assert model.data(model.index(0, 1), SORT_VALUE) == 1200.0
    assert model.data(model.index(3, 1), SORT_VALUE) is None


def test_other_data_drops_the_mask_but_keeps_the_words_to_find(model):
    model.filter_rows(np.array([False, False, True, True]))
    model.find("delta")
    model.set_columns([Column("name", "Customer", np.array(["Delta", "Epsilon"], dtype=object))])
    assert shown(model) == ["Delta"]


def test_an_empty_table_has_no_rows_and_can_be_sorted_and_searched(qapp):
    model = TableModel()
    model.sort(0)
    model.find("x")
    model.filter_rows(None)
    assert model.rowCount(QModelIndex()) == 0
