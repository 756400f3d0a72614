"""The workbooks of the sample and of real sales data, from the files to what Excel would read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from engine import Options, analyse, export_workbook, inspect_files, read_dataset
from engine.analysis import Analysis
from tests.engine.workbook.test_recommendations_sheet import HEADERS

SAMPLE = Path(__file__).parents[3] / "resources" / "sample"


@dataclass(frozen=True)
class Export:
    analysis: Analysis
    book: Workbook

    def rows(self, sheet: str, first: int = 1) -> list[tuple[object, ...]]:
        return list(self.book[sheet].iter_rows(min_row=first, values_only=True))


def export(folder: Path, files: list[Path]) -> Export:
    analysis = analyse(read_dataset(inspect_files(files)), Options())
    export_workbook(analysis, folder / "book.xlsx")
    return Export(analysis, openpyxl.load_workbook(folder / "book.xlsx", read_only=True, data_only=True))


@pytest.fixture(scope="module", params=["sample", "trade_sample", "online_retail.xlsx"])
def real(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Export:
    if request.param == "sample":
        return export(tmp_path_factory.mktemp("book"), sorted(SAMPLE.glob("*.csv")))
    source: Path = request.getfixturevalue("shared_data") / request.param
    return export(tmp_path_factory.mktemp("book"), sorted(source.glob("*.csv")) if source.is_dir() else [source])


def test_every_recommendation_is_in_the_file_under_the_agreed_headers(real: Export) -> None:
    header, *offers = real.rows("Recommendations")
    table = real.analysis.recommendations.table
    assert " · ".join(map(str, header)) == HEADERS
    assert len(offers) == len(table)
    ids = real.analysis.dataset.customers["customer_id"].to_numpy()[table["customer"]]
    assert [row[0] for row in offers] == list(ids)
    assert sum(row[11] or 0 for row in offers) == pytest.approx(table["value"].sum())


def test_every_buying_customer_is_on_the_sheet_of_its_segment(real: Export) -> None:
    fixed = {
        "Summary",
        "Recommendations",
        "Bought together",
        "Targets",
        "Clusters",
        "Cluster profiles",
        "Proof",
        "Data health",
        "Method",
    }
    on_sheets = 0
    for sheet in real.book.sheetnames:
        if sheet not in fixed:
            rows = real.rows(sheet)
            header = next(i for i, row in enumerate(rows) if row[0] == "Customer ID")
            on_sheets += len(rows) - header - 1
    assert on_sheets == int(real.analysis.figures.buys.sum())
    assert len(real.book.sheetnames) == len(fixed) + len(real.analysis.segmentation.segments)


def test_lines_and_money_add_up_to_what_was_read(real: Export) -> None:
    report = real.analysis.dataset.report
    rows = real.rows("Data health")
    first = next(i for i, row in enumerate(rows) if row[0] == "Used")
    total = next(i for i, row in enumerate(rows) if row[0] == "Read")
    assert sum(row[1] for row in rows[first:total]) == rows[total][1] == report.lines_read
    assert sum(row[3] for row in rows[first:total]) == pytest.approx(report.amount_read)
    assert rows[total][3] == pytest.approx(report.amount_read)


def test_no_cell_holds_a_number_that_is_none(real: Export) -> None:
    for sheet in real.book.sheetnames:
        assert not any(cell in {"nan", "inf", "NaT", "None"} for row in real.rows(sheet) for cell in row)
