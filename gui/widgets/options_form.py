"""A form made from descriptions of its fields: what each is called, what it does, and what it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QLabel, QSpinBox, QWidget

from gui.widgets.parts import label

Value = str | int | float
WHOLE_PERCENT = 0.01
Editor = QComboBox | QSpinBox | QDoubleSpinBox


@dataclass(frozen=True, slots=True)
class Field:
    """One value to be set.

    title     beside its editor, with the & of its key; `sentence` says what it does
    value     text for a choice, else a number; a percentage is a share, 0.25 for 25 %
    choices   (value, words) pairs of a choice
    """

    name: str
    title: str
    sentence: str
    kind: Literal["choice", "whole", "number", "percent"]
    value: Value
    choices: tuple[tuple[str, str], ...] = ()
    least: float = 0
    most: float = 0


class Choice(QComboBox):
    """The wheel scrolls the form and changes nothing in it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Whole(QSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Number(QDoubleSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class OptionsForm(QWidget):
    """Shows fields below each other; `values` are what the user made of them, always within their ranges."""

    changed = Signal()

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = {field.name: field for field in fields}
        self._exact = {field.name: field.value for field in fields}
        self.editors = {field.name: self._editor(field) for field in fields}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(2, 1)
        for row, field in enumerate(fields):
            self._add(row, field)

    def values(self) -> dict[str, Value]:
        return {name: self._value(name) for name in self._fields}

    def set_values(self, values: dict[str, Value]) -> None:
        """Show these values; fields that are not named keep theirs."""
        self._exact |= values
        for name, value in values.items():
            match self.editors[name]:
                case QComboBox() as choice:
                    choice.setCurrentIndex(max(choice.findData(value), 0))
                case QSpinBox() as whole:
                    whole.setValue(int(value))
                case number:
                    number.setValue(float(value) * self._scale(name))

    def _add(self, row: int, field: Field) -> None:
        title, sentence = QLabel(field.title), label(field.sentence, "quiet", wrap=True)
        title.setBuddy(self.editors[field.name])
        for column, widget in enumerate((title, self.editors[field.name], sentence)):
            self._grid.addWidget(widget, row, column)

    def _editor(self, field: Field) -> Editor:
        editor = self._choice(field) if field.kind == "choice" else self._spin_box(field)
        editor.setMinimumWidth(150)
        editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        editor.setAccessibleName(field.title.replace("&", ""))
        editor.setAccessibleDescription(field.sentence)
        return editor

    def _choice(self, field: Field) -> Editor:
        box = Choice()
        for value, words in field.choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(box.findData(field.value), 0))
        box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        return box

    def _spin_box(self, field: Field) -> Editor:
        if field.kind == "whole":
            whole = Whole()
            whole.setRange(int(field.least), int(field.most))
            whole.setGroupSeparatorShown(True)
            whole.setValue(int(field.value))
            whole.valueChanged.connect(lambda _value: self.changed.emit())
            return whole
        number, scale = Number(), self._scale(field.name)
        number.setDecimals(_decimals(field))
        number.setSuffix(" %" if field.kind == "percent" else "")
        number.setRange(field.least * scale, field.most * scale)
        number.setSingleStep(
            0.1 if field.kind == "percent" and _decimals(field) else 5 if field.kind == "percent" else 1
        )
        number.setValue(float(field.value) * scale)
        number.valueChanged.connect(lambda _value: self.changed.emit())
        return number

    def _scale(self, name: str) -> int:
        return 100 if self._fields[name].kind == "percent" else 1

    def _value(self, name: str) -> Value:
        """What the editor shows; a number that it rounds and nobody changed stays as exact as it was."""
        match self.editors[name]:
            case QComboBox() as choice:
                return str(choice.currentData())
            case QSpinBox() as whole:
                return whole.value()
            case number:
                given, scale = float(self._exact[name]), self._scale(name)
                untouched = number.value() == round(given * scale, number.decimals())
                return given if untouched else number.value() / scale


def _decimals(field: Field) -> int:
    """Of a percentage so many that its least value can be told from nothing."""
    if field.kind != "percent":
        return 1
    return 2 if 0 < field.least < WHOLE_PERCENT else 0
