"""The one job at a time: what is running, how far it is, how it ended. Jobs themselves are in `jobs.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from engine import EngineError
from gui.jobs import Executor, Job, Work


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


class Runner(QObject):
    """Runs one job at a time: a new one takes the place of the current one. A stale job's signals are ignored."""

    activity_changed = Signal()
    given_up = Signal()
    bug_found = Signal(object)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        """`given_up` says that a job failed or was cancelled, before `activity_changed` does."""
        super().__init__(parent)
        self._executor = executor
        self._job: Job | None = None
        self._ended: Job | None = None
        self.activity: Activity = Idle()

    def begin(self, title: str, if_failed: str, work: Work, land: Callable[[Any], None]) -> None:
        """Start `work` and give its result to `land`; `title` and `if_failed` are what the window says meanwhile."""
        waiting = isinstance(self.activity, Running)
        if self._job is not None:
            self._job.cancel()
        job = self._job = Job(work, self._executor, self)
        job.progressed.connect(partial(self._progress, job, title))
        job.succeeded.connect(partial(self._succeed, job, land))
        job.failed.connect(partial(self._fail, job, if_failed))
        job.cancelled.connect(partial(self._stop, job))
        self.become(Running(title, "Waiting for the last step to end" if waiting else "Starting", 0.0))
        job.start()

    def become(self, activity: Activity) -> None:
        self.activity = activity
        self.activity_changed.emit()

    def cancel(self) -> None:
        if self._job is not None and isinstance(self.activity, Running):
            self._job.cancel()
            self.become(replace(self.activity, cancelling=True))

    def warm_up(self, load: Callable[[], None]) -> None:
        """Let the worker load what the first job will need; whatever is asked for meanwhile waits for it."""
        self._executor.start(load)

    def wait_for_end(self) -> None:
        """Return once the worker has nothing to do; before leaving, `cancel` first."""
        self._executor.wait()

    def _progress(self, job: Job, title: str, stage: str, fraction: float) -> None:
        if job is self._job and isinstance(self.activity, Running):
            self.become(Running(title, stage, fraction, self.activity.cancelling))

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
        self.given_up.emit()
        if isinstance(error, EngineError):
            self.become(Failed(title, error.sentence, error.hint))
        else:
            self.become(Idle("Stopped by an internal error"))
            self.bug_found.emit(error)

    def _stop(self, job: Job) -> None:
        if self._ends(job):
            self.given_up.emit()
            self.become(Idle("Cancelled"))
