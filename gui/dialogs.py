"""The system's own dialogs: which files to open, where to save, and where a file can be seen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QDir, QProcess, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from gui.faults import versions
from gui.icons import application_icon
from gui.settings import Settings

SALES_FILES = "Sales exports (*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.csv.gz *.tsv *.txt *.zip);;All files (*)"


class Kind(NamedTuple):
    """What can be saved: the dialog's title, its filter, and the ending of the name."""

    title: str
    filter: str
    suffix: str


WORKBOOK = Kind("Export to Excel", "Excel workbook (*.xlsx)", ".xlsx")
ISSUE_LIST = Kind("Save the issues", "CSV file (*.csv)", ".csv")
ABOUT = (
    "Peerbasket groups a wholesaler's customers by what they buy, and says what each should be offered next.\n\n"
    "It works on this PC alone."
)


def ask_files(parent: QWidget, settings: Settings) -> list[Path]:
    names, _ = QFileDialog.getOpenFileNames(parent, "Open sales exports", str(settings.open_folder), SALES_FILES)
    files = [Path(name) for name in names]
    if files:
        settings.open_folder = files[0].parent
    return files


def ask_workbook(parent: QWidget, settings: Settings, suggested: str) -> Path | None:
    return _ask_target(parent, settings, suggested, WORKBOOK)


def ask_issue_list(parent: QWidget, settings: Settings, suggested: str) -> Path | None:
    return _ask_target(parent, settings, suggested, ISSUE_LIST)


def _ask_target(parent: QWidget, settings: Settings, suggested: str, kind: Kind) -> Path | None:
    """Where to save. The system asks before a file is replaced, but not under the name with the ending added here."""
    name, _ = QFileDialog.getSaveFileName(parent, kind.title, str(settings.save_folder / suggested), kind.filter)
    if not name:
        return None
    chosen = Path(name)
    settings.save_folder = chosen.parent
    if chosen.suffix.casefold() == kind.suffix:
        return chosen
    target = chosen.with_name(f"{chosen.name}{kind.suffix}")
    return _ask_target(parent, settings, target.name, kind) if target.exists() else target


def open_file(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def show_in_folder(file: Path) -> None:
    """Select the file in the system's file manager where that can be asked for, else open its folder."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer.exe", ["/select,", QDir.toNativeSeparators(str(file))])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(file)])
    else:
        open_file(file.parent)


def show_about(parent: QWidget) -> None:
    box = QMessageBox(parent)
    box.setWindowTitle("About Peerbasket")
    box.setIconPixmap(application_icon().pixmap(64, 64))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(ABOUT)
    box.setInformativeText(versions())
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.open()
