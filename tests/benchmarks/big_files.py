"""Files as long as any branch office has, made once per run: a workbook of a million lines, and CSV files of millions."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

HEADER = ("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country")
PRODUCTS, CUSTOMERS, PER_INVOICE, PER_DAY = 5_000, 20_000, 12, 4_000
COUNTRIES = ("United Kingdom", "Germany", "France", "Österreich", "España", "Nederland")
FIRST_DAY = dt.date(2023, 1, 2)
CHUNK = 500_000


def line(at: int) -> tuple[str, str, str, int, dt.date, float, str, str]:
    """The line at a position, always the same one."""
    product, customer = at * 7_919 % PRODUCTS, (at // PER_INVOICE) * 104_729 % CUSTOMERS
    return (
        f"I{at // PER_INVOICE:07}",
        f"{product:05}",
        f"Bracket {product}, zinc plated",
        at % 17 + 1 if at % 53 else -1,
        FIRST_DAY + dt.timedelta(days=at // PER_DAY),
        (product * 37 % 9_000) / 100 + 0.99,
        f"{customer:06}",
        COUNTRIES[customer % len(COUNTRIES)],
    )


def write_workbook(path: Path, lines: int) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Lines")
        sheet.write_row(0, 0, HEADER)
        for at in range(lines):
            invoice, product, name, quantity, day, price, customer, country = line(at)
            sheet.write_string(at + 1, 0, invoice)
            sheet.write_string(at + 1, 1, product)
            sheet.write_string(at + 1, 2, name)
            sheet.write_number(at + 1, 3, quantity)
            sheet.write_datetime(at + 1, 4, day)
            sheet.write_number(at + 1, 5, price)
            sheet.write_string(at + 1, 6, customer)
            sheet.write_string(at + 1, 7, country)


def write_csv(path: Path, lines: int) -> None:
    """Semicolons, decimal commas and days first, as an ERP of the continent writes it."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(";".join(HEADER) + "\r\n")
        for start in range(0, lines, CHUNK):
            stream.write("".join(map(_row, range(start, min(start + CHUNK, lines)))))


def _row(at: int) -> str:
    invoice, product, name, quantity, day, price, customer, country = line(at)
    money = f"{price:.2f}".replace(".", ",")
    return f"{invoice};{product};{name};{quantity};{day:%d.%m.%Y};{money};{customer};{country}\r\n"


if __name__ == "__main__":
    kind, where, count = sys.argv[1:]
    {"workbook": write_workbook, "csv": write_csv}[kind](Path(where), int(count))
