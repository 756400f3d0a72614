import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import Options
from gui.app import run
from gui.resources import RESOURCES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def _hooks_restored() -> Iterator[None]:
    hooks = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = hooks


@pytest.mark.usefixtures("_hooks_restored")
def test_the_window_opens_shows_and_closes_by_itself(qapp, sales_file, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert run([sales_file], Options(), close_after=0.2) == 0


def test_the_window_can_be_made_before_pandas_and_plots_are_loaded():
    script = "import sys, gui.app, gui.main_window; print(*sorted({'pandas', 'sklearn', 'pyarrow', 'pyqtgraph'} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == ""


def test_the_style_names_no_colour_but_the_red_of_errors():
    rules = (RESOURCES / "style.qss").read_text(encoding="utf-8")
    colours = [word.strip(";,") for word in rules.split() if word.startswith("#") and word.strip(";,")[1:].isalnum()]
    written = [word for word in colours if all(letter in "0123456789abcdefABCDEF" for letter in word[1:])]
    assert set(written) == {"#d9534f"}
    assert "rgb(" not in rules
