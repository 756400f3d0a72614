"""Menus as data: what stands in them, which keys do it, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu

Keys = QKeySequence.StandardKey | str | None


@dataclass(frozen=True, slots=True)
class Command:
    text: str
    do: Callable[[], object]
    keys: Keys = None
    icon: QIcon | None = None


SEPARATOR = None


def fill(menu: QMenu, commands: Sequence[Command | None]) -> dict[str, QAction]:
    """Add the commands to a menu; the actions made, by their texts."""
    actions: dict[str, QAction] = {}
    for command in commands:
        if command is None:
            menu.addSeparator()
            continue
        action = actions[command.text] = menu.addAction(command.text)
        action.triggered.connect(lambda _checked=False, do=command.do: do())
        if command.keys is not None:
            action.setShortcut(QKeySequence(command.keys))
        if command.icon is not None:
            action.setIcon(command.icon)
    return actions
