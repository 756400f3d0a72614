"""The files that are damaged: the sample, a workbook of several sheets, exports in many dialects, and any real ones."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Sequence
from pathlib import Path

from tests.engine.reading.files import workbook_bytes

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "sample"
REAL = ROOT.parent / "shared" / "data"
LARGEST = 1 << 20
"""Of a larger file only the first megabyte is damaged, where it is text; larger workbooks are passed over."""
HEADER = ("Invoice", "Date", "Customer", "Name", "Item", "Quantity", "Price", "Amount")


def seeds(folder: Path, folders: Sequence[Path]) -> list[Path]:
    """Files to damage: generated ones in `folder`, the sample, the real ones that are there, and those of `folders`."""
    made = [*_texts(folder), _workbook(folder)]
    found = [path for where in (SAMPLE, REAL, *folders) for path in sorted(where.rglob("*")) if path.is_file()]
    small = [path for path in found if path.stat().st_size <= LARGEST and not path.name.endswith((".md", ".toml"))]
    texts = [path for path in found if path.stat().st_size > LARGEST and path.suffix in (".csv", ".txt", ".tsv")]
    return made + small + [_start_of(path, folder) for path in texts]


def _lines(count: int = 60) -> list[tuple[object, ...]]:
    return [
        (
            f"I{i // 3:04}",
            dt.date(2024, 1, 1) + dt.timedelta(days=i),
            f"{i % 7:05}",
            f"Größe & Söhne {i % 7} “Ltd”",
            f"P-{i % 11}",
            i % 5 - 1,
            12.5,
            12.5 * (i % 5 - 1),
        )
        for i in range(count)
    ]


def _texts(folder: Path) -> list[Path]:
    """One text file for each way of writing it."""
    rows = [HEADER, *_lines()]
    made = []
    for separator, encoding, end in (
        (",", "utf-8", "\n"),
        (";", "cp1252", "\r\n"),
        ("\t", "utf-16", "\r"),
        ("|", "utf-8-sig", "\n"),
    ):
        text = end.join(separator.join(f'"{cell}"' for cell in row) for row in rows)
        path = folder / f"seed-{len(made)}.csv"
        path.write_bytes(text.encode(encoding, errors="replace"))
        made.append(path)
    packed = folder / "seed.csv.gz"
    packed.write_bytes(gzip.compress(made[0].read_bytes()))
    return [*made, packed]


def _workbook(folder: Path) -> Path:
    path = folder / "seed.xlsx"
    customers = [("Customer", "Name", "Region"), *((f"{i:05}", f"Customer {i}", "North") for i in range(7))]
    path.write_bytes(workbook_bytes({"Lines": [HEADER, *_lines()], "Customers": customers, "Empty": []}))
    return path


def _start_of(path: Path, folder: Path) -> Path:
    """The first part of a long text file."""
    start = folder / f"start-of-{path.name}"
    with path.open("rb") as stream:
        start.write_bytes(stream.read(LARGEST // 8))
    return start
