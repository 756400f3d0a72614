"""The generator of the sample writes the same bytes every time, and those are the ones in the repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "resources" / "sample"
FILES = ("customers.csv", "products.csv", "invoices.csv")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    command = [sys.executable, str(SAMPLE / "make_sample.py"), str(folder)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "1"})
    return folder


@pytest.mark.parametrize("name", FILES)
def test_the_generator_rebuilds_each_file_byte_for_byte(rebuilt: Path, name: str) -> None:
    assert (rebuilt / name).read_bytes() == (SAMPLE / name).read_bytes()


def test_the_generator_writes_nothing_else(rebuilt: Path) -> None:
    assert {path.name for path in rebuilt.iterdir()} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_plain_ascii_with_unix_line_ends(name: str) -> None:
    content = (SAMPLE / name).read_bytes()
    assert content.isascii()
    assert b"\r" not in content
    assert content.endswith(b"\n")
