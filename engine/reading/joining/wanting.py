"""What is missing, in words: no table of lines, or no line that can be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.dataset import LeftOut
from engine.errors import ColumnError, Issue, NothingToAnalyse, Place
from engine.reading.joining.arranging import has_customers
from engine.reading.joining.stack import Stack
from engine.reading.sources import Sources, Table
from engine.reading.tables.kinds import own_share
from engine.roles import Role

_SHOWN_HEADERS = 12
_LONGEST_HEADER = 60
_OTHERS = 2
_NEARLY_ALL = 0.9


def require_tables(sources: Sources) -> None:
    """Raise ColumnError where no table has invoice lines and none is a list of customers."""
    if any(table.kind == "lines" or _lists_customers(table) for table in sources.tables):
        return
    if not sources.tables:
        raise ColumnError("The files hold no table.", "Choose a list with a header row and invoice lines below it.")
    nearest = max(sources.tables, key=lambda table: (3 - len(_missing(table)), table.cells.num_rows))
    missing = _missing(nearest)
    headers = ", ".join(_quoted(column.header) for column in nearest.columns[:_SHOWN_HEADERS])
    more = ", …" if len(nearest.columns) > _SHOWN_HEADERS else ""
    its = f"Its columns are {headers}{more}" if len(nearest.columns) > 1 else f"Its only column is {headers}"
    raise ColumnError(
        f"No table has invoice lines: {nearest.name} has no column for the {_listed(missing)}.",
        f"{its}. Say on the Data page which column is which.",
    )


def _lists_customers(table: Table) -> bool:
    """Whether a table can stand alone as a list of customers: hardly an id twice, and two other columns that are no quantities."""
    at = table.column_of(Role.CUSTOMER_ID)
    if table.kind != "customers" or at is None or Role.QUANTITY in table.roles or len(table.columns) <= _OTHERS:
        return False
    return own_share(table.cells.column(at)) >= _NEARLY_ALL


def missing_notes(sources: Sources, lines: Stack) -> Iterator[Issue]:
    """What the files lack without which a part of the analysis cannot be: the lines, or who bought them."""
    lists = [table for table in sources.tables if table.kind == "customers"]
    if not lines.tables:
        count = sum(table.cells.num_rows for table in lists)
        message = "There are no invoice lines: customers can only be grouped by what is known about them."
        yield Issue("no_lines", message, count, "note", places=tuple(Place(table.file, table.sheet) for table in lists))
    elif not has_customers(lines):
        header = lines.header(Role.INVOICE_ID)
        message = (
            f"No column names the customer, so each invoice (“{header}”) stands for a customer of its own: groups and "
            f"offers are about single invoices. What is bought together is not affected."
        )
        yield Issue("no_customer_column", message, len(lines))
        for table in lists:
            message = f"{table.name} is not used: the lines do not name customers."
            yield Issue("unused_table", message, table.cells.num_rows, places=(Place(table.file, table.sheet),))


def _missing(table: Table) -> list[str]:
    roles = table.roles
    missing = []
    if Role.CUSTOMER_ID not in roles:
        missing.append("customer")
    if Role.PRODUCT_ID not in roles:
        missing.append("product")
    if not {Role.QUANTITY, Role.AMOUNT} & roles:
        missing.append("quantity or amount")
    return missing


def _quoted(header: str) -> str:
    """A header inside a sentence, on one line; the start of one that is a sentence itself."""
    words = " ".join(header.split())
    return f"“{words[:_LONGEST_HEADER]}…”" if len(words) > _LONGEST_HEADER else f"“{words}”"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def nothing_used(lines: int, left_out: Sequence[LeftOut]) -> NothingToAnalyse:
    """The error where every line was left out, with the reasons."""
    if not lines:
        return NothingToAnalyse("The files have a header but no invoice lines.", "Export the list with its lines.")
    reasons = ", ".join(f"{part.label.lower()} ({part.lines:,})" for part in left_out)
    return NothingToAnalyse(
        f"None of the {lines:,} lines can be used: {reasons}.",
        "Check on the Data page that each column is taken for what it is.",
    )


def nothing_bought(lines: int, left_out: Sequence[LeftOut], *, has_quantity: bool) -> NothingToAnalyse:
    """The error where every usable line is a return."""
    one, what = ("quantity", "quantities") if has_quantity else ("amount", "amounts")
    others = sum(part.lines for part in left_out)
    usable = lines - others
    returns = (
        f"The only usable line is a return: its {one} is negative."
        if usable == 1
        else f"All {usable:,} usable lines are returns: their {what} are negative."
    )
    rest = f" The other {others:,} {'is' if others == 1 else 'are'} left out." if others else ""
    return NothingToAnalyse(
        f"{returns}{rest}",
        f"Check on the Data page which column holds the {what}, and that the export holds sales.",
    )
