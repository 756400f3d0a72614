from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

import engine
from gui.frames.proof import NO_LINES, PROMISE
from gui.pages.proof import ProofPage
from tests.engine.builders import make_dataset
from tests.gui.analyses import bare, listed, session_with
from tests.gui.proven import OPTIONS, proven, shop


@pytest.fixture
def session():
    return session_with(shop())


def page_of(qtbot, session):
    page = ProofPage(session)
    qtbot.addWidget(page)
    page.resize(1190, 668)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(qtbot, session):
    return page_of(qtbot, session)


def test_what_the_run_has_proven_is_there_at_once(page):
    assert page.proof is shop().proof
    assert page.sentence.text().startswith("In the last 60 days ")
    assert page.plot.isVisible()
    assert page.prove.isEnabled()


def test_of_a_single_segment_there_is_no_table_by_segment(page):
    assert len(shop().proof.segments) == 1
    assert not page.segments.isVisible()
    page.show_proof(replace(shop().proof, segments=shop().proof.segments * 2))
    assert page.segments.isVisible()


def test_other_days_are_proven_when_they_are_asked_for(page, qtbot):
    page.days.setValue(30)
    qtbot.mouseClick(page.prove, Qt.MouseButton.LeftButton)
    assert page.proof.days == 30
    assert "of 100 customers bought" in page.sentence.text()
    assert len(page.methods.visible_rows()) == len(proven().methods)
    assert page.notes.text().startswith("Hidden were the 30 days after 2024-")


def test_a_better_method_than_the_one_that_was_asked_for_can_be_used(page, qtbot):
    page.show_proof(replace(proven(), best="affinity"))
    with qtbot.waitSignal(page.options_asked) as asked:
        qtbot.mouseClick(page.use, Qt.MouseButton.LeftButton)
    assert asked.args[0].recommending.method == "affinity"
    page.show_proof(replace(proven(), best="peers"))
    assert not page.use.isVisible()


def test_a_cluster_with_another_name_leaves_what_was_proven_on_other_days(page, session, qtbot):
    page.days.setValue(30)
    qtbot.mouseClick(page.prove, Qt.MouseButton.LeftButton)
    session.rename_cluster(0, "Regulars")
    assert page.proof.days == 30


def test_another_run_shows_its_own_proof(page, session):
    page.show_proof(proven())
    session.analysis = bare()
    session.analysis_changed.emit()
    assert page.proof is bare().proof
    assert not page.plot.isVisible()


def unproven(lines, **changes):
    asked = replace(OPTIONS.recommending, method="auto", **changes)
    return engine.analyse(make_dataset(lines), replace(OPTIONS, recommending=asked))


YEAR = [(f"C{at % 9}", f"P{at % 7}", 1.0, str(np.datetime64("2024-01-01") + 3 * at), 5.0) for at in range(120)]


@pytest.mark.parametrize(
    ("analysis", "said"),
    [
        (bare, "The lines have no dates"),
        (lambda: unproven([(*line[:3], f"2024-01-{at % 28 + 1:02}") for at, line in enumerate(YEAR)]), "The data cover 28 days"),
        (lambda: unproven([*YEAR, ("C0", "P0", 1.0, "2025-02-01", 5.0)]), "bought anything for the first time"),
    ],
)  # fmt: skip
def test_where_nothing_can_be_proven_the_page_says_why_and_that_peers_rank_the_list(qtbot, analysis, said):
    page = page_of(qtbot, session_with(analysis()))
    assert said in page.sentence.text()
    assert page.sentence.text().endswith("So peers rank the list.")
    assert not page.plot.isVisible()
    assert not page.use.isVisible()
    assert page.notes.text() == ""


def test_a_run_that_was_not_to_prove_says_what_there_would_be_to_prove(qtbot):
    page = page_of(qtbot, session_with(unproven(YEAR, prove=False)))
    assert page.sentence.text() == PROMISE
    assert page.prove.isEnabled()


def test_a_list_of_customers_has_nothing_to_prove(qtbot):
    page = page_of(qtbot, session_with(listed()))
    assert page.sentence.text() == NO_LINES
    assert not page.prove.isEnabled()


def test_the_days_to_hide_are_proposed_unless_they_are_given(page):
    assert page.days.text() == "as many as fit"
    page.days.setValue(30)
    assert page.days.text() == "30 days"
