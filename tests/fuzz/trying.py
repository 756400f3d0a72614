"""One file through the whole of reading, in a process that may die of it."""

from __future__ import annotations

import multiprocessing
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

Read = Callable[[Path], tuple[str, str]]

LONGEST = 45.0
"""Seconds after which a file counts as hanging: the reader's own hard stop is 30."""

FOREIGN = re.compile(
    r"Traceback|Exception\b|[a-z]Error\b|0x[0-9a-f]{2}|\bline \d+ column \d+|codec can't|panicked|\.rs:|(?-i:\bNone\b)(?! of the)|<class|errno",
    re.IGNORECASE,
)
"""What only a library would say."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a file ended.

    end      "read", "refused", or a failure: "crashed", "hung", "raised", "foreign words"
    detail   the sentence, the error, or the number of tables
    seconds  how long it took
    """

    end: str
    detail: str
    seconds: float

    @property
    def failed(self) -> bool:
        return self.end not in ("read", "refused")


class Trier:
    """A process that reads files one after the other; made anew when one of them has killed it."""

    def __init__(self, read: Read | None = None) -> None:
        self._context = multiprocessing.get_context("spawn")
        self.read = read or read_whole
        self._start()

    def _start(self) -> None:
        self._ours, theirs = self._context.Pipe()
        self._process = self._context.Process(target=serve, args=(theirs, self.read))
        self._process.start()
        theirs.close()

    def try_file(self, path: Path, longest: float = LONGEST) -> Outcome:
        start = time.perf_counter()
        end, detail = "hung", f"longer than {longest:.0f} s"
        try:
            self._ours.send(path)
            if self._ours.poll(longest):
                end, detail = self._ours.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            self._process.join(1)
            end, detail = "crashed", f"exit code {self._process.exitcode}"
        if end in ("hung", "crashed"):
            self.restart()
        return Outcome(end, detail, time.perf_counter() - start)

    def restart(self) -> None:
        self.stop()
        self._start()

    def stop(self) -> None:
        self._process.kill()
        self._process.join()


def serve(pipe: Connection, read: Read) -> None:
    """Read each file that the pipe names, and answer how it ended."""
    while True:
        try:
            path = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        pipe.send(read(path))


def read_whole(path: Path) -> tuple[str, str]:
    """File → Dataset, as the window does it."""
    from engine import EngineError, inspect_files, read_dataset

    try:
        sources = inspect_files([path])
        try:
            messages = [issue.message for issue in read_dataset(sources).report.issues]
        except EngineError as error:
            messages = [str(error), *(issue.message for issue in sources.issues)]
    except EngineError as error:
        return _judged("refused", str(error), [str(error)], path.name)
    except BaseException as error:  # noqa: BLE001 - whatever else comes out is what is looked for
        return "raised", f"{type(error).__name__}: {error}"[:300]
    return _judged("read", f"{len(sources.tables)} tables", messages, path.name)


def _judged(end: str, detail: str, messages: list[str], name: str) -> tuple[str, str]:
    """The end, unless a sentence has words in it that are not ours; values that are quoted may say anything."""
    for message in messages:
        own = re.sub(r"“[^”]*”", "", message.replace(name, ""))
        if found := FOREIGN.search(own):
            return "foreign words", f"{found.group()} in: {message}"[:300]
    return end, detail
