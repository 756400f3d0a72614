"""Cells as text: numbers, moments and ids come out as the user sees them, by every reader that can read them."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.reading.opening.cell_text import moment_text, number_text, padded, time_text, zeros_of
from engine.reading.opening.quick_sheets import read_quickly
from engine.reading.opening.slow_sheets import read_slowly
from engine.reading.opening.workbooks import read_workbook
from engine.reading.sources import RawTable
from tests.engine.reading.files import workbook_bytes

DATA = Path(__file__).parent / "data"
LINES = [
    ["id", "text", "number", "day", "moment", "clock", "true", "percent", "group", "error"],
    ["00123", "00123", "1234.5", "2024-03-05", "2024-03-05 08:26:00", "08:26:00", "TRUE", "0.15", "North", None],
    ["45678", " x ", "-0.125", "1999-12-31", "2024-02-29 23:59:59", "00:00:01", "FALSE", "1.5", "North", None],
    ["00007", "NA", "60.22561367123", "2030-01-01", "2011-12-09 12:50:00", "23:00:00", "TRUE", "0.005", "North", None],
]
"""What both .xls files in `data` hold, in days since 1900 and since 1904."""

moment = dt.datetime.fromisoformat

Write = Callable[[xlsxwriter.Workbook, Any], None]


def book(write: Write, **options: Any) -> bytes:
    """A workbook of one sheet, “Lines”, that `write` fills."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options}) as workbook:
        write(workbook, workbook.add_worksheet("Lines"))
    return buffer.getvalue()


def rewritten(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one part of its XML changed, or every part that matches."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = old.read(name)
            new.writestr(name, change(entry.decode()) if re.search(part, name) else entry)
    return buffer.getvalue()


def table(content: bytes, kind: Any = "xlsx") -> RawTable:
    (found,), _ = read_workbook("b.xlsx", content, kind)
    return found


def rows(content: bytes, kind: Any = "xlsx") -> list[list[str | None]]:
    return [list(row.values()) for row in table(content, kind).cells.to_pylist()]


def formatted(*cells: tuple[Any, str | None], **options: Any) -> list[str | None]:
    """What the cells of one column, each with its number format, are read as."""

    def write(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        for r, (value, code) in enumerate(cells):
            sheet.write(r, 0, value, workbook.add_format({"num_format": code}) if code else None)

    return [row[0] for row in rows(book(write, **options))]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1234.5, "1234.5"),
        (17.0, "17"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1.5e-7, "0.00000015"),
        (1e20, "100000000000000000000"),
        (60.22561367123, "60.22561367123"),
    ],
)
def test_a_number_is_the_shortest_text_without_an_exponent(number: float, text: str) -> None:
    assert number_text(number) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_as_itself(number: float) -> None:
    assert float(number_text(number)) == number


@pytest.mark.parametrize(
    ("code", "zeros"),
    [("00000", "00000"), ("000-000", "000-000"), ("00000;-00000", "00000"), (r"000\-00", "000-00")]
    + [(code, "") for code in ("General", "0", "0.00", "#,##0", "yyyy", "0%", "00.00", '00" pcs"', "@", "0E+00")],
)
def test_only_a_format_of_nothing_but_zeros_shows_leading_zeros(code: str, zeros: str) -> None:
    assert zeros_of(code) == zeros


@given(st.integers(0, 10**9), st.integers(2, 12))
def test_zeros_are_put_before_a_number_as_python_does(number: int, width: int) -> None:
    assert padded(str(number), "0" * width) == f"{number:0{width}d}"


def test_ids_under_a_format_of_zeros_have_them() -> None:
    cells = formatted((123, "00000"), (1234567, "00000"), (123, None), ("123", "00000"), (1234, "000-000"), (1.5, "00"))

    assert cells == ["00123", "1234567", "123", "123", "001-234", "1.5"]


