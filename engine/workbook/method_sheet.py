"""Method: enough to repeat the run and to explain it: words, options, files, versions."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from pathlib import Path
from typing import Any

import fastexcel
import numpy as np
import pandas as pd
import pyarrow as pa
import scipy
import sklearn
import xlsxwriter

from engine.recommending.grading import (
    FAIR_ADOPTION,
    FAIR_BUYERS,
    FAIR_DAYS,
    MANY_BUYERS,
    STRONG_ADOPTION,
    STRONG_DAYS,
    STRONG_PEERS,
)
from engine.version import VERSION
from engine.workbook import columns
from engine.workbook.bought_together_sheet import together_words
from engine.workbook.contents import METHOD, SUMMARY, Contents
from engine.workbook.description import Heading, Sheet, Table, Title
from engine.workbook.method_clusters import cluster_words, compared_by, personas_scheme
from engine.workbook.method_not_offered import not_offered
from engine.workbook.method_ranking import ranking
from engine.workbook.wording import percent

_WIDTHS = (30.0, 96.0, 28.0)
_MOST_LISTED = 20
"""Texts of a list that are shown; a do-not-sell list may be longer than a cell of Excel can hold."""


def method_sheet(contents: Contents) -> Sheet:
    """Tables below each other."""
    sentence = "The same files, options and versions give the same workbook again."
    return Sheet(
        METHOD,
        (
            Title("Method", sentence, back=SUMMARY),
            Heading("What the words mean"),
            _words(contents),
            *compared_by(contents),
            *personas_scheme(contents),
            *not_offered(contents),
            Heading("Options"),
            _options(contents),
            Heading("Files"),
            _files(contents),
            Heading("Versions"),
            _versions(),
        ),
    )


def grade_meanings() -> dict[str, str]:
    """What each grade says, in a sentence."""
    return {
        "A": f"Strong: at least {percent(STRONG_ADOPTION)} of at least {STRONG_PEERS} peers buy it; of a lapsed or due product, "
        f"bought on at least {STRONG_DAYS} days.",
        "B": f"Fair: at least {percent(FAIR_ADOPTION)} of the peers, and no fewer than {FAIR_BUYERS}, or {MANY_BUYERS} of however many "
        f"buy it; bought on at least {FAIR_DAYS} days.",
        "C": "Worth a try: fewer peers buy it, or the evidence comes from a wider ring than the cluster.",
    }


def _words(contents: Contents) -> Table:
    meanings = {
        "Segment": "Customers that share what your company itself uses to tell them apart, such as region and end-use.",
        "Cluster": "A statistical group of customers inside a segment.",
        **cluster_words(contents),
        **({**_offer_words(contents), **together_words(contents)} if contents.has_lines else {}),
    }
    return _table("Words", ("Word", list(meanings)), ("Meaning", list(meanings.values())))


def _offer_words(contents: Contents) -> dict[str, str]:
    options = contents.analysis.options.recommending
    period = "a year" if contents.analysis.dataset.has_dates else "the period exported"
    return {
        "Peers": "The other customers of the same cluster. Where they are few or offer too little, a wider ring fills places; "
        "the reason then says so, and the grade is C.",
        "Adoption": "Peers that buy the product ÷ peers. The ranking uses it shrunken towards the wider ring, "
        f"which counts for {options.prior:g} peers, so that 1 of 1 does not beat 14 of 19.",
        "Ranking": ranking(contents),
        "Whitespace": "A product that peers buy and this customer never bought.",
        "Spend gap": f"A product on which the customer spends less than {percent(options.spend_gap)} of what its peers that buy it "
        "would at its size.",
        "Lapsed": f"A product not bought for {options.lapsed_after:g} × the customer's own usual interval.",
        "Reorder due": "A product bought on three days or more, whose usual interval has passed.",
        "Suggested quantity": "The median order of this product: the customer's own, or where it is new that of the peers "
        "that buy it; rounded up to whole packs where their size is known.",
        "Chance": "The share of offers of the same play, grade and place on the list that were taken in the back-test, within "
        "the days that were hidden.",
        "Expected value": f"Chance × what the customer would spend on the product in {period}: of its own spend the median "
        "share that the peers that buy it spend on it; of a lapsed product what it spent on it, of one that is due that order, of "
        "a spend gap the gap. Where nothing could be proven, adoption stands for the chance of new products and spend gaps. The "
        f"list of a customer is scaled down where it would exceed {percent(options.value_cap)} of what it spends in {period}."
        f"{' It is margin, not spend.' if contents.analysis.recommendations.by_margin else ''}",
        **{f"Grade {grade}": meaning for grade, meaning in grade_meanings().items()},
        "Ticket size": "Spend ÷ orders.",
        "Recency": "Days from the customer's last order to the last day of the data.",
    }


def _options(contents: Contents) -> Table:
    rows = list(_settings(contents.analysis.options, ""))
    names, values, sentences = ([row[i] for row in rows] for i in range(3))
    return _table("Options", ("Option", names), ("What it does", sentences), ("Value", values))


def _settings(record: Any, prefix: str) -> Iterator[tuple[str, str, str]]:
    """Name as in an options file, value and sentence of every option."""
    field: Field[Any]
    for field in fields(record):
        value = getattr(record, field.name)
        if is_dataclass(value):
            yield from _settings(value, f"{prefix}{field.name}.")
        else:
            shown = Path(value).name if field.name == "do_not_sell" else _shown(value)
            yield f"{prefix}{field.name}", shown, str(field.metadata.get("sentence", ""))


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {_inner(part)}" for name, part in value.items()) or "none"
    if isinstance(value, tuple):
        more = f" and {len(value) - _MOST_LISTED:,} more" if len(value) > _MOST_LISTED else ""
        return f"{', '.join(map(str, value[:_MOST_LISTED]))}{more}" or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, float) else str(value)


def _inner(part: Any) -> str:
    """What a table of options holds under one name: a text, numbers, or which value counts as which group."""
    return f"({_shown(part)})" if isinstance(part, (Mapping, tuple)) else str(part)


def _files(contents: Contents) -> Table:
    files = contents.analysis.dataset.report.files
    return _table(
        "Files",
        ("File", [file.name for file in files]),
        ("SHA-256", [file.sha256 for file in files]),
        ("Size", [f"{file.size:,} bytes" for file in files]),
    )


def _versions() -> Table:
    versions = {
        "Peerbasket": VERSION,
        "Python": platform.python_version(),
        "numpy": np.__version__,
        "pandas": pd.__version__,
        "scikit-learn": sklearn.__version__,
        "scipy": scipy.__version__,
        "fastexcel": fastexcel.__version__,
        "pyarrow": pa.__version__,
        "XlsxWriter": xlsxwriter.__version__,
    }
    return _table("Versions", ("Program or library", list(versions)), ("Version", list(versions.values())))


def _table(name: str, *parts: tuple[str, list[str]]) -> Table:
    found = zip(parts, _WIDTHS, strict=False)
    return Table(
        name,
        tuple(columns.text(header, values, kind="wrapped", width=width) for (header, values), width in found),
    )
