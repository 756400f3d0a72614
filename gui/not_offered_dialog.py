"""All that is not offered, to be looked at and taken back, and the do-not-sell file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine import Options, options_from_mapping
from gui.frames.not_offered import kept_out_sentence, listed
from gui.runner import Running
from gui.session import Session
from gui.settings import Settings
from gui.widgets.parts import button, label

Button = QDialogButtonBox.StandardButton
INTRODUCTION = (
    "Offers are never made for what stands here. On the Recommendations page a right click adds to it: a product, a category, "
    "or one product for one customer."
)
NO_FILE = "No do-not-sell file"
LISTS = "Lists of products (*.csv *.txt *.xlsx *.xls *.ods);;All files (*)"
TEXT = Qt.ItemDataRole.UserRole


class NotOfferedDialog(QDialog):
    """`options` is what the user has made of the options given."""

    def __init__(self, session: Session, folder: Path, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given, self._folder = session.options, folder
        self._file = session.options.recommending.do_not_sell
        self.setWindowTitle("Not offered")
        self.sentence = label(kept_out_sentence(session.analysis), wrap=True)
        self.sentence.setVisible(bool(self.sentence.text()))
        self.note = label(note, "quiet")
        self.file = label()
        self.choose = button(
            "&Choose a file…", "A list of products that are never sold: .csv, .txt or .xlsx, by product id"
        )
        self.forget = button("&Without a file")
        self.tree = QTreeWidget()
        self._groups: dict[str, QTreeWidgetItem] = {}
        self.take_back = button("&Take back", "Offer the chosen ones again from the next run on (Delete)")
        self.buttons = QDialogButtonBox(Button.Ok | Button.Cancel)
        self._fill_tree(session)
        self._lay_out()
        self._show_file()
        self.choose.clicked.connect(self._ask_file)
        self.forget.clicked.connect(lambda: self._take_file(""))
        self.take_back.clicked.connect(self._remove_chosen)
        by_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.tree, self._remove_chosen)
        by_key.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.tree.itemSelectionChanged.connect(self._allow)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._allow()

    def options(self) -> Options:
        lists: dict[str, object] = {"do_not_sell": self._file}
        for name, group in self._groups.items():
            items = (group.child(row) for row in range(group.childCount()))
            lists[name] = [item.data(0, TEXT) for item in items if item is not None]
        return options_from_mapping({"recommending": lists}, self._given)

    def _fill_tree(self, session: Session) -> None:
        self.tree.setHeaderHidden(True)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        for name, title, entries in listed(session.options, session.dataset):
            group = self._groups[name] = QTreeWidgetItem([title])
            for text, words in entries:
                item = QTreeWidgetItem([words])
                item.setData(0, TEXT, text)
                group.addChild(item)
            self.tree.addTopLevelItem(group)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setExpanded(True)
        self._count()

    def _count(self) -> None:
        for group in self._groups.values():
            group.setText(0, f"{group.text(0).split(':')[0]}: {group.childCount() or 'none'}")

    def _chosen(self) -> list[QTreeWidgetItem]:
        return [item for item in self.tree.selectedItems() if item.parent() is not None]

    def _remove_chosen(self) -> None:
        for item in self._chosen():
            for group in self._groups.values():
                group.removeChild(item)
        self._count()

    def _allow(self) -> None:
        self.take_back.setEnabled(bool(self._chosen()))

    def _ask_file(self) -> None:
        start = str(Path(self._file).parent if self._file else self._folder)
        name, _ = QFileDialog.getOpenFileName(self, "Choose the do-not-sell list", start, LISTS)
        if name:
            self._take_file(name)

    def _take_file(self, name: str) -> None:
        self._file = name
        self._show_file()

    def _show_file(self) -> None:
        self.file.setText(f"Do-not-sell file: {Path(self._file).name}" if self._file else NO_FILE)
        self.file.setToolTip(self._file)
        self.forget.setEnabled(bool(self._file))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(self.choose)
        row.addWidget(self.forget)
        below = QHBoxLayout()
        below.addWidget(self.take_back)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label(INTRODUCTION, wrap=True))
        column.addLayout(row)
        column.addWidget(self.tree, 1)
        column.addLayout(below)
        column.addWidget(self.sentence)
        column.addWidget(self.note)
        column.addWidget(self.buttons)
        self.resize(760, 520)


def ask_what_is_not_offered(parent: QWidget, session: Session, settings: Settings) -> None:
    """Show the dialog; OK keeps what it says, and runs again where a run was there."""
    if isinstance(session.runner.activity, Running):
        return
    note = "" if session.analysis is None else "OK runs again with these lists."
    dialog = NotOfferedDialog(session, settings.open_folder, note, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: take(session, dialog.options()))
    dialog.open()


def take(session: Session, options: Options) -> None:
    if options == session.options:
        return
    session.take_lists(options)
    if session.analysis is not None and not isinstance(session.runner.activity, Running):
        session.run()
