"""Executors that let a test choose when work runs, and in its own thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable


class RunAtOnce:
    """Runs the work on the spot."""

    def start(self, run: Callable[[], None]) -> None:
        run()

    def wait(self) -> None:
        return


class RunLater:
    """Holds work back until the test lets it run: the order of events is the test's to choose."""

    def __init__(self) -> None:
        self.waiting: deque[Callable[[], None]] = deque()

    def start(self, run: Callable[[], None]) -> None:
        self.waiting.append(run)

    def run_next(self) -> None:
        self.waiting.popleft()()

    def wait(self) -> None:
        while self.waiting:
            self.run_next()
