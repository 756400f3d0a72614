from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenuBar

from gui.menus import SEPARATOR, Command, Submenu, fill_menu_bar


def test_a_command_does_what_it_says_by_click_and_has_its_keys(qtbot):
    bar, done = QMenuBar(), []
    qtbot.addWidget(bar)
    actions = fill_menu_bar(bar, {"&File": [Command("&Open…", lambda: done.append("opened"), "Ctrl+O"), SEPARATOR]})
    actions["&Open…"].trigger()
    assert done == ["opened"]
    assert actions["&Open…"].shortcut() == QKeySequence("Ctrl+O")
    assert [action.text() for action in bar.actions()] == ["&File"]


def test_a_submenu_is_filled_anew_each_time_it_opens(qtbot):
    bar, names = QMenuBar(), ["a"]
    qtbot.addWidget(bar)
    submenu = Submenu("&Recent", lambda: [Command(name, lambda: None) for name in names], "Nothing yet")
    fill_menu_bar(bar, {"&File": [submenu]})
    recent = bar.actions()[0].menu().actions()[0].menu()
    seen = []
    for more in (["a"], ["b", "c"], []):
        names[:] = more
        recent.aboutToShow.emit()
        seen.append([(action.text(), action.isEnabled()) for action in recent.actions()])
    assert seen == [[("a", True)], [("b", True), ("c", True)], [("Nothing yet", False)]]
