from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engine import VERSION
from gui.dialogs import ask_files, ask_workbook, show_about, show_in_folder


@pytest.fixture
def parent(qtbot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def test_the_folder_that_files_were_opened_from_is_remembered(parent, settings, sales_file, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(sales_file)], ""))
    assert ask_files(parent, settings) == [sales_file]
    assert settings.open_folder == sales_file.parent


def test_giving_up_opens_nothing_and_remembers_nothing(parent, settings, monkeypatch):
    before = settings.open_folder
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert ask_files(parent, settings) == []
    assert ask_workbook(parent, settings, "a.xlsx") is None
    assert settings.open_folder == before


@pytest.mark.parametrize(("typed", "target"), [("out", "out.xlsx"), ("out.XLSX", "out.XLSX"), ("v1.2", "v1.2.xlsx")])
def test_a_workbook_always_ends_in_xlsx_and_its_folder_is_remembered(
    parent, settings, tmp_path, monkeypatch, typed, target
):
    offered: list[str] = []

    def choose(_parent: QWidget, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        offered.append(start)
        return str(tmp_path / typed), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    assert ask_workbook(parent, settings, "suggested.xlsx") == tmp_path / target
    assert Path(offered[0]).name == "suggested.xlsx"
    assert settings.save_folder == tmp_path


def test_a_file_is_never_replaced_because_its_ending_was_left_away(parent, settings, tmp_path, monkeypatch):
    (tmp_path / "out.xlsx").write_text("old", encoding="utf-8")
    answers = [str(tmp_path / "out"), ""]
    offered: list[str] = []

    def choose(_parent: QWidget, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(start).name)
        return answers.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    assert ask_workbook(parent, settings, "suggested.xlsx") is None
    assert offered == ["suggested.xlsx", "out.xlsx"]


@pytest.mark.skipif("sys.platform in ('win32', 'darwin')", reason="other systems select the file itself")
def test_show_in_folder_opens_the_folder(tmp_path, monkeypatch):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    show_in_folder(tmp_path / "out.xlsx")
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_about_names_the_version(parent):
    show_about(parent)
    (box,) = parent.findChildren(QMessageBox)
    assert f"Peerbasket {VERSION}" in box.informativeText()
    box.close()
