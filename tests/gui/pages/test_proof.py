from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from gui.pages.proof import PROMISE, ProofPage
from tests.gui.analyses import listed, session_with
from tests.gui.proven import proven, shop


@pytest.fixture
def session():
    return session_with(shop())


@pytest.fixture
def page(qtbot, session):
    page = ProofPage(session)
    qtbot.addWidget(page)
    page.resize(1190, 668)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_before_it_is_asked_for_the_page_says_what_it_would_prove(page):
    assert page.sentence.text() == PROMISE
    assert page.prove.isEnabled()
    assert not page.plot.isVisible()


def test_a_click_proves_every_method_on_the_data_at_hand(page, qtbot):
    page.days.setValue(60)
    qtbot.mouseClick(page.prove, Qt.MouseButton.LeftButton)
    assert page.proof.customers == proven().customers
    assert "of 100 customers bought" in page.sentence.text()
    assert page.plot.isVisible()
    assert len(page.methods.visible_rows()) == len(proven().methods)
    assert page.notes.text().startswith("Hidden were the 60 days after 2024-")


def test_the_better_method_can_be_used(page, qtbot):
    page.show_proof(replace(proven(), best="affinity"))
    with qtbot.waitSignal(page.options_asked) as asked:
        qtbot.mouseClick(page.use, Qt.MouseButton.LeftButton)
    assert asked.args[0].recommending.method == "affinity"
    page.show_proof(replace(proven(), best="peers"))
    assert not page.use.isVisible()


def test_another_run_is_another_question(page, session, qtbot):
    page.show_proof(proven())
    session.analysis = listed()
    session.analysis_changed.emit()
    assert page.sentence.text() == PROMISE
    assert page.proof is None
    assert not page.plot.isVisible()
    assert not page.prove.isEnabled()


def test_the_days_to_hide_are_proposed_unless_they_are_given(page):
    assert page.days.text() == "as many as fit"
    page.days.setValue(30)
    assert page.days.text() == "30 days"
