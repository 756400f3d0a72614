"""Invoices, credit notes, cancellations, free goods and repeats under every policy, against a recount in plain Python."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset, ReadOptions
from engine.market_baskets import market_baskets
from tests.engine.reading.files import customer_of, issue, kinds, product_of, read, write_csv

HEADER = ("Document type", "invoice", "customer", "item", "qty", "price", "date")
REASONS = {"duplicates", "cancellations", "credit_notes", "returns", "free_goods"}


@dataclass(frozen=True)
class Sold:
    """A line as it truly is: cents per unit, negative quantity where it goes back."""

    document: int
    credit: bool
    customer: str
    product: str
    quantity: int
    price: int

    @property
    def money(self) -> int:
        return self.quantity * self.price

    @property
    def mirror(self) -> tuple[str, str, int, int]:
        return self.customer, self.product, abs(self.quantity), abs(self.money)

    def row(self, *, signed: bool) -> tuple[object, ...]:
        quantity = self.quantity if signed or not self.credit else abs(self.quantity)
        kind, day = (
            "Credit memo" if self.credit else "Invoice",
            f"2024-{self.document // 28 + 1:02}-{self.document % 28 + 1:02}",
        )
        return kind, 1000 + self.document, self.customer, self.product, quantity, f"{self.price / 100:.2f}", day


ANCHOR = Sold(0, False, "C0", "P0", 1, 12_345)
PARTS = st.lists(
    st.tuples(st.sampled_from(["P1", "P2", "P3"]), st.integers(1, 2), st.sampled_from([0, 250, 300])),
    min_size=1,
    max_size=3,
)


@st.composite
def documents(draw: st.DrawFn) -> list[Sold]:
    """Lines of up to a dozen documents: sales, what takes some or all of them back, and lines that stand twice."""
    lines, sales = [ANCHOR], []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        kind = draw(st.sampled_from(["sale", "sale", "cancel", "part", "several", "return"]))
        credit = kind not in {"sale", "return"} and draw(st.booleans())
        if kind in {"sale", "return"} or not sales:
            sign = -1 if kind == "return" else 1
            customer = draw(st.sampled_from(["C1", "C2"]))
            made = [Sold(number, False, customer, p, sign * q, price) for p, q, price in draw(PARTS)]
            sales += [made] if sign > 0 else []
        else:
            taken = draw(st.sampled_from(sales))
            taken = taken[:1] if kind == "part" else taken
            other = draw(st.sampled_from(sales)) if kind == "several" else []
            taken = [*taken, *(line for line in other if line.customer == taken[0].customer)]
            made = [replace(line, document=number, credit=credit, quantity=-line.quantity) for line in taken]
        lines += made + ([made[0]] if draw(st.integers(0, 5)) == 0 else [])
    return lines


def cancelled_in(lines: list[Sold]) -> tuple[set[int], set[int]]:
    """Positions of the lines of cancelled invoices and of those that cancel them."""
    by_document: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        by_document[line.document].append(at)
    cancelled: set[int] = set()
    cancelling: set[int] = set()
    for number, taker in sorted(by_document.items()):
        if lines[taker[0]].quantity > 0:
            continue
        content = Counter(lines[at].mirror for at in taker)
        for earlier in range(number - 1, -1, -1):
            sale = by_document.get(earlier, [])
            fits = sale and lines[sale[0]].quantity > 0 and Counter(lines[at].mirror for at in sale) == content
            if fits and not cancelled & set(sale):
                cancelled |= set(sale)
                cancelling |= set(taker)
                break
    mirrored = {line.mirror for line in lines if line.quantity < 0}
    open_sales = {
        at
        for sale in by_document.values()
        if all(lines[at].quantity > 0 and lines[at].mirror in mirrored and at not in cancelled for at in sale)
        for at in sale
    }
    taken_by: dict[int, int] = {}
    for at, line in enumerate(lines):
        if line.quantity < 0 and at not in cancelling:
            fits = [i for i in open_sales if i < at and i not in taken_by and lines[i].mirror == line.mirror]
            if fits:
                taken_by[max(fits)] = at
    for sale in by_document.values():
        takers = {lines[taken_by[at]].document for at in sale if at in taken_by}
        if len(takers) == 1 and all(at in taken_by for at in sale):
            cancelled |= set(sale)
            cancelling |= {taken_by[at] for at in sale}
    return cancelled, cancelling


def recount(lines: list[Sold], options: ReadOptions) -> tuple[Counter[tuple[str, str, int, int]], dict[str, list[int]]]:
    """The used lines as (customer, product, quantity, money), and reason → money of the lines left out."""
    left_out: dict[str, list[int]] = defaultdict(list)
    if options.duplicates == "drop":
        seen = Counter(lines)
        left_out["duplicates"] = [line.money for line, n in seen.items() for _ in range(n - 1)]
        lines = list(seen)
    cancelled, cancelling = cancelled_in(lines)
    used: Counter[tuple[str, str, int, int]] = Counter()
    for at, line in enumerate(lines):
        kind, policy = "", "net"
        if at in cancelled | cancelling:
            kind, policy = "cancellations", options.cancellations
            policy = "net" if policy == "keep" and at in cancelled else policy
        elif line.credit:
            kind, policy = "credit_notes", options.credit_notes
        elif line.quantity < 0:
            kind, policy = "returns", options.returns
        elif not line.money:
            kind, policy = "free_goods", "net" if options.free_goods == "keep" else "drop"
        if policy == "drop":
            left_out[kind].append(line.money)
        else:
            used[line.customer, line.product, 0 if policy == "keep" else line.quantity, line.money] += 1
    return used, {reason: money for reason, money in left_out.items() if money}


POLICIES = st.builds(
    ReadOptions,
    returns=st.sampled_from(["net", "drop", "keep"]),
    credit_notes=st.sampled_from(["net", "drop", "keep"]),
    cancellations=st.sampled_from(["net", "drop", "keep"]),
    free_goods=st.sampled_from(["keep", "drop"]),
    duplicates=st.sampled_from(["keep", "drop"]),
)


def read_documents(lines: list[Sold], options: ReadOptions, *, signed: bool = True) -> Dataset:
    with tempfile.TemporaryDirectory() as folder:
        rows = [line.row(signed=signed) for line in lines]
        return read(write_csv(Path(folder) / "lines.csv", HEADER, rows), options=options)


@settings(max_examples=250, deadline=None)
@given(documents(), POLICIES, st.booleans())
def test_lines_and_money_are_those_of_a_recount_under_every_policy(
    lines: list[Sold], options: ReadOptions, signed: bool
) -> None:
    dataset = read_documents(lines, options, signed=signed)

    used, left_out = recount(lines, options)
    assert dataset.lines.amount is not None
    money = [round(amount * 100) for amount in dataset.lines.amount]
    found = zip(customer_of(dataset), product_of(dataset), map(int, dataset.lines.quantity), money, strict=True)
    assert Counter(found) == used
    report = dataset.report
    assert {part.reason: (part.lines, round(part.amount * 100)) for part in report.left_out} == {
        reason: (len(parts), sum(parts)) for reason, parts in left_out.items()
    }
    assert report.lines_read == len(lines) == report.lines_used + sum(part.lines for part in report.left_out)
    assert round(report.amount_read * 100) == sum(line.money for line in lines)
    assert round(report.amount_used * 100) == sum(money)
    for part in report.left_out:
        warning = issue(dataset, part.reason)
        assert (warning.count, warning.amount, warning.severity) == (part.lines, part.amount, "warning")
        assert len(warning.places) == part.lines


@settings(max_examples=100, deadline=None)
@given(documents(), POLICIES, st.booleans())
def test_nothing_that_goes_back_ever_counts_as_a_purchase(
    lines: list[Sold], options: ReadOptions, signed: bool
) -> None:
    dataset = read_documents(lines, options, signed=signed)

    baskets = market_baskets(dataset)
    bought = {(line.customer, line.product, line.document) for line in lines if line.quantity > 0}
    times = Counter((customer, product) for customer, product, _ in bought)
    for customer, product, n in zip(baskets.customer, baskets.product, baskets.times, strict=True):
        ids = dataset.customers["customer_id"][customer], dataset.products["product_id"][product]
        assert n <= times[ids]
    assert sum(baskets.purchases.quantity) <= sum(line.quantity for line in lines if line.quantity > 0)


def sale(number: int, product: str = "P1", quantity: int = 2, customer: str = "C1") -> Sold:
    return Sold(number, False, customer, product, quantity, 500)


def back(line: Sold, number: int) -> Sold:
    return replace(line, document=number, quantity=-line.quantity)


def test_an_invoice_reversed_in_full_is_told_with_its_lines_and_money() -> None:
    invoice = [sale(1), sale(1, "P2", 3)]

    dataset = read_documents([ANCHOR, *invoice, *(back(line, 2) for line in invoice)], ReadOptions())

    note = issue(dataset, "cancellations")
    assert note.message == (
        "1 invoice is cancelled in full by a later document (4 lines with those that cancel): both stay and net to nothing."
    )
    assert (note.count, note.amount, note.severity) == (4, 25.0, "note")
    assert [place.row for place in note.places] == [3, 4, 5, 6]
    assert "returns" not in kinds(dataset)


def test_what_cancels_too_little_too_early_or_for_another_is_a_return() -> None:
    invoice = [sale(5), sale(5, "P2", 3)]
    partly = [back(invoice[0], 6)]
    early = [back(line, 1) for line in invoice]
    other = [replace(back(line, 7), customer="C2") for line in invoice]
    dearer = [replace(back(line, 8), price=600) for line in invoice]

    for taken_back in (partly, early, other, dearer):
        lines = sorted([ANCHOR, *invoice, *taken_back], key=lambda line: line.document)
        dataset = read_documents(lines, ReadOptions())
        assert "cancellations" not in kinds(dataset)
        assert issue(dataset, "returns").count == len(taken_back)


def test_the_nearest_earlier_of_two_equal_invoices_is_the_cancelled_one() -> None:
    lines = [ANCHOR, sale(1), sale(2), back(sale(1), 3)]

    note = issue(read_documents(lines, ReadOptions()), "cancellations")

    assert [place.row for place in note.places] == [4, 5]


def test_one_document_may_cancel_several_invoices() -> None:
    lines = [ANCHOR, sale(1), sale(2, "P2"), back(sale(1), 3), back(sale(2, "P2"), 3)]

    dataset = read_documents(lines, ReadOptions(cancellations="drop"))

    assert [(part.reason, part.lines, part.amount) for part in dataset.report.left_out] == [("cancellations", 4, 0.0)]
    assert issue(dataset, "cancellations").message == (
        "4 lines belong to cancelled invoices or to what cancels them; left out."
    )


def test_the_policies_say_what_they_did() -> None:
    lines = [ANCHOR, sale(1), back(sale(1), 2), sale(3), back(sale(3, quantity=1), 4)]

    kept = read_documents(lines, ReadOptions(returns="keep", cancellations="keep"))

    assert (
        issue(kept, "returns").message == "1 line is a return: taken off the money only; what was bought counts whole."
    )
    assert "the invoice still counts as a purchase" in issue(kept, "cancellations").message
    assert list(kept.lines.quantity) == [1.0, 2.0, 0.0, 2.0, 0.0]
    assert kept.report.amount_used == 123.45 + 5
