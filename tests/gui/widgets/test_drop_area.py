from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from gui.widgets.drop_area import DropArea, dropped_files


def content(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(list(urls))
    return data


@pytest.fixture
def area(qtbot) -> DropArea:
    area = DropArea()
    qtbot.addWidget(area)
    return area


def enter(area: DropArea, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        QPoint(1, 1), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    area.dragEnterEvent(event)
    return event


def drop(data: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(1, 1), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )


def test_files_dropped_on_it_are_reported(area, tmp_path, qtbot):
    files = [tmp_path / "a.csv", tmp_path / "ü b.xlsx"]
    data = content(*(QUrl.fromLocalFile(str(file)) for file in files))
    assert enter(area, data).isAccepted()
    with qtbot.waitSignal(area.dropped) as signal:
        area.dropEvent(drop(data))
    assert signal.args == [files]


def test_it_lights_up_while_files_are_over_it(area, tmp_path):
    data = content(QUrl.fromLocalFile(str(tmp_path / "a.csv")))
    enter(area, data)
    assert area.property("hot") is True
    area.dragLeaveEvent(QDragLeaveEvent())
    assert area.property("hot") is False
    enter(area, data)
    area.dropEvent(drop(data))
    assert area.property("hot") is False


def test_text_and_web_addresses_are_not_taken(area):
    data = content(QUrl("https://example.com/a.csv"))
    data.setText("a.csv")
    assert not enter(area, data).isAccepted()
    assert dropped_files(data) == []


def test_local_files_are_picked_out_among_other_addresses(tmp_path):
    data = content(QUrl("https://example.com/a.csv"), QUrl.fromLocalFile(str(tmp_path / "b.csv")))
    assert dropped_files(data) == [Path(tmp_path / "b.csv")]
