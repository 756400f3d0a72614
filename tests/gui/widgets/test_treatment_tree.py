import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from gui.widgets.treatment_tree import EDGES, USED, Treated, TreatmentTree, as_text, numbers_in

CHOICES = (("bands", "Bands"), ("scale", "A number"), ("leave out", "Left out"))
INCOME = Treated(
    "Income", "bands", CHOICES, "25,000  40,000", "It is an income.", (("under 25,000", "under 25,000", 3),)
)
STATUS = Treated(
    "Status",
    "marital status",
    (("marital status", "Marital status"), ("leave out", "Left out")),
    "",
    "By its header.",
    (("Married", "Partnered", 4), ("YOLO", "", 2)),
)


@pytest.fixture
def tree(qtbot):
    tree = TreatmentTree([INCOME, STATUS])
    qtbot.addWidget(tree)
    tree.show()
    return tree


def uses_box(tree, row):
    return tree.itemWidget(tree.topLevelItem(row), USED)


def test_a_tree_that_nobody_touched_changes_nothing(tree):
    assert (tree.uses(), tree.edges(), tree.groups()) == ({}, {}, {})


def test_another_use_of_a_column_is_told(tree):
    box = uses_box(tree, 0)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("scale"))
    assert tree.uses() == {"Income": "scale"}


def test_a_value_can_be_put_into_another_group_or_be_unknown(tree):
    status = tree.topLevelItem(1)
    assert [status.child(at).text(USED) for at in range(2)] == ["Partnered", "unknown"]
    status.child(0).setText(USED, "unknown")
    status.child(1).setText(USED, " Single ")
    assert tree.groups() == {"Status": {"Married": "", "YOLO": "Single"}}


def test_bands_can_begin_elsewhere(tree):
    tree.topLevelItem(0).setText(EDGES, "30000 50000")
    assert tree.edges() == {"Income": "30000 50000"}


def test_only_groups_and_bands_can_be_typed_over(tree):
    for item, column, allowed in [
        (tree.topLevelItem(1).child(0), USED, True),
        (tree.topLevelItem(1).child(0), 0, False),
        (tree.topLevelItem(0), EDGES, True),
        (tree.topLevelItem(1), EDGES, False),
        (tree.topLevelItem(0).child(0), USED, False),
    ]:
        index = tree.indexFromItem(item, column)
        assert bool(index.data(Qt.ItemDataRole.UserRole)) is allowed


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("25,000 40,000", (25000.0, 40000.0)), ("1.5;2", (1.5, 2.0)), ("", ()), ("about 3", None)],
)
def test_bands_are_read_as_they_are_typed(text, numbers):
    assert numbers_in(text) == numbers


def test_bands_are_written_so_that_they_can_be_read_again():
    assert numbers_in(as_text((25000.0, 40000.5))) == (25000.0, 40000.5)
