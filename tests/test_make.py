"""make.py: one command sets a fresh machine up, and the second start finds everything in place."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import make

ROOT = Path(__file__).resolve().parents[1]
STAND_IN = "import json, sys; print(json.dumps(sys.argv[1:]))"


class Home:
    """A project folder of its own with the real make.py, a main.py that repeats its arguments, and locks that name
    nothing, so that setting it up needs no network."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / make.PYTHON.relative_to(ROOT)
        shutil.copy(ROOT / "make.py", folder)
        (folder / "main.py").write_text(STAND_IN, encoding="utf-8")
        for lock in ("requirements.txt", "requirements-dev.txt"):
            (folder / lock).write_text("# nothing\n", encoding="utf-8")

    def make(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """What `python make.py …` says there, on a machine with a display unless `environment` has another idea."""
        return subprocess.run(
            [sys.executable, "make.py", *arguments],
            cwd=self.folder,
            env=os.environ | {"DISPLAY": ":0"} | environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("peerbasket"))


def repeated(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The arguments that main.py was started with."""
    assert done.returncode == 0, done.stderr
    return list(json.loads(next(line for line in done.stdout.splitlines() if line.startswith("["))))


def installed(done: subprocess.CompletedProcess[str]) -> bool:
    return "Installing" in done.stdout


def test_the_first_start_installs_and_the_second_does_not(home: Home) -> None:
    shutil.rmtree(home.folder / ".venv", ignore_errors=True)
    assert installed(home.make("run", "--export", "out.xlsx"))
    assert not installed(home.make("run", "--export", "out.xlsx"))


def test_another_lock_is_installed_at_the_next_start(home: Home) -> None:
    home.make("run", "--export", "out.xlsx")
    (home.folder / "requirements.txt").write_text("# nothing else\n", encoding="utf-8")
    assert installed(home.make("run", "--export", "out.xlsx"))
    assert not installed(home.make("run", "--export", "out.xlsx"))


def test_a_half_made_environment_is_made_anew(home: Home) -> None:
    home.make("run", "--export", "out.xlsx")
    home.python.unlink()
    done = home.make("run", "--export", "out.xlsx")
    assert "making it anew" in done.stdout
    assert repeated(done) == ["--export", "out.xlsx"]


def test_an_installation_that_failed_is_tried_again(home: Home) -> None:
    good = (home.folder / "requirements.txt").read_text(encoding="utf-8")
    (home.folder / "requirements.txt").write_text("this is not a requirement\n", encoding="utf-8")
    failed = home.make("run", "--export", "out.xlsx")
    assert failed.returncode == 1
    assert "could not be installed" in failed.stderr
    (home.folder / "requirements.txt").write_text(good, encoding="utf-8")
    assert installed(home.make("run", "--export", "out.xlsx"))


def test_arguments_reach_the_application_as_they_were_given(home: Home) -> None:
    arguments = ["--export", "a b.xlsx", "-x", "ü"]
    assert repeated(home.make("run", *arguments)) == arguments


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can lack a display")
def test_without_a_display_the_workbook_of_the_sample_is_written_into_the_current_folder(home: Home) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    command = [sys.executable, "make.py", "run"]
    done = subprocess.run(command, cwd=home.folder, env=bare, capture_output=True, text=True, check=False)
    option, workbook, *files = repeated(done)
    assert (option, workbook) == ("--export", str(home.folder / "Peerbasket-sample.xlsx"))
    assert [Path(file).name for file in files] == [
        "customers.csv",
        "products.csv",
        "invoices.csv",
        "--options",
        "sample.toml",
    ]


def test_clean_removes_what_was_made_and_nothing_else(home: Home) -> None:
    home.make("run", "--export", "out.xlsx")
    sources = {"make.py", "main.py", "requirements.txt", "requirements-dev.txt", "engine"}
    for made in ("build", "dist/Peerbasket", ".ruff_cache", "engine/__pycache__"):
        (home.folder / made).mkdir(parents=True, exist_ok=True)
    assert home.make("clean").returncode == 0
    assert {path.name for path in home.folder.iterdir()} == sources
    assert list((home.folder / "engine").iterdir()) == []


def test_a_command_that_does_not_exist_is_answered_with_those_that_do(home: Home) -> None:
    done = home.make("tset")
    assert done.returncode == 2
    assert "'tset'" in done.stderr
    assert all(
        command in done.stderr
        for command in ("run", "test", "check", "build", "bench", "bench-quality", "fuzz", "clean")
    )


@pytest.mark.parametrize("command", make.COMMANDS)
def test_every_command_says_what_it_does(command: str) -> None:
    sentence = make.COMMANDS[command].__doc__ or ""
    assert sentence.strip().endswith(".")
    assert f"    {command}" in make.usage()


def test_a_command_refuses_arguments_that_it_would_not_use() -> None:
    with pytest.raises(SystemExit, match="`check` takes no arguments; it was given: --fix"):
        make.refuse_arguments("check", ["--fix"])


def test_a_missing_library_is_found_missing() -> None:
    assert not make.loads("libpeerbasket-is-not-a-library.so.1")


def test_where_there_is_no_apt_the_packages_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match=r"Qt needs libEGL.so.1.*libegl1"):
        make.need_packages(["libegl1"], "Qt needs libEGL.so.1.")


@pytest.mark.skipif(os.name == "nt", reason="there is no root on Windows")
def test_without_rights_the_one_line_to_run_is_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="sudo apt-get install -y libegl1 libgl1\n"):
        make.need_packages(["libegl1", "libgl1"], "Qt needs them.")


def test_only_an_undamaged_workbook_is_taken_for_one(tmp_path: Path) -> None:
    good, other, text = tmp_path / "good.xlsx", tmp_path / "other.xlsx", tmp_path / "text.xlsx"
    for path, part in ((good, "xl/workbook.xml"), (other, "word/document.xml")):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(part, "<x/>")
    text.write_text("not a zip", encoding="utf-8")
    assert [make.is_workbook(path) for path in (good, other, text, tmp_path / "absent.xlsx")] == [
        True,
        False,
        False,
        False,
    ]
