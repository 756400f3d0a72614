"""Where the files lie that come with the application: beside the source, and inside the packaged application alike."""

from __future__ import annotations

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
SAMPLE = RESOURCES / "sample"
SAMPLE_OPTIONS = SAMPLE / "sample.toml"


def sample_files() -> tuple[Path, ...]:
    return tuple(sorted(SAMPLE.glob("*.csv")))
