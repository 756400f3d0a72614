"""What runs in the contained process: it takes work from a pipe, within limits, until nobody is there to give more."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable
from importlib.abc import MetaPathFinder
from multiprocessing.connection import Connection, wait
from typing import Any

_LONGEST_IDLE = 120.0
_GRACE = 10.0


def serve(pipe: Connection[Any, Any]) -> None:
    """Answer requests (work, arguments, bytes of memory, seconds) with "taken" and then one of ("done", value),
    ("memory", "") and ("failed", the traceback). Ends when the other side has, or asks nothing for two minutes.
    """
    _be_silent()
    sys.meta_path.insert(0, _WithoutPandas())
    program = multiprocessing.parent_process()
    ends: list[Connection[Any, Any] | int] = [pipe]
    if program is not None:
        ends.append(program.sentinel)
    while pipe in wait(ends, _LONGEST_IDLE):
        try:
            work, arguments, memory, seconds = pipe.recv()
            pipe.send("taken")
            _limit_memory(memory)
            with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a name of the system, not a file
                faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=nowhere)
                answer = _done(work, arguments)
                faulthandler.cancel_dump_traceback_later()
        except (MemoryError, RuntimeError):  # the limit leaves no room even for the clock that watches the work
            answer = "memory", ""
        except (EOFError, OSError):
            return
        pipe.send(answer)


class _WithoutPandas(MetaPathFinder):
    """Says that there is no pandas: pyarrow would load it with its first scalar, half a second for nothing."""

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def _done(work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "done", work(*arguments)
    except MemoryError:
        return "memory", ""
    except BaseException:  # noqa: BLE001 - a panic of a Rust library is no Exception; the other side decides
        return "failed", traceback.format_exc()


def _be_silent() -> None:
    """Say nothing on the user's terminal, leave no core behind, and let Ctrl+C go to the program alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002)  # no dialog of Windows when this process dies
    else:
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _limit_memory(memory: int) -> None:
    """Let no more than so many bytes be taken: past them an allocation fails, and a Rust library aborts.

    Linux counts RLIMIT_DATA, memory that is really written; RLIMIT_AS also held, but counts 250 MB of libraries and
    the reserves of threads. On macOS the kernel heeds neither for anonymous memory; there the time limit must do.
    Windows has job objects, which need a structure of its own kernel; there too the time limit must do.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415

    for kind in (resource.RLIMIT_DATA, resource.RLIMIT_AS) if sys.platform == "darwin" else (resource.RLIMIT_DATA,):
        _, most = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (memory if most == resource.RLIM_INFINITY else min(memory, most), most))
        except (OSError, ValueError):
            continue
