"""A printed list of any layout, in any dialect, as text or as a workbook: the lines that were printed, and nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset
from tests.engine.reading.exports import Dialect
from tests.engine.reading.files import kinds, left_out, read, write_xlsx
from tests.engine.reading.tables.reports import (
    Row,
    Sale,
    adds_up,
    by_customer,
    read_sales,
    sales,
    true_sales,
)
from tests.engine.reading.test_broken_exports import written

HEADERS = {
    "en": ("Customer", "Invoice No.", "Date", "Item", "Quantity", "Amount"),
    "de": ("Kunde", "Rechnungs-Nr.", "Rechnungsdatum", "Artikel", "Menge", "Nettobetrag"),
    "fr": ("Client", "N° facture", "Date facture", "Article", "Quantité", "Montant HT"),
    "es": ("Cliente", "Nº factura", "Fecha factura", "Artículo", "Cantidad", "Importe"),
    "it": ("Cliente", "Numero fattura", "Data fattura", "Articolo", "Quantità", "Importo"),
    "nl": ("Klant", "Factuurnummer", "Factuurdatum", "Artikel", "Aantal", "Bedrag"),
}
TOTALS = {"en": "Total", "de": "Summe", "fr": "Sous-total", "es": "Subtotal", "it": "Totale", "nl": "Totaal"}
PAGES = {"en": "Page", "de": "Seite", "fr": "Page", "es": "Página", "it": "Pagina", "nl": "Pagina"}
DAY = "05.01.2024"


@dataclass(frozen=True)
class Layout:
    """What a report prints beside its lines.

    groups     where the customer stands: in each line, only in its first (as invoice and date do), or above them
    subtotals  whether each customer's lines are added up below them
    total      whether all lines are added up at the end
    page       lines per page, each with the header and a page number; 0 for one long list
    notes      rows above the header
    blanks     whether a blank row stands between customers
    """

    language: str
    groups: str
    subtotals: bool
    total: bool
    page: int
    notes: int
    blanks: bool


LAYOUTS = st.builds(
    Layout,
    language=st.sampled_from(sorted(HEADERS)),
    groups=st.sampled_from(["each", "first", "above"]),
    subtotals=st.booleans(),
    total=st.booleans(),
    page=st.sampled_from([0, 0, 4, 9]),
    notes=st.integers(0, 3),
    blanks=st.booleans(),
)
DIALECTS = st.builds(
    Dialect,
    delimiter=st.sampled_from(",;\t|"),
    decimal=st.sampled_from(".,"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)


def printed(layout: Layout, dialect: Dialect, lines: Sequence[Sale]) -> list[Row]:
    """The rows of the report, all of one width."""
    header = list(HEADERS[layout.language])
    columns = header[1:] if layout.groups == "above" else header
    width = len(columns)
    rows = [list(row) for row in _body(layout, dialect, lines, width)]
    notes = [["List of sales"], ["Printed for the office in Leeds"], ["All regions"]][: layout.notes]
    pages = [rows[i : i + layout.page] for i in range(0, len(rows), layout.page)] if layout.page else [rows]
    made = [*notes]
    for number, page in enumerate(pages, 1):
        made += [columns, *page]
        made += [[f"{PAGES[layout.language]} {number}"]] if layout.page else []
    return [[*row, *[""] * (width - len(row))] for row in made]


def _body(layout: Layout, dialect: Dialect, lines: Sequence[Sale], width: int) -> list[Row]:
    word = TOTALS[layout.language]
    rows: list[Row] = []
    for at, (customer, own) in enumerate(by_customer(lines)):
        rows += [[""]] if layout.blanks and at else []
        rows += [[f"{HEADERS[layout.language][0]}: {customer}"]] if layout.groups == "above" else []
        for n, line in enumerate(own):
            told = [customer, line.invoice, DAY]
            if layout.groups == "first" and n:
                told = ["", "", ""] if own[n - 1].invoice == line.invoice else ["", *told[1:]]
            told = told[1:] if layout.groups == "above" else told
            rows.append([*told, line.product, str(line.quantity), _money(dialect, line.cents)])
        rows += [_total(f"{word} {customer}", own, dialect, width)] if layout.subtotals else []
    return [*rows, _total(word, lines, dialect, width)] if layout.total else rows


def _total(label: str, lines: Sequence[Sale], dialect: Dialect, width: int) -> Row:
    figures = [str(sum(line.quantity for line in lines)), _money(dialect, sum(line.cents for line in lines))]
    return [label, *[""] * (width - 3), *figures]


def _money(dialect: Dialect, cents: int) -> str:
    return dialect.number(Decimal(cents) / 100 + Decimal("0.00"))


def read_printed(rows: Sequence[Row], dialect: Dialect, *, workbook: bool) -> Dataset:
    with tempfile.TemporaryDirectory() as folder:
        if workbook:
            sheet = [[cell or None for cell in row] for row in rows]
            return read(write_xlsx(Path(folder) / "list.xlsx", {"List": sheet}))
        path = Path(folder) / "list.csv"
        path.write_bytes(written(dialect, rows))
        return read(path)


@settings(max_examples=60)
@given(sales(), LAYOUTS, DIALECTS, st.booleans())
def test_a_list_of_any_layout_in_any_dialect_holds_the_lines_that_were_printed(
    lines: list[Sale], layout: Layout, dialect: Dialect, workbook: bool
) -> None:
    if layout.groups == "first" and len(lines) < len({line.invoice for line in lines}) + 2:
        layout = replace(layout, groups="each")  # in so short a list a blank may be a customer that nobody knows

    dataset = read_printed(printed(layout, dialect, lines), dialect, workbook=workbook)

    assert read_sales(dataset) == true_sales(lines, code_only=layout.groups == "above")
    totals = layout.total + layout.subtotals * len(list(by_customer(lines)))
    assert left_out(dataset) == ({"total_row": totals} if totals else {})
    assert adds_up(dataset)
    assert len(set(dataset.lines.order)) == len({line.invoice for line in lines})
    assert not kinds(dataset) & {"damaged_row", "doubtful_numbers", "two_columns"}
