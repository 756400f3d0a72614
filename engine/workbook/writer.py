"""From the description of a workbook to an .xlsx file. The only file that knows XlsxWriter's worksheets.

Text is written as text whatever it looks like: nothing that came from the user's files can become a formula or a link.
"""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import IO

import numpy as np
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.progress import Report
from engine.workbook.description import (
    BarChart,
    Block,
    Column,
    Facts,
    Heading,
    Kind,
    Links,
    Sentence,
    Sheet,
    Table,
    Title,
    Value,
)
from engine.workbook.formats import ACCENT, LARGE, MIDDLE, SMALL, TABLE_STYLE, Formats
from engine.workbook.layout import LINE_HEIGHT, Placed, header_height, placed, row_heights, widths
from engine.workbook.texts import clean, cut, unique_headers

STAGE = "Writing the workbook"
CHUNK = 2_000
"""Rows between two reports."""
CELLS_DONE = 0.4
"""The share of the time after which all cells are set; in the rest they are turned into a file."""
_AS_IT_IS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,  # thousands of small writes to temporary files would starve the window of the interpreter lock
}
_LONGEST_TIP = 255


def write(sheets: Sequence[Sheet], stream: IO[bytes], created: date, title: str, report: Report) -> None:
    """Write the sheets to `stream`. `created` goes into the file's properties: the same sheets give the same bytes."""
    with _no_collection():
        _write(sheets, stream, created, title, report)


def _write(sheets: Sequence[Sheet], stream: IO[bytes], created: date, title: str, report: Report) -> None:
    book = Workbook(stream, _AS_IT_IS)
    book.set_properties({"title": clean(title), "created": datetime(created.year, created.month, created.day)})  # noqa: DTZ001
    formats = Formats(book)
    total = sum(table.rows for sheet in sheets for table in sheet.tables) or 1
    done = 0
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        done = _Page(book, page, sheet, formats).write(report, done, total)
    report(STAGE, CELLS_DONE)
    book.close()
    _let_go(book)
    report(STAGE, 1.0)


def _let_go(book: Workbook) -> None:
    """Free the cells now, row by row: XlsxWriter's sheets refer to their workbook, so only a collection would."""
    for page in book.worksheets():
        page.table_cells.clear()
        for cells in page.table.values():
            cells.clear()


