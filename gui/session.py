"""The only mutable state of the window: what is loaded, what was found, what is running, who is selected.

Pages call its methods and read its values; they never write into each other. Four signals are the whole wiring
(the fourth, the linked selection, is explained in docs/adr); `bug_found` goes to the error dialog alone.
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
from gui.jobs import Executor, Job, Work
from gui.resources import SAMPLE_OPTIONS, sample_files
from gui.settings import Settings

if TYPE_CHECKING:
    from engine import Analysis, DataHealth, Dataset, Report, Role, Sources


OPENING = ("columns", "encoding", "separator", "laid_across")
"""Options that decide what the tables are: a change opens the files again."""
ISSUES_NOT_SAVED = "The issues were not saved"
NOT_SAVED, OTHER_NAME = "The workbook was not saved", "Choose another name."


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing is running; `message` says how the last thing ended, "" if there was none; `saved` what it wrote."""

    message: str = ""
    saved: Path | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """A job is at work; `cancelling` once the user asked it to stop."""

    title: str
    stage: str
    fraction: float
    cancelling: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """The last job ended with an error the user can do something about."""

    title: str
    sentence: str
    hint: str


Activity = Idle | Running | Failed
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


def open_files(paths: tuple[Path, ...], options: Options, layouts: Layouts, report: Report) -> Opened:
    return read_sources(paths, options, engine.inspect_files(paths, options.reading, report, layouts), report)


def read_sources(paths: tuple[Path, ...], options: Options, sources: Sources, report: Report) -> Opened:
    try:
        dataset = engine.read_dataset(sources, options.reading, report)
        return Opened(paths, options, sources, dataset, None, engine.data_health(dataset))
    except EngineError as problem:
        return Opened(paths, options, sources, None, problem)


class Session(QObject):
    """Owns the current values and the running job. A stale job's signals are ignored."""

    dataset_changed = Signal()
    analysis_changed = Signal()
    activity_changed = Signal()
    selection_changed = Signal()
    bug_found = Signal(object)

    def __init__(self, executor: Executor, options: Options, settings: Settings | None = None) -> None:
        """With `settings`, roles chosen by hand are remembered, and taken for the next files with the same headers."""
        super().__init__()
        self._settings = settings
        self._chosen: set[int] = set()
        self._executor = executor
        self._job: Job | None = None
        self._ended: Job | None = None
        self._given = options
        self._read: Sources | None = None
        self.options = options
        self.paths: tuple[Path, ...] = ()
        self.sources: Sources | None = None
        self.dataset: Dataset | None = None
        self.health: DataHealth | None = None
        self.analysis: Analysis | None = None
        self.activity: Activity = Idle()
        self.selection: frozenset[int] = frozenset()

    def open(self, paths: Sequence[Path], options: Options | None = None) -> None:
        """Read files; without `options` they are read with those given at the start."""
        if paths:
            layouts = self._settings.layouts if self._settings else {}
            work = partial(open_files, tuple(paths), options or self._given, layouts)
            self._begin("Opening", "The files could not be opened", work, self._land)

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
            self._begin("Reading again", "The files cannot be analysed yet", work, self._land)

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
            self._become(Idle("Run again to see what the new options change"))

    def run(self) -> None:
        if self.dataset is not None:
            work = partial(_call, "analyse", self.dataset, self.options)
            self._begin("Running", "The run stopped", work, self._take_analysis)

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
            self._become(Failed(if_failed, f"“{path.name}” is one of the files that were read.", OTHER_NAME))
            return
        saved = Idle(f"Saved {path.name}", saved=path)
        self._begin(title, if_failed, work, lambda _nothing: self._become(saved))

    def cancel(self) -> None:
        if self._job is not None and isinstance(self.activity, Running):
            self._job.cancel()
            self._become(replace(self.activity, cancelling=True))

    def select(self, customers: Iterable[int]) -> None:
        selection = frozenset(int(customer) for customer in customers)
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit()

    def warm_up(self, load: Callable[[], None]) -> None:
        """Let the worker load what the first job will need; whatever is asked for meanwhile waits for it."""
        self._executor.start(load)

    def wait_for_end(self) -> None:
        """Return once the worker has nothing to do; before leaving, `cancel` first."""
        self._executor.wait()

    def _begin(self, title: str, if_failed: str, work: Work, land: Callable[[Any], None]) -> None:
        waiting = isinstance(self.activity, Running)
        if self._job is not None:
            self._job.cancel()
        job = self._job = Job(work, self._executor, self)
        job.progressed.connect(partial(self._progress, job, title))
        job.succeeded.connect(partial(self._succeed, job, land))
        job.failed.connect(partial(self._fail, job, if_failed))
        job.cancelled.connect(partial(self._stop, job))
        self._become(Running(title, "Waiting for the last step to end" if waiting else "Starting", 0.0))
        job.start()

    def _become(self, activity: Activity) -> None:
        self.activity = activity
        self.activity_changed.emit()

    def _progress(self, job: Job, title: str, stage: str, fraction: float) -> None:
        if job is self._job and isinstance(self.activity, Running):
            self._become(Running(title, stage, fraction, self.activity.cancelling))

    def _ends(self, job: Job) -> bool:
        """Let go of a job that has ended; whether it was the current one.

        It is deleted when the next one has ended: the worker may still be on its way out of the last signal.
        """
        job.forget_listeners()
        if self._ended is not None:
            self._ended.deleteLater()
        self._ended = job
        current = job is self._job
        if current:
            self._job = None
        return current

    def _succeed(self, job: Job, land: Callable[[Any], None], result: object) -> None:
        if self._ends(job):
            land(result)

    def _fail(self, job: Job, title: str, error: BaseException) -> None:
        if not self._ends(job):
            return
        self._undo_roles()
        if isinstance(error, EngineError):
            self._become(Failed(title, error.sentence, error.hint))
        else:
            self._become(Idle("Stopped by an internal error"))
            self.bug_found.emit(error)

    def _stop(self, job: Job) -> None:
        if self._ends(job):
            self._undo_roles()
            self._become(Idle("Cancelled"))

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
            self._become(Idle("A list of customers was read; open it together with invoice lines to find offers"))
        elif opened.problem is None:
            self._become(Idle("Ready: press Run to group the customers and find what to offer each"))
        else:
            self._become(Failed("The files cannot be analysed yet", opened.problem.sentence, opened.problem.hint))
        self.dataset_changed.emit()
        self.analysis_changed.emit()
        self.selection_changed.emit()

    def _remember_roles(self, read: Sources) -> None:
        """Keep the roles of the tables in which the user changed one, now that they were read so."""
        if self._settings is not None and read is self.sources:
            for table in sorted(self._chosen):
                self._settings.remember_layout(read.tables[table].layout, read.tables[table].choices)
        self._chosen.clear()

    def _take_analysis(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._become(Idle(f"Run finished: {_found(analysis)}"))
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


def _call(name: str, *rest: Any) -> object:
    """Call an engine function by name: found in the worker, because finding it loads pandas and scikit-learn."""
    function: Callable[..., object] = getattr(engine, name)
    return function(*rest)
