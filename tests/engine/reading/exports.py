"""One set of invoice lines written as many ERPs would: in any delimiter, sign, date, encoding, order and language."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.engine.reading.files import write_xlsx

CENT = Decimal("0.01")
ROLES = ("invoice", "customer", "name", "product", "description", "quantity", "price", "amount", "date")
HEADERS = {
    "en": "Invoice No.|Customer ID|Customer Name|Product Code|Description|Quantity|Unit Price|Line Total|Invoice Date",
    "sql": "invoice_id|customer_id|customer_name|product_id|product_name|quantity|unit_price|amount|invoice_date",
    "de": "Rechnungs-Nr.|Kunden-Nr.|Kundenname|Artikelnummer|Artikelbezeichnung|Menge|Einzelpreis|Nettobetrag|Rechnungsdatum",
    "fr": "N° facture|Code client|Nom client|Code article|Désignation|Quantité|Prix unitaire|Montant HT|Date facture",
    "es": "Nº factura|Código cliente|Nombre cliente|Código artículo|Descripción|Cantidad|Precio unitario|Importe|Fecha factura",
    "it": "Numero fattura|Codice cliente|Ragione sociale|Codice articolo|Descrizione|Quantità|Prezzo unitario|Importo|Data fattura",
    "nl": "Factuurnummer|Klantnummer|Klantnaam|Artikelcode|Omschrijving|Aantal|Prijs per stuk|Bedrag|Factuurdatum",
    "SAP": "VBELN|KUNNR|NAME1|MATNR|MAKTX|FKIMG|NETPR|NETWR|FKDAT",
}
DATES = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%m/%d/%Y %H:%M",
    "%Y%m%d",
    "%d %b %Y",
    "%d-%m-%y",
)
PREAMBLES: tuple[tuple[str, ...], ...] = (
    (),
    ("Sales by customer and item",),
    ("Müller & Söhne", "", "Printed on 3 March 2024 by J. Smith", ""),
)


@dataclass(frozen=True, slots=True)
class Line:
    """An invoice line as it truly is; a return is negative in quantity and amount."""

    invoice: str
    customer: str
    product: str
    quantity: Decimal
    price: Decimal
    day: dt.date

    @property
    def amount(self) -> Decimal:
        return (self.quantity * self.price).quantize(CENT)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one system writes its export."""

    language: str = "en"
    order: tuple[str, ...] = ROLES
    delimiter: str = ","
    decimal: str = "."
    thousands: str = ""
    minus: str = "-{}"
    money: str = "{}"
    date: str = "%Y-%m-%d"
    encoding: str = "utf-8"
    quoting: int = csv.QUOTE_MINIMAL
    line_end: str = "\n"
    preamble: tuple[str, ...] = ()
    padded: bool = False
    page: int = 0
    packed: bool = False
    credits: str = "both"

    def header(self) -> list[str]:
        names = dict(zip(ROLES, HEADERS[self.language].split("|"), strict=True))
        return [names[role] for role in self.order]

    def number(self, value: Decimal) -> str:
        text = f"{abs(value):,}".replace(",", "T").replace(".", self.decimal).replace("T", self.thousands)
        return self.minus.format(text) if value < 0 else text

    def cells(self, line: Line) -> dict[str, Any]:
        """Role → the cell as a value."""
        signs = {"both": (1, 1), "quantity": (1, -1), "amount": (-1, 1)}[self.credits if line.quantity < 0 else "both"]
        return {
            "invoice": line.invoice,
            "customer": line.customer,
            "name": name_of(line.customer),
            "product": line.product,
            "description": f'Bolt "{line.product}" 1/2", zinc; plated | M8',
            "quantity": line.quantity * signs[0],
            "price": line.price,
            "amount": line.amount * signs[1],
            "date": line.day,
        }

    def row(self, line: Line) -> list[str]:
        """The cells of a line as text."""
        cells = self.cells(line)
        texts = {role: cells[role] for role in ("invoice", "customer", "name", "product", "description")}
        texts |= {role: self.money.format(self.number(cells[role])) for role in ("price", "amount")}
        texts |= {"quantity": self.number(cells["quantity"]), "date": line.day.strftime(self.date)}
        return [texts[role] for role in self.order]

    def rows(self, lines: Sequence[Line]) -> list[list[str]]:
        """Every row of the export: the notes on top, the header once per page, the lines."""
        width = len(self.order) if self.padded else 1
        rows = [[note, *[""] * (width - 1)] for note in self.preamble]
        for i, line in enumerate(lines):
            if i == 0 or (self.page and i % self.page == 0):
                rows.append(self.header())
            rows.append(self.row(line))
        return rows


