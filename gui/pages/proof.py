"""The proof on the user's own data: the last days hidden, lists made from what came before, purchases counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QSplitter, QVBoxLayout, QWidget

from engine import proof_sentence
from gui.clusterings_dialog import ClusteringsDialog
from gui.frames import proof as frames
from gui.plots.interval_bars import IntervalBarsPlot
from gui.runner import Running
from gui.session import Session
from gui.tables.table_view import TableView
from gui.widgets.parts import button, label
from gui.widgets.when_shown import WhenShown

if TYPE_CHECKING:
    from engine import BackTest, ClusteringComparison, ClusteringRow, Options

AS_PROPOSED = "as many as fit"
MOST_DAYS = 366


class ProofPage(QWidget):
    options_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.proof: BackTest | None = None
        self._better: Options | None = None
        self.sentence = label(frames.PROMISE, "headline", wrap=True)
        self.notes = label("", "quiet", wrap=True)
        self.days = QSpinBox(maximum=MOST_DAYS, suffix=" days")
        self.days.setSpecialValueText(AS_PROPOSED)
        self.prove = button("Pr&ove it", "Takes some seconds to a minute; nothing else changes", "primary")
        self.use = button(
            "Use it an&d run again", "Rank the recommendations by the method that did best, as it was tuned"
        )
        self.compare = button(
            "Which clusterin&g predicts best?…",
            "Other recipes and numbers of clusters, judged by what their peers would have caught; takes a minute or two",
        )
        self.plot = IntervalBarsPlot()
        self.methods = TableView("Methods", widest=260, compact=True)
        self.segments = TableView("Customers who bought from their list, by segment", widest=300, compact=True)
        self.calibration = TableView("Said and taken", widest=160, compact=True)
        self.plays = TableView("Taken, by play and grade", widest=160, compact=True)
        self._results = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        fresh = WhenShown(self, self._show_run, self._run)
        session.dataset_changed.connect(fresh.ask)
        session.analysis_changed.connect(fresh.ask)
        session.runner.activity_changed.connect(self._allow)
        self.use.clicked.connect(self._use_best)
        self.prove.clicked.connect(lambda: session.prove(self.days.value(), self.show_proof))
        self.compare.clicked.connect(lambda: session.compare_clusterings(self.days.value(), self._show_clusterings))

    def show_proof(self, proof: BackTest) -> None:
        """Show what a back-test found; where nothing could be proven, only why."""
        self.proof = proof
        analysis = self._session.analysis
        used = proof.best if analysis is None else analysis.options.recommending.method
        self._better = frames.better(proof, self._session.options, used)
        self.use.setVisible(self._better is not None)
        self.sentence.setText(proof_sentence(proof, used))
        self.notes.setText(frames.notes(proof))
        self._results.setVisible(bool(proof.methods))
        if proof.methods:
            self.plot.show_record(frames.hit_bars(proof))
            self.methods.show_columns(frames.method_columns(proof))
            self.segments.show_columns(frames.segment_columns(proof))
            self.segments.setVisible(len(proof.segments) > 1)
            self.calibration.show_columns(frames.calibration_columns(proof))
            self.calibration.setVisible(bool(proof.calibration))
            self.plays.show_columns(frames.play_columns(proof))
            self.plays.setVisible(bool(proof.plays))

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        caption = QLabel("Hide the &last")
        caption.setBuddy(self.days)
        for asked_for in (caption, self.days, self.prove, self.use):
            asked.addWidget(asked_for)
        asked.addStretch(1)
        asked.addWidget(self.compare)
        upper, figures = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        taken = QSplitter(Qt.Orientation.Horizontal)
        for part in (self.calibration, self.plays):
            taken.addWidget(part)
        figures.addWidget(self.methods)
        figures.addWidget(taken)
        upper.addWidget(self.plot)
        upper.addWidget(figures)
        for splitter, sizes in ((figures, [170, 210]), (taken, [270, 330]), (upper, [540, 600])):
            splitter.setChildrenCollapsible(False)
            splitter.setSizes(sizes)
        for row in (upper, self.segments):
            self._results.addWidget(row)
        self._results.setSizes([390, 150])
        self._results.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self.sentence)
        column.addLayout(asked)
        column.addWidget(self.notes)
        column.addWidget(self._results, 1)
        column.addStretch(0)
        self._results.hide()
        self.use.hide()

    def _show_clusterings(self, comparison: ClusteringComparison) -> None:
        dialog = ClusteringsDialog(comparison, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.used.connect(self._use_clustering)
        dialog.open()

    def _use_clustering(self, row: ClusteringRow) -> None:
        self.options_asked.emit(row.taken_by(self._session.options))

    def _use_best(self) -> None:
        if self._better is not None:
            self.options_asked.emit(self._better)

    def _run(self) -> object:
        """What is another one after each run, and the same one when a cluster is given a name."""
        return None if self._session.analysis is None else self._session.analysis.baskets

    def _show_run(self) -> None:
        """What the run itself has proven."""
        analysis = self._session.analysis
        if analysis is not None and analysis.proof is not None:
            self.show_proof(analysis.proof)
        else:
            self.proof = self._better = None
            self.sentence.setText(frames.PROMISE if analysis is None else frames.unproven(analysis))
            self.notes.setText("")
            self.use.hide()
            self._results.hide()
        self._allow()

    def _allow(self) -> None:
        analysis = self._session.analysis
        running = isinstance(self._session.runner.activity, Running)
        for asked in (self.prove, self.compare):
            asked.setEnabled(not running and analysis is not None and analysis.dataset.has_lines)
