"""The first page: drop files, open them, take recent ones, or try the sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.icons import line_icon
from gui.session import Session
from gui.settings import FileSet, Settings
from gui.widgets.drop_area import DropArea
from gui.widgets.parts import button, label

PROMISES = (
    "Groups your customers by what they buy.",
    "Says what each should be offered next, and why.",
    "Works on this PC alone: your data never leave it.",
)
WIDTH = 760


class StartPage(QWidget):
    open_clicked = Signal()
    files_picked = Signal(list)

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self._settings = settings
        self.recent_buttons: list[QPushButton] = []
        column = QVBoxLayout()
        column.setSpacing(22)
        column.addStretch(2)
        column.addLayout(self._promises())
        column.addWidget(self._drop_area())
        column.addWidget(self._recent_list())
        column.addStretch(3)
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        middle.setLayout(column)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle, 10)
        row.addStretch(1)
        session.dataset_changed.connect(self.show_recent)
        self.show_recent()

    def show_recent(self) -> None:
        while item := self._recent_column.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.recent_buttons = [self._recent_button(files) for files in self._settings.recent]
        for link in self.recent_buttons:
            self._recent_column.addWidget(link, alignment=Qt.AlignmentFlag.AlignLeft)
        self._recent.setVisible(bool(self.recent_buttons))

    def _promises(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label("What will your customers buy next?", "pageTitle"))
        for promise in PROMISES:
            column.addWidget(label(promise, "quiet"))
        return column

    def _drop_area(self) -> DropArea:
        area = DropArea()
        area.dropped.connect(self.files_picked)
        area.setMinimumHeight(230)
        picture = QLabel()
        picture.setPixmap(line_icon("drop").pixmap(44, 44))
        self.open_button = button("&Open files…", name="primary")
        self.open_button.clicked.connect(self.open_clicked)
        self.sample_button = button("&Try the sample")
        self.sample_button.clicked.connect(self._session.open_sample)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.sample_button)
        buttons.addStretch(1)
        column = QVBoxLayout(area)
        column.setSpacing(8)
        column.addStretch(1)
        for widget in (
            picture,
            label("Drop your sales exports here", "dropTitle"),
            label("Excel or CSV: one file, several together, or the folder they are in", "quiet"),
        ):
            column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        column.addLayout(buttons)
        column.addStretch(1)
        return area

    def _recent_list(self) -> QWidget:
        self._recent = QWidget()
        content = QWidget()
        self._recent_column = QVBoxLayout()
        self._recent_column.setContentsMargins(0, 0, 0, 0)
        self._recent_column.setSpacing(0)
        self._recent_column.setAlignment(Qt.AlignmentFlag.AlignTop)
        content.setLayout(self._recent_column)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(content)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self._recent)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("Recent", "heading"))
        column.addWidget(scroll)
        return self._recent

    def _recent_button(self, files: FileSet) -> QPushButton:
        link = button(set_name(files), "\n".join(str(file) for file in files), "link")
        link.setFlat(True)
        link.setIcon(line_icon("data"))
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda _checked=False: self.files_picked.emit(list(files)))
        return link


def set_name(files: tuple[Path, ...]) -> str:
    """A file set in a few words for a button or a menu: “invoices.csv + 2 more · exports”."""
    more = f" + {len(files) - 1} more" if len(files) > 1 else ""
    return f"{files[0].name}{more}  ·  {files[0].parent.name}".replace("&", "&&")
