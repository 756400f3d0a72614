import pytest
from PySide6.QtWidgets import QPushButton

from gui.widgets.banner import Banner


@pytest.fixture
def banner(qtbot) -> Banner:
    banner = Banner()
    qtbot.addWidget(banner)
    return banner


def offered(banner: Banner) -> list[QPushButton]:
    row = banner.actions_row
    return [row.itemAt(at).widget() for at in range(row.count())]


def test_it_is_hidden_until_there_is_something_to_say(banner):
    assert banner.isHidden()
    banner.say("error", "The file could not be opened", "It is empty. Choose another.")
    assert not banner.isHidden()
    assert banner.accessibleName() == "The file could not be opened. It is empty. Choose another."


def test_its_buttons_do_what_they_say_and_go_with_the_message(banner):
    done: list[str] = []
    banner.say("done", "Saved", "", {"Open": lambda: done.append("opened"), "Show": lambda: done.append("shown")})
    for button in offered(banner):
        button.click()
    assert done == ["opened", "shown"]
    banner.say("error", "Not saved")
    assert offered(banner) == []


def test_text_that_looks_like_markup_is_shown_as_it_is(banner):
    banner.say("error", "<b>bold</b>", "a < b")
    assert banner.title.text() == "<b>bold</b>"
    assert banner.title.textFormat().name == "PlainText"
