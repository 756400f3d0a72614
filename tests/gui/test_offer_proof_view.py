import numpy as np
import pytest
from PySide6.QtCore import Qt

from gui.frames.offer_proof import OfferProof
from gui.offer_proof_view import OfferProofView
from gui.tables.column import Column

PEERS = OfferProof(
    "Peers who buy paint", (Column("customer", "Peer", np.array(["B", "A"], dtype=object)),), ("Why.", "Worth."), (9, 4)
)
OWN = OfferProof("When it bought paint", (Column("quantity", "Quantity", np.array([3.0])),), ("Due.",))


@pytest.fixture(params=[True, False])
def view(request, qtbot):
    view = OfferProofView("Choose an offer", "Then read why.", beside=request.param)
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_without_an_offer_it_says_how_to_get_a_proof(view):
    view.show_proof(PEERS)
    view.show_proof(None)
    assert (view.table.title.text(), view.words.text()) == ("Choose an offer", "Then read why.")
    assert view.table.model.rowCount() == 0


def test_a_proof_is_a_table_and_words(view):
    view.show_proof(PEERS)
    assert view.table.title.text() == "Peers who buy paint"
    assert view.table.model.rowCount() == 2
    assert view.words.text() == "Why.\n\nWorth."


def test_enter_on_a_peer_opens_that_customer_however_sorted(view, qtbot):
    view.show_proof(PEERS)
    view.table.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    view.table.table.setCurrentIndex(view.table.model.index(0, 0))
    with qtbot.waitSignal(view.customer_opened) as opened:
        qtbot.keyClick(view.table.table, Qt.Key.Key_Return)
    assert opened.args == [4]


def test_a_row_that_is_no_customer_opens_nothing(view, qtbot):
    view.show_proof(PEERS)
    view.show_proof(OWN)
    view.table.table.setCurrentIndex(view.table.model.index(0, 0))
    with qtbot.assertNotEmitted(view.customer_opened):
        qtbot.keyClick(view.table.table, Qt.Key.Key_Return)
