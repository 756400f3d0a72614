"""The application as it is started by a user: a process, an X server, keys. Nothing is imported from it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEADLINE, PAUSE = 60.0, 0.1
"""Seconds; where nothing else is at work it takes five."""

pytestmark = pytest.mark.skipif(
    not (sys.platform == "linux" and shutil.which("Xvfb") and shutil.which("xdotool")),
    reason="needs Xvfb and xdotool",
)


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own; the server itself finds a number that is free."""
    reading, writing = os.pipe()
    size = ["-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), *size], pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            pytest.skip("no X server could be started")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(DEADLINE)


@pytest.fixture
def environment(display: str, tmp_path: Path) -> dict[str, str]:
    """A home of its own, so that no setting of the user's is read or written."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_", "WAYLAND_"))}
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    (tmp_path / "Documents").mkdir()
    return {**kept, "DISPLAY": display, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(runtime)}


@pytest.fixture
def application(environment: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (tmp_path / "said.txt").open("wb") as said:
        process = subprocess.Popen([sys.executable, str(ROOT / "main.py")], env=environment, stdout=said, stderr=said)
    yield process
    if process.poll() is None:
        process.kill()
        process.wait(DEADLINE)


@pytest.fixture
def xdotool(environment: dict[str, str]) -> Callable[..., str]:
    def call(*words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, timeout=DEADLINE, check=False
        )
        return done.stdout.strip()

    return call


def eventually(holds: Callable[[], object], *, by: float, meanwhile: Callable[[], object] = lambda: None) -> str:
    """What `holds` answers once it is true, doing `meanwhile` before each look; fails after the deadline."""
    while not (found := holds()):
        assert time.monotonic() < by, "the window did not come that far in time"
        meanwhile()
        time.sleep(PAUSE)
    return str(found)


def test_the_whole_job_on_the_sample_is_done_by_keys_alone_and_the_window_closes_in_peace(
    application, xdotool, tmp_path
):
    """Keys that come before the window can take them are pressed again, until what they ask for is there."""
    by = time.monotonic() + DEADLINE
    said = tmp_path / "said.txt"

    def visible(title: str) -> str:
        return xdotool("search", "--onlyvisible", "--name", title).split("\n")[0]

    def strokes(window: str, *keys: str) -> Callable[[], object]:
        """Each call presses the next key; after the last it waits a while and begins again."""
        pending = cycle([*keys, *[""] * 15])
        return lambda: (key := next(pending)) and xdotool("windowfocus", window, "key", "--clearmodifiers", key)

    window = eventually(lambda: visible("Peerbasket$"), by=by)
    eventually(lambda: visible("^sample – Peerbasket$"), by=by, meanwhile=strokes(window, "alt+t"))
    run_and_export = strokes(window, "F5", *["ctrl+e"] * 20)
    dialog = eventually(lambda: visible("^Export to Excel$"), by=by, meanwhile=run_and_export)
    eventually(lambda: [*tmp_path.rglob("*.xlsx")], by=by, meanwhile=strokes(dialog, "Return"))
    eventually(lambda: application.poll() is not None, by=by, meanwhile=strokes(window, "ctrl+q"))

    assert application.returncode == 0, said.read_text()
    assert said.read_text() == ""
