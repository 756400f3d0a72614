"""Work that may die runs in a process of its own: a panic, an abort, a hang or a flood of memory ends that process
and never this one. The only module of the engine that starts processes.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any, Literal

from engine.reading.opening.contained_side import serve

_TICK = 0.05
_PATIENCE = 30.0
_idle: list[_Worker] = []


@dataclass(frozen=True, slots=True)
class Limits:
    """What the work may take: seconds by the wall's clock, and bytes of memory."""

    seconds: float
    memory: int


class Lost(Exception):  # noqa: N818 - says itself what happened
    """The work gave no answer: its process died, took too long, ran out of memory, or could not be started."""

    def __init__(self, why: Literal["died", "time", "memory", "not started"], detail: str = "") -> None:
        super().__init__(f"{why} {detail}".strip())
        self.why = why


@dataclass(frozen=True, eq=False, slots=True)
class _Worker:
    """A process that waits for work; `owner` is the process that may ask it."""

    process: BaseProcess
    pipe: Connection[Any, Any]
    owner: int

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join(_PATIENCE)


def apart(
    work: Callable[..., Any], *arguments: Any, limits: Limits, report: Callable[[], None], keep: bool = True
) -> Any:
    """What `work(*arguments)` returns in another process.

    work    a function of a module, not of a class or of the program's own file
    report  called about twenty times a second while the work is done; what it raises ends the work and passes on
    keep    whether the process waits for more work afterwards; one that grew large is better let go

    Raises Lost. An idle process is used again: to start one takes about 0.2 s, an idle one answers in 1 ms. The time
    is counted in pauses of 0.05 s, for the engine reads no clock.
    """
    worker = _entrusted((work, arguments, limits.memory, limits.seconds), report)
    done = False
    try:
        outcome, value = _answer(worker, limits.seconds, report)
        done = outcome == "done"
    finally:
        if done and keep:
            _idle.append(worker)
        else:
            worker.end()
    if not done:
        raise Lost("memory" if outcome == "memory" else "died", str(value))
    return value


def _entrusted(request: tuple[Any, ...], report: Callable[[], None]) -> _Worker:
    """A worker that has taken the request: an idle one, or a new one where those have ended meanwhile."""
    while _idle:
        worker = _idle.pop()
        if worker.owner == os.getpid() and _takes(worker, request, report):
            return worker
    worker = _started()
    if not _takes(worker, request, report):
        raise Lost("not started")
    return worker


def _takes(worker: _Worker, request: tuple[Any, ...], report: Callable[[], None]) -> bool:
    taken = False
    try:
        worker.pipe.send(request)
        taken = _received(worker, _PATIENCE, report) == "taken"
    except (OSError, EOFError, Lost):
        pass
    finally:
        if not taken:
            worker.end()
    return taken


def _answer(worker: _Worker, seconds: float, report: Callable[[], None]) -> tuple[str, Any]:
    try:
        outcome, value = _received(worker, seconds, report)
    except (OSError, EOFError) as error:
        worker.process.join(_PATIENCE)
        killed = worker.process.exitcode == -9  # by the system, when the machine has no memory left
        raise Lost("memory" if killed else "died") from error
    return outcome, value


def _received(worker: _Worker, seconds: float, report: Callable[[], None]) -> Any:
    report()
    pauses = int(seconds / _TICK) + 1
    for _ in range(pauses):
        if worker.pipe.poll(_TICK):
            return worker.pipe.recv()
        report()
    raise Lost("time")


def _started() -> _Worker:
    """A new process. It imports neither the program's own file nor pandas, and ends when this one does."""
    try:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs,), daemon=True)
        with _as_any_program():
            process.start()
        theirs.close()
    except (OSError, RuntimeError, AssertionError, ValueError) as error:
        raise Lost("not started") from error
    return _Worker(process, ours, os.getpid())


@contextmanager
def _as_any_program() -> Iterator[None]:
    """Lift two rules of multiprocessing while a process is started.

    It would run the program's own file again, and a script without a guard would start over in it; ours needs nothing
    of it. And it lets no daemonic process have a child, for nobody might end it; ours ends when its pipe does.
    """
    program, here = sys.modules["__main__"], multiprocessing.current_process()
    daemonic = here.daemon
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        if daemonic:
            here.daemon = False
        yield
    finally:
        sys.modules["__main__"] = program
        if daemonic:
            here.daemon = True
