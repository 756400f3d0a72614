"""The only file that knows threads: run a function of the engine in a worker, bring progress and its end back."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from engine import Cancelled, Report

Work = Callable[[Report], object]

GARBAGE_EVERY = 1000
"""Milliseconds."""


class Executor(Protocol):
    """Whoever runs the work: a pool of one thread, or in tests the caller itself."""

    def start(self, run: Callable[[], None]) -> None:
        """Run it, now or later, here or elsewhere."""

    def wait(self) -> None:
        """Return when nothing is running any more."""


class Job(QObject):
    """One piece of work. It lives on the GUI thread; only `_run` and `_report` run in the worker.

    It has a parent, so that it is never destroyed by the worker. Reports that come faster than the GUI thread looks
    are not queued: it then sees the newest one. A long step that does not report cannot be stopped: it is abandoned,
    and its result dropped.
    """

    progressed = Signal(str, float)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _moved = Signal()

    def __init__(self, work: Work, executor: Executor, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._executor = executor
        self._stop = threading.Event()
        self._newest = ("", 0.0)
        self._unseen = False
        self._moved.connect(self._publish)

    def start(self) -> None:
        self._executor.start(self._run)

    def cancel(self) -> None:
        self._stop.set()

    def forget_listeners(self) -> None:
        """Once it has ended: a listener that holds the owner must not be what keeps the owner alive."""
        for signal in (self.progressed, self.succeeded, self.failed, self.cancelled):
            signal.disconnect()

    def _report(self, stage: str, fraction: float) -> None:
        if self._stop.is_set():
            raise Cancelled
        self._newest = (stage, fraction)
        if not self._unseen:
            self._unseen = True
            self._moved.emit()

    @Slot()
    def _publish(self) -> None:
        self._unseen = False
        self.progressed.emit(*self._newest)

    def _run(self) -> None:
        try:
            self._report("Starting", 0.0)
            result = self._work(self._report)
            self._report("Done", 1.0)
        except Cancelled:
            self.cancelled.emit()
        except BaseException as error:  # noqa: BLE001 - a panic of a library must not end the thread unheard
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)


class PoolOfOne:
    """Runs one job at a time in a thread of its own, so that two runs never compete for memory.

    A pool of Python's: what Qt's pool runs is deleted by Qt, and PySide then takes the next object at its address for it.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._unfinished: list[Future[None]] = []

    def start(self, run: Callable[[], None]) -> None:
        self._unfinished = [*self._still_running(), self._pool.submit(run)]

    def wait(self) -> None:
        wait_for(self._unfinished)

    def is_busy(self) -> bool:
        return bool(self._still_running())

    def _still_running(self) -> list[Future[None]]:
        return [future for future in self._unfinished if not future.done()]


class GarbageCollection(QObject):
    """Collects garbage on the GUI thread alone: a collection that the worker sets off would destroy windows there.

    While the worker is `busy` with a million new objects a collection would keep the window waiting; it waits itself.
    """

    def __init__(self, busy: Callable[[], bool], every: int = GARBAGE_EVERY) -> None:
        super().__init__()
        self._busy = busy
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect_what_is_due)
        self._timer.start(every)

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()

    @Slot()
    def collect_what_is_due(self) -> None:
        if self._busy():
            return
        for generation, limit in enumerate(gc.get_threshold()):
            if limit and gc.get_count()[generation] > limit:
                gc.collect(generation)
