"""The only mutable state of the window: what is loaded, what was found, what is running, who is selected.

Pages call its methods and read its values; they never write into each other. Its three signals and its runner's
`activity_changed` are the whole wiring (docs/adr explains the fourth); `bug_found` goes to the error dialog alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

import engine
from engine import EngineError, OptionError, Options, options_from_toml
from gui.counting import counted
from gui.jobs import Executor, Work
from gui.not_offered import Lists, names_more, with_more
from gui.resources import SAMPLE_OPTIONS, sample_files
from gui.runner import Failed, Idle, Runner, Running
from gui.settings import ClusterName, Settings

if TYPE_CHECKING:
    from engine import (
        Analysis,
        BackTest,
        BasketChoice,
        ClusteringComparison,
        ColumnTreatment,
        DataHealth,
        Dataset,
        ModelComparison,
        Report,
        Role,
        Sources,
    )


OPENING = ("columns", "encoding", "separator", "laid_across")
"""Options that decide what the tables are: a change opens the files again."""
ISSUES_NOT_SAVED = "The issues were not saved"
NOT_SAVED, OTHER_NAME = "The workbook was not saved", "Choose another name."


Layouts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, eq=False, slots=True)
class Opened:
    """Files as they were found, and what could be read from them: the dataset, or the reason why there is none."""

    paths: tuple[Path, ...]
    options: Options
    sources: Sources
    dataset: Dataset | None
    problem: EngineError | None
    health: DataHealth | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Described:
    """What customers are compared by: the options given, what they become on this dataset, the use of each column."""

    dataset: Dataset
    given: Options
    resolved: Options
    treatments: Sequence[ColumnTreatment]


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """What a run found, and the same under the names that the user gave to clusters."""

    found: Analysis
    named: Analysis


def open_files(paths: tuple[Path, ...], options: Options, layouts: Layouts, report: Report) -> Opened:
    return read_sources(paths, options, engine.inspect_files(paths, options.reading, report, layouts), report)


def read_sources(paths: tuple[Path, ...], options: Options, sources: Sources, report: Report) -> Opened:
    try:
        dataset = engine.read_dataset(sources, options.reading, report)
        return Opened(paths, options, sources, dataset, None, engine.data_health(dataset))
    except EngineError as problem:
        return Opened(paths, options, sources, None, problem)


class Session(QObject):
    """Owns the current values; its `runner` owns the job that makes the next ones."""

    dataset_changed = Signal()
    analysis_changed = Signal()
    selection_changed = Signal()

    def __init__(self, executor: Executor, options: Options, settings: Settings | None = None) -> None:
        """With `settings`, roles chosen by hand are remembered, and taken for the next files with the same headers."""
        super().__init__()
        self._settings = settings
        self._chosen: set[int] = set()
        self.runner = Runner(executor, self)
        self.runner.given_up.connect(self._undo_roles)
        self._given = options
        self._read: Sources | None = None
        self.options = options
        self.paths: tuple[Path, ...] = ()
        self.sources: Sources | None = None
        self.dataset: Dataset | None = None
        self.health: DataHealth | None = None
        self.analysis: Analysis | None = None
        self.selection: frozenset[int] = frozenset()
        self._names: tuple[ClusterName, ...] = settings.cluster_names if settings else ()

    def open(self, paths: Sequence[Path], options: Options | None = None) -> None:
        """Read files; without `options` they are read with those given at the start."""
        if paths:
            layouts = self._settings.layouts if self._settings else {}
            work = partial(open_files, tuple(paths), self._with_lists(options or self._given), layouts)
            self.runner.begin("Opening", "The files could not be opened", work, self._land)

    def open_sample(self) -> None:
        try:
            options = options_from_toml(SAMPLE_OPTIONS) if SAMPLE_OPTIONS.exists() else self._given
        except OptionError:
            options = self._given
        self.open(sample_files(), options)

    def assign_role(self, table: int, column: int, role: Role | None) -> None:
        """Change by hand what a column is taken for, and read the files' content again."""
        if self.sources is None:
            return
        self.sources = engine.assign_role(self.sources, table, column, role)
        self._chosen.add(table)
        self.read_again()

    def read_again(self) -> None:
        if self.sources is not None:
            work = partial(read_sources, self.paths, self.options, self.sources)
            self.runner.begin("Reading again", "The files cannot be analysed yet", work, self._land)

    def set_options(self, options: Options) -> None:
        """Take new options for the next run; files are read again only where how to read them has changed.

        Roles that were changed by hand are kept, unless the options themselves say which column is which.
        """
        before, self.options = self.options.reading, options
        if not self.paths:
            self._given = options
        elif any(getattr(options.reading, name) != getattr(before, name) for name in OPENING):
            self.open(self.paths, options)
        elif options.reading != before:
            self.read_again()
        elif self.analysis is not None:
            self.runner.become(Idle("Run again to see what the new options change"))

    def _with_lists(self, options: Options) -> Options:
        """The options with what the user does not want to be offered, whatever is opened."""
        return options if self._settings is None else with_more(options, self._settings.not_offered)

    def do_not_offer(self, lists: Lists) -> None:
        """Add to what is not offered; offers that this forbids go at once."""
        self.take_lists(with_more(self.options, lists))

    def take_lists(self, options: Options) -> None:
        """Take options whose lists of what is not offered have changed, and keep these lists for the next start.

        Offers that they forbid go at once; the places are filled, and what is allowed again comes back, at the next run.
        """
        self.options = options
        if not self.paths:
            self._given = options
        if self._settings is not None:
            self._settings.remember_not_offered(options)
        if self.analysis is None:
            return
        before = len(self.analysis.recommendations)
        self.analysis = engine.withdraw(self.analysis, options.recommending)
        if not isinstance(self.runner.activity, Running):
            gone = counted(before - len(self.analysis.recommendations), "offer")
            self.runner.become(Idle(f"{gone} taken out; the next run fills the places"))
        self.analysis_changed.emit()

    def run(self) -> None:
        if self.dataset is not None:
            work = partial(_analyse, self.dataset, self.options, self._names)
            land = partial(self._take_analysis, self._names)
            self.runner.begin("Running", "The run stopped", work, land)

    def compare_models(self, segment: int, show: Callable[[ModelComparison], None]) -> None:
        """Try every model on a segment and give the comparison to `show`; nothing else changes."""
        if self.analysis is not None:
            work = partial(_call, "compare_models", self.analysis, segment)
            self._look("Comparing models", "The models could not be compared", work, show)

    def prove(self, days: int, show: Callable[[BackTest], None]) -> None:
        """Hide the last `days` days (0: as many as fit), prove every method on them, and give that to `show`."""
        if self.analysis is not None:
            work = partial(_prove, self.analysis, days)
            self._look("Proving", "Nothing could be proven", work, show)

    def compare_clusterings(self, days: int, show: Callable[[ClusteringComparison], None]) -> None:
        """Judge other clusterings by what their peers would have caught, keep that for the workbook, and give it to `show`."""
        if self.dataset is not None and self.analysis is not None:
            work = partial(_compare_clusterings, self.dataset, self.options, days)

            def keep(found: ClusteringComparison) -> None:
                if self.analysis is not None:
                    self.analysis = replace(self.analysis, clusterings=found)
                show(found)

            self._look("Comparing clusterings", "The clusterings could not be compared", work, keep)

    def look_at_columns(self, show: Callable[[Described], None]) -> None:
        """Find what customers would be compared by, and give that to `show`."""
        if self.dataset is not None:
            work = partial(_described, self.dataset, self.options)
            self._look("Looking at the columns", "The columns could not be looked at", work, show)

    def look_at_baskets(self, show: Callable[[tuple[BasketChoice, ...]], None]) -> None:
        """Find what each choice of basket would give, and give that to `show`."""
        if self.dataset is not None:
            work = partial(_basket_choices, self.dataset, self.options)
            self._look("Comparing baskets", "The baskets could not be compared", work, show)

    def _look(self, title: str, if_failed: str, work: Work, show: Callable[[Any], None]) -> None:
        def land(found: object) -> None:
            self.runner.become(Idle())
            show(found)

        self.runner.begin(title, if_failed, work, land)

    def rename_cluster(self, cluster: int, name: str) -> None:
        """Give a cluster a name of the user's, "" for its own again; it keeps it in later runs."""
        if self.analysis is None:
            return
        before = self.analysis
        try:
            self.analysis = engine.rename_cluster(before, cluster, name)
        except EngineError as problem:
            self.runner.become(Failed("The cluster keeps its name", problem.sentence, problem.hint))
            return
        self._names = _names_now(self._names, before, self.analysis)
        if self._settings is not None:
            self._settings.remember_cluster_names(self._names)
        self.analysis_changed.emit()

    def export(self, path: Path) -> None:
        if self.analysis is not None:
            work = partial(_call, "export_workbook", self.analysis, path)
            self._write(path, "Exporting to Excel", NOT_SAVED, work)

    def save_issues(self, path: Path) -> None:
        if self.dataset is not None:
            work = partial(_call, "export_issues", self.dataset.report, path)
            self._write(path, "Saving the issues", ISSUES_NOT_SAVED, work)

    def _write(self, path: Path, title: str, if_failed: str, work: Work) -> None:
        if engine.is_read(path, self.paths):
            self.runner.become(Failed(if_failed, f"“{path.name}” is one of the files that were read.", OTHER_NAME))
            return
        saved = Idle(f"Saved {path.name}", saved=path)
        self.runner.begin(title, if_failed, work, lambda _nothing: self.runner.become(saved))

    def select(self, customers: Iterable[int]) -> None:
        selection = frozenset(int(customer) for customer in customers)
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit()

    def _undo_roles(self) -> None:
        """Roles that were changed but not read any more must not stand beside figures that do not follow them."""
        self._chosen.clear()
        if self.sources is not self._read:
            self.sources = self._read
            self.dataset_changed.emit()

    def _land(self, opened: Opened) -> None:
        self._remember_roles(opened.sources)
        self.paths, self.options = opened.paths, opened.options
        self.sources = self._read = opened.sources
        self.dataset, self.health, self.analysis = opened.dataset, opened.health, None
        self.selection = frozenset()
        if opened.dataset is not None and not opened.dataset.has_lines:
            self.runner.become(Idle("A list of customers was read; open it together with invoice lines to find offers"))
        elif opened.problem is None:
            self.runner.become(Idle("Ready: press Run to group the customers and find what to offer each"))
        else:
            self.runner.become(Failed("The files cannot be analysed yet", opened.problem.sentence, opened.problem.hint))
        self.dataset_changed.emit()
        self.analysis_changed.emit()
        self.selection_changed.emit()

    def _remember_roles(self, read: Sources) -> None:
        """Keep the roles of the tables in which the user changed one, now that they were read so."""
        if self._settings is not None and read is self.sources:
            for table in sorted(self._chosen):
                self._settings.remember_layout(read.tables[table].layout, read.tables[table].choices)
        self._chosen.clear()

    def _take_analysis(self, names: Sequence[ClusterName], run: Run) -> None:
        """`names` as they were when the run began: those that the user has changed meanwhile are laid on anew.

        What the user has meanwhile said not to offer is taken out.
        """
        found = run.named if names is self._names else _named(run.found, self._names)
        since = names_more(self.options, found.options)
        self.analysis = engine.withdraw(found, self.options.recommending) if since else found
        self.runner.become(Idle(f"Run finished: {_found(self.analysis)}"))
        self.analysis_changed.emit()


