import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel

from gui.widgets.options_form import Field, OptionsForm

FIELDS = [
    Field("sign", "&Decimal sign", "The sign.", "choice", "auto", (("auto", "Automatic"), ("comma", "Comma"))),
    Field("most", "&Most", "The most.", "whole", 4, least=1, most=20),
    Field("prior", "&Prior", "The prior.", "number", 5.0, least=0, most=100),
    Field("cap", "&Cap", "The cap.", "percent", 0.333, least=0, most=10),
]


@pytest.fixture
def form(qtbot):
    form = OptionsForm(FIELDS)
    qtbot.addWidget(form)
    form.show()
    return form


def type_into(qtbot, editor, text):
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_form_that_nobody_touched_gives_back_what_it_was_given(form):
    assert form.values() == {"sign": "auto", "most": 4, "prior": 5.0, "cap": 0.333}


def test_a_share_is_shown_and_typed_in_percent(form, qtbot):
    assert form.editors["cap"].text() == "33 %"
    type_into(qtbot, form.editors["cap"], "40")
    assert form.values()["cap"] == pytest.approx(0.4)


def test_a_value_typed_out_of_range_is_not_taken(form, qtbot):
    type_into(qtbot, form.editors["most"], "99")
    assert 1 <= form.values()["most"] <= 20
    form.editors["most"].setValue(0)
    assert form.values()["most"] == 1


def test_the_arrow_keys_choose_and_say_that_something_changed(form, qtbot):
    with qtbot.waitSignal(form.changed):
        qtbot.keyClick(form.editors["sign"], Qt.Key.Key_Down)
    assert form.values()["sign"] == "comma"


def test_every_editor_has_its_title_as_buddy_and_its_sentence_beside_it(form):
    labels = form.findChildren(QLabel)
    titles = {label.text(): label.buddy() for label in labels if label.buddy()}
    assert titles == {field.title: form.editors[field.name] for field in FIELDS}
    assert {field.sentence for field in FIELDS} <= {label.text() for label in labels}
    assert form.editors["most"].accessibleDescription() == "The most."


def test_other_values_can_be_shown_and_those_not_named_stay(form):
    form.set_values({"cap": 0.25, "sign": "comma"})
    assert form.values() == {"sign": "comma", "most": 4, "prior": 5.0, "cap": 0.25}


@pytest.mark.parametrize("name", ["sign", "most", "cap"])
def test_the_wheel_changes_nothing(form, name):
    nowhere, point = QPointF(5, 5), QPoint(0, -120)
    rest = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    before = form.values()
    QApplication.sendEvent(form.editors[name], QWheelEvent(nowhere, nowhere, point, point, *rest))
    assert form.values() == before
