from gui.widgets.refusal_menu import EMPTY, RefusalMenu


def opened(qtbot, choices):
    menu = RefusalMenu(lambda: choices)
    qtbot.addWidget(menu)
    menu.aboutToShow.emit()
    return menu


def test_each_way_is_in_the_menu_and_gives_what_stands_behind_it(qtbot):
    menu = opened(qtbot, [("Not nails & screws", {"a": 1}), ("Nothing", {"b": 2})])
    heard = []
    menu.chosen.connect(heard.append)
    menu.actions()[0].trigger()
    assert [action.text() for action in menu.actions()] == ["Not nails && screws", "Nothing"]
    assert heard == [{"a": 1}]


def test_it_says_that_an_offer_must_be_chosen_first(qtbot):
    menu = opened(qtbot, [])
    (action,) = menu.actions()
    assert action.text() == EMPTY
    assert not action.isEnabled()


def test_it_is_filled_anew_each_time(qtbot):
    choices = [("one", 1)]
    menu = opened(qtbot, choices)
    choices[:] = [("two", 2)]
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["two"]
