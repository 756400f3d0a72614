"""The bar above the pages: what is loaded, the recipe, Run, and the one primary button."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from gui.widgets.parts import button, label

WHAT_FOR = "What customers are clustered on"


class TopBar(QWidget):
    run_clicked = Signal()
    export_clicked = Signal()
    recipe_picked = Signal(str)
    options_clicked = Signal()

    def __init__(self, recipes: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.loaded = label(name="loaded")
        self.loaded.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.recipe = QComboBox()
        self._recipes = dict(recipes)
        self.recipe.setToolTip(WHAT_FOR)
        self.recipe.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for key, words in recipes.items():
            self.recipe.addItem(words, key)
        self.recipe.activated.connect(lambda _index: self.recipe_picked.emit(self.recipe.currentData()))
        caption = QLabel("Re&cipe")
        caption.setBuddy(self.recipe)
        self.options = button("Opt&ions…", "Segments, clusters, recommendations and reading (Ctrl+,)", "link")
        self.options.clicked.connect(self.options_clicked)
        self.run = button("&Run", "Group customers and find recommendations (F5)")
        self.run.clicked.connect(self.run_clicked)
        self.export = button("E&xport to Excel", "Save a workbook for the reps (Ctrl+E)", "primary")
        self.export.clicked.connect(self.export_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.loaded, 1)
        for widget in (caption, self.recipe, self.options, self.run, self.export):
            row.addWidget(widget)

    def show_loaded(self, text: str) -> None:
        self.loaded.setText(text)
        self.loaded.setToolTip(text)

    def show_recipe(self, key: str) -> None:
        self.recipe.setCurrentIndex(self.recipe.findData(key))

    def show_proposal(self, automatic: str, recipe: str, why: str) -> None:
        """Say beside the recipe called `automatic` which one it is for the data at hand; "" where there are none."""
        at = self.recipe.findData(automatic)
        words = self._recipes[automatic]
        self.recipe.setItemText(at, f"{words}: {self._recipes[recipe].lower()}" if recipe else words)
        self.recipe.setItemData(at, why, Qt.ItemDataRole.ToolTipRole)
        self.recipe.setToolTip(f"{WHAT_FOR}. {why}" if why else WHAT_FOR)
