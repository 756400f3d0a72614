"""Small files for the tests of reading, and short ways to open them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from engine import Dataset, Issue, ReadOptions, Role, Sources, inspect_files, read_dataset

HEADER = ("customer_id", "product_id", "quantity")
LINE_HEADER = ("invoice_id", "customer_id", "product_id", "quantity", "unit_price", "amount", "invoice_date")

Row = Sequence[Any]


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def write_csv(path: Path, header: Row, rows: Iterable[Row], delimiter: str = ",") -> Path:
    lines = [delimiter.join(str(cell) for cell in row) for row in (header, *rows)]
    return write_text(path, "\n".join(lines) + "\n")


def workbook_bytes(sheets: Mapping[str, Sequence[Row]], hidden: Sequence[str] = ()) -> bytes:
    """A workbook with one sheet per entry; dates are written as dates, everything else as it is."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        shown = next((name for name in sheets if name not in hidden), "")
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            elif name == shown:
                sheet.activate()
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(r, c, cell)
                    elif isinstance(cell, str):
                        sheet.write_string(r, c, cell)
                    elif cell is not None:
                        sheet.write(r, c, cell)
    return buffer.getvalue()


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Row]], hidden: Sequence[str] = ()) -> Path:
    path.write_bytes(workbook_bytes(sheets, hidden))
    return path


def read(*paths: Path, options: ReadOptions | None = None) -> Dataset:
    """The whole way, from files to a dataset."""
    return read_dataset(inspect_files(paths, options), options)


def read_text(folder: Path, text: str, options: ReadOptions | None = None) -> Dataset:
    return read(write_text(folder / "lines.csv", text), options=options)


def read_lines(folder: Path, header: Row, rows: Iterable[Row], options: ReadOptions | None = None) -> Dataset:
    """The dataset of one flat file of lines."""
    return read(write_csv(folder / "lines.csv", header, rows), options=options)


def with_quantities(folder: Path, *quantities: str, options: ReadOptions | None = None) -> Dataset:
    """One line per quantity, all for one customer and one product; separated by semicolons."""
    rows = [("C1", "P1", quantity) for quantity in quantities]
    return read(write_csv(folder / "lines.csv", HEADER, rows, ";"), options=options)


def with_dates(folder: Path, *dates: str, options: ReadOptions | None = None) -> list[str]:
    """The days of one line per date, in the order of the file."""
    rows = [("C1", "P1", "1", date) for date in dates]
    dataset = read(write_csv(folder / "lines.csv", (*HEADER, "date"), rows, "\t"), options=options)
    assert dataset.lines.day is not None
    return [str(day) for day in dataset.lines.day]


def roles_of(sources: Sources, table: int = 0) -> dict[str, str | None]:
    """Header → role."""
    return {column.header: column.role and column.role.value for column in sources.tables[table].columns}


def role_of(folder: Path, header: str, *values: str) -> str | None:
    """The role of one column in a flat file that has customer, product, quantity and amount by plain names too."""
    rows = [("1", value) for value in values or ("x1", "y2")]
    return roles_of(inspect_files([write_csv(folder / "one.csv", ("zzz", header), rows, ";")]))[header]


def issue(dataset: Dataset | Sources, kind: str) -> Issue:
    """The one issue of a kind."""
    issues = dataset.report.issues if isinstance(dataset, Dataset) else dataset.issues
    found = [issue for issue in issues if issue.kind == kind]
    assert len(found) == 1, f"{kind}: {[i.kind for i in issues]}"
    return found[0]


def kinds(dataset: Dataset) -> set[str]:
    return {issue.kind for issue in dataset.report.issues}


def left_out(dataset: Dataset) -> dict[str, int]:
    return {part.reason: part.lines for part in dataset.report.left_out}


def customer_of(dataset: Dataset) -> list[str]:
    """The customer id of each usable line."""
    return [dataset.customers["customer_id"].iloc[code] for code in dataset.lines.customer]


def product_of(dataset: Dataset) -> list[str]:
    """The product id of each usable line."""
    return [dataset.products["product_id"].iloc[code] for code in dataset.lines.product]


def attribute(dataset: Dataset, column: str) -> dict[str, Any]:
    """Customer or product id → the value of a column."""
    frame, key = (
        (dataset.customers, "customer_id") if column in dataset.customers.columns else (dataset.products, "product_id")
    )
    return dict(zip(frame[key], frame[column], strict=True))


__all__ = ["HEADER", "LINE_HEADER", "Role"]