@contextmanager
def _no_collection() -> Iterator[None]:
    """No garbage collection while a million cells are made: each full pass looks at all of them, for 300 ms and more at
    a time, in which no other thread runs. Nothing is lost: reference counting frees almost all, the next pass the rest.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Page:
    """One worksheet while it is written."""

    def __init__(self, book: Workbook, page: Worksheet, sheet: Sheet, formats: Formats) -> None:
        self._book, self._page, self._sheet, self._formats = book, page, sheet, formats
        self._places = placed(sheet)

    def write(self, report: Report, done: int, total: int) -> int:
        """Write every block; returns how many table rows are done in the whole workbook."""
        for column, width in enumerate(widths(self._sheet)):
            self._page.set_column(column, column, width)
        for place in self._places:
            report(STAGE, CELLS_DONE * done / total)
            if isinstance(place.block, Table):
                self._table(place, place.block, report, done, total)
                done += place.block.rows
            else:
                self._plain(place.row, place.block)
        self._print_setup()
        return done

    def _plain(self, row: int, block: Block) -> None:
        match block:
            case Title(text, sentence, back):
                self._page.set_row(row, 1.7 * LINE_HEIGHT)
                self._text(row, 0, text, self._formats.title)
                if back:
                    self._link(row + 1, 0, back, back, self._formats.link)
                self._text(row + 1, 1 if back else 0, sentence, self._formats.note)
            case Heading(text):
                self._page.set_row(row, 1.3 * LINE_HEIGHT)
                self._text(row, 0, text, self._formats.heading)
            case Sentence(text):
                self._text(row, 0, text, self._formats.note)
            case Facts(items):
                for offset, fact in enumerate(items):
                    self._text(row + offset, 0, fact.label, self._formats.note)
                    self._value(row + offset, 1, fact.value, self._formats.fact(fact.kind))
            case Links(items):
                for offset, link in enumerate(items):
                    self._link(row + offset, 0, link.sheet, link.sheet, self._formats.link)
                    self._text(row + offset, 1, link.note, self._formats.note)
            case BarChart():
                self._chart(row, block)

    def _table(self, place: Placed, table: Table, report: Report, done: int, total: int) -> None:
        for offset, averages in enumerate(table.averages):
            for position, value in enumerate(averages):
                look = self._formats.average(_averaged(table.columns[position].kind, value))
                self._value(place.row + offset, position, value, look, blank=True)
        header = place.header
        self._page.set_row(header, header_height(table))
        for offset, tall in row_heights(table).items():
            self._page.set_row(header + 1 + offset, tall)
        last = header + max(table.rows, 1) + bool(table.total)
        if self._page.add_table(header, 0, last, len(table.columns) - 1, self._table_options(table)):
            raise ValueError(f"XlsxWriter refuses table {table.name}")
        for start in range(0, table.rows, CHUNK):
            report(STAGE, CELLS_DONE * (done + start) / total)
            for index, column in enumerate(table.columns):
                self._cells(header + 1, index, column, range(start, min(start + CHUNK, table.rows)))
        for index, column in enumerate(table.columns):
            self._extras(header + 1, index, column, max(table.rows, 1))

    def _table_options(self, table: Table) -> dict[str, object]:
        described = []
        headers = unique_headers(column.header for column in table.columns)
        for index, (header, column) in enumerate(zip(headers, table.columns, strict=True)):
            entry: dict[str, object] = {"header": header, "header_format": self._formats.header(column.kind)}
            if table.total and index == 0:
                entry |= {"total_string": table.total, "format": self._formats.total("text")}
            elif table.total and column.header in table.summed:
                total = float(np.nansum(np.asarray(column.values, dtype=np.float64)))
                entry |= {"total_function": "sum", "total_value": total, "format": self._formats.total(column.kind)}
            described.append(entry)
        return {"name": table.name, "style": TABLE_STYLE, "columns": described, "total_row": bool(table.total)}

    def _cells(self, first: int, index: int, column: Column, rows: range) -> None:
        look, linked = self._formats.cell(column.kind), self._formats.cell(column.kind, link=True)
        values = column.values[rows.start : rows.stop]
        listed: Sequence[Value] = values.tolist() if isinstance(values, np.ndarray) else values
        for row, value in zip(rows, listed, strict=True):
            if column.links and column.links[row]:
                self._link(first + row, index, column.links[row], str(value), linked)
            else:
                self._value(first + row, index, value, look)

    def _extras(self, first: int, index: int, column: Column, rows: int) -> None:
        """Drop-downs and colour scales over a whole column."""
        last = first + rows - 1
        if column.choices:
            rule = {
                "validate": "list",
                "source": list(column.choices),
                "error_title": "Not in the list",
                "error_message": "Choose one of the listed answers. Anything else goes into the comment.",
            }
            self._page.data_validation(first, index, last, index, rule)
        if column.scaled:
            scale = {
                "type": "3_color_scale",
                "min_color": SMALL,
                "mid_color": MIDDLE,
                "max_color": LARGE,
            }
            self._page.conditional_format(first, index, last, index, scale)

    def _value(self, row: int, column: int, value: Value, look: Format, blank: bool = False) -> None:
        if isinstance(value, str) and value:
            self._text(row, column, value, look)
        elif isinstance(value, date):
            self._day(row, column, value, look)
        elif isinstance(value, int | float) and math.isfinite(value):
            self._page.write_number(row, column, value + 0.0, look)
        elif blank:
            self._page.write_blank(row, column, None, look)

    def _text(self, row: int, column: int, text: str, look: Format) -> None:
        if text:
            self._page.write_string(row, column, clean(text), look)

    def _day(self, row: int, column: int, day: date, look: Format) -> None:
        """Excel knows no day before 1900; such a date is written as text."""
        if day.year >= 1900:
            self._page.write_datetime(row, column, datetime(day.year, day.month, day.day), look)  # noqa: DTZ001
        else:
            self._text(row, column, day.isoformat(), look)

    def _link(self, row: int, column: int, sheet: str, text: str, look: Format) -> None:
        target = "internal:'{}'!A1".format(sheet.replace("'", "''"))
        self._page.write_url(row, column, target, look, clean(text), cut(f"Go to {sheet}", _LONGEST_TIP))

    def _chart(self, row: int, chart: BarChart) -> None:
        place, table = next(
            (place, place.block)
            for place in self._places
            if isinstance(place.block, Table) and place.block.name == chart.table
        )
        headers = [column.header for column in table.columns]
        first, last = place.header + 1, place.header + min(table.rows, chart.most)
        categories, values = headers.index(chart.categories), headers.index(chart.values)
        drawn = self._book.add_chart({"type": "bar"})
        whiskers = _whiskers(table, values, chart)
        drawn.add_series(
            whiskers
            | {
                "categories": [self._sheet.name, first, categories, last, categories],
                "values": [self._sheet.name, first, values, last, values],
                "fill": {"color": ACCENT},
                "gap": 40,
            }
        )
        drawn.set_title({"name": chart.title, "name_font": {"size": 12, "bold": True}, "overlay": False})
        drawn.set_legend({"none": True})
        drawn.set_y_axis({"reverse": True, "line": {"none": True}, "major_tick_mark": "none"})
        shares = table.columns[values].kind in {"share", "fine share"}
        drawn.set_x_axis(
            {
                "num_format": "0%" if shares else "#,##0",
                "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}},
            }
        )
        drawn.set_size({"width": 620, "height": 290})
        self._page.insert_chart(row, chart.column, drawn, {"object_position": 3, "x_offset": 30})

    def _print_setup(self) -> None:
        self._page.set_landscape()
        self._page.fit_to_pages(1, 0)
        self._page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self._page.set_footer("&L&F&C&A&RPage &P of &N")
        if not self._sheet.grid:
            self._page.hide_gridlines(2)
        for place in self._places:
            if isinstance(place.block, Table) and place.block.frozen_columns is not None:
                self._page.freeze_panes(place.header + 1, place.block.frozen_columns)
                self._page.repeat_rows(place.header)


def _whiskers(table: Table, at: int, chart: BarChart) -> dict[str, object]:
    """Bars with the interval in which their values lie; Excel wants how far it reaches to either side."""
    if not chart.whiskers:
        return {}
    value = np.asarray(table.columns[at].values, dtype=np.float64)
    low, high = (
        np.asarray(next(c.values for c in table.columns if c.header == header), dtype=np.float64)
        for header in chart.whiskers
    )
    below, above = (np.nan_to_num(side[: chart.most]).tolist() for side in (value - low, high - value))
    return {"y_error_bars": {"type": "custom", "minus_values": below, "plus_values": above}}


def _averaged(kind: Kind, value: Value) -> Kind:
    """Counts have a decimal when they are averaged, where it says something."""
    return "decimal" if kind == "whole" and isinstance(value, float) and value < 100 else kind
