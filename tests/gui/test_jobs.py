import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from engine import Report
from gui.jobs import GarbageCollection, Job, PoolOfOne, Work
from tests.gui.executors import RunAtOnce


class Witness:
    """Writes down every signal of a job, and the thread it arrived on."""

    def __init__(self, job: Job) -> None:
        self.events: list[tuple[str, object]] = []
        self.threads: set[int] = set()
        job.progressed.connect(lambda stage, fraction: self._note("progressed", (stage, fraction)))
        job.succeeded.connect(lambda result: self._note("succeeded", result))
        job.failed.connect(lambda error: self._note("failed", error))
        job.cancelled.connect(lambda: self._note("cancelled", None))

    def _note(self, kind: str, value: object) -> None:
        self.events.append((kind, value))
        self.threads.add(threading.get_ident())

    @property
    def end(self) -> tuple[str, object]:
        return self.events[-1]

    def has_ended(self) -> bool:
        return any(kind != "progressed" for kind, _ in self.events)


@pytest.fixture
def pool() -> Iterator[PoolOfOne]:
    pool = PoolOfOne()
    yield pool
    pool.wait()


@pytest.fixture
def start(pool: PoolOfOne, qtbot: QtBot) -> Iterator[Callable[[Work], tuple[Job, Witness]]]:
    owner = QObject()

    def begin(work: Work) -> tuple[Job, Witness]:
        job = Job(work, pool, owner)
        witness = Witness(job)
        job.start()
        return job, witness

    yield begin
    pool.wait()


def test_work_runs_in_another_thread_and_its_result_arrives_on_this_one(start, qtbot):
    def work(report: Report) -> int:
        report("Counting", 0.5)
        return threading.get_ident()

    _, witness = start(work)
    qtbot.waitUntil(witness.has_ended)
    kind, worker = witness.end
    assert kind == "succeeded"
    assert worker != threading.get_ident()
    assert witness.threads == {threading.get_ident()}


def test_progress_arrives_before_the_end_and_ends_with_done(start, qtbot):
    _, witness = start(lambda report: report("Counting", 0.5))
    qtbot.waitUntil(witness.has_ended)
    progress = [value for kind, value in witness.events if kind == "progressed"]
    assert progress[-1] == ("Done", 1.0)
    assert witness.events[-1][0] == "succeeded"


def test_a_thousand_reports_that_nobody_looked_at_make_one_update_with_the_newest(start, qtbot, pool):
    def work(report: Report) -> None:
        for step in range(1000):
            report("Counting", step / 1000)

    _, witness = start(work)
    pool.wait()
    assert witness.events == []
    qtbot.waitUntil(witness.has_ended)
    assert witness.events == [("progressed", ("Done", 1.0)), ("succeeded", None)]


def test_a_failure_arrives_as_the_exception_itself(start, qtbot):
    def work(report: Report) -> None:
        raise ValueError("no such thing")

    _, witness = start(work)
    qtbot.waitUntil(witness.has_ended)
    kind, error = witness.end
    assert kind == "failed"
    assert str(error) == "no such thing"


def test_a_panic_that_is_no_ordinary_exception_is_reported_too(start, qtbot):
    class Panic(BaseException):
        pass

    def work(report: Report) -> None:
        raise Panic

    _, witness = start(work)
    qtbot.waitUntil(witness.has_ended)
    assert witness.end[0] == "failed"


def test_cancel_in_mid_run_ends_the_work_at_its_next_report(start, qtbot):
    begun, go_on = threading.Event(), threading.Event()
    passed: list[str] = []

    def work(report: Report) -> None:
        report("First", 0.0)
        begun.set()
        go_on.wait(10)
        report("Second", 0.5)
        passed.append("second")

    job, witness = start(work)
    assert begun.wait(10)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(witness.has_ended)
    assert witness.end[0] == "cancelled"
    assert passed == []


def test_cancel_after_the_last_step_still_wins(start, qtbot):
    begun, go_on = threading.Event(), threading.Event()

    def work(report: Report) -> str:
        begun.set()
        go_on.wait(10)
        return "finished all the same"

    job, witness = start(work)
    assert begun.wait(10)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(witness.has_ended)
    assert witness.end[0] == "cancelled"


def test_a_pool_of_one_starts_the_second_job_when_the_first_has_ended(start, qtbot):
    order: list[str] = []

    def work(name: str) -> Work:
        def run(report: Report) -> None:
            order.append(f"{name} begins")
            report("Working", 0.5)
            order.append(f"{name} ends")

        return run

    _, first = start(work("first"))
    _, second = start(work("second"))
    qtbot.waitUntil(lambda: first.has_ended() and second.has_ended())
    assert order == ["first begins", "first ends", "second begins", "second ends"]


def test_run_at_once_has_ended_when_start_returns(qtbot):
    owner = QObject()
    job = Job(lambda report: threading.get_ident(), RunAtOnce(), owner)
    witness = Witness(job)
    job.start()
    assert witness.end == ("succeeded", threading.get_ident())


def test_a_job_forgotten_by_its_owner_does_no_harm_when_it_ends(qtbot, pool):
    owner = QObject()
    begun, go_on = threading.Event(), threading.Event()

    def work(report: Report) -> None:
        begun.set()
        go_on.wait(10)

    Job(work, pool, owner).start()
    assert begun.wait(10)
    go_on.set()
    pool.wait()
    qtbot.wait(1)
    assert len(owner.children()) == 1


@pytest.fixture
def _collecting_restored() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.usefixtures("_collecting_restored")
def test_garbage_that_the_worker_piles_up_is_left_to_this_thread(qapp, start, qtbot):
    class Ring:
        def __init__(self) -> None:
            self.itself = self

    gc.collect()
    busy = True
    collection = GarbageCollection(lambda: busy, every=3_600_000)
    seen = weakref.WeakSet()

    def work(report: Report) -> None:
        for _ in range(5000):
            seen.add(Ring())

    _, witness = start(work)
    qtbot.waitUntil(witness.has_ended)
    assert witness.end == ("succeeded", None)
    collection.collect_what_is_due()
    assert len(seen) == 5000
    busy = False
    collection.collect_what_is_due()
    assert len(seen) == 0
    collection.stop()
    assert gc.isenabled()


def test_the_pool_is_busy_until_its_work_has_ended(qtbot, pool):
    go = threading.Event()
    pool.start(go.wait)
    assert pool.is_busy()
    go.set()
    qtbot.waitUntil(lambda: not pool.is_busy())
