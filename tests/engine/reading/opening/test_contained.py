"""Work that dies, hangs or floods the memory ends its own process, and this one says what happened."""

from __future__ import annotations

import multiprocessing
import os
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine import Cancelled
from engine.reading.opening import contained
from engine.reading.opening.contained import Limits, Lost, apart
from tests.engine.reading.files import HEADER, workbook_bytes
from tests.engine.reading.opening import dying

ROOM = Limits(30.0, 2 << 30)
ROOT = Path(__file__).resolve().parents[4]


def nothing() -> None:
    """A report that nobody listens to."""


def run(work: Callable[..., Any], *arguments: Any, limits: Limits = ROOM, keep: bool = True) -> Any:
    return apart(work, *arguments, limits=limits, report=nothing, keep=keep)


def lost(work: Callable[..., Any], limits: Limits = ROOM) -> str:
    with pytest.raises(Lost) as caught:
        run(work, limits=limits)
    return caught.value.why


def processes() -> set[int | None]:
    return {process.pid for process in multiprocessing.active_children()}


def test_what_the_work_returns_comes_back() -> None:
    assert run(dying.double, 21) == 42


def test_the_work_is_done_in_another_process() -> None:
    assert run(dying.number_of_the_process) != os.getpid()


def test_the_process_is_used_again() -> None:
    assert run(dying.number_of_the_process) == run(dying.number_of_the_process)


def test_a_process_that_is_not_to_be_kept_is_gone() -> None:
    number = run(dying.number_of_the_process, keep=False)

    assert number not in processes()
    assert run(dying.number_of_the_process) != number


@pytest.mark.parametrize("work", [dying.die, dying.leave])
def test_work_that_ends_its_process_is_lost_and_the_next_work_is_done(work: Callable[[], None]) -> None:
    assert lost(work) == "died"
    assert run(dying.double, 4) == 8


def test_an_idle_process_that_was_ended_from_outside_is_replaced_unnoticed() -> None:
    first = run(dying.number_of_the_process)
    for process in multiprocessing.active_children():
        if process.pid == first:
            process.kill()
            process.join()

    assert run(dying.number_of_the_process) != first


def test_work_without_an_end_is_stopped_when_its_time_is_up() -> None:
    before = processes()

    assert lost(dying.run_for_ever, Limits(0.2, 2 << 30)) == "time"
    assert processes() <= before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_work_that_takes_more_memory_than_allowed_is_stopped_by_that() -> None:
    assert lost(dying.fill_memory, Limits(30.0, 512 << 20)) == "memory"
    assert run(dying.double, 1) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_each_work_has_its_own_limit() -> None:
    run(dying.double, 1, limits=Limits(30.0, 256 << 20))

    assert lost(dying.fill_memory, Limits(30.0, 1 << 30)) == "memory"


def test_an_error_that_is_no_exception_is_contained_too() -> None:
    assert lost(dying.raise_what_no_handler_expects) == "died"


def test_a_cancel_ends_the_work_and_passes_on() -> None:
    before = processes()
    asked = 0

    def report() -> None:
        nonlocal asked
        asked += 1
        if asked > 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        apart(dying.run_for_ever, limits=ROOM, report=report)

    assert processes() <= before


def test_a_cancel_before_the_start_leaves_no_process_behind() -> None:
    def report() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        apart(dying.run_for_ever, limits=ROOM, report=report)

    assert run(dying.double, 3) == 6


def test_what_the_work_says_reaches_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    run(dying.shout)

    assert tuple(capfd.readouterr()) == ("", "")


def test_the_death_of_the_work_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    lost(dying.die)

    assert tuple(capfd.readouterr()) == ("", "")


def test_a_workbook_is_parsed_without_loading_what_parsing_does_not_need() -> None:
    assert run(dying.number_of_the_process, keep=False)  # the next process is a new one
    content = workbook_bytes({"Lines": [HEADER, ("C1", "P1", 2)]})

    assert run(dying.parse_and_name_heavy_packages, content, keep=False) == []


def test_where_no_process_can_be_started_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for worker in [contained._idle.pop() for _ in contained._idle[:]]:
        worker.end()
    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", _refused)

    assert lost(dying.die) == "not started"


def _refused(_process: object) -> None:
    raise PermissionError("this machine starts no processes")


SCRIPT = """
from pathlib import Path
import engine
print(engine.inspect_files([Path(r"{path}")]).tables[0].cells.num_rows)
"""


def workbook(folder: Path) -> Path:
    path = folder / "orders.xlsx"
    path.write_bytes(workbook_bytes({"Lines": [HEADER, ("C1", "P1", 2), ("C2", "P1", 1)]}))
    return path


def started(*arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=120, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_a_script_without_a_guard_does_not_start_over_in_the_process(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(path=workbook(tmp_path)), encoding="utf-8")

    assert started(str(script)).split() == ["2"]


def test_the_process_works_for_a_line_of_python_too(tmp_path: Path) -> None:
    assert started("-c", SCRIPT.format(path=workbook(tmp_path))).split() == ["2"]


def _in_a_daemonic_process(answer: Any) -> None:
    answer.send((run(dying.number_of_the_process), multiprocessing.current_process().daemon))


def test_a_process_that_may_have_no_children_has_its_work_contained_all_the_same() -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_in_a_daemonic_process, args=(theirs,), daemon=True)
    process.start()

    assert ours.poll(60)
    number, still_daemonic = ours.recv()

    assert number not in (process.pid, os.getpid())
    assert still_daemonic
    process.join(60)
    assert process.exitcode == 0


ORPHAN = """
import os
from engine.reading.opening.contained import Limits, apart
from tests.engine.reading.opening import dying
print(apart(dying.number_of_the_process, limits=Limits(30.0, 1 << 30), report=lambda: None), flush=True)
os._exit(0)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system for a process by its number")
def test_the_process_ends_when_the_program_dies() -> None:
    number = int(started("-c", ORPHAN))
    try:
        watched = os.pidfd_open(number)
    except ProcessLookupError:
        return
    ended, _, _ = select.select([watched], [], [], 60)
    os.close(watched)

    assert ended
