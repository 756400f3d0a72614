"""A small distributor, analysed: three segments, two reps, money, dates, lines left out, issues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.analysis import Analysis, analyse
from engine.dataset import ColumnUse, Dataset, ImportReport, LeftOut, SourceFile
from engine.errors import Issue, Place
from engine.options import Options
from engine.recommending import Recommendations
from engine.roles import Role
from engine.workbook.contents import Contents, contents
from engine.workbook.description import Column, Sheet, Table
from engine.workbook.writer import write
from tests.engine.builders import Line, make_dataset

IDS = ["007", "C1", "C2", "C3", "C4", "C5", "C6", "NA"]
CUSTOMERS = {
    "region": ["North", "North", "North", "North", "North", "South", "South", "South"],
    "end_use": ["Painting", "Painting", "Painting", "Painting", "Painting", "Painting", "Painting", "Plumbing"],
    "rep": ["Ann", "Ann", "", "Bo", "Bo", "Bo", "Ann", ""],
    "customer_type": ["Small", "Large", "Small", "Large", "Small", "Small", "Large", "Small"],
}
PRODUCTS = {
    "brand": ["Behr", "Purdy", "Wooster", "Sharkbite", "Charlotte", "Acme"],
    "l2_category": ["Paints", "Brushes", "Brushes", "Plumbing", "", ""],
    "l3_category": ["Interior", "Angle", "Roller", "Fittings", "Pipes", ""],
}
LINES: list[Line] = [
    ("007", "P1", 10, "2024-01-10", 250.0),
    ("007", "P2", 4, "2024-02-10", 40.0),
    ("C1", "P1", 20, "2024-01-11", 500.0),
    ("C1", "P2", 6, "2024-03-01", 60.0),
    ("C1", "P3", 8, "2024-03-01", 80.0),
    ("C2", "P2", 5, "2024-04-01", 50.0),
    ("C2", "P3", 9, "2024-05-01", 90.0),
    ("C3", "P1", 30, "2024-06-01", 750.0),
    ("C3", "P3", 2, "2024-06-01", 20.0),
    ("C4", "P4", 7, "2024-06-02", 70.5),
    ("C5", "P1", 11, "2024-06-03", 275.0),
    ("C5", "P6", 1, "2024-06-03", 3.0),
    ("C6", "P2", 12, "2024-07-04", 120.0),
    ("C6", "P5", 3, "2024-07-04", 36.0),
    ("NA", "P4", 40, "2024-12-30", 400.0),
]
FILE = SourceFile("sales.xlsx", 12_345, "ab" * 32)
LEFT_OUT = (LeftOut("no_customer", "No customer", 4, 100.25), LeftOut("no_quantity", "Quantity not readable", 2, 0.0))
ISSUES = (
    Issue("unsold", "3 products were never sold.", 3, "note"),
    Issue(
        "no_customer", "4 lines have no customer.", 4, amount=100.25, places=(Place("sales.xlsx", "Data", 5, "cust"),)
    ),
)


def distributor(lines: list[Line] | None = None) -> Dataset:
    """The dataset, with an import report that adds up."""
    lines = LINES if lines is None else lines
    dataset = make_dataset(lines, CUSTOMERS, PRODUCTS)
    used = dataset.report.amount_used
    report = ImportReport(
        files=(FILE,),
        columns=(
            ColumnUse("sales.xlsx · Data", "cust", Role.CUSTOMER_ID),
            ColumnUse("sales.xlsx · Data", "qty", Role.QUANTITY),
        ),
        lines_read=len(lines) + 6,
        lines_used=len(lines),
        amount_read=used + 100.25,
        amount_used=used,
        left_out=LEFT_OUT,
        issues=ISSUES,
    )
    return replace(dataset, report=report)


def analysed(lines: list[Line] | None = None, **changes: object) -> Analysis:
    """The distributor, analysed; `changes` are options."""
    return analyse(distributor(lines), replace(Options(), **changes))


def without_money() -> Analysis:
    """The same lines as an export without prices."""
    return analysed([line[:4] for line in LINES])


def by_behaviour() -> Analysis:
    """Clusters made by buying behaviour."""
    return analysed(recipe="buying behaviour")


def without_offers() -> Analysis:
    """An analysis that found nothing to recommend."""
    analysis = analysed()
    return replace(analysis, recommendations=Recommendations(analysis.recommendations.table.iloc[:0]))


def renamed(names: dict[str, str]) -> Analysis:
    """The distributor with other names of customers, by id."""
    dataset = distributor()
    customers = dataset.customers.copy()
    customers["customer_name"] = customers["customer_id"].map(names).fillna(customers["customer_name"])
    return analyse(replace(dataset, customers=customers), Options())


def described(sheet: Callable[[Contents], Sheet], analysis: Analysis) -> Sheet:
    """One sheet of an analysis."""
    return sheet(contents(analysis))


def column(table: Table, header: str) -> Column:
    """A column of a table by its header."""
    return next(c for c in table.columns if c.header == header)


def table(sheet: Sheet, name: str) -> Table:
    """A table of a sheet by its name."""
    return next(t for t in sheet.tables if t.name == name)


def written(path: Path, *sheets: Sheet) -> Workbook:
    """Sheets written to a file and read back."""
    with path.open("wb") as stream:
        write(sheets, stream, date(2024, 1, 1), "A test", lambda stage, fraction: None)
    return openpyxl.load_workbook(path)


def rows(page: Worksheet, name: str) -> list[dict[str, object]]:
    """The data rows of a table in a file, by header, without its total row."""
    table = page.tables[name]
    cells = [[cell.value for cell in row] for row in page[table.ref]]
    last = len(cells) - (table.totalsRowCount or 0)
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:last]]
