from __future__ import annotations

import gc
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from engine.progress import Cancelled, silent
from engine.workbook import columns
from engine.workbook.description import (
    BarChart,
    Column,
    Fact,
    Facts,
    Heading,
    Link,
    Links,
    Sentence,
    Sheet,
    Table,
    Title,
)
from engine.workbook.writer import CHUNK, write
from tests.engine.workbook.builders import rows, written

DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@cmd",
    "http://x.example",
    "mailto:a@b.c",
    "internal:Summary!A1",
    "{=1}",
    "\t=1",
    "1E5",
    "007",
]


def sheet(*found: Column, **options: object) -> Sheet:
    return Sheet("Data", (Table("T", found, **options),), grid=True)


def written_bytes(*sheets: Sheet) -> bytes:
    stream = io.BytesIO()
    write(sheets, stream, date(2024, 1, 1), "A test", silent)
    return stream.getvalue()


def test_text_stays_text_whatever_it_looks_like(tmp_path: Path) -> None:
    page = written(tmp_path / "x.xlsx", sheet(columns.text("Name", DANGEROUS)))["Data"]
    for row, text in enumerate(DANGEROUS, start=2):
        cell = page.cell(row, 1)
        assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


def test_no_formula_reaches_the_file(tmp_path: Path) -> None:
    dangerous = "=HYPERLINK(1)"
    title, facts = Title(dangerous, dangerous), Facts((Fact(dangerous, dangerous),))
    table = Table("T", (columns.text(dangerous, [dangerous]),))
    content = written_bytes(Sheet("Data", (title, Heading(dangerous), Sentence(dangerous), facts, table)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name), name


def test_a_text_with_refused_characters_gives_a_file_that_opens(tmp_path: Path) -> None:
    page = written(tmp_path / "x.xlsx", sheet(columns.text("Na\x00me\n", ["a\x01b", "c\ud800", "x" * 40_000])))["Data"]
    assert page["A1"].value == "Name"
    assert [page["A2"].value, page["A3"].value] == ["ab", "c"]
    assert len(page["A4"].value) == 32_767


def test_numbers_are_numbers_and_blanks_are_blank(tmp_path: Path) -> None:
    page = written(tmp_path / "x.xlsx", sheet(columns.number("N", [1.5, np.nan, np.inf, -0.0], "decimal")))["Data"]
    assert [page.cell(row, 1).value for row in range(2, 6)] == [1.5, None, None, 0]
    assert page["A2"].number_format == "#,##0.0"


def test_days_are_dates_and_a_missing_one_is_blank(tmp_path: Path) -> None:
    days = np.array(["2024-02-29", "NaT", "1850-01-01"], dtype="datetime64[D]")
    page = written(tmp_path / "x.xlsx", sheet(columns.days("Day", days)))["Data"]
    assert page["A2"].value == datetime(2024, 2, 29)  # noqa: DTZ001 - Excel knows no time zones
    assert page["A3"].value is None
    assert page["A4"].value == "1850-01-01"


@pytest.mark.parametrize(
    ("kind", "code"),
    [("whole", "#,##0"), ("money", "#,##0"), ("cents", "#,##0.00"), ("share", "0%"), ("fine share", "0.0%")],
)
def test_each_kind_has_its_number_format(tmp_path: Path, kind: str, code: str) -> None:
    page = written(tmp_path / "x.xlsx", sheet(columns.number("N", [0.5], kind)))["Data"]
    assert page["A2"].number_format == code


def test_an_empty_table_is_valid_with_one_blank_row(tmp_path: Path) -> None:
    page = written(tmp_path / "x.xlsx", sheet(columns.text("A", []), columns.number("B", [], "whole")))["Data"]
    assert page.tables["T"].ref == "A1:B2"
    assert [cell.value for cell in page["A2:B2"][0]] == [None, None]


def test_the_table_covers_all_rows_and_can_be_filtered(tmp_path: Path) -> None:
    page = written(tmp_path / "x.xlsx", sheet(columns.number("N", range(5000), "whole")))["Data"]
    assert page.tables["T"].ref == page.tables["T"].autoFilter.ref == "A1:A5001"
    assert [row["N"] for row in rows(page, "T")] == list(range(5000))


def test_a_total_row_adds_up_what_it_should(tmp_path: Path) -> None:
    found = (
        columns.text("What", ["a", "b"]),
        columns.number("Lines", [1, 2], "whole"),
        columns.number("X", [5, 5], "whole"),
    )
    page = written(tmp_path / "x.xlsx", sheet(*found, total="All", summed=("Lines",)))["Data"]
    assert page.tables["T"].totalsRowCount == 1
    assert page["A4"].value == "All"
    assert "SUBTOTAL(109" in page["B4"].value
    assert page["C4"].value is None


def test_the_header_stays_in_view_and_on_every_printed_page(tmp_path: Path) -> None:
    table = Table(
        "T", (columns.text("A", ["x"]), columns.text("B", ["y"])), averages=(("Average", None),), frozen_columns=1
    )
    page = written(tmp_path / "x.xlsx", Sheet("Data", (Title("Title"), table)))["Data"]
    assert page.freeze_panes == "B5"
    assert page.print_title_rows == "$4:$4"


def test_pages_are_landscape_one_page_wide_and_numbered(tmp_path: Path) -> None:
    page = written(tmp_path / "x.xlsx", sheet(columns.text("A", ["x"])))["Data"]
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert "&P" in page.oddFooter.right.text or "Page" in page.oddFooter.right.text


def test_links_lead_to_sheets_of_this_workbook_only(tmp_path: Path) -> None:
    names = columns.text("Segment", ["North", "South"], links=("It's North", ""))
    front = Sheet("Front", (Links((Link("It's North", "all of it"),)), Table("T", (names,))))
    page = written(tmp_path / "x.xlsx", front, Sheet("It's North", (Title("T", "s", back="Front"),)))["Front"]
    assert page["A1"].hyperlink.location == "'It''s North'!A1"
    assert page["A4"].hyperlink.location == "'It''s North'!A1"
    assert page["A4"].value == "North"
    assert page["A5"].hyperlink is None
    assert all(link.hyperlink.target is None for link in (page["A1"], page["A4"]))


def test_a_drop_down_covers_every_row(tmp_path: Path) -> None:
    page = written(tmp_path / "x.xlsx", sheet(columns.text("Outcome", [""] * 3, choices=("Won", "Later"))))["Data"]
    (rule,) = page.data_validations.dataValidation
    assert (rule.type, rule.formula1, str(rule.sqref)) == ("list", '"Won,Later"', "A2:A4")


def test_a_colour_scale_has_three_colours(tmp_path: Path) -> None:
    page = written(tmp_path / "x.xlsx", sheet(columns.number("N", [1, 2, 3], "whole", scaled=True)))["Data"]
    ((area, (rule,)),) = page.conditional_formatting._cf_rules.items()
    assert str(area.sqref) == "A2:A4"
    assert len(rule.colorScale.color) == 3


def test_a_chart_shows_the_first_rows_of_its_table(tmp_path: Path) -> None:
    table = Table("T", (columns.text("Name", list("abcde")), columns.number("Value", range(5), "whole")))
    written(tmp_path / "x.xlsx", Sheet("A b", (BarChart("Chart", "T", "Name", "Value", 3, 4), table)))
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    assert "'A b'!$A$2:$A$4" in drawn
    assert "'A b'!$B$2:$B$4" in drawn


def test_a_chart_may_show_where_its_values_lie(tmp_path: Path) -> None:
    values = {"Share": [0.5, 0.4], "From": [0.25, 0.4], "To": [0.75, 0.9]}
    found = (columns.text("Name", ["a", "b"]), *(columns.number(n, v, "share") for n, v in values.items()))
    chart = BarChart("Chart", "T", "Name", "Share", 2, 4, whiskers=("From", "To"))
    written(tmp_path / "x.xlsx", Sheet("S", (chart, Table("T", found))))
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    plus, minus = (drawn.split(f"<c:{side}>")[1].split(f"</c:{side}>")[0] for side in ("plus", "minus"))
    assert ("<c:v>0.25</c:v>" in plus, "<c:v>0.5</c:v>" in plus) == (True, True)
    assert ("<c:v>0.25</c:v>" in minus, "<c:v>0.0</c:v>" in minus or "<c:v>0</c:v>" in minus) == (True, True)
    assert '"0%"' in drawn


def test_the_same_sheets_give_the_same_bytes() -> None:
    found = sheet(columns.text("A", DANGEROUS), columns.number("B", range(len(DANGEROUS)), "whole"))
    assert written_bytes(found) == written_bytes(found)


def test_progress_only_grows_and_names_one_stage() -> None:
    seen: list[tuple[str, float]] = []
    found = sheet(columns.number("N", range(3 * CHUNK), "whole"))
    write(
        [found, sheet(columns.number("N", [1], "whole"))][:1],
        io.BytesIO(),
        date(2024, 1, 1),
        "t",
        lambda *a: seen.append(a),
    )
    assert [f for _, f in seen] == sorted(f for _, f in seen)
    assert {stage for stage, _ in seen} == {"Writing the workbook"}
    assert len(seen) >= 4


def test_the_last_report_says_that_all_is_done() -> None:
    seen: list[float] = []
    write([sheet(columns.number("N", [1], "whole"))], io.BytesIO(), date(2024, 1, 1), "t", lambda _, f: seen.append(f))
    assert (seen[0], seen[-1]) == (0.0, 1.0)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(enabled: bool) -> None:
    def fail(stage: str, fraction: float) -> None:
        raise Cancelled

    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        written_bytes(sheet(columns.number("N", [1], "whole")))
        with pytest.raises(Cancelled):
            write([sheet(columns.number("N", [1], "whole"))], io.BytesIO(), date(2024, 1, 1), "t", fail)
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_a_cancel_stops_between_rows() -> None:
    calls = 0

    def stop_at_the_third(stage: str, fraction: float) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Cancelled

    stream = io.BytesIO()
    with pytest.raises(Cancelled):
        write([sheet(columns.number("N", range(5 * CHUNK), "whole"))], stream, date(2024, 1, 1), "t", stop_at_the_third)
    assert calls == 3
    assert not stream.getvalue()
