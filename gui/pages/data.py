"""What was found in the files, what each column was taken for, what was left out, and what was noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from engine import Role
from gui.counting import counted
from gui.icons import line_icon
from gui.session import Session
from gui.widgets.issue_list import IssueList, IssueRow
from gui.widgets.parts import button, label, scrolled
from gui.widgets.role_grid import ColumnNote, RoleGrid
from gui.widgets.tally import Entry, Tally

if TYPE_CHECKING:
    from engine import Column, ColumnUse, Dataset, Table

SHOWN_LINES = 50
KINDS = {
    "lines": "invoice lines",
    "invoices": "invoice headers",
    "customers": "customers",
    "products": "products",
    "unused": "not used",
}
ROLES = sorted(((role.value, role.label) for role in Role), key=lambda role: role[1])
EXPLAIN = "Under each column’s name stands what it was taken for. Choose another where that is wrong; — is no role."
PLACES_SHOWN = 10
CHARGES = "postage, charges and the like"


class DataPage(QWidget):
    save_issues_clicked = Signal()
    options_clicked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.tabs = QTabWidget(documentMode=True)
        self._unfilled: set[int] = set()
        self.tally = Tally()
        self.issues = IssueList(line_icon("warning"), line_icon("note"))
        self.heading = label(name="heading")
        self.heading.setMinimumHeight(self.issues.copy_button.sizeHint().height())
        self.facts = label(name="quiet")
        self.grade = label(name="strong")
        self.advice = label(wrap=True)
        self.how = label(name="quiet")
        self.change = button("change…", "How files are read can be set under Options", "link")
        self.change.clicked.connect(self.options_clicked)
        self.issues.save_button.clicked.connect(self.save_issues_clicked)
        top = QWidget()
        upper = QVBoxLayout(top)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.addLayout(self._above())
        upper.addWidget(self.tabs, 1)
        splitter = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        splitter.addWidget(top)
        splitter.addWidget(self._below())
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 9)
        layout.addWidget(splitter)
        self.tabs.currentChanged.connect(self._show_tab)
        session.dataset_changed.connect(self.redraw)
        self.redraw()

    def redraw(self) -> None:
        self._show_tables()
        self._show_sum()
        self._show_issues()

    def grid(self, table: int) -> RoleGrid:
        grid = self.tabs.widget(table)
        assert isinstance(grid, RoleGrid)  # noqa: S101 - every tab holds one
        if table in self._unfilled and self._session.sources is not None:
            self._unfilled.discard(table)
            self._fill(grid, self._session.sources.tables[table])
        return grid

    def _above(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label(EXPLAIN, "quiet"), 1)
        row.addWidget(self.how)
        row.addWidget(self.change)
        return row

    def _below(self) -> QWidget:
        inner = QWidget()
        left = QVBoxLayout(inner)
        left.setContentsMargins(0, 0, 10, 0)
        left.setSpacing(6)
        heading = QHBoxLayout()
        heading.addWidget(self.heading, 1)
        heading.addWidget(self.grade)
        left.addLayout(heading)
        left.addWidget(self.facts)
        left.addWidget(self.tally)
        left.addSpacing(4)
        left.addWidget(self.advice)
        left.addStretch(1)
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(18)
        row.addWidget(scrolled(inner), 2)
        row.addWidget(self.issues, 3)
        return below

    def _show_tables(self) -> None:
        tables = self._session.sources.tables if self._session.sources else ()
        current = self.tabs.currentIndex()
        if self.tabs.count() != len(tables):
            self._new_tabs(len(tables))
            current = next((at for at, table in enumerate(tables) if table.kind == "lines"), 0)
        for at, table in enumerate(tables):
            self.tabs.setTabText(at, f"{table.name} · {_kind(table)}".replace("&", "&&"))
        self._unfilled = set(range(len(tables)))
        self.tabs.setCurrentIndex(current)
        if tables and (boxes := self.grid(len(tables) - 1).header.boxes):
            self.setTabOrder(boxes[-1], self.issues.save_button)
            self.setTabOrder(self.issues.save_button, self.issues.copy_button)
            self.setTabOrder(self.issues.copy_button, self.issues.tree)
        self._show_tab(current)

    def _show_tab(self, at: int) -> None:
        """A table is put into its tab when it is first looked at."""
        tables = self._session.sources.tables if self._session.sources else ()
        if 0 <= at < len(tables):
            self.grid(at)
            self.how.setText(f"Read as {tables[at].how}." if tables[at].how else "")
        self.change.setVisible(bool(self.how.text()))

    def _new_tabs(self, count: int) -> None:
        self._unfilled = set()
        while self.tabs.count():
            old = self.grid(0)
            self.tabs.removeTab(0)
            old.deleteLater()
        for at in range(count):
            grid = RoleGrid(ROLES)
            grid.role_picked.connect(lambda column, role, at=at: self._assign(at, column, role))
            self.tabs.addTab(grid, "")

    def _fill(self, grid: RoleGrid, table: Table) -> None:
        headers = [column.header for column in table.columns]
        roles = [column.role.value if column.role else None for column in table.columns]
        first = table.cells.slice(0, SHOWN_LINES)
        cells = [[cell or "" for cell in column.to_pylist()] for column in first.columns]
        rows = [int(row) for row in table.rows[:SHOWN_LINES]]
        used = self._session.dataset.report.columns if self._session.dataset else ()
        told: dict[object, ColumnUse] = {(use.table, use.header, use.role): use for use in used}
        notes = [_note(column, told.get((table.name, column.header, column.role))) for column in table.columns]
        grid.show_table(headers, roles, notes, cells, rows)

    def _assign(self, table: int, column: int, role: str | None) -> None:
        self._session.assign_role(table, column, Role(role) if role else None)

    def _show_sum(self) -> None:
        dataset = self._session.dataset
        self.heading.setText("What was read" if dataset else "Not read yet")
        self.facts.setText(_facts(dataset) if dataset else "Say above what the columns are.")
        self.tally.show_entries(_entries(dataset) if dataset and dataset.has_lines else [])
        health = self._session.health
        self.grade.setText(f"Grade {health.grade}" if health else "")
        self.grade.setToolTip(f"{health.points:.0f} of 100 points" if health else "")
        advice = [improvement.sentence for improvement in health.improvements] if health else []
        self.advice.setText("\n".join(f"{at}. {sentence}" for at, sentence in enumerate(advice, 1)))

    def _show_issues(self) -> None:
        dataset, sources = self._session.dataset, self._session.sources
        issues = dataset.report.issues if dataset else sources.issues if sources else ()
        self.issues.setVisible(dataset is not None or bool(issues))
        self.issues.show_issues(
            [
                IssueRow(
                    issue.severity == "warning",
                    issue.message,
                    issue.count,
                    tuple(str(place) for place in issue.places[:PLACES_SHOWN]),
                )
                for issue in issues
            ]
        )


def _note(column: Column, use: ColumnUse | None) -> ColumnNote:
    """What a column's role rests on, and how its text was read."""
    if column.role is None:
        return ColumnNote()
    decided = use.decided if use else ""
    guess = "a guess" if column.is_guess else ""
    short = ": ".join(part for part in (guess, decided or column.why) if part)
    sentences = [f"{column.role.label}: {column.why}" if column.why else column.role.label]
    sentences += [f"Read as {decided}"] if decided else []
    sentences += ["This is a guess: choose another role where it is wrong"] if guess else []
    return ColumnNote(short, ".\n".join(sentences) + ".")


