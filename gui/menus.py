"""Menus as data: what stands in them, which keys do it, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

Keys = QKeySequence.StandardKey | str | None


@dataclass(frozen=True, slots=True)
class Command:
    text: str
    do: Callable[[], object]
    keys: Keys = None
    icon: QIcon | None = None


@dataclass(frozen=True, slots=True)
class Submenu:
    """A menu that is filled anew each time it opens; `empty` stands in it where there is nothing."""

    text: str
    commands: Callable[[], Sequence[Command]]
    empty: str


SEPARATOR = None
Entry = Command | Submenu | None


def fill_menu_bar(bar: QMenuBar, menus: Mapping[str, Sequence[Entry]]) -> dict[str, QAction]:
    """Add menus by their titles; the actions made, by their texts."""
    actions: dict[str, QAction] = {}
    for title, entries in menus.items():
        actions |= fill(bar.addMenu(title), entries)
    return actions


def fill(menu: QMenu, entries: Sequence[Entry]) -> dict[str, QAction]:
    actions: dict[str, QAction] = {}
    for entry in entries:
        match entry:
            case None:
                menu.addSeparator()
            case Submenu():
                _add_submenu(menu, entry)
            case Command():
                actions[entry.text] = _add_command(menu, entry)
    return actions


def _add_command(menu: QMenu, command: Command) -> QAction:
    action = menu.addAction(command.text)
    action.triggered.connect(lambda _checked=False: command.do())
    if command.keys is not None:
        action.setShortcut(QKeySequence(command.keys))
    if command.icon is not None:
        action.setIcon(command.icon)
    return action


def _add_submenu(menu: QMenu, submenu: Submenu) -> None:
    inner = menu.addMenu(submenu.text)

    def refill() -> None:
        inner.clear()
        if not fill(inner, submenu.commands()):
            inner.addAction(submenu.empty).setEnabled(False)

    inner.aboutToShow.connect(refill)