def name_of(customer: str) -> str:
    return f'Garage "{customer}", Rösler; Söhne'


def write_export(folder: Path, dialect: Dialect, lines: Sequence[Line], name: str = "export") -> Path:
    """The lines as a text file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=dialect.delimiter, quoting=dialect.quoting, lineterminator=dialect.line_end)  # type: ignore[call-overload]
    writer.writerows(dialect.rows(lines))
    content = text.getvalue().encode(dialect.encoding)
    path = folder / f"{name}.csv"
    path.write_bytes(gzip.compress(content) if dialect.packed else content)
    return path


def write_workbook(folder: Path, dialect: Dialect, lines: Sequence[Line], *, typed: bool) -> Path:
    """The lines as a workbook: numbers and dates as such, or as text the way the dialect writes them."""
    rows: list[Sequence[Any]] = dialect.rows(lines)
    if typed:
        body = [[_value(dialect.cells(line)[role]) for role in dialect.order] for line in lines]
        rows = [*([note] for note in dialect.preamble), dialect.header(), *body]
    return write_xlsx(folder / "export.xlsx", {"Export": rows})


def _value(cell: Any) -> Any:
    return float(cell) if isinstance(cell, Decimal) else cell


IDS = st.one_of(
    st.sampled_from(
        ["00042", "42", "NA", "N/A", "NULL", "null", "nan", "None", "1E5", "100000", "TRUE", "false", "0", "-7", "1.10"]
    ),
    st.from_regex(r"[0-9]{1,6}", fullmatch=True),
    st.from_regex(r"[A-Z]{1,3}[-/.]?[0-9]{0,4}", fullmatch=True),
)
DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2025, 12, 28))
QUANTITIES = st.one_of(
    st.integers(1, 30),
    st.integers(1_000, 2_000_000),
    st.integers(-5_000, -1),
    st.sampled_from([Decimal("0.5"), Decimal("12.25")]),
).map(Decimal)
PRICES = st.integers(3, 60_000).map(lambda n: n * Decimal("0.04"))
"""In steps of four cents, so that a quarter of a unit costs whole cents and every sum is exact."""


@st.composite
def lines_of(draw: st.DrawFn, most: int = 12) -> list[Line]:
    """Lines among which one proves the order of the date, and one is bought."""
    proof = Line("I-0", "C-0", "P-0", Decimal(3), Decimal("1234.75"), dt.date(2024, 2, 28))
    drawn = draw(st.lists(st.builds(Line, IDS, IDS, IDS, QUANTITIES, PRICES, DAYS), min_size=1, max_size=most))
    return draw(st.permutations([proof, *drawn]))


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    """Any mixture of habits that one system could have."""
    decimal = draw(st.sampled_from(".,"))
    preamble = draw(st.sampled_from(PREAMBLES))
    money = draw(st.sampled_from([("amount",), ("price",), ("price", "amount")]))
    columns = [role for role in ROLES if role in money or role not in ("price", "amount")]
    return Dialect(
        language=draw(st.sampled_from(sorted(HEADERS))),
        order=tuple(draw(st.permutations(columns))),
        delimiter=draw(st.sampled_from(",;\t|")),
        decimal=decimal,
        thousands=draw(st.sampled_from(["", ".,".replace(decimal, ""), " ", "'", "\u00a0"])),
        minus=draw(st.sampled_from(["-{}", "{}-", "({})", "- {}"])),
        money=draw(st.sampled_from(["{}", "{} €", "€{}", "{} EUR", "$ {}" if decimal == "." else "{}"])),
        date=draw(st.sampled_from(DATES)),
        encoding=draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        line_end=draw(st.sampled_from(["\n", "\r\n"])),
        preamble=preamble,
        padded=draw(st.booleans()),
        page=draw(st.sampled_from([0, 0, 5])),
        packed=draw(st.booleans()),
        credits=draw(st.sampled_from(["both", "quantity", "amount"])) if money == ("price", "amount") else "both",
    )
