"""Text → numbers, with one decision per column: which sign is the decimal sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Sign = Literal["point", "comma"]

_PLAIN = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$"
_GROUPED = {
    "point": r"^[+-]?(\d{1,3}([,' ]\d{3})+|\d+)?(\.\d*)?([eE][+-]?\d{1,3})?$",
    "comma": r"^[+-]?(\d{1,3}([.' ]\d{3})+|\d+)?(,\d*)?([eE][+-]?\d{1,3})?$",
}
_PROOF = {
    "point": r"(\.\d{1,2}|\.\d{4,}|,\d{3}\.\d*|^[+-]?0?\.\d+|,\d{3},\d{3})$",
    "comma": r"(,\d{1,2}|,\d{4,}|\.\d{3},\d*|^[+-]?0?,\d+|\.\d{3}\.\d{3})$",
}
_EITHER = r"^[+-]?[1-9]\d{0,2}[.,]\d{3}$"
_CURRENCY = r"(?i)(€|\$|£|¥|\b(eur|usd|gbp|chf|sek|dkk|nok|pln|cad|aud|zl|kr|fr|rs)\b\.?)"


@dataclass(frozen=True, eq=False, slots=True)
class Numbers:
    """One number per distinct text, NaN where it is none, and what was decided.

    decided   whether a cell proved the decimal sign, or the user named it
    doubtful  distinct texts like "1.234" that have two readings in a column where nothing decides
    """

    values: NDArray[np.float64]
    sign: Sign
    decided: bool
    doubtful: int


def decimal_sign(texts: pa.StringArray) -> Sign | None:
    """The decimal sign that the cells prove, by majority; None where no cell does."""
    cleaned = _cleaned(texts)
    points, commas = (_count(cleaned, _PROOF[sign]) for sign in ("point", "comma"))
    if points == commas:
        return None
    return "point" if points > commas else "comma"


def read_numbers(texts: pa.StringArray, sign: Sign | None = None, default: Sign = "point") -> Numbers:
    """Read distinct texts as numbers: thousands separators, currencies, %, (123), 123- and −123 are understood.

    A text that does not fit the decimal sign of the column, such as "1.2.3" or "12,5" among points, is NaN.
    """
    cleaned = _cleaned(texts)
    proven = sign or decimal_sign(texts)
    used = proven or default
    doubtful = 0 if proven else _count(cleaned, _EITHER)
    plain = _grouped_to_plain(cleaned, used)
    valid = pc.and_(pc.match_substring_regex(plain, _PLAIN), pc.match_substring_regex(cleaned, _GROUPED[used]))
    values = np.array(pc.cast(pc.if_else(valid, plain, None), pa.float64()).fill_null(np.nan), dtype=np.float64)
    values[~np.isfinite(values)] = np.nan
    percent = np.asarray(pc.match_substring(texts, "%")) if len(texts) else np.zeros(0, dtype=bool)
    return Numbers(np.where(percent, values / 100.0, values), used, proven is not None, doubtful)


def _cleaned(texts: pa.StringArray) -> pa.StringArray:
    """Without currency, percent and odd blanks and with the minus in front; the plain ones pass untouched."""
    if bool(pc.all(pc.match_substring_regex(texts, _PLAIN)).as_py()):
        return texts
    out = pc.replace_substring_regex(texts, r"[\x{00A0}\x{202F}\x{2009}\x{2007}]", " ")
    out = pc.replace_substring_regex(out, r"[−–‒﹣－]", "-")
    out = pc.replace_substring_regex(out, r"[’`´]", "'")
    out = pc.replace_substring_regex(out, _CURRENCY, "")
    out = pc.replace_substring_regex(out, "%", "")
    out = pc.utf8_trim_whitespace(out)
    out = pc.replace_substring_regex(out, r"^\(\s*([^()-]+?)\s*\)$", r"-\1")
    out = pc.replace_substring_regex(out, r"^([^-+]+?)\s*-$", r"-\1")
    return pc.replace_substring_regex(out, r"^([+-])\s+", r"\1")


def _grouped_to_plain(texts: pa.StringArray, sign: str) -> pa.StringArray:
    out = pc.replace_substring_regex(texts, "[,' ]" if sign == "point" else "[.' ]", "")
    return out if sign == "point" else pc.replace_substring(out, ",", ".")


def _count(texts: pa.StringArray, pattern: str) -> int:
    return int(pc.sum(pc.match_substring_regex(texts, pattern)).as_py() or 0)
