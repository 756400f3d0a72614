import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from engine import options_from_mapping
from gui import not_offered_dialog
from gui.not_offered_dialog import NO_FILE, NotOfferedDialog, ask_what_is_not_offered
from tests.gui.analyses import session_with, trade

LISTS = {"not_offered": ["brush", "drill"], "categories_not_offered": ["Tools"], "dismissed": ["N1 | paint"]}


@pytest.fixture
def session():
    found = session_with(trade())
    found.options = options_from_mapping({"recommending": LISTS})
    return found


@pytest.fixture
def dialog(qtbot, session, tmp_path):
    dialog = NotOfferedDialog(session, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def rows(dialog):
    groups = (dialog.tree.topLevelItem(at) for at in range(dialog.tree.topLevelItemCount()))
    return {group.text(0): [group.child(at).text(0) for at in range(group.childCount())] for group in groups}


def test_it_shows_all_that_is_not_offered_with_names(dialog):
    assert rows(dialog) == {
        "Products offered to nobody: 2": ["brush (Name of brush)", "drill (Name of drill)"],
        "Categories offered to nobody: 1": ["Tools"],
        "Offers turned down by one customer: 1": ["N1 (Name of N1) | paint (Name of paint)"],
    }


def test_what_nobody_touched_gives_the_same_options(dialog, session):
    assert dialog.options() == session.options


@pytest.mark.parametrize("by_key", [True, False])
def test_what_is_chosen_can_be_taken_back(dialog, qtbot, by_key):
    dialog.tree.topLevelItem(0).child(1).setSelected(True)
    dialog.tree.topLevelItem(2).child(0).setSelected(True)
    dialog.tree.setFocus()
    if by_key:
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Delete)
    else:
        qtbot.mouseClick(dialog.take_back, Qt.MouseButton.LeftButton)
    made = dialog.options().recommending
    assert (made.not_offered, made.categories_not_offered, made.dismissed) == (("brush",), ("Tools",), ())
    assert "Offers turned down by one customer: none" in rows(dialog)
    assert not dialog.take_back.isEnabled()


def test_a_file_can_be_chosen_and_left_out_again(dialog, qtbot, monkeypatch, tmp_path):
    assert dialog.file.text() == NO_FILE
    path = str(tmp_path / "list.csv")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    qtbot.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    assert dialog.options().recommending.do_not_sell == path
    assert "list.csv" in dialog.file.text()
    qtbot.mouseClick(dialog.forget, Qt.MouseButton.LeftButton)
    assert dialog.options().recommending.do_not_sell == ""
    assert not dialog.forget.isEnabled()


def test_it_says_what_the_last_run_kept_out(qtbot, session, tmp_path):
    session.do_not_offer({"not_offered": ["roller"]})
    dialog = NotOfferedDialog(session, tmp_path)
    qtbot.addWidget(dialog)
    assert dialog.sentence.text().startswith("In this run ")


def test_ok_keeps_the_lists_and_runs_again(qtbot, session, settings):
    parent = not_offered_dialog.QWidget()
    qtbot.addWidget(parent)
    session.options = options_from_mapping({"recommending": {"prove": False}}, session.options)
    ask_what_is_not_offered(parent, session, settings)
    dialog = parent.findChild(NotOfferedDialog)
    dialog.tree.topLevelItem(1).child(0).setSelected(True)
    dialog.take_back.click()
    dialog.accept()
    assert session.options.recommending.categories_not_offered == ()
    assert session.runner.activity.message.startswith("Run finished")
    products = session.dataset.products["product_id"]
    offered = {products[code] for code in session.analysis.recommendations.table["product"]}
    assert offered
    assert not offered & {"brush", "drill"}


def test_a_file_that_has_gone_is_told_and_the_offers_stay(qtbot, session, tmp_path):
    session.options = options_from_mapping({"recommending": {"prove": False}}, session.options)
    before = session.analysis
    not_offered_dialog.take(
        session, options_from_mapping({"recommending": {"do_not_sell": str(tmp_path / "gone.csv")}}, session.options)
    )
    assert session.runner.activity.sentence == "The do-not-sell list cannot be read: gone.csv is not there any more."
    assert session.analysis.figures is before.figures
