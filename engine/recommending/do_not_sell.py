"""The do-not-sell file: products that are never offered, in whatever list the user keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from engine.dataset import Dataset
from engine.errors import FileError
from engine.options import RecommendOptions
from engine.progress import Report, silent
from engine.reading.joining.attributes import per_entity
from engine.reading.joining.ids import ids_of
from engine.reading.joining.keys import match
from engine.reading.opening.files import open_file
from engine.reading.sources import RawTable
from engine.reading.words.claims import claims
from engine.recommending.texts import folded
from engine.roles import Role

_HINT = "Choose it again, or go without it, under Run → Not offered."
_FIRST = 10
"""Rows in which the header of a list is looked for."""


def with_do_not_sell(options: RecommendOptions, dataset: Dataset, report: Report = silent) -> RecommendOptions:
    """The options with the products of `options.do_not_sell` among those not offered; as they are where it is "".

    The file may be anything that sales can be read from. Its ids are in the column whose header says so, else in the
    one that holds most ids of these products; written otherwise (leading zeros, case) they are found as a product list
    is. What is no product of these files is kept as it was written (see `unknown_texts`).
    Raises FileError where the file cannot be opened or holds nothing. Cost: one read of the file.
    """
    if not options.do_not_sell:
        return options
    path = Path(options.do_not_sell)
    columns = [texts for table in _tables(path, report) for column in table.cells.columns if (texts := _texts(column))]
    if not columns:
        raise FileError(
            f"The do-not-sell list {path.name} holds no product ids.", f"It needs one product id in each row. {_HINT}"
        )
    products = dataset.products["product_id"].astype(str).tolist()
    listed = max((_as_products(texts, products) for texts in columns), key=lambda found: found[:2])[2]
    return replace(options, not_offered=tuple(dict.fromkeys((*options.not_offered, *listed))))


def _tables(path: Path, report: Report) -> tuple[RawTable, ...]:
    try:
        return open_file(path, report=report).tables
    except FileError as error:
        raise FileError(f"The do-not-sell list cannot be read: {error.sentence}", _HINT) from error


def _texts(column: pa.ChunkedArray) -> list[str]:
    """The texts of a column that are not blank, each once, in their order."""
    return [text for text in dict.fromkeys(per_entity(ids_of([column], [len(column)])).tolist()) if text]


def _as_products(texts: Sequence[str], products: Sequence[str]) -> tuple[float, int, list[str]]:
    """How surely the header says product ids, how many are products, and the ids below it as the products have them."""
    strength, at = max((claims(text).get(Role.PRODUCT_ID, 0.0), -place) for place, text in enumerate(texts[:_FIRST]))
    ids = texts[1 - at :] if strength else texts
    found = match(pa.array(ids, pa.string()), pa.array(products, pa.string()))
    by_writing = {found.listed.get(one, one): one for one in products}
    named = [by_writing.get(found.lines.get(one, one), one) for one in ids]
    known = {folded(one) for one in products}
    while named and folded(named[0]) not in known and not any(map(str.isdigit, named[0])):
        named = named[1:]  # a title
    return strength, found.found, named
