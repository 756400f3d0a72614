"""What a file is, its content decides; each kind that is not read has a sentence of its own and a way out."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import sqlite3
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import feather

from engine import FileError, inspect_files
from engine.reading.opening import refusals
from engine.reading.opening.file_kinds import PACKED, WORKBOOKS, kind_of
from tests.engine.reading.files import HEADER, read, workbook_bytes, write_csv
from tests.engine.reading.opening.strange_files import (
    BOF_WITH_PASSWORD,
    BOOK,
    OLE,
    changed,
    content_types,
    dbase,
    locked,
    ole_of,
    open_document,
    zip_of,
)

LINES = [("C1", "P1", "2"), ("C2", "P2", "3")]
XML_2003 = b"""<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>"""
FLAT_ODS = b"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="o" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>"""
MHTML = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n<html>"
MAIL = b"From: erp@example.org\r\nTo: you@example.org\r\nSubject: export\r\n\r\nHere it is."
SYLK = b'ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"customer"\r\nE\r\n'

SENTENCES = [
    (b"", "orders.xls is empty."),
    (b"\xef\xbb\xbf", "orders.xls is empty."),
    (b" \r\n\r\n\t\n", "orders.xls is empty."),
    (bytes(5000), "orders.xls holds nothing but zeros: it was not copied or saved to its end."),
    (b"%PDF-1.7\n1 0 obj\n<</Type /Catalog>>", "orders.xls is a PDF, not a workbook."),
    (b"%!PS-Adobe-3.0\n", "orders.xls is a print file (PostScript), not a workbook."),
    (b"\x89PNG\r\n\x1a\n" + bytes(100), "orders.xls is a picture, not a workbook."),
    (b"\xff\xd8\xff\xe0" + bytes(100), "orders.xls is a picture, not a workbook."),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "orders.xls is a picture, not a workbook."),
    (b"BM" + (60).to_bytes(4, "little") + bytes(54), "orders.xls is a picture, not a workbook."),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "orders.xls is a picture, not a workbook."),
    (b"{\\rtf1\\ansi customer}", "orders.xls is a rich-text document (.rtf), not a workbook."),
    (b"<!DOCTYPE html><html><body><table>", "orders.xls is a web page saved as .xls, not a workbook."),
    (b"\xef\xbb\xbf\r\n<html xmlns:x='excel'><table>", "orders.xls is a web page saved as .xls, not a workbook."),
    (b"<!-- SAP -->\n<TABLE border=1><tr><td>x", "orders.xls is a web page saved as .xls, not a workbook."),
    ("<html><table>".encode("utf-16"), "orders.xls is a web page saved as .xls, not a workbook."),
    (b'<?xml version="1.0"?><!DOCTYPE html><html><body>', "orders.xls is a web page saved as .xls, not a workbook."),
    (MHTML, "orders.xls is a web page saved as .xls, not a workbook."),
    (MAIL, "orders.xls is an e-mail, not a workbook."),
    (XML_2003, "orders.xls is an XML spreadsheet of Excel 2003 saved as .xls, which is not read."),
    (FLAT_ODS, "orders.xls is a flat XML spreadsheet of LibreOffice saved as .xls, which is not read."),
    (b'<?xml version="1.0"?><orders><order/></orders>', "orders.xls is an XML file, not a workbook."),
    (b'[{"customer": "C1"}]', "orders.xls is a JSON file, not a workbook."),
    (b'{"customer": "C1"}\n{"customer": "C2"}\n', "orders.xls is a JSON file, not a workbook."),
    (SYLK, "orders.xls is a SYLK spreadsheet saved as .xls, an old form that is not read."),
    (SYLK.replace(b"\r\n", b"\r"), "orders.xls is a SYLK spreadsheet saved as .xls, an old form that is not read."),
    (b'TABLE\r\n0,1\r\n"EXCEL"\r\n', "orders.xls is a DIF spreadsheet saved as .xls, an old form that is not read."),
    (b"BEGIN:VCARD\nN:Smith\n", "orders.xls is an address book or calendar, not a workbook."),
    (dbase(), "orders.xls is a dBase table (.dbf), not a workbook."),
    (b"\x00\x01\x00\x00Standard Jet DB\x00" + bytes(99), "orders.xls is an Access database, not a workbook."),
    (b"\x00\x01\x00\x00Standard ACE DB\x00" + bytes(99), "orders.xls is an Access database, not a workbook."),
    (b"MZ\x90\x00\x03" + bytes(100), "orders.xls is a program, not a workbook."),
    (b"\x7fELF\x02" + bytes(100), "orders.xls is a program, not a workbook."),
    (b"7z\xbc\xaf\x27\x1c" + bytes(99), "orders.xls is an archive, not a workbook."),
    (
        b"\x00\x00\x02\x00\x06\x04\x06\x00" + bytes(99),
        "orders.xls is a Lotus 1-2-3 workbook, an old form that is not read.",
    ),
    (bytes(range(256)) * 40, "orders.xls is neither a workbook nor a text file."),
    (ole_of("WordDocument"), "orders.xls is a Word document, not a workbook."),
    (ole_of("PowerPoint Document"), "orders.xls is a presentation, not a workbook."),
    (ole_of("__properties_version1.0"), "orders.xls is an Outlook message, not a workbook."),
    (ole_of("StarCalcDocument"), "orders.xls is a StarOffice workbook, an old form that is not read."),
    (ole_of("Somebody's own"), "orders.xls is a document of another program, not a workbook."),
    (ole_of("Workbook", body=BOF_WITH_PASSWORD), "orders.xls is protected by a password."),
    (locked(BOOK, "secret"), "orders.xls is protected by a password."),
    (OLE, "orders.xls is damaged: it cannot be opened as a workbook."),
    (OLE + bytes(40) + b"\x00\x20\x00\x00" + bytes(600), "orders.xls is damaged: it cannot be opened as a workbook."),
    (zip_of({"word/document.xml": "x"}), "orders.xls is a Word document, not a workbook."),
    (zip_of({"ppt/presentation.xml": "x"}), "orders.xls is a presentation, not a workbook."),
    (
        zip_of({"Index/Tables/DataList.iwa": "x", "Index/Document.iwa": "x"}),
        "orders.xls is an Apple Numbers document, which only Numbers opens.",
    ),
    (zip_of({"Index/Document.iwa": "x"}), "orders.xls is an Apple Pages document, not a workbook."),
    (zip_of({"DataModel": "x", "Report/Layout": "x"}), "orders.xls is a Power BI report, not a workbook."),
    (
        zip_of({"mimetype": "application/vnd.sun.xml.calc"}),
        "orders.xls is a StarOffice workbook, an old form that is not read.",
    ),
    (open_document("text"), "orders.xls is a text document of LibreOffice Writer, not a workbook."),
    (open_document("drawing"), "orders.xls is a drawing of LibreOffice, not a workbook."),
    (open_document("spreadsheet", locked_part="content.xml"), "orders.xls is protected by a password."),
    (
        zip_of({"encrypted-package": "x", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "orders.xls is protected by a password.",
    ),
    (zip_of({}), "orders.xls is a zip archive without a workbook or text file in it."),
    (BOOK[: len(BOOK) // 2], "orders.xls is damaged: it cannot be opened as a workbook."),
]


def refusal(path: Path, content: bytes) -> FileError:
    path.write_bytes(content)
    with pytest.raises(FileError) as caught:
        inspect_files([path])
    return caught.value


@pytest.mark.parametrize(("content", "sentence"), SENTENCES)
def test_a_file_of_another_kind_is_named_for_what_it_is(tmp_path: Path, content: bytes, sentence: str) -> None:
    error = refusal(tmp_path / "orders.xls", content)

    assert error.sentence == sentence
    assert error.hint


@pytest.mark.parametrize("write", [pq.write_table, feather.write_feather])
def test_a_file_of_columns_is_named(tmp_path: Path, write: object) -> None:
    path = tmp_path / "orders.csv"
    write(pa.table({"customer_id": ["C1"]}), str(path))  # type: ignore[operator]

    assert refusal(path, path.read_bytes()).sentence == "orders.csv is a Parquet or Feather file, not a workbook."


def test_a_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    with sqlite3.connect(path) as database:
        database.execute("create table orders (customer_id text)")
    database.close()

    assert refusal(path, path.read_bytes()).sentence == "orders.csv is an SQLite database, not a workbook."


def test_a_web_page_that_is_named_as_one_is_not_said_to_be_saved_as_another(tmp_path: Path) -> None:
    assert refusal(tmp_path / "orders.html", b"<html>").sentence == "orders.html is a web page, not a workbook."


def test_every_sentence_names_the_file_and_has_a_way_out() -> None:
    for kind in (*refusals._SENTENCES, *refusals._NOT_WORKBOOKS):
        error = refusals.refusal("orders.xls", kind)

        assert re.fullmatch(r"orders\.xls .+\.", error.sentence)
        assert re.fullmatch(r"[A-Z].+\.", error.hint)


@given(st.binary(max_size=600), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", OLE, b"<", b"{", b"\x03", b"MZ"]))
def test_every_kind_is_read_or_has_a_sentence(content: bytes, start: bytes) -> None:
    kind = kind_of(start + content)

    assert kind in {*WORKBOOKS, *PACKED, "text"} or refusals.refusal("orders.xls", kind).sentence


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (BOOK, "xlsx"),
        (changed(BOOK, "[Content_Types].xml", b"sheet.main+xml", b"template.main+xml"), "xlsx"),
        (zip_of(content_types("application/vnd.ms-excel.sheet.macroEnabled.main+xml") | {"workbook.xml": "x"}), "xlsx"),
        (zip_of({"workbook.xml": "x", "sheet1.xml": "x"}), "xlsx"),
        (zip_of({"xl\\worksheets\\sheet1.xml": "x"}), "xlsx"),
        (zip_of(content_types("application/vnd.ms-excel.sheet.binary.macroEnabled.main")), "xlsb"),
        (zip_of({"xl/workbook.bin": "x"}), "xlsb"),
        (open_document("spreadsheet"), "ods"),
        (open_document("spreadsheet", mime="application/vnd.oasis.opendocument.spreadsheet-template"), "ods"),
        (open_document("spreadsheet", locked_part="Basic/script.xml"), "ods"),
        (ole_of("Workbook"), "xls"),
        (ole_of("Book"), "xls"),
        (ole_of("Workbook", "WordDocument"), "xls"),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00", "xls"),
        (b"\x09\x02\x06\x00\x00\x00\x10\x00\x00\x00", "xls"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", "xls"),
        (gzip.compress(b"x", mtime=0), "gzip"),
        (bz2.compress(b"x"), "bzip2"),
        (lzma.compress(b"x"), "xz"),
        (b"customer\tproduct\n1\t2\n", "text"),
        ("customer;product\n1;2\n".encode("utf-16"), "text"),
        ("customer;product\n1;2\n".encode("utf-16-le"), "text"),
        (b"C1\x00\x00\x00,P1\x00\x00\x00,2\n" * 9, "text"),
        (b"ID;PRODUCT;QTY\n1;P1;2\n2;P2;3\n", "text"),
        (b"ID;Part\nA;B1\nB;B2\n", "text"),
        (b"[customer],[product]\n1,2\n", "text"),
        (b"MZ,customer\n1,2\n", "text"),
        (b"BM;customer\n1;2\n", "text"),
        (b"From;To;Quantity\n1;2;3\n", "text"),
        (b"<10;customer\n1;2\n", "text"),
        (b"BZ;customer\n1;2\n", "text"),
        ("Größe;Kunde\n1;2\n".encode("cp1252"), "text"),
    ],
)
def test_what_can_be_read_is_known_by_its_content(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize("name", ["orders.csv", "orders.xls", "orders.ods", "orders", "orders.pdf"])
def test_a_workbook_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(workbook_bytes({"Sheet1": [HEADER, *LINES]}))

    assert read(path).report.lines_read == 2


@pytest.mark.parametrize("name", ["orders.xlsx", "orders.xls", "orders.ods", "orders", "orders.zip"])
def test_a_text_file_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    assert read(write_csv(tmp_path / name, HEADER, LINES)).report.lines_read == 2


def test_a_workbook_locked_by_the_password_that_excel_itself_tries_is_read(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(locked(BOOK, "VelvetSweatshop"))

    assert read(path).report.lines_read == 2
