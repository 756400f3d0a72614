"""A strip above the page: what went wrong and the way out, or what was done and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui.icons import line_icon
from gui.widgets.parts import button, label

Tone = Literal["error", "done"]
ICONS: dict[Tone, str] = {"error": "warning", "done": "done"}


class Banner(QFrame):
    """Hidden until there is something to say; Esc or × closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.title = label(name="bannerTitle")
        self.text = label(wrap=True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.icon = label()
        self.actions_row = QHBoxLayout()
        close = QToolButton()
        close.setText("×")
        close.setAutoRaise(True)
        close.setToolTip("Close this message")
        close.setAccessibleName("Close this message")
        close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self.icon)
        row.addLayout(words, 1)
        row.addLayout(self.actions_row)
        row.addWidget(close, alignment=Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(
        self, tone: Tone, title: str, text: str = "", actions: Mapping[str, Callable[[], object]] | None = None
    ) -> None:
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.icon.setPixmap(line_icon(ICONS[tone]).pixmap(24, 24))
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(f"{title}. {text}")
        self._offer(actions or {})
        self.show()

    def _offer(self, actions: Mapping[str, Callable[[], object]]) -> None:
        while item := self.actions_row.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for text, act in actions.items():
            offered = button(text)
            offered.clicked.connect(lambda _checked=False, act=act: act())
            self.actions_row.addWidget(offered)
