"""Rows of columns as text for the clipboard and for CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QSaveFile

from gui.tables.column import safe_text

if TYPE_CHECKING:
    from gui.tables.column import Column


def tab_separated(columns: Sequence[Column], rows: Iterable[int]) -> str:
    """Headers and rows for the clipboard; tabs and line breaks inside a text become spaces."""
    lines = [[c.header for c in columns], *([c.written(row) for c in columns] for row in rows)]
    return "\n".join("\t".join(" ".join(text.split()) for text in line) for line in lines)


def write_csv(path: Path, columns: Sequence[Column], rows: Iterable[int]) -> None:
    """Headers and rows as UTF-8 with a byte order mark, as Excel wants it.

    The file is written beside its target and renamed, so a failure leaves the old one whole; raises OSError.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([safe_text(c.header) for c in columns])
    writer.writerows([c.written(row) for c in columns] for row in rows)
    file = QSaveFile(str(path))
    content = text.getvalue().encode("utf-8-sig")
    if not file.open(QIODevice.OpenModeFlag.WriteOnly) or file.write(content) != len(content) or not file.commit():
        raise OSError(f"{path.name}: {file.errorString()}")
