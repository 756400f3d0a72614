from gui.widgets.empty_page import EmptyPage


def test_it_offers_a_button_only_where_one_helps(qtbot):
    page = EmptyPage()
    qtbot.addWidget(page)
    page.say("Open your sales exports first.", "&Open files…")
    with qtbot.waitSignal(page.clicked):
        page.button.click()
    page.say("Running…")
    assert page.sentence.text() == "Running…"
    assert page.button.isHidden()
