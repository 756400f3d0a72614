"""What the window says about the session: what is loaded, what is running, what was found."""

from __future__ import annotations

import engine
from gui.resources import sample_files
from gui.session import Session

AUTOMATIC = "auto"
RECIPES = {
    AUTOMATIC: "Automatic",
    "category basket": "Category basket",
    "category basket, shares": "Category basket, shares",
    "buying behaviour": "Buying behaviour",
    "customer profile": "Customer profile",
}
WELCOME = "Open your sales exports, or try the sample."


def files_name(session: Session) -> str:
    if session.paths == sample_files():
        return "sample"
    match session.paths:
        case ():
            return ""
        case (only,):
            return only.name
        case (first, *others):
            return f"{first.name} + {len(others)} more"
    raise AssertionError


def loaded(session: Session) -> str:
    """“sample · 847 lines · 10 customers”."""
    if session.dataset is None:
        return files_name(session) or "Nothing loaded yet"
    lines, customers = len(session.dataset.lines), len(session.dataset.customers)
    facts = [files_name(session), *([f"{lines:,} lines"] if lines else [])]
    return "  ·  ".join(
        [*facts, f"{customers:,} customers" if session.dataset.has_customers else f"{customers:,} invoices"]
    )


def proposed(session: Session) -> tuple[str, str]:
    """The recipe that fits the data and why; two empty texts where nothing is loaded."""
    if session.dataset is None:
        return "", ""
    proposal = engine.propose(session.dataset)
    return proposal.recipe, proposal.why


def at_rest(session: Session) -> str:
    """The bottom line before anything ran."""
    return WELCOME if session.sources is None else ""


def suggested_workbook(session: Session) -> str:
    return f"{_stem(session)} - recommendations.xlsx"


def suggested_issue_list(session: Session) -> str:
    return f"{_stem(session)} - issues.csv"


def _stem(session: Session) -> str:
    """The name of the file, or of the folder of several."""
    match session.paths:
        case (only,):
            return only.stem
        case (first, *_):
            return first.parent.name
    return "peerbasket"
