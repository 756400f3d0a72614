"""Text → numbers, with one decision per column: which sign is the decimal sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.values.coded import Coded
from engine.roles import Role

Sign = Literal["point", "comma"]

_PLAIN = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$"
_NUMBER = {
    "point": r"^[+-]?(\d{1,3}([,' ]\d{2,3})*[,' ]\d{3}|\d+)?(\.\d*)?([eE][+-]?\d{1,3})?$",
    "comma": r"^[+-]?(\d{1,3}([.' ]\d{2,3})*[.' ]\d{3}|\d+)?(,\d*)?([eE][+-]?\d{1,3})?$",
}
_PROOF = {
    "point": r"(\.\d{1,2}|\.\d{4,}|,\d{3}\.\d*|^[+-]?0?\.\d+|^[+-]?\d{4,}\.\d+|,\d{3},\d{3})$",
    "comma": r"(,\d{1,2}|,\d{4,}|\.\d{3},\d*|^[+-]?0?,\d+|^[+-]?\d{4,},\d+|\.\d{3}\.\d{3})$",
}
_LARGEST = 1e12
"""A larger figure is a barcode or a slip in a wrong column; with it no sum would be right to the cent."""
_EITHER = r"^[+-]?[1-9]\d{0,2}[.,]\d{3}$"
_REPLACED = (
    (r"[\x{00A0}\x{202F}\x{2009}\x{2007}\x{2002}\x{2003}]", " "),
    (r"[−–—‒﹣－]", "-"),
    (r"[’`´]", "'"),
    (
        r"(?i)(€|(us|a|c|nz|hk|s)?\$|£|¥|₹|\b(eur|usd|gbp|chf|sek|dkk|nok|pln|czk|huf|cad|aud|nzd|brl|zl|zł|kr|fr|rs|r)\b\.?)",
        "",
    ),
    (r"(?i)(\d)\s*(pcs|pc|pce|ea|each|stk|stck|stück|st|units?|un|uds?|pz|pièces|pieces|box|boxes)\.?\s*$", r"\1"),
    (r"[%‰]", ""),
    (r"^\s+|\s+$", ""),
    (r"^\(\s*([^()-]+?)\s*\)$", r"-\1"),
    (r"^([^-+]+?)\s*-$", r"-\1"),
    (r"^([+-])\s+", r"\1"),
    (r"^-$", "0"),
)


@dataclass(frozen=True, eq=False, slots=True)
class Numbers:
    """One number per distinct text, NaN where it is none, and what was decided.

    decided   whether a cell proved the decimal sign, the file or another column did, or the user named it
    doubtful  distinct texts like "1.234" that have two readings, where nothing decides
    """

    values: NDArray[np.float64]
    sign: Sign
    decided: bool
    doubtful: pa.StringArray


def read_columns(columns: Mapping[Role, Coded], sign: Sign | None, likely: Sign | None) -> dict[Role, Numbers]:
    """Read the number columns of one kind of table together, so that one may decide for another.

    sign    as the user named it
    likely  what else in the table speaks for, where no number of any column decides

    A column decides for itself by majority of the cells that allow only one reading; else the other columns decide.
    """
    cleaned = {role: _cleaned(column.values) for role, column in columns.items()}
    own = {role: sign or _proven_sign(texts) for role, texts in cleaned.items()}
    shared = next((found for found in own.values() if found), likely)
    return {role: _read(columns[role].values, texts, own[role] or shared) for role, texts in cleaned.items()}


def read_numbers(texts: pa.StringArray, sign: Sign | None = None) -> Numbers:
    """Read distinct texts as numbers: thousands separators, currencies, %, (123), 123- and −123 are understood.

    A text that does not fit the decimal sign of the column, such as "1.2.3" or "12,5" among points, is NaN.
    Cost: vectorised; nothing but one check where all texts are plain numbers.
    """
    cleaned = _cleaned(texts)
    return _read(texts, cleaned, sign or _proven_sign(cleaned))


def _read(texts: pa.StringArray, cleaned: pa.StringArray, sign: Sign | None) -> Numbers:
    used = sign or "point"
    doubtful = pa.array([], pa.string()) if sign else texts.filter(pc.match_substring_regex(cleaned, _EITHER))
    plain = _without_groups(cleaned, used)
    valid = pc.and_(pc.match_substring_regex(plain, _PLAIN), pc.match_substring_regex(cleaned, _NUMBER[used]))
    values = np.array(pc.cast(pc.if_else(valid, plain, None), pa.float64()).fill_null(np.nan), dtype=np.float64)
    values[~(np.abs(values) < _LARGEST)] = np.nan
    percent = np.asarray(pc.match_substring(texts, "%"))
    return Numbers(np.where(percent, values / 100.0, values), used, sign is not None, doubtful)


def shown_sign(columns: Mapping[Role, Coded]) -> Sign | None:
    """The decimal sign that the first column with any proof shows."""
    signs = (_proven_sign(_cleaned(column.values)) for column in columns.values())
    return next((sign for sign in signs if sign), None)


def _proven_sign(cleaned: pa.StringArray) -> Sign | None:
    """The decimal sign of most cells that allow only one reading; None where no cell decides."""
    points, commas = (_count(cleaned, _PROOF[sign]) for sign in ("point", "comma"))
    if points == commas:
        return None
    return "point" if points > commas else "comma"


def _cleaned(texts: pa.StringArray) -> pa.StringArray:
    """Without currency, percent, units and odd blanks, and with the minus in front."""
    out = texts
    if not pc.all(pc.match_substring_regex(texts, _PLAIN)).as_py():
        for pattern, replacement in _REPLACED:
            out = pc.replace_substring_regex(out, pattern, replacement)
    return out


def _without_groups(texts: pa.StringArray, sign: Sign) -> pa.StringArray:
    out = pc.replace_substring_regex(texts, "[,' ]" if sign == "point" else "[.' ]", "")
    return out if sign == "point" else pc.replace_substring(out, ",", ".")


def _count(texts: pa.StringArray, pattern: str) -> int:
    return int(pc.sum(pc.match_substring_regex(texts, pattern)).as_py() or 0)
