"""Letters that were turned into UTF-8 twice on their way here, “MÃ¼ller” for “Müller”, turned back column by column."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.counting import counted
from engine.errors import Issue, Place
from engine.reading.places import Places
from engine.reading.sources import RawTable
from engine.reading.text_columns import CODED, codes_of, one_coded

_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)} | {
    bytes([byte]).decode("cp1252"): byte for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""A sign beyond ASCII → the byte that Windows-1252 or Latin-1 reads it from."""
_RUN = re.compile(r"[^\x00-\x7f]+")
_LIKELY = re.compile("[ÂÃÄÅÐÑ][^\x00-\x7f]|Ò[\x90‘]|È[˜™š›]|â[€‚„\x80\x82\x84]")
"""What letters of Western and Central Europe, Cyrillic ones, quotes, dashes and the euro sign look like, read twice."""
_SEEN = re.compile(rb"\xc3(?:[\x82-\x85\x90\x91](?:\xc2|\xc5|\xc6|\xcb|\xe2)|\xa2(?:\xe2|\xc2))")
_FIRST = 30
"""Rows at the top where a note or the header may be written otherwise than the cells below."""
_LEAST = 3


def with_letters_once(table: RawTable) -> RawTable:
    """The table with each column turned back in which all signs beyond ASCII are letters read twice, and a note.

    Decoding UTF-8 is strict, so letters that are right hardly ever make a sequence of it, and never all of a column.
    Cost: a look at the bytes for any beyond ASCII; a search for what may be such letters where there are.
    """
    columns, rows = table.cells.columns, np.zeros(table.cells.num_rows, dtype=bool)
    mended, cells, example = 0, 0, ("", "")
    for i, column in enumerate(columns):
        found = _turned_back(column) if _may_be_doubled(column) else None
        if found is not None:
            columns[i], changed, example = found
            rows |= changed
            mended += 1
            cells += int(np.count_nonzero(changed))
    if not mended:
        return table
    message = (
        f"{counted(cells, 'cell')} in {counted(mended, 'column')} of {table.name} had letters that were turned into "
        f"others on their way, such as “{example[0]}”; turned back to “{example[1]}”."
    )
    places = Places(table.rows[rows], lambda row: Place(table.file, table.sheet, row))
    issue = Issue("doubled_letters", message, cells, "note", places=places)
    whole = pa.table(columns, names=table.cells.column_names)
    return replace(table, cells=whole, issues=(*table.issues, issue))


def _may_be_doubled(column: pa.ChunkedArray) -> bool:
    """Whether the bytes of a column hold what a letter read twice begins with."""
    texts = [chunk.dictionary if chunk.type == CODED else chunk for chunk in column.chunks]
    buffers = [chunk.buffers()[2] for chunk in texts if len(chunk)]
    filled = [texts for texts in buffers if texts is not None and texts.size]
    beyond = [texts for texts in filled if np.frombuffer(texts, dtype=np.uint8).max() > 0x7F]
    return any(_SEEN.search(memoryview(texts)) for texts in beyond)


def _turned_back(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, NDArray[np.bool_], tuple[str, str]] | None:
    """The column turned back, which cells changed, and an example; None where some of its letters are right."""
    encoded = one_coded(column)
    texts = encoded.dictionary.to_pylist()
    beyond = {i: once(text) for i, text in enumerate(texts) if not text.isascii()}
    wrong = {i for i, text in beyond.items() if text is None}
    codes = codes_of(encoded)
    if wrong and (len(beyond) - len(wrong) < _LEAST or np.isin(codes[_FIRST:], list(wrong)).any() or len(wrong) > 1):
        return None
    right = {i: text for i, text in beyond.items() if text is not None}
    if not right:
        return None
    whole = pa.array([right.get(i, text) for i, text in enumerate(texts)], pa.string())
    changed = np.isin(codes, list(right))
    first = min(right, key=lambda i: (len(texts[i]), texts[i]))
    return pa.chunked_array([whole.take(encoded.indices)]), changed, (texts[first], right[first])


def once(text: str) -> str | None:
    """The text as it was before its letters were read twice; None where some of its signs are no such letters."""
    decoded = [_decoded(run) for run in _RUN.findall(text)]
    whole = iter(run for run in decoded if run is not None)
    if not decoded or None in decoded:
        return None
    back = _RUN.sub(lambda _: next(whole), text)
    return once(back) or back


def _decoded(run: str) -> str | None:
    signs = [_BYTES.get(sign) for sign in run]
    if not _LIKELY.match(run) or None in signs:
        return None
    try:
        return bytes(byte for byte in signs if byte is not None).decode("utf-8")
    except UnicodeDecodeError:
        return None
