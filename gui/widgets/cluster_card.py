"""Cards of clusters (or segments): a numbered badge in its colour, a name, what it comes to, what sets it apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.widgets.parts import button, label

Colours = Callable[[int, QPalette], tuple[QColor, QColor]]

BADGE = 24
AT_ONCE = 8
"""Cards made before the window is served again; more than the first few are out of sight anyway."""

KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Card:
    """key names the card; `number` chooses its colour; `badge` is what the badge says, None for the number.

    tag       a word or two beside the title, such as how stable a cluster is
    can_rename  whether the user may give it another title
    """

    key: int
    number: int
    title: str
    facts: str
    lines: tuple[str, ...]
    foot: str = ""
    badge: str | None = None
    tag: str = ""
    can_rename: bool = False

    @property
    def badge_text(self) -> str:
        return str(self.number) if self.badge is None else self.badge


class ClusterCard(QFrame):
    """One card. A click, Enter or Space asks for its customers (`added` with Ctrl); a double click opens it.

    F2, or the button of a card that may have another title, asks to rename it.
    """

    clicked = Signal(int, bool)
    opened = Signal(int)
    rename_asked = Signal(int)

    def __init__(self, card: Card, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self.chosen = False
        self._colours = colours
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(f"{card.badge_text} {card.title}, {card.facts}".strip())
        self._lay_out()

    def set_chosen(self, chosen: bool) -> None:
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()

    def _lay_out(self) -> None:
        title = label(self.card.title, "strong", wrap=True)
        texts = [title, *(label(line, wrap=True) for line in (self.card.facts, *self.card.lines))]
        if self.card.foot:
            texts.append(label(self.card.foot, "quiet", wrap=True))
        layout = QGridLayout(self)
        layout.setContentsMargins(12 + BADGE + 10, 9, 12, 9)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(0, 1)
        layout.addWidget(title, 0, 0)
        if self.card.tag:
            layout.addWidget(label(self.card.tag, "tag"), 0, 1, Qt.AlignmentFlag.AlignTop)
        for row, text in enumerate(texts[1:], 1):
            layout.addWidget(text, row, 0, 1, 2)
        if self.card.can_rename:
            rename = button("Rename…", "Give this cluster a name of your own (F2)", "link")
            rename.clicked.connect(lambda: self.rename_asked.emit(self.card.key))
            layout.addWidget(rename, len(texts), 0, 1, 2, Qt.AlignmentFlag.AlignLeft)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        palette = self.palette()
        colour, text = self._colours(self.card.number, palette)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = palette.color(QPalette.ColorRole.Mid)
        painter.setPen(QPen(colour if self.chosen else frame, 2 if self.chosen else 1))
        if self.hasFocus() and not self.chosen:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 1.5))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
        badge = QRect(12, 10, BADGE, BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(badge, 6, 6)
        painter.setPen(text)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self.card.badge_text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit(self.card.key, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.card.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in KEYS:
            self.clicked.emit(self.card.key, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_F2 and self.card.can_rename:
            self.rename_asked.emit(self.card.key)
        else:
            super().keyPressEvent(event)


class CardList(QScrollArea):
    """Cards below each other: the first at once, the others a few at a time while nothing else is to be done."""

    clicked = Signal(int, bool)
    opened = Signal(int)
    rename_asked = Signal(int)

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self.cards: list[ClusterCard] = []
        self._shown: tuple[Card, ...] = ()
        self._chosen: frozenset[int] = frozenset()
        self._column = QVBoxLayout()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._add_some)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(260)

    @property
    def keys(self) -> list[int]:
        """The key of every card, made or still to be made."""
        return [card.key for card in self._shown]

    def show_cards(self, cards: Sequence[Card]) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self._retire()
        self.cards, self._shown, self._chosen = [], tuple(cards), frozenset()
        self._add_some()
        self._column.addStretch(1)
        self.setWidget(inside)

    def _add_some(self) -> None:
        made = len(self.cards)
        for card in self._shown[made : made + AT_ONCE]:
            widget = ClusterCard(card, self._colours)
            widget.set_chosen(card.key in self._chosen)
            widget.clicked.connect(self.clicked)
            widget.opened.connect(self.opened)
            widget.rename_asked.connect(self.rename_asked)
            self._column.insertWidget(len(self.cards), widget)
            widget.show()
            self.cards.append(widget)
        self._make_room()
        if len(self.cards) < len(self._shown):
            self._next.start()

    def _make_room(self) -> None:
        """At once: until the list is as high as its cards, all of them would be squeezed."""
        inside = self.widget()
        if inside is not None:
            self._column.invalidate()
            height = self._column.totalHeightForWidth(inside.width())
            inside.resize(inside.width(), max(height, self.viewport().height()))

    def _retire(self) -> None:
        """Let the old cards go once the event they may be in the middle of is over."""
        self._next.stop()
        for card in self.cards:
            card.blockSignals(True)
        if (old := self.takeWidget()) is not None:
            old.hide()
            old.deleteLater()

    def mark(self, chosen: Iterable[int]) -> None:
        """Frame the cards with these keys, and no others."""
        self._chosen = frozenset(chosen)
        for widget in self.cards:
            widget.set_chosen(widget.card.key in self._chosen)
