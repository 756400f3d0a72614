"""One table in every form of file: text, and the five kinds of workbook, by writers of our own where no library has one."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

from tests.engine.reading.files import Row, workbook_bytes

Rows = Sequence[Row]
Form = Callable[[Rows], bytes]

EPOCH = dt.date(1899, 12, 30)
DAY_FORMAT = 14
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def plain(rows: Rows) -> list[list[Any]]:
    """The cells as text, number, day or nothing."""
    return [[float(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in rows]


def text_bytes(rows: Rows) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def packed_text(rows: Rows) -> bytes:
    return gzip.compress(text_bytes(rows))


def zipped_text(rows: Rows) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lines.csv", text_bytes(rows))
    return buffer.getvalue()


def xlsx_bytes(rows: Rows) -> bytes:
    return workbook_bytes({"Lines": plain(rows)})


def xlsx_by_openpyxl(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for r, row in enumerate(plain(rows), 1):
        for c, value in enumerate(row, 1):
            cell = book.active.cell(r, c)  # type: ignore[union-attr]
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods_bytes(rows: Rows) -> bytes:
    """An OpenDocument sheet: runs of equal cells are written once with a count, as LibreOffice does."""
    body = "".join(
        "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>"
        if any(c is not None for c in row)
        # a row without a cell
        else '<table:table-row><table:table-cell table:number-columns-repeated="3"/></table:table-row>'
        for row in plain(rows)
    )
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Lines">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return _zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        paragraphs = "".join(f"<text:p>{_ods_blanks(escape(part))}</text:p>" for part in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
    if isinstance(value, dt.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value}</text:p></table:table-cell>'


def _ods_blanks(text: str) -> str:
    """Blanks after the first are elements of their own."""
    return text.replace("  ", " <text:s/>")


def xlsb_bytes(rows: Rows) -> bytes:
    """A binary workbook: a record is a number, a length and a body; strings stand in their cells."""
    workbook = _record(131) + _record(143)
    workbook += _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Lines")) + _record(144) + _record(132)
    styles = _record(278) + _record(617, struct.pack("<I", 2))
    styles += b"".join(_record(47, struct.pack("<HHHHHBBHB", 0, code, 0, 0, 0, 0, 0, 0, 0)) for code in (0, DAY_FORMAT))
    styles += _record(618) + _record(279)
    cells = plain(rows)
    size = struct.pack("<IIII", 0, max(len(cells) - 1, 0), 0, max(map(len, cells), default=1) - 1)
    sheet = _record(129) + _record(148, size) + _record(145)
    for r, row in enumerate(cells):
        sheet += _record(0, struct.pack("<IIHBBBI", r, 0, 300, 0, 0, 0, 0))
        sheet += b"".join(_xlsb_cell(c, value) for c, value in enumerate(row) if value is not None)
    sheet += _record(146) + _record(130)
    office, packages = (
        "http://schemas.openxmlformats.org/officeDocument/2006",
        "http://schemas.openxmlformats.org/package/2006",
    )
    kind = "application/vnd.ms-excel"

    def relations(*targets: tuple[str, str]) -> str:
        entries = "".join(
            f'<Relationship Id="rId{i}" Type="{office}/relationships/{name}" Target="{target}"/>'
            for i, (name, target) in enumerate(targets, 1)
        )
        return f'<Relationships xmlns="{packages}/relationships">{entries}</Relationships>'

    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"><Default Extension="bin" ContentType="{kind}.sheet.binary.macroEnabled.main"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.bin" ContentType="{kind}.worksheet"/>'
        f'<Override PartName="/xl/styles.bin" ContentType="{kind}.styles"/></Types>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": workbook,
        "xl/_rels/workbook.bin.rels": relations(("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin")),
        "xl/styles.bin": styles,
        "xl/worksheets/sheet1.bin": sheet,
    }
    return _zipped(parts)


def _xlsb_cell(column: int, value: Any) -> bytes:
    style = 1 if isinstance(value, dt.date) else 0
    place = struct.pack("<II", column, style)
    if isinstance(value, str):
        return _record(6, place + _wide(value))
    return _record(5, place + struct.pack("<d", _number(value)))


def _record(kind: int, body: bytes = b"") -> bytes:
    """Kind and length in groups of seven bits."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, groups = len(body), []
    while True:
        groups.append(length & 0x7F | (0x80 if length > 127 else 0))
        length >>= 7
        if not length:
            return head + bytes(groups) + body


