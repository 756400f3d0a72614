"""What is missing, in words: no table of lines, or no line that can be used."""

from __future__ import annotations

from collections.abc import Sequence

from engine.dataset import LeftOut
from engine.errors import ColumnError, NothingToAnalyse
from engine.reading.sources import Sources, Table
from engine.roles import Role

_SHOWN_HEADERS = 12


def require_lines(sources: Sources) -> None:
    """Raise ColumnError where no table has customer, product and quantity or amount."""
    if any(table.kind == "lines" for table in sources.tables):
        return
    if not sources.tables:
        raise ColumnError("The files hold no table.", "Choose a list with a header row and invoice lines below it.")
    nearest = max(sources.tables, key=lambda table: (3 - len(_missing(table)), table.cells.num_rows))
    missing = _missing(nearest)
    headers = ", ".join(column.header for column in nearest.columns[:_SHOWN_HEADERS])
    more = ", …" if len(nearest.columns) > _SHOWN_HEADERS else ""
    raise ColumnError(
        f"No table has invoice lines: {nearest.name} has no column for the {_listed(missing)}.",
        f"Its columns are {headers}{more}. Say on the Data page which column is which.",
    )


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
