from functools import cache

import pytest
from PySide6.QtCore import Qt

import engine
from gui.clusterings_dialog import ClusteringsDialog
from gui.main_window import MainWindow
from gui.pages.proof import ProofPage
from tests.engine.builders import make_dataset
from tests.engine.proving.builders import tastes
from tests.gui.analyses import bare, session_with
from tests.gui.proven import OPTIONS

ONE_CLUSTER = engine.options_from_mapping({"clustering": {"most_clusters": 1}}, OPTIONS)


@cache
def run():
    return engine.analyse(make_dataset(tastes(customers=120)), ONE_CLUSTER)


@cache
def compared():
    return engine.compare_clusterings(run().dataset, ONE_CLUSTER)


@pytest.fixture
def dialog(qtbot):
    dialog = ClusteringsDialog(compared())
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def cells(dialog, key):
    model = dialog.table.model
    at = [column.key for column in model.columns].index(key)
    return [model.data(model.index(row, at)) for row in range(model.rowCount())]


def test_each_clustering_has_a_row_beside_the_one_in_use(dialog):
    assert dialog.sentence.text() == compared().sentence
    notes = cells(dialog, "note")
    assert len(notes) == len(compared().rows)
    assert notes[0] == "In use"
    assert notes[compared().proposed] == "Predicts best"
    assert cells(dialog, "more")[0] == "+0.0  (+0.0 to +0.0)"
    assert cells(dialog, "clusters")[0] == "1"


def test_the_proposed_one_is_selected_and_can_be_used(dialog, qtbot):
    taken = []
    dialog.used.connect(taken.append)
    assert dialog.table.selected_rows() == [compared().proposed]
    qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    assert taken == [compared().rows[compared().proposed]]
    assert not dialog.isVisible()


def test_the_one_in_use_cannot_be_used_again(dialog):
    dialog.table.table.setCurrentIndex(dialog.table.model.index(0, 0))
    assert not dialog.use_button.isEnabled()
    taken = []
    dialog.used.connect(taken.append)
    dialog.table.row_activated.emit(0)
    assert taken == []


def test_where_nothing_can_be_compared_the_dialog_only_says_why(qtbot):
    dialog = ClusteringsDialog(engine.compare_clusterings(bare().dataset, OPTIONS))
    qtbot.addWidget(dialog)
    assert "no dates" in dialog.sentence.text()
    assert dialog.table.isHidden()
    assert not dialog.use_button.isEnabled()


def test_the_page_compares_keeps_it_for_the_workbook_and_sets_the_options_that_are_taken(qtbot):
    session = session_with(run())
    session.options = ONE_CLUSTER
    page = ProofPage(session)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    qtbot.mouseClick(page.compare, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(ClusteringsDialog)
    assert session.analysis.clusterings.sentence == compared().sentence == dialog.sentence.text()
    assert page.proof is run().proof
    with qtbot.waitSignal(page.options_asked) as asked:
        qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    best = compared().rows[compared().proposed]
    assert asked.args[0].clustering.most_clusters == best.options.clustering.most_clusters
    assert asked.args[0].recommending == ONE_CLUSTER.recommending
    assert session.options == ONE_CLUSTER


def test_a_recipe_that_is_taken_stands_in_the_top_bar(qtbot, session, settings):
    window = MainWindow(session, settings)
    qtbot.addWidget(window)
    session.dataset = run().dataset
    best = compared().rows[compared().proposed]
    window.apply_options(best.taken_by(ONE_CLUSTER))
    assert window.top_bar.recipe.currentData() == best.recipe == "category basket"