def test_ids_of_a_large_sheet_have_their_zeros_too() -> None:
    def write(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        zeros = workbook.add_format({"num_format": "000000"})
        for r in range(7_000):
            sheet.write(r, 2, r, zeros)
            for c in range(3, 12):
                sheet.write(r, c, r)

    cells = rows(book(write))

    assert [row[0] for row in cells] == [f"{r:06d}" for r in range(7_000)]
    assert [row[9] for row in cells] == [str(r) for r in range(7_000)]


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_moments_are_read_in_either_date_system(epoch_1904: bool) -> None:
    cells = formatted(
        (moment("2024-03-05"), "yyyy-mm-dd"),
        (moment("2024-03-05 08:26"), "d.m.yy hh:mm"),
        (moment("1999-12-31 23:59:59"), "yyyy-mm-dd hh:mm:ss"),
        (0.5, "hh:mm"),
        (1.5, "[h]:mm"),
        (0.15, "0%"),
        (45000, None),
        date_1904=epoch_1904,
    )

    assert cells == [
        "2024-03-05",
        "2024-03-05 08:26:00",
        "1999-12-31 23:59:59",
        "12:00:00",
        "36:00:00",
        "0.15",
        "45000",
    ]


def test_the_date_system_is_known_where_an_extension_hides_it_from_the_reader() -> None:
    def write(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_datetime(0, 0, moment("2017-02-27"), workbook.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write(0, 1, "2017-02-27 00:00:00")
        for r in range(7_000):
            sheet.write_row(r, 2, range(9))

    extension = (
        '<extLst><ext uri="x"><x14:workbookPr xmlns:x14="urn:x" defaultImageDpi="32767"/></ext></extLst></workbook>'
    )
    content = book(write, date_1904=True)
    content = rewritten(content, r"xl/workbook\.xml$", lambda text: text.replace("</workbook>", extension))

    assert rows(content)[0][:2] == ["2017-02-27", "2017-02-27 00:00:00"]


def test_no_date_is_made_of_a_number_that_cannot_be_one() -> None:
    assert formatted((-3, "yyyy-mm-dd"), (3_000_000, "yyyy-mm-dd")) == ["-3", "3000000"]


def test_texts_that_look_like_something_else_stay_as_they_are() -> None:
    texts = [
        "true",
        "FALSE",
        "2024-03-05 00:00:00",
        "1850-01-01 00:00:00",
        "1900-02-29 08:00:00",
        "1.50",
        "007",
        "#N/A",
        " ",
    ]

    assert formatted(*((text, None) for text in texts)) == texts


def test_numbers_of_a_large_sheet_keep_all_their_digits() -> None:
    numbers = [r / 7 for r in range(30_000)]

    cells = rows(workbook_bytes({"Lines": [(number, *range(9)) for number in numbers]}))

    assert all(
        math.isclose(float(row[0] or ""), number, rel_tol=1e-15) for row, number in zip(cells, numbers, strict=True)
    )


def test_a_large_sheet_reads_the_same_as_its_first_rows_by_themselves() -> None:
    """A sheet beyond 260,000 cells is held as codes; a small one is loaded three times and read by two readers."""
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=i) for i in range(40)]

    def write(length: int) -> Write:
        def fill(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
            day, clock = (workbook.add_format({"num_format": code}) for code in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"))
            for r in range(length):
                sheet.write_row(r, 0, [f"A{r % 7}", r % 5, r / 4, r % 3 == 0, "true" if r % 2 else " x "])
                sheet.write_datetime(r, 5, days[r % 40], day)
                if r % 2:
                    sheet.write_datetime(r, 6, dt.datetime(2024, 3, 1, r % 24, 30), clock)  # noqa: DTZ001
                    sheet.write_datetime(r, 7, days[r % 40], day)
                else:
                    sheet.write_string(r, 7, str(days[r % 40]))
                sheet.write_row(r, 8, [r / 7, r])

        return fill

    large, small = (rows(book(write(length))) for length in (27_000, 500))

    assert large[:500] == small


def same_by_both(content: bytes) -> list[list[str | None]]:
    """What the quick reader reads, after seeing that the other reads the same."""
    (quick,), (slow,) = read_quickly(content), read_slowly(content)
    assert quick.cells.to_pylist() == slow.cells.to_pylist()
    assert (quick.first_row, quick.first_column) == (slow.first_row, slow.first_column)
    return [list(row.values()) for row in quick.cells.to_pylist()]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
    lambda text: not re.search(r"_x[0-9A-Fa-f]{4}_", text)
)
NUMBERS = st.floats(-1e12, 1e12).map(lambda number: float(f"{number:.12g}")) | st.integers(-(10**9), 10**9)
MOMENTS = st.datetimes(moment("1901-01-01"), moment("2100-01-01")).map(lambda day: day.replace(microsecond=0))
GRIDS = st.lists(st.tuples(TEXTS, NUMBERS, MOMENTS, st.booleans()), min_size=1, max_size=8)


@given(GRIDS)
@settings(deadline=None, max_examples=60)
def test_what_was_written_is_read_by_both_readers(grid: list[tuple[str, float, dt.datetime, bool]]) -> None:
    def write(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        clock = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for r, (text, number, day, truth) in enumerate(grid):
            sheet.write_string(r + 2, 1, text)
            sheet.write_number(r + 2, 2, number)
            sheet.write_datetime(r + 2, 3, day, clock)
            sheet.write_boolean(r + 2, 4, truth)

    cells = same_by_both(book(write))

    expected = [[text, number_text(number), moment_text(day), str(truth).upper()] for text, number, day, truth in grid]
    assert cells == expected


def test_times_are_counted_in_hours() -> None:
    assert time_text(dt.time(8, 26)) == "08:26:00"
    assert time_text(dt.timedelta(days=1, hours=12)) == "36:00:00"
    assert time_text(dt.timedelta(hours=-1, minutes=-30)) == "-01:30:00"


@pytest.mark.parametrize("name", ["days1900.xls", "days1904.xls"])
def test_an_old_workbook_gives_the_same_cells_as_a_new_one(name: str) -> None:
    content = (DATA / name).read_bytes()

    assert rows(content, "xls") == LINES
    assert table(content, "xls").rows.tolist() == [3, 4, 5, 6]


def test_an_opendocument_workbook_gives_days_and_times() -> None:
    cells = rows((DATA / "days1904.ods").read_bytes(), "ods")

    assert [row[3:6] for row in cells] == [row[3:6] for row in LINES]
    assert [row[1:3] for row in cells] == [row[1:3] for row in LINES]


def test_an_indented_opendocument_workbook_is_read_too() -> None:
    content = rewritten(
        (DATA / "days1904.ods").read_bytes(),
        r"^content\.xml$",
        lambda text: re.sub(r">(?=<(?:/?table|/?office):)", ">\n  ", text),
    )

    assert rows(content, "ods") == rows((DATA / "days1904.ods").read_bytes(), "ods")


def test_values_on_lines_of_their_own_are_read() -> None:
    content = workbook_bytes({"Lines": [("a", "b", 1.5), ("c", "d", 2)]})
    spread = rewritten(content, "sheet1", lambda text: re.sub(r"<v>(.*?)</v>", "<v>\n  \\1\n</v>", text))

    assert rows(spread) == [["a", "b", "1.5"], ["c", "d", "2"]]


def test_a_strict_open_xml_workbook_is_read() -> None:
    content = rewritten(
        workbook_bytes({"Lines": [("a", 1.5), ("b", 2)]}),
        r"\.(xml|rels)$",
        lambda text: text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )

    assert rows(content) == [["a", "1.5"], ["b", "2"]]


def test_a_sheet_that_states_a_wrong_size_is_read_whole() -> None:
    content = workbook_bytes({"Lines": [(i, f"x{i}") for i in range(50)]})
    lying = rewritten(content, "sheet1", lambda text: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:A2"', text))

    assert rows(lying) == [[str(i), f"x{i}"] for i in range(50)]
