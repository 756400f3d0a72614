"""Whatever a file holds, reading ends in a dataset or in a sentence of our own with a way out; never in a library's words."""

from __future__ import annotations

import gzip
import io
import re
import struct
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine import ColumnError, EngineError, FileError, NothingToAnalyse, ReadOptions, inspect_files, read_dataset
from tests.engine.reading.files import HEADER, LINE_HEADER, workbook_bytes

FOREIGN = re.compile(
    r"traceback|error|exception|errno|pyarrow|arrow|openpyxl|calamine|fastexcel|codec|decode|utf|zipfile|panic|rust|"
    r"pandas|numpy|nan\b|none of type|0x|\\x|<class|line \d+ of|csv parse|invalid",
    re.IGNORECASE,
)
ROWS = [LINE_HEADER, ("I1", "C1", "P1", 2, 5.0, 10.0, "2024-01-05"), ("I2", "C2", "P1", 3, 5.0, 15.0, "2024-01-06")]
TEXT = "\n".join(";".join(map(str, row)) for row in ROWS).encode() + b"\n"
BOOK = workbook_bytes({"Lines": ROWS, "Customers": [("customer_id", "region"), ("C1", "North")]})


def outcome(content: bytes, name: str = "export.xlsx", options: ReadOptions | None = None) -> EngineError | None:
    """How the reading of one file ends; any other exception is a bug and passes through."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            read_dataset(inspect_files([path], options), options)
        except EngineError as error:
            return error
    return None


def must_be_ours(error: EngineError | None) -> None:
    """A sentence and a hint, both with a full stop, and no word of a library in them but what the file itself says."""
    if error is None:
        return
    assert re.fullmatch(r".+[.!?]", error.sentence, re.DOTALL)
    assert re.fullmatch(r".+[.!?]", error.hint, re.DOTALL)
    assert not FOREIGN.search(error.sentence)


def rezipped(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The workbook with each of its parts changed, or left off."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return buffer.getvalue()


PARTS = sorted(zipfile.ZipFile(io.BytesIO(BOOK)).namelist())


@settings(max_examples=150)
@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"\x1f\x8b")
@example(b"\xff\xfe")
@example(b"\xfe\xff\x00")
@example(b'"')
@example(b'"\n"')
@example(b"sep=;")
@example(b"\x00" * 64)
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
@example(gzip.compress(b""))
@example(gzip.compress(gzip.compress(TEXT)))
def test_any_bytes_end_in_a_sentence_of_ours(content: bytes) -> None:
    must_be_ours(outcome(content))


@settings(max_examples=150)
@given(st.text(st.sampled_from("customer,product;qty\n\r\t\"'| 0159.-=é\x00"), max_size=200))
def test_any_text_ends_in_lines_or_in_a_sentence_of_ours(text: str) -> None:
    must_be_ours(outcome(text.encode()))


@settings(max_examples=60)
@given(st.integers(0, len(TEXT) - 1), st.binary(max_size=6))
def test_a_text_file_with_a_few_strange_bytes_is_read_or_refused_in_a_sentence(at: int, noise: bytes) -> None:
    must_be_ours(outcome(TEXT[:at] + noise + TEXT[at:]))


@settings(max_examples=70)
@given(st.data())
def test_a_workbook_with_one_flipped_byte_is_read_or_refused_in_a_sentence(data: st.DataObject) -> None:
    at = data.draw(st.integers(4, len(BOOK) - 1))
    bit = data.draw(st.integers(0, 7))

    must_be_ours(outcome(BOOK[:at] + bytes([BOOK[at] ^ (1 << bit)]) + BOOK[at + 1 :]))


@pytest.mark.parametrize("part", PARTS)
def test_a_workbook_without_one_of_its_parts_is_read_or_refused_in_a_sentence(part: str) -> None:
    must_be_ours(outcome(rezipped(lambda name, content: None if name == part else content)))


@pytest.mark.parametrize("content", [b"", b"not a word of markup", b"<?xml version='1.0'?><a><b></a>", b"\x00" * 100])
@pytest.mark.parametrize("part", PARTS)
def test_a_workbook_with_rubbish_in_one_of_its_parts_is_read_or_refused_in_a_sentence(
    part: str, content: bytes
) -> None:
    must_be_ours(outcome(rezipped(lambda name, old: content if name == part else old)))


def with_far_cells(*far: tuple[int, int], value: str | None) -> bytes:
    """The lines, and further cells that hold a value, or only a colour."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Lines")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        for row, column in far:
            sheet.write(row, column, value, book.add_format({"bg_color": "#ffff00"}))
    return buffer.getvalue()


