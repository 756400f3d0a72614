"""True lines, laid out as the printed reports of ERPs are: grouped, added up, cut into pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from hypothesis import strategies as st

from engine import Dataset, ReadOptions
from tests.engine.reading.files import customer_of, product_of, read, write_text

Row = list[str]


@dataclass(frozen=True, slots=True)
class Sale:
    """A line as it truly is; money in cents."""

    customer: str
    invoice: str
    product: str
    quantity: int
    cents: int

    @property
    def amount(self) -> str:
        return f"{self.cents // 100}.{self.cents % 100:02}"


CUSTOMERS = ("4711 Best Ltd", "4712 Zimmer & Co", "0815 Total Wine & More", "9001 Page Stationers")
PRODUCTS = ("Bolt M8", "Nut M8", "Total Care 500", "Subtotal pad", "Washer 8", "Page marker")
INVOICES = ("1001", "1002", "1003")


@st.composite
def sales(draw: st.DrawFn, least: int = 2) -> list[Sale]:
    """Lines of at least two customers, sorted by customer and invoice, each product once per invoice."""
    customers = draw(st.lists(st.sampled_from(CUSTOMERS), min_size=least, unique=True))
    cents = st.lists(st.integers(1_000, 99_999), min_size=40, max_size=40, unique=True)
    money = iter(draw(cents))
    found = []
    for n, customer in enumerate(customers):
        for invoice in draw(st.lists(st.sampled_from(INVOICES), min_size=1, max_size=2, unique=True)):
            products = draw(st.lists(st.sampled_from(PRODUCTS), min_size=1, max_size=4, unique=True))
            found += [
                Sale(customer, f"{n + 1}{invoice}", product, draw(st.integers(1, 60)), next(money))
                for product in products
            ]
    return found


def total(label: str, lines: Sequence[Sale], at: int, width: int) -> Row:
    """A row that adds lines up: the label in one column, the sums in the last two."""
    cents = sum(line.cents for line in lines)
    row = [""] * width
    row[at] = label
    row[-2:] = [str(sum(line.quantity for line in lines)), f"{cents // 100}.{cents % 100:02}"]
    return row


def by_customer(lines: Sequence[Sale]) -> Iterator[tuple[str, list[Sale]]]:
    return ((key, list(group)) for key, group in groupby(lines, lambda line: line.customer))


def by_invoice(lines: Sequence[Sale]) -> Iterator[tuple[str, list[Sale]]]:
    return ((key, list(group)) for key, group in groupby(lines, lambda line: line.invoice))


def paged(header: Row, rows: Sequence[Row], length: int, title: str) -> list[Row]:
    """The rows on pages, each with the title and the header above, a ruled line and a footer."""
    width = len(header)
    pages = [rows[i : i + length] for i in range(0, len(rows), length)]
    printed: list[Row] = []
    for number, page in enumerate(pages, 1):
        printed += [[title, *[""] * (width - 1)], header, ["-----"] * width, *page]
        printed += [[f"Page {number} of {len(pages)}", *[""] * (width - 1)]]
    return printed


def text_of(rows: Sequence[Row]) -> str:
    return "\n".join(";".join(row) for row in rows) + "\n"


def read_report(folder: str | Path, rows: Sequence[Row], options: ReadOptions | None = None) -> Dataset:
    return read(write_text(Path(folder) / "report.csv", text_of(rows)), options=options)


def read_sales(dataset: Dataset) -> list[tuple[str, str, int, int]]:
    """Customer, product, quantity and cents of each usable line."""
    assert dataset.lines.amount is not None
    figures = zip(dataset.lines.quantity, dataset.lines.amount, strict=True)
    return [
        (customer, product, round(quantity), round(amount * 100))
        for customer, product, (quantity, amount) in zip(
            customer_of(dataset), product_of(dataset), figures, strict=True
        )
    ]


def true_sales(lines: Sequence[Sale], *, code_only: bool = False) -> list[tuple[str, str, int, int]]:
    return [
        (line.customer.split()[0] if code_only else line.customer, line.product, line.quantity, line.cents)
        for line in lines
    ]


def adds_up(dataset: Dataset) -> bool:
    """Lines and money read are those used and those left out, to the cent."""
    report = dataset.report
    money = report.amount_used + sum(part.amount for part in report.left_out)
    lines = report.lines_used + sum(part.lines for part in report.left_out)
    return report.lines_read == lines and abs(report.amount_read - money) < 0.005
