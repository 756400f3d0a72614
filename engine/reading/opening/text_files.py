"""Text files → tables of text cells: a strict vectorised parse, and a careful one for what it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.errors import FileError, Issue, Place
from engine.options import ReadOptions
from engine.progress import Report, silent
from engine.reading.opening.careful import rows_of, sort_lines, swallows_rows
from engine.reading.opening.dialect import BETWEEN, LINE_END, Dialect, dialect_of
from engine.reading.opening.encoding import letters_of
from engine.reading.opening.fixed_columns import fixed_cells
from engine.reading.opening.records import Records, one_line_end, out_of_order, stray_in_plain_cells
from engine.reading.opening.row_shapes import SAMPLE, Row, RowShape
from engine.reading.opening.sheets import text_table
from engine.reading.opening.strict import Parsed, line_breaks, parse, parse_lines, rows_with
from engine.reading.sources import RawTable
from engine.reading.text_columns import CODED, one_coded, plain_column

_SHOWN = 80
_PAGE_BREAK = re.compile(rb"(?:\A|(?<=[\r\n]))\x0c")
_END = b"\x1a"


def read_text(name: str, content: bytes, options: ReadOptions | None = None, report: Report = silent) -> RawTable:
    """Parse a whole text file into string cells.

    Rows are split by a strict vectorised parse. What it refuses, or swallows by a quote that is never closed, goes to
    a careful one that keeps every good row and lists the damaged ones. Row numbers are those of an editor.
    Raises FileError where the file has no rows.
    Cost: about that of pyarrow's own reader where every row has the same number of cells.
    """
    options = options or ReadOptions()
    letters = letters_of(name, content, options.encoding)
    text, issues = _cleaned(name, letters.text)
    issues = [*letters.issues, *issues]
    dialect = dialect_of(text, options.separator)
    if dialect.width == 0:
        raise FileError(f"{name} is empty.", "Export the list again from your ERP.")
    how = f"{letters.name}, {dialect.name}"
    if dialect.rival:
        issues.append(_rivals(name, dialect))
    table = _split(name, _plain(text, dialect), dialect, lambda: report(f"Opening {name}", 0.5))
    issues += [*table.issues, *_broken_off(table, text, dialect)]
    return replace(table, how=how, issues=tuple(issues))


def _cleaned(name: str, text: bytes) -> tuple[bytes, list[Issue]]:
    """The text without zero bytes, page breaks and the mark that ends old files."""
    if _END in text[-64:] and not text[text.rfind(_END) :].strip(_END + b"\r\n\x00 "):
        text = text.rstrip(_END + b"\r\n\x00 ") + b"\n"
    if b"\x0c" in text:
        text = _PAGE_BREAK.sub(b"", text)
    if b"\x00" not in text:
        return text, []
    count = text.count(b"\x00")
    text = text.replace(b"\x00", b"")
    said = "One zero byte" if count == 1 else f"{count:,} zero bytes"
    message = f"{said} in {name} left out; text has none, so the file may have been damaged on its way."
    return text, [Issue("zero_bytes", message, count)]


def _plain(text: bytes, dialect: Dialect) -> bytes:
    """The text with nothing but the delimiter between its cells."""
    if dialect.starts:
        return text
    if dialect.delimiter == BETWEEN and BETWEEN.encode() not in text:
        return re.sub(rb" {2,}", BETWEEN.encode(), re.sub(rb"(?m)^ +| +(?=\r|$)", b"", text))
    if dialect.padded:
        sign, quote = re.escape(dialect.delimiter.encode()), dialect.quote.encode()
        text = re.sub(sign + b" +(?=" + quote + b")", dialect.delimiter.encode(), text)
        text = re.sub(b"(?<=" + quote + b") +(?=" + sign + b")", b"", text)
    return text


def _split(name: str, text: bytes, dialect: Dialect, report: Callable[[], None]) -> RawTable:
    if dialect.starts:
        cells = fixed_cells(parse_lines(text), dialect.starts)
        return RawTable(name, "", cells, np.arange(1, cells.num_rows + 1, dtype=np.int64))
    parsed = parse(text, dialect)
    table = None if parsed is None else _in_order(name, text, parsed, dialect)
    if table is None:
        del parsed
        table = _carefully(name, text, dialect, report)
    if dialect.padded:
        table = replace(table, cells=text_table([_unpadded(column) for column in table.cells.columns]))
    return table


def _unpadded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    return one_coded(pc.utf8_trim(plain_column(column), " "))


def _in_order(name: str, text: bytes, parsed: Parsed, dialect: Dialect) -> RawTable | None:
    """The table of a strict parse, or None where a stray quote has joined rows in it."""
    cells = parsed.cells
    if not parsed.refused and dialect.quote.encode() not in text:
        return RawTable(name, "", cells, np.arange(1, cells.num_rows + 1, dtype=np.int64))
    refused = np.array([number for number, _ in parsed.refused], dtype=np.int64) - 1
    good = np.arange(cells.num_rows + len(refused), dtype=np.int64)
    good = np.delete(good, refused)
    broken = [len(LINE_END.findall(row)) for _, row in parsed.refused]
    if any(broken):
        return None
    breaks = line_breaks(cells)
    quoted = rows_with(cells, dialect.quote)
    if breaks is None and not len(quoted):
        return _table(name, cells, good + 1, rows_of(_numbered(parsed, refused + 1), dialect), dialect)
    taken = np.ones(len(good) + len(refused), dtype=np.int64)
    if breaks is not None:
        taken[good] += breaks
    records = Records.of(text, taken)
    numbers = records.first + 1
    odd = rows_of(_numbered(parsed, numbers[refused]), dialect)
    joined = np.flatnonzero(taken > 1)
    shape = RowShape.of(cells, numbers[good[:SAMPLE]].tolist(), odd, dialect.width)
    if not _are_whole(records, joined, dialect, shape):
        return None
    texts = records.texts(good[quoted])
    if texts is None:
        return None
    wrong = np.union1d(out_of_order(texts, dialect), stray_in_plain_cells(texts, dialect)).astype(np.int64)
    if len(wrong):
        rows = [one_line_end(row) for row in texts.take(pa.array(wrong)).to_pylist()]
        stray = rows_of(zip(numbers[good[quoted[wrong]]].tolist(), rows, strict=True), dialect)
        odd += [replace(row, sure=False) for row in stray]
        keep = np.delete(np.arange(len(good)), quoted[wrong])
        cells, good = cells.take(pa.array(keep)), good[keep]
    return _table(name, cells, numbers[good], odd, dialect)


def _numbered(parsed: Parsed, numbers: NDArray[np.int64]) -> list[tuple[int, str]]:
    return [(number, row) for number, (_, row) in zip(numbers.tolist(), parsed.refused, strict=True)]


def _are_whole(records: Records, joined: NDArray[np.int64], dialect: Dialect, shape: RowShape) -> bool:
    """Whether records over several lines are quoted as they should be: a stray quote can join rows unrefused."""
    texts = records.texts(joined)
    if texts is None:
        return False
    for text in texts.to_pylist():
        record = one_line_end(text)
        cells = dialect.split(record)
        if cells is None or len(cells) != dialect.width or swallows_rows(record, dialect, shape):
            return False
    return True


def _carefully(name: str, text: bytes, dialect: Dialect, report: Callable[[], None]) -> RawTable:
    decoded = text.decode("utf-8", errors="replace").removeprefix("\ufeff")
    sample = sort_lines(decoded[: 1 << 16], dialect, RowShape(dialect.width, (), 0))
    shape = RowShape.of(_cells(sample.good, dialect), sample.numbers.tolist(), sample.odd, dialect.width)
    found = sort_lines(decoded, dialect, shape, report)
    del decoded
    return _table(name, _cells(found.good, dialect), found.numbers, found.odd, dialect)


def _cells(lines: Sequence[str], dialect: Dialect) -> pa.Table:
    """Lines that are known to be good as cells."""
    parsed = parse("\n".join(lines).encode(), dialect) if lines else None
    if parsed is not None and parsed.cells.num_rows == len(lines):
        return parsed.cells
    rows = [dialect.split(line) or [] for line in lines]
    columns = list(zip(*rows, strict=True)) or [()] * dialect.width
    return text_table([pa.array(column, pa.string()).dictionary_encode() for column in columns])


def _table(name: str, cells: pa.Table, numbers: NDArray[np.int64], others: list[Row], dialect: Dialect) -> RawTable:
    """The good rows with those of the others that fit put back in their places; the rest as damaged."""
    if not others:
        return RawTable(name, "", cells, numbers)
    shape = RowShape.of(cells, numbers[:SAMPLE].tolist(), others, dialect.width)
    kept: list[list[str]] = []
    kept_numbers: list[int] = []
    damaged: list[Place] = []
    mended: list[Place] = []
    for row in sorted(others, key=lambda row: row.number):
        fitted = shape.fit(row)
        if fitted is not None:
            kept.append(fitted)
            kept_numbers.append(row.number)
        if fitted is None or shape.is_mended(row):
            (damaged if fitted is None else mended).append(Place(name, row=row.number, value=row.text[:_SHOWN]))
    width = max([dialect.width, *map(len, kept)])
    names = [str(i) for i in range(width)]
    extra = text_table(
        [
            pa.array([row[i] if i < len(row) else "" for row in kept], pa.string()).dictionary_encode()
            for i in range(width)
        ]
    )
    at = np.array(kept_numbers, dtype=np.int64)
    whole, order = _merged(_widened(cells, names), numbers, extra, at)
    issues = tuple(_other_header(name, shape, others))
    return RawTable(name, "", whole, order, tuple(damaged), tuple(mended), issues=issues)


def _other_header(name: str, shape: RowShape, others: Sequence[Row]) -> list[Issue]:
    """Where the row above the first data has another number of names than the rows have cells, that it has."""
    header = next((row for row in reversed(others) if row.number < shape.start and shape.may_be_header(row)), None)
    names = len(header.cells or []) if header else 0
    alone = header is not None and sum(bool(cell.strip()) for cell in header.cells or []) <= 1
    if (
        header is None
        or alone
        or shape.is_cut_text(header)
        or names <= 1
        or header.number + 1 < shape.start
        or names == shape.width
    ):
        return []
    message = (
        f"The header of {name} has {names:,} names, its rows have {shape.width:,} cells."
        " Check that each column has the right name."
    )
    return [Issue("header_width", message, 1, places=(Place(name, row=header.number, value=header.text[:_SHOWN]),))]


def _merged(
    cells: pa.Table, numbers: NDArray[np.int64], extra: pa.Table, at: NDArray[np.int64]
) -> tuple[pa.Table, NDArray[np.int64]]:
    """Both tables by row number. Cost: a copy of the codes."""
    both = np.concatenate((numbers, at))
    order = np.argsort(both, kind="stable")
    columns = pa.concat_tables([cells, extra]).columns
    return text_table([one_coded(column).take(pa.array(order)) for column in columns]), both[order]


def _widened(cells: pa.Table, names: list[str]) -> pa.Table:
    """The cells with blank columns up to all the names."""
    blank = pa.nulls(cells.num_rows, CODED)
    return pa.table([cells.column(i) if i < cells.num_columns else blank for i in range(len(names))], names=names)


def _rivals(name: str, dialect: Dialect) -> Issue:
    return Issue(
        kind="guessed_separator",
        message=(
            f"{name} was read as {dialect.name}; {dialect.rival_name} would split it as well."
            " If its columns look wrong, choose under Options, Separator."
        ),
        count=1,
        severity="note",
    )


def _broken_off(table: RawTable, text: bytes, dialect: Dialect) -> list[Issue]:
    """Where the last row has no line end and is shorter than the others, that the file was probably cut off."""
    if text.endswith((b"\n", b"\r")):
        return []
    odd = max([*table.damaged, *table.mended], key=lambda place: place.row, default=None)
    if odd is None or (len(table.rows) and odd.row < int(table.rows[-1])):
        return []
    cells = dialect.split(text[max(text.rfind(b"\n"), text.rfind(b"\r")) + 1 :].decode("utf-8", errors="replace"))
    if cells is not None and len(cells) >= dialect.width:
        return []
    message = f"{table.file} ends in the middle of row {odd.row:,}: the export was probably cut off. Export it again."
    return [Issue("cut_off", message, 1, places=(odd,))]