def _kind(table: Table) -> str:
    count, words = table.cells.num_rows, KINDS[table.kind]
    if table.kind == "unused":
        return f"{counted(count, 'row')}, not used"
    return counted(count, words.removesuffix("s"))


def _facts(dataset: Dataset) -> str:
    facts = [f"{len(dataset.customers):,} {'customers' if dataset.has_customers else 'invoices without a customer'}"]
    if len(dataset.products):
        facts.append(f"{len(dataset.products):,} products")
    if dataset.period is not None:
        facts.append(f"{dataset.period[0]} to {dataset.period[1]}")
    return "  ·  ".join(facts)


def _entries(dataset: Dataset) -> list[Entry]:
    """Lines and money read = left out + used."""
    report = dataset.report

    def entry(words: str, lines: int, amount: float, *, strong: bool = False) -> Entry:
        return Entry(words, lines, amount if dataset.has_amount else None, strong)

    charges = report.not_goods
    left_out = [entry(f"Left out: {left.label}", left.lines, left.amount) for left in report.left_out]
    return [
        entry("Read", report.lines_read, report.amount_read),
        *(left_out or [entry("Left out", 0, 0.0)]),
        entry("Used", report.lines_used, report.amount_used, strong=True),
        *([entry(f"of which {CHARGES}", charges.lines, charges.amount)] if charges else []),
    ]