def _wide(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def xls_bytes(rows: Rows) -> bytes:
    """A workbook of Excel 97: records of kind, length and body in the one stream of an OLE file."""
    formats = b"".join(
        _biff(0xE0, struct.pack("<HHHBBBBIIH", 0, code, 0, 0, 0, 0, 0, 0, 0, 0)) for code in (0, DAY_FORMAT)
    )
    first = _biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1997, 0, 0)) + _biff(0x42, struct.pack("<H", 1200))
    first += _biff(0x22, struct.pack("<H", 0)) + formats
    name = struct.pack("<BB", 5, 0) + b"Lines"
    start = len(first) + 4 + 6 + len(name) + 4
    book = first + _biff(0x85, struct.pack("<IBB", start, 0, 0) + name) + _biff(0x0A)
    cells = b"".join(
        _xls_cell(r, c, value) for r, row in enumerate(plain(rows)) for c, value in enumerate(row) if value is not None
    )
    size = struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows), default=1), 0)
    sheet = _biff(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 1997, 0, 0)) + _biff(0x200, size) + cells + _biff(0x0A)
    return _ole("Workbook", book + sheet)


def _xls_cell(row: int, column: int, value: Any) -> bytes:
    place = struct.pack("<HHH", row, column, 1 if isinstance(value, dt.date) else 0)
    if isinstance(value, str):
        encoded = value.encode("utf-16-le")
        return _biff(0x204, place + struct.pack("<HB", len(encoded) // 2, 1) + encoded)
    return _biff(0x203, place + struct.pack("<d", _number(value)))


def _biff(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _ole(name: str, stream: bytes) -> bytes:
    """An OLE file of one stream: header, allocation table, directory, and the stream in sectors of 512 bytes."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(stream) // SECTOR
    tables = -(-(count + 2) // (SECTOR // 4 - 1))
    directory, first = tables, tables + 1
    chain = [FAT] * tables + [END] + [first + i + 1 for i in range(count - 1)] + [END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, directory, 0, 4096, END, 0, END, 0)
    head += struct.pack(f"<{tables}I", *range(tables)).ljust(SECTOR - len(head), b"\xff")
    entries = _entry("Root Entry", 5, 1, END, 0) + _entry(name, 2, FREE, first, len(stream))
    return head + table + entries.ljust(SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    text = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    return text + struct.pack("<III", FREE, FREE, child) + bytes(36) + struct.pack("<IQ", start, size)


def _number(value: Any) -> float:
    return float((value - EPOCH).days if isinstance(value, dt.date) else value)


def _zipped(parts: dict[str, Any]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


FORMS: dict[str, tuple[str, Form]] = {
    "text": ("csv", text_bytes),
    "packed text": ("csv.gz", packed_text),
    "zipped text": ("zip", zipped_text),
    "xlsx by XlsxWriter": ("xlsx", xlsx_bytes),
    "xlsx by openpyxl": ("xlsx", xlsx_by_openpyxl),
    "xlsb": ("xlsb", xlsb_bytes),
    "xls": ("xls", xls_bytes),
    "ods": ("ods", ods_bytes),
}


def write_form(folder: Path, form: str, rows: Rows, name: str = "export") -> Path:
    """The rows in one of the `FORMS`."""
    ending, made = FORMS[form]
    path = folder / f"{name}.{ending}"
    path.write_bytes(made(rows))
    return path
