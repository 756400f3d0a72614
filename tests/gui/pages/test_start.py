import pytest
from PySide6.QtWidgets import QLabel

from gui.pages.start import StartPage, set_name
from gui.session import Session
from gui.settings import Settings


@pytest.fixture
def page(session: Session, settings: Settings, qtbot) -> StartPage:
    page = StartPage(session, settings)
    qtbot.addWidget(page)
    return page


def test_it_says_that_the_data_stay_on_the_pc(page):
    assert any("never leave" in text.text() for text in page.findChildren(QLabel))


def test_the_sample_is_one_click_away(page, session):
    page.sample_button.click()
    assert len(session.dataset.lines) == 847


def test_open_asks_the_window(page, qtbot):
    with qtbot.waitSignal(page.open_clicked):
        page.open_button.click()


def test_recent_file_sets_are_offered_and_name_all_their_files(page, settings, sales_file, qtbot):
    assert page.recent_buttons == []
    other = sales_file.with_name("other.csv")
    other.write_bytes(sales_file.read_bytes())
    settings.remember_files([sales_file, other])
    page.show_recent()
    (button,) = page.recent_buttons
    assert button.text() == f"sales.csv + 1 more  ·  {sales_file.parent.name}"
    assert str(other) in button.toolTip()
    with qtbot.waitSignal(page.files_picked) as picked:
        button.click()
    assert picked.args == [[sales_file, other]]


def test_a_file_that_was_just_read_is_offered_at_once(page, session, settings, sales_file):
    session.dataset_changed.connect(lambda: settings.remember_files(session.paths))
    session.open([sales_file])
    page.show_recent()
    assert [button.text() for button in page.recent_buttons] == [set_name((sales_file,))]


def test_a_file_name_with_an_ampersand_is_shown_whole(tmp_path):
    assert set_name((tmp_path / "R&D.csv",)) == f"R&&D.csv  ·  {tmp_path.name}"
