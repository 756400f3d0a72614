"""Reading: files (bytes → raw table), headers (where the table starts), columns (which column is what), cleaning
(text → typed, with every refusal kept), joining (tables → Dataset)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.dataset import Dataset
from engine.options import ReadOptions
from engine.progress import Report, silent
from engine.reading.sources import Column, Sources, Table
from engine.roles import Role

__all__ = ["Column", "Sources", "Table", "assign_role", "inspect_files", "read_dataset"]


def inspect_files(paths: Sequence[Path], options: ReadOptions | None = None, report: Report = silent) -> Sources:
    """Open files and recognise tables and columns; types nothing, decides nothing that `assign_role` cannot change."""
    raise NotImplementedError


def assign_role(sources: Sources, table: int, column: int, role: Role | None) -> Sources:
    """Sources with one column's role changed by hand; a role is taken from the column of the table that had it."""
    raise NotImplementedError


def read_dataset(sources: Sources, options: ReadOptions | None = None, report: Report = silent) -> Dataset:
    """Type, clean and join the recognised tables."""
    raise NotImplementedError