LAST_ROW, LAST_COLUMN = 1_048_575, 16_383


@pytest.mark.parametrize("far", [[(LAST_ROW, LAST_COLUMN)], [(0, LAST_COLUMN), (LAST_ROW, 0)]])
def test_stray_cells_in_the_last_row_and_column_do_not_take_all_memory(far: list[tuple[int, int]]) -> None:
    error = outcome(with_far_cells(*far, value="x"))

    assert isinstance(error, FileError)
    assert error.sentence.startswith("Sheet “Lines” of export.xlsx is too large to read")
    must_be_ours(error)


def test_far_cells_that_only_have_a_colour_are_no_hindrance() -> None:
    assert outcome(with_far_cells((0, LAST_COLUMN), (LAST_ROW, 0), value=None)) is None


@pytest.mark.parametrize("far", [(3, LAST_COLUMN), (60_000, 8)])
def test_one_stray_cell_far_to_the_right_or_far_down_is_read_with_the_rest(far: tuple[int, int]) -> None:
    assert outcome(with_far_cells(far, value="x")) is None


def test_a_packed_file_with_a_wrong_checksum_is_damaged() -> None:
    packed = gzip.compress(TEXT)
    wrong = packed[:-8] + struct.pack("<I", 1) + packed[-4:]

    error = outcome(wrong, "export.csv.gz")

    assert isinstance(error, FileError)
    assert error.sentence == "export.csv.gz is damaged: it cannot be unpacked."


def test_a_packed_pdf_is_still_a_pdf() -> None:
    assert "is a PDF" in str(outcome(gzip.compress(b"%PDF-1.7\n1 0 obj\n"), "export.csv.gz"))


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("customer_id,product_id,quantity\n", NothingToAnalyse, "a header but no invoice lines"),
        ("region,product_id,quantity\nNorth,P1,2\n", ColumnError, "no column for the customer."),
        ("customer_id,region,quantity\nC1,North,2\n", ColumnError, "no column for the product."),
        ("customer_id,product_id,region\nC1,P1,North\n", ColumnError, "no column for the quantity or amount."),
        ("a\n1\n", ColumnError, "no column for the customer, product and quantity or amount."),
        ("1,2\n3,4\n", ColumnError, "hold no table"),
        ("customer_id,product_id,quantity\nC1,P1,0\nC1,P2,0\n", NothingToAnalyse, "quantity zero (2)"),
        ("customer_id,product_id,quantity\nC1,P1,-3\n", NothingToAnalyse, "The only usable line is a return"),
        ("customer_id,product_id,quantity\nC1,P1,-3\nC1,P1,-1\n", NothingToAnalyse, "All 2 usable lines are returns"),
        ("customer_id,product_id,quantity\nC1,P1,x\n,P2,1\n", NothingToAnalyse, "None of the 2 lines can be used"),
        ("customer_id,product_id,amount\nC1,P1,-3\nC1,P1,0\n", NothingToAnalyse, "The other 1 is left out."),
    ],
)
def test_a_file_without_what_is_needed_says_what(text: str, kind: type[EngineError], words: str) -> None:
    for content in (text.encode(), text.encode("utf-16"), text.replace(",", ";").encode()):
        error = outcome(content, "export.csv")

        assert type(error) is kind
        assert words in error.sentence
        must_be_ours(error)


@pytest.mark.parametrize(
    "sheets",
    [
        {"Lines": [HEADER]},
        {"Lines": [("customer", "quantity"), ("C1", 2)]},
        {"Notes": [("nothing here",)]},
        {"Lines": [HEADER, ("C1", "P1", 0), ("C2", "P1", 0)]},
        {"Lines": [HEADER, ("C1", "P1", -1)]},
    ],
)
def test_a_workbook_without_what_is_needed_is_refused_like_a_text_file(
    sheets: dict[str, list[tuple[object, ...]]],
) -> None:
    (rows,) = sheets.values()
    text = "\n".join(",".join(map(str, row)) for row in rows) + "\n"

    of_book, of_text = outcome(workbook_bytes(sheets), "export"), outcome(text.encode(), "export")

    assert type(of_book) is type(of_text) in {ColumnError, NothingToAnalyse}
    assert str(of_book).replace(" · Lines", "").replace(" · Notes", "") == str(of_text)


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=30))
def test_an_option_that_names_no_header_is_answered_with_the_headers_there_are(name: str) -> None:
    error = outcome(TEXT, "export.csv", ReadOptions(columns={"customer_id": f"x {name} x"}))

    assert isinstance(error, ColumnError)
    assert f"“x {name} x”" in error.sentence
    assert any(header in error.hint for header in LINE_HEADER)
