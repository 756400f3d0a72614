from dataclasses import replace

import pandas as pd
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox

from engine import Options, options_from_mapping
from gui.options_dialog import OptionsDialog
from tests.gui.analyses import bare, trade

Button = QDialogButtonBox.StandardButton


@pytest.fixture
def make(qtbot):
    def make(options=Options(), dataset=None):
        dialog = OptionsDialog(options, dataset)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def test_ok_without_a_change_gives_back_the_same_options(make):
    chosen = options_from_mapping({"segment_by": ["rep"], "recommending": {"value_cap": 0.123}})
    for options in (Options(), chosen):
        assert make(options, trade().dataset).options() == options


def test_columns_that_make_sensible_segments_can_be_ticked_and_the_segments_are_counted_at_once(make, qtbot):
    dialog = make(dataset=trade().dataset)
    assert [box.text() for box in dialog.segments.boxes.values()] == ["Region (2)", "Rep (2)"]
    assert dialog.segments.ticked() == ["region"]
    assert dialog.segments.sentence.text().startswith("2 segments, about 4 customers")
    qtbot.keyClick(dialog.segments.boxes["rep"], Qt.Key.Key_Space)
    assert dialog.segments.sentence.text().startswith("3 segments, about 2 customers")
    assert dialog.options() == replace(Options(), segment_by=("region", "rep"))
    dialog.segments.tick(())
    assert dialog.segments.sentence.text() == "1 segment: all customers together."
    assert dialog.options().segment_by == ()


def test_what_is_changed_in_the_form_is_changed_in_the_options(make):
    dialog = make()
    dialog.form.set_values({"recommending.per_customer": 3, "reading.decimal": "comma"})
    wanted = options_from_mapping({"recommending": {"per_customer": 3}, "reading": {"decimal": "comma"}})
    assert dialog.options() == wanted


def test_defaults_puts_everything_back_but_the_recipe(make):
    options = options_from_mapping(
        {"recipe": "buying behaviour", "segment_by": ["rep"], "clustering": {"most_clusters": 9}}
    )
    dialog = make(options, trade().dataset)
    dialog.buttons.button(Button.RestoreDefaults).click()
    assert dialog.options() == Options(recipe="buying behaviour")


def test_without_files_the_segments_stay_as_they_are(make):
    options = Options(segment_by=("rep",))
    dialog = make(options)
    assert dialog.options() == options
    assert dialog.segments.sentence.text().startswith("Once files are open")


def test_files_without_such_columns_say_so(make):
    dialog = make(dataset=bare().dataset)
    assert "no column to split customers by" in dialog.segments.sentence.text()
    assert dialog.options() == Options()


def test_escape_leaves_and_enter_accepts(make, qtbot):
    for key, result in (
        (Qt.Key.Key_Escape, QDialog.DialogCode.Rejected),
        (Qt.Key.Key_Return, QDialog.DialogCode.Accepted),
    ):
        dialog = make()
        qtbot.keyClick(dialog, key)
        assert dialog.result() == result


def test_only_customers_that_buy_are_counted(make):
    dataset = trade().dataset
    never_bought = dataset.customers.iloc[[0] * 90].assign(customer_id=[f"Z{at}" for at in range(90)])
    dialog = make(dataset=replace(dataset, customers=pd.concat([dataset.customers, never_bought], ignore_index=True)))
    assert dialog.segments.sentence.text().startswith("2 segments, about 4 customers in each.")
