from PySide6.QtCore import Qt

from gui.widgets.top_bar import TopBar

RECIPES = {"auto": "Automatic", "by basket": "By basket", "by habit": "By habit"}


def test_the_automatic_recipe_says_which_one_it_is_and_why(qtbot):
    bar = TopBar(RECIPES)
    qtbot.addWidget(bar)
    bar.show_recipe("auto")
    bar.show_proposal("auto", "by habit", "Nothing else is known.")
    assert bar.recipe.currentText() == "Automatic: by habit"
    assert "Nothing else is known." in bar.recipe.toolTip()
    assert bar.recipe.itemData(0, Qt.ItemDataRole.ToolTipRole) == "Nothing else is known."


def test_a_proposal_changes_no_choice_and_goes_with_the_data(qtbot):
    bar = TopBar(RECIPES)
    qtbot.addWidget(bar)
    bar.show_recipe("by basket")
    bar.show_proposal("auto", "by habit", "Nothing else is known.")
    assert bar.recipe.currentData() == "by basket"
    bar.show_proposal("auto", "", "")
    assert [bar.recipe.itemText(at) for at in range(3)] == list(RECIPES.values())