def _found(analysis: Analysis) -> str:
    """“2 segments, 4 clusters, 91 recommendations”."""
    segmentation = analysis.segmentation
    counts = {
        "segment": len(segmentation.segments),
        "cluster": len(segmentation.clusters),
        "recommendation": len(analysis.recommendations),
    }
    return ", ".join(counted(count, word) for word, count in counts.items())


def _analyse(dataset: Dataset, options: Options, names: Sequence[ClusterName], report: Report) -> Run:
    found = engine.analyse(dataset, options, report)
    return Run(found, _named(found, names))


def _named(found: Analysis, names: Sequence[ClusterName]) -> Analysis:
    """Let clusters of the same customers keep the names that the user gave them."""
    named: Analysis = engine.with_names(found, tuple(engine.GivenName(*name) for name in names))
    return named


def _names_now(earlier: Sequence[ClusterName], before: Analysis, now: Analysis) -> tuple[ClusterName, ...]:
    """The names in this analysis, and earlier ones that no cluster of it bore `before` it was renamed.

    Those were given to customers of other files, or to clusters that only another recipe or model makes.
    """
    here = set(now.dataset.customers["customer_id"].astype(str))
    borne = {name.name for name in engine.given_names(before)}
    others = [name for name in earlier if name[1] not in borne or not here.intersection(name[2])]
    return (*others, *((name.segment, name.name, name.members) for name in engine.given_names(now)))


def _described(dataset: Dataset, options: Options, report: Report) -> Described:
    report("Looking at the columns", 0.0)
    return Described(
        dataset, options, engine.resolve(options, dataset), engine.column_treatments(dataset, options.features)
    )


def _basket_choices(dataset: Dataset, options: Options, _report: Report) -> tuple[BasketChoice, ...]:
    choices: tuple[BasketChoice, ...] = engine.basket_choices(dataset, options.associating)
    return choices


def _prove(analysis: Analysis, days: int, report: Report) -> BackTest:
    proof: BackTest = engine.back_test(analysis.dataset, analysis.options, report, days=days)
    return proof


def _compare_clusterings(dataset: Dataset, options: Options, days: int, report: Report) -> ClusteringComparison:
    found: ClusteringComparison = engine.compare_clusterings(dataset, options, report, days=days)
    return found


def _call(name: str, *rest: Any) -> object:
    """Call an engine function by name: found in the worker, because finding it loads pandas and scikit-learn."""
    function: Callable[..., object] = getattr(engine, name)
    return function(*rest)
