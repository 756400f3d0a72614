from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication

from gui.tables.elided_label import ElidedLabel


def test_a_title_without_room_is_cut_and_told_in_its_tooltip(qtbot):
    label = ElidedLabel("Peers who buy White Hanging Heart T-Light Holder")
    qtbot.addWidget(label)
    for width, whole in ((90, False), (900, True)):
        label.resize(width, 20)
        QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1)))
        assert (label.shown_text() == label.text()) is whole
        assert label.toolTip() == ("" if whole else label.text())
        label.grab()


def test_a_title_never_widens_what_it_stands_in(qtbot):
    label = ElidedLabel("x" * 500)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() <= label.sizeHint().width()
    assert label.sizePolicy().horizontalPolicy().name == "Ignored"
