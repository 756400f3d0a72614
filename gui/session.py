"""The only mutable state of the window: what is loaded, what was found, what is running, who is selected.

Pages call its methods and read its values; they never write into each other. Four signals are the whole wiring
(the fourth, the linked selection, is explained in docs/adr).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

import engine
from gui.jobs import Executor, Job

if TYPE_CHECKING:
    from engine import Analysis, Dataset, Options, Report, Role, Sources


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing is running; `message` says how the last thing ended, "" if there was none."""

    message: str = ""


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


class Session(QObject):
    """Owns the current values and the running job. A stale job's signals are ignored."""

    dataset_changed = Signal()
    analysis_changed = Signal()
    activity_changed = Signal()
    selection_changed = Signal()
    bug_found = Signal(Exception)

    def __init__(self, executor: Executor, options: Options) -> None:
        super().__init__()
        self._executor = executor
        self._job: Job | None = None
        self.options = options
        self.paths: tuple[Path, ...] = ()
        self.sources: Sources | None = None
        self.dataset: Dataset | None = None
        self.analysis: Analysis | None = None
        self.activity: Activity = Idle()
        self.selection: frozenset[int] = frozenset()
