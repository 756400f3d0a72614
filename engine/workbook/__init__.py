"""The workbook: sheets (Analysis → description), writer (description → .xlsx)."""

from __future__ import annotations

from pathlib import Path

from engine.analysis import Analysis
from engine.progress import Report, silent


def export_workbook(analysis: Analysis, target: Path, report: Report = silent) -> None:
    """Write the workbook beside `target` and rename it into place; on any failure `target` stays as it was."""
    raise NotImplementedError
