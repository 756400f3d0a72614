"""What the application stands on: few packages, each explained, each locked by hash."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from engine.version import VERSION

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {"requirements.in": "requirements.txt", "requirements-dev.in": "requirements-dev.txt"}


def names(path: Path) -> list[str]:
    """The packages a requirements file names, in lower case."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return [found[0].lower() for row in rows if (found := re.match(r"[A-Za-z0-9][\w.-]*", row))]


def test_there_are_no_more_than_thirteen_direct_dependencies() -> None:
    assert 0 < len(names(ROOT / "requirements.in")) <= 13


def test_every_direct_dependency_is_explained() -> None:
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    direct = names(ROOT / "requirements.in") + names(ROOT / "requirements-dev.in")
    assert [name for name in direct if f"| {name} |" not in explained] == []


@pytest.mark.parametrize(("direct", "lock"), LOCKS.items())
def test_every_direct_dependency_is_locked(direct: str, lock: str) -> None:
    assert set(names(ROOT / direct)) <= set(names(ROOT / lock))


@pytest.mark.parametrize("lock", LOCKS.values())
def test_every_locked_package_has_one_version_and_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)[1:]
    assert len(entries) == len(set(names(ROOT / lock)))
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS.values())
def test_a_lock_names_no_index_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|index-url|find-links| @ ", text) == []


def test_both_locks_agree_on_what_they_share() -> None:
    def pins(lock: str) -> dict[str, str]:
        return dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8")))

    runtime, dev = (pins(lock) for lock in LOCKS.values())
    assert {name: dev[name] for name in runtime.keys() & dev.keys()} == {
        name: runtime[name] for name in runtime.keys() & dev.keys()
    }


def test_the_version_is_the_same_in_the_package_and_in_the_application() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
