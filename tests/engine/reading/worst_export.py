"""The worst export: more than twenty traps at once, in a text file and in a workbook, and the lines that are truly in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

CUSTOMERS = {
    "00042": "Müller & Söhne",
    "00007": 'Rohr "5 Zoll" GmbH',
    "NA-01": "Total Wine & More",
    "1E5": "Ångström AG; Filiale Süd",
}
PRODUCTS = {
    "000123": 'Rohr 5" verzinkt',
    "NA": "Farbe, weiß; 10 l",
    "TRUE": "Dübel\nzweizeilig",
    "0815": "Schrauben M8 (100 Stück)",
}
POSTAGE = ("PORTO", "Versandkosten")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Line:
    """An invoice line as it truly is; a return is negative."""

    invoice: str
    day: dt.date
    customer: str
    product: str
    name: str
    quantity: int
    price: Decimal

    @property
    def amount(self) -> Decimal:
        return (self.quantity * self.price).quantize(CENT)


def true_lines() -> list[Line]:
    """A year of purchases of four customers, with returns, credit notes, postage, a free sample and a duplicate."""
    lines = []
    for at in range(120):
        customer = list(CUSTOMERS)[at // 30]
        product, name = list(PRODUCTS.items())[at % 4]
        day = dt.date(2024, 1, 3) + dt.timedelta(days=at * 3)
        price = Decimal(1234 + 517 * at) / 100 if at % 10 else Decimal("1050.40")
        lines.append(Line(f"R-{at // 3:04}", day, customer, product, name, at % 7 + 1, price))
        if at % 11 == 0:
            lines.append(Line(f"R-{at // 3:04}", day, customer, *POSTAGE, 1, Decimal("6.90")))
        if at % 17 == 5:
            lines.append(Line(f"C-{at // 3:04}", day + dt.timedelta(2), customer, product, name, -(at % 7 + 1), price))
    lines.append(lines[-1])
    return lines


def german(value: Decimal) -> str:
    """1.234,56 and 1.234,56- for a negative."""
    text = f"{abs(value):,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{text}-" if value < 0 else text


def worst_text(path: Path) -> Path:
    """The list as an old ERP prints it into a file: cp1252, semicolons, groups, subtotals, pages, damage."""
    path.write_bytes("".join(_text_rows()).encode("cp1252") + b"\x1a")
    return path


def _text_rows() -> Iterator[str]:
    header = (
        "Beleg-;Beleg-;;Artikel-;Artikel-;;Einzel-;Netto-;\r\n",
        "Nr.;datum;;Nr.;bezeichnung;Menge;preis;betrag;\r\n",
    )
    yield "sep=;\r\n"
    yield "Größte & Beste Handels-GmbH;;;;;;;;\r\n"
    yield "Umsatzliste nach Kunden;;;;;;;;\r\n"
    yield "Zeitraum: 01.01.24 - 31.12.24;;;;;;;;\r\n"
    yield "\r\n"
    yield from header
    lines = true_lines()
    for number, (customer, name) in enumerate(CUSTOMERS.items(), 1):
        quoted = '"' + name.replace('"', '""') + '"'
        yield (
            f"Kunde: {customer} {name};;;;;;;;\r\n"
            if '"' not in name and ";" not in name
            else f'"Kunde: {customer} {quoted[1:]};;;;;;;;\r\n'
        )
        own = [line for line in lines if line.customer == customer]
        for at, line in enumerate(own):
            end = "\n" if at % 2 else "\r\n"
            text = line.name if '"' in line.name and "\n" not in line.name else '"' + line.name + '"'
            yield (
                f"{line.invoice};{line.day:%d.%m.%y};;{line.product};{text};{_whole(line.quantity)};"
                f"€ {german(line.price)};{german(line.amount)};{end}"
            )
            if at == 7:
                yield "DAMAGED;12.03.24;;0815;Schrauben;1;2;3;4;5;6;7;8\r\n"
            if at == 12:
                yield f"Seite {number} von 4;;;;;;;;\r\n\r\n"
                yield from header
        yield f"Summe Kunde {customer};;;;;;;{german(sum((line.amount for line in own), Decimal(0)))};\r\n"
        yield "---------;;;;;;;;\r\n"
    yield f"Gesamtsumme;;;;;;;{german(sum((line.amount for line in lines), Decimal(0)))};\r\n"
    yield "Ende der Liste, gedruckt am 02.01.2025 um 07:15 von jschmidt;;;;;;;;\r\n"


def _whole(quantity: int) -> str:
    return f"{-quantity}-" if quantity < 0 else str(quantity)


def worst_workbook(path: Path) -> Path:
    """The list as a workbook that somebody has made pretty: merged cells, formats, hidden rows, formulas, other sheets."""
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        _notes_sheet(book)
        sheet = book.add_worksheet("Umsatz")
        book.add_worksheet("Leer")
        hidden = book.add_worksheet("Alte Daten")
        hidden.write_row(0, 0, ["Kunde", "Artikel", "Menge"])
        hidden.hide()
        formats = {
            "day": book.add_format({"num_format": "dd.mm.yy"}),
            "money": book.add_format({"num_format": '#,##0.00 "€"'}),
            "zeros": book.add_format({"num_format": "00000"}),
        }
        sheet.merge_range(1, 1, 1, 8, "Größte & Beste Handels-GmbH · Umsatz 2024")
        sheet.write(2, 1, "Alle Kunden")
        _two_row_header(sheet, 4)
        row = 6
        lines = true_lines()
        for customer, name in CUSTOMERS.items():
            own = [line for line in lines if line.customer == customer]
            first = row
            for line in own:
                _workbook_line(sheet, row, line, formats)
                if row % 13 == 0:
                    sheet.set_row(row, None, None, {"hidden": True})
                row += 1
            if len(own) > 1:
                _customer_cells(sheet, first, row - 1, customer, formats["zeros"])
            sheet.write(row, 1, f"Summe {name}")
            total = float(sum(line.amount for line in own))
            sheet.write_formula(row, 8, f"=SUM(I{first + 1}:I{row})", formats["money"], total)
            row += 2
        sheet.write(row, 1, "Gesamtsumme")
        sheet.write_number(row, 8, float(sum(line.amount for line in lines)), formats["money"])
        sheet.write(row + 2, 1, "Stand: Januar 2025, ohne Gewähr")
    return path


def _notes_sheet(book: Any) -> None:
    notes = book.add_worksheet("Hinweise")
    notes.write(0, 0, "Bitte nicht weitergeben.")
    notes.write(2, 0, "Fragen an: vertrieb@example.com")


def _two_row_header(sheet: Any, row: int) -> None:
    sheet.merge_range(row, 1, row, 2, "Beleg")
    sheet.write_row(row + 1, 1, ["Nr.", "Datum"])
    sheet.merge_range(row, 3, row + 1, 3, "Kunden-Nr.")
    sheet.merge_range(row, 4, row, 5, "Artikel")
    sheet.write_row(row + 1, 4, ["Nr.", "Bezeichnung"])
    for column, header in ((6, "Menge"), (7, "Einzelpreis"), (8, "Nettobetrag")):
        sheet.merge_range(row, column, row + 1, column, header)


def _workbook_line(sheet: Any, row: int, line: Line, formats: dict[str, Any]) -> None:
    sheet.write_string(row, 1, line.invoice)
    sheet.write_datetime(row, 2, line.day, formats["day"])
    sheet.write_string(row, 4, line.product)
    sheet.write_string(row, 5, line.name)
    if row % 5:
        sheet.write_number(row, 6, line.quantity)
    else:
        sheet.write_string(row, 6, str(line.quantity))
    if row % 9 == 4:
        sheet.write_formula(row, 7, "=1/0", formats["money"], "#DIV/0!")
    else:
        sheet.write_number(row, 7, float(line.price), formats["money"])
    sheet.write_formula(row, 8, f"=G{row + 1}*H{row + 1}", formats["money"], float(line.amount))


def _customer_cells(sheet: Any, first: int, last: int, customer: str, zeros: Any) -> None:
    """One merged cell beside all lines of a customer; ids of digits are numbers that a format gives its zeros."""
    value = int(customer) if customer.isdigit() else customer
    sheet.merge_range(first, 3, last, 3, value, zeros)
