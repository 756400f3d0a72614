"""The whole workbook, written to a file and read back."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from engine.analysis import Analysis, analyse
from engine.errors import WriteError
from engine.options import Options
from engine.progress import Cancelled
from engine.workbook import export_workbook
from engine.workbook.recommendations_sheet import OUTCOMES
from tests.engine.builders import make_dataset
from tests.engine.workbook.builders import analysed, by_behaviour, renamed, rows, without_money, without_offers
from tests.engine.workbook.test_recommendations_sheet import HEADERS

OLD = b"the old workbook"
ROOT = Path(__file__).parents[3]


def exported(folder: Path, analysis: Analysis) -> Workbook:
    export_workbook(analysis, folder / "book.xlsx")
    return openpyxl.load_workbook(folder / "book.xlsx")


def test_row_1_of_recommendations_holds_exactly_the_agreed_headers(tmp_path: Path) -> None:
    page = exported(tmp_path, analysed())["Recommendations"]
    assert " · ".join(cell.value for cell in page[1]) == HEADERS
    assert page.tables["Recommendations"].ref.startswith("A1:U")
    assert page.freeze_panes == "C2"


def test_recommendations_read_back_as_they_were_analysed(tmp_path: Path) -> None:
    analysis = analysed()
    found = rows(exported(tmp_path, analysis)["Recommendations"], "Recommendations")
    offers = analysis.recommendations.table
    assert [row["Reason"] for row in found] == list(offers["reason"])
    assert [row["Expected value"] for row in found] == pytest.approx(list(offers["value"]))
    assert [row["Adoption"] for row in found] == pytest.approx(list(offers["adoption"]))
    ids = analysis.dataset.customers["customer_id"]
    assert [row["Customer ID"] for row in found] == [ids[code] for code in offers["customer"]]
    assert all(row["Outcome"] is row["Comment"] is None for row in found)


def test_reps_get_a_drop_down_and_percentages(tmp_path: Path) -> None:
    page = exported(tmp_path, analysed())["Recommendations"]
    (rule,) = page.data_validations.dataValidation
    assert rule.formula1 == '"' + ",".join(OUTCOMES) + '"'
    assert str(rule.sqref) == f"R2:R{page.max_row}"
    assert page["O2"].number_format == "0%"
    assert "#,##0" in page["L2"].number_format
    assert page["Q2"].alignment.wrap_text


def test_data_health_adds_up_in_the_file(tmp_path: Path) -> None:
    export_workbook(analysed(), tmp_path / "book.xlsx")
    page = openpyxl.load_workbook(tmp_path / "book.xlsx", data_only=True)["Data health"]
    found = rows(page, "Lines_and_money")
    total = page[page.tables["Lines_and_money"].ref][-1]
    assert total[0].value == "Read"
    assert total[1].value == sum(row["Lines"] for row in found) == analysed().dataset.report.lines_read
    assert total[3].value == pytest.approx(sum(row["Money"] for row in found))


def test_every_sheet_with_customers_or_offers_has_a_table_a_frozen_header_and_print_titles(tmp_path: Path) -> None:
    book = exported(tmp_path, analysed())
    for name in book.sheetnames:
        page = book[name]
        assert page.tables or name == "Proof"  # nothing can be proven of so few lines
        assert page.page_setup.orientation == "landscape"
        if name not in {"Summary", "Proof", "Data health", "Method"}:
            assert page.freeze_panes is not None
            assert page.print_title_rows is not None


@pytest.mark.parametrize("make", [analysed, by_behaviour, without_money, without_offers])
def test_every_kind_of_analysis_gives_a_workbook_that_opens(tmp_path: Path, make) -> None:
    book = exported(tmp_path, make())
    assert book.sheetnames[0] == "Summary"
    assert book.sheetnames[-5:] == ["Clusters", "Cluster profiles", "Proof", "Data health", "Method"]


def test_an_export_without_recommendations_has_a_table_with_one_blank_row(tmp_path: Path) -> None:
    page = exported(tmp_path, without_offers())["Recommendations"]
    assert page.tables["Recommendations"].ref == "A1:U2"
    assert [cell.value for cell in page[2]] == [None] * 21


def test_names_of_customers_never_become_formulas_or_links(tmp_path: Path) -> None:
    names = {"007": "=1+1", "C1": "@cmd|' /C calc'!A0", "C2": "+1", "C3": "http://x.example", "C4": "-1", "C5": "{=1}"}
    book = exported(tmp_path, renamed(names))
    seen = set()
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                if cell.value in names.values():
                    seen.add(cell.value)
                    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert seen == set(names.values())


def test_all_links_stay_inside_the_workbook(tmp_path: Path) -> None:
    book = exported(tmp_path, analysed())
    links = [cell.hyperlink for page in book for row in page.iter_rows() for cell in row if cell.hyperlink]
    assert links
    assert all(link.target is None and link.location for link in links)


def test_the_same_analysis_gives_the_same_bytes(tmp_path: Path) -> None:
    export_workbook(analysed(), tmp_path / "a.xlsx")
    export_workbook(analysed(), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@settings(max_examples=15)
@given(st.lists(st.text(max_size=40), min_size=8, max_size=8))
def test_whatever_customers_are_called_the_workbook_opens(tmp_path_factory, names: list[str]) -> None:
    folder = tmp_path_factory.mktemp("named")
    exported(folder, renamed(dict(zip(["007", "C1", "C2", "C3", "C4", "C5", "C6", "NA"], names, strict=True))))


@settings(max_examples=15)
@given(st.lists(st.text(max_size=50), min_size=3, max_size=3), st.lists(st.text(max_size=50), min_size=3, max_size=3))
def test_whatever_regions_and_categories_are_called_the_workbook_opens(
    tmp_path_factory: pytest.TempPathFactory, regions: list[str], categories: list[str]
) -> None:
    pairs = ["AP", "AQ", "AR", "BQ", "BR", "CR"]
    lines = [(customer, product, 5, "2024-01-01", 5.0) for customer, product in pairs]
    dataset = make_dataset(lines, {"region": regions}, {"l2_category": categories})
    analysis = analyse(dataset, Options())
    book = exported(tmp_path_factory.mktemp("named"), analysis)
    assert len(book.sheetnames) == 9 + len(analysis.segmentation.segments)
    for page in book:
        for table in page.tables.values():
            top = page[table.ref][0]
            assert [cell.value for cell in top] == [entry.name for entry in table.tableColumns]


@pytest.mark.parametrize("call", [1, 2, 5, 9])
def test_a_cancel_at_any_moment_leaves_the_old_file_whole(tmp_path: Path, call: int) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(OLD)
    calls = 0

    def stop(stage: str, fraction: float) -> None:
        nonlocal calls
        calls += 1
        if calls == call:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_workbook(analysed(), target, stop)
    assert target.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [target]


def test_a_cancel_after_the_last_cell_still_wins(tmp_path: Path) -> None:
    def stop_at_the_end(stage: str, fraction: float) -> None:
        if fraction == 1.0:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_workbook(analysed(), tmp_path / "book.xlsx", stop_at_the_end)
    assert list(tmp_path.iterdir()) == []


def test_an_error_in_the_middle_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(OLD)

    def fail(stage: str, fraction: float) -> None:
        if fraction > 0.3:
            raise RuntimeError("a bug")

    with pytest.raises(RuntimeError):
        export_workbook(analysed(), target, fail)
    assert target.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WriteError) as caught:
        export_workbook(analysed(), tmp_path / "missing" / "book.xlsx")
    assert caught.value.sentence.endswith("does not exist.")
    assert caught.value.hint


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no kill that cannot be heard")
def test_a_kill_in_the_middle_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(OLD)
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from engine.workbook import export_workbook\n"
        "from tests.engine.workbook.builders import analysed\n"
        "def kill(stage, fraction):\n"
        "    if fraction == 1.0:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "export_workbook(analysed(), Path(sys.argv[1]), kill)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(target)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert target.read_bytes() == OLD
