from pathlib import Path

import pytest

import engine
from engine import Options
from gui.describing_dialog import DescribingDialog
from gui.session import Described
from gui.widgets.treatment_tree import EDGES, USED

MEMBERS = "Customer;Name;Marital_Status;Income;Year_Birth\n" + "".join(
    f"C{at};Member {at};{status};{20_000 + 1_700 * at};{1950 + at}\n"
    for at, status in enumerate(["Married", "Single", "Together", "YOLO", "Divorced"] * 6)
)


@pytest.fixture
def described(tmp_path: Path) -> Described:
    file = tmp_path / "members.csv"
    file.write_text(MEMBERS, encoding="utf-8")
    dataset = engine.read_dataset(engine.inspect_files([file]))
    options = Options()
    resolved = engine.resolve(options, dataset)
    return Described(dataset, options, resolved, engine.column_treatments(dataset, options.features))


@pytest.fixture
def dialog(qtbot, described):
    dialog = DescribingDialog(described)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def row(dialog, column):
    tree = dialog.tree
    return next(
        item for at in range(tree.topLevelItemCount()) if (item := tree.topLevelItem(at)).text(0).startswith(column)
    )


def accept(dialog):
    dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()


def test_ok_without_a_change_leaves_the_options_to_the_recipe(dialog, described):
    accept(dialog)
    assert dialog.options() == described.given


def test_a_list_of_customers_is_not_asked_how_it_buys(dialog):
    assert dialog.lists["families"].ticked() == ["customer profile"]
    assert not dialog.lists["levels"].isVisible()
    assert not dialog.lists["behaviours"].isVisible()


def test_every_folding_is_seen_and_can_be_changed(dialog, described):
    status = row(dialog, "Marital_Status")
    values = {status.child(at).text(0).split("  ")[0]: status.child(at) for at in range(status.childCount())}
    assert values["Together"].text(USED) == "Partnered"
    assert values["YOLO"].text(USED) == "unknown"
    values["YOLO"].setText(USED, "Single")
    accept(dialog)
    assert dialog.options().features.groups == {"Marital_Status": {"YOLO": "Single"}}
    again = engine.column_treatments(described.dataset, dialog.options().features)
    groups = {group.value: group.group for one in again if one.column == "Marital_Status" for group in one.groups}
    assert groups["YOLO"] == "Single"


def test_bands_that_are_no_numbers_are_refused_in_a_sentence_and_the_dialog_stays(dialog):
    row(dialog, "Income").setText(EDGES, "low high")
    accept(dialog)
    assert dialog.isVisible()
    assert "“Income” must begin at numbers" in dialog.problem.text()
    row(dialog, "Income").setText(EDGES, "30000 40000")
    accept(dialog)
    assert dialog.options().features.edges == {"Income": (30000.0, 40000.0)}


def test_as_proposed_forgets_what_was_changed_by_hand(qtbot, described):
    changed = engine.options_from_mapping({"features": {"columns": {"Income": "scale"}, "extremes": "leave"}})
    dialog = DescribingDialog(Described(described.dataset, changed, described.resolved, described.treatments))
    qtbot.addWidget(dialog)
    dialog.buttons.button(dialog.buttons.StandardButton.RestoreDefaults).click()
    assert dialog.options() == engine.options_from_mapping({"features": {"extremes": "leave"}})
