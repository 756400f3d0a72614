"""Texts of a number column, taken apart: the digits with their separators, and what the signs and words around them do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_BARE = r"^-?\d[\d.,]*$"
_REPLACED = (
    (r"[\x{00A0}\x{202F}\x{2000}-\x{200B}\x{3000}\t]", " "),
    (r"[−–—‒‑﹣－]", "-"),
    (r"[’‘`´ʼ]", "'"),
)
_CODES = (
    "eur|euros?|usd|gbp|chf|sfr|sek|dkk|nok|isk|pln|zl|zł|czk|kč|kc|huf|ft|ron|lei|bgn|лв|try|tl|rub|руб|uah|cad|aud|nzd"
    "|sgd|hkd|jpy|cny|rmb|inr|rs|zar|brl|mxn|ars|clp|cop|ils|aed|sar|thb|krw|kr|fr|dm"
)
_MONEY = rf"(?:(?i:us|au|nz|hk|[acsr])?\$|\p{{Sc}}|(?i:{_CODES})\.?|R)"
_UNIT = r"(?i:pcs?|pce|ea|each|st|stk|stck|stück|units?|un|uds?|pzs?|pièces?|pieces?|stuks|szt|ks|box|boxes|ctn|kg|kgs|l|m|x)\b\.?"
_LEAD = rf"(?P<lead>(?:[-+(* ]|{_MONEY})*)"
_DIGITS = r"\d(?:[\d.,' ]*\d)?(?:[eE][+-]?\d{1,3})?"
_TAIL = rf"(?P<tail>(?:[.,](?:--?)?)?(?:[-+)* %‰]|{_MONEY}|{_UNIT}|(?i:[cd]r)\.?)*)"
_SHAPE = rf"^{_LEAD}(?P<point>[.,])?0{_TAIL}$"
_DASH = rf"^(?:{_MONEY}| )*--?(?:{_MONEY}| )*$"
_MISSING = (
    r"(?i)^(n/a|na|n\.a\.|n/d|n\.d\.|s/d|k\. ?a\.|none|null|nan|\(null\)|\(none\)|\(blank\)|\(leer\)|\(vide\)|\?+)$"
)
_WIDE = str.maketrans("０１２３４５６７８９．，％（）＋", "0123456789.,%()+")


@dataclass(frozen=True, eq=False, slots=True)
class NumberTexts:
    """Distinct texts of a column, taken apart.

    bodies   digits with their separators and an exponent, such as "1.234,50"; null where the text is no number
    divisors float64: what the body is to be divided by: 1, -1 for a negative number, 100 for %, 1000 for ‰
    dashes   bool: a dash alone, which is how accounts are shown that hold nothing: 0
    missing  bool: a word for a blank, such as "n/a"
    """

    bodies: pa.StringArray
    divisors: NDArray[np.float64]
    dashes: NDArray[np.bool_]
    missing: NDArray[np.bool_]

    @property
    def percent(self) -> NDArray[np.bool_]:
        """The texts that were hundredths or thousandths."""
        return np.asarray(np.abs(self.divisors) > 1.0)


def take_apart(texts: pa.StringArray) -> NumberTexts:
    """Digits apart from currency signs and codes, units, minus signs, brackets, CR and DR, %, and padding.

    Cost: two passes over the distinct texts where all are bare numbers; about ten over those that are not.
    """
    n = len(texts)
    bare = np.asarray(pc.match_substring_regex(texts, _BARE)) if n else np.zeros(0, dtype=bool)
    negative = np.asarray(pc.starts_with(texts, "-")) if n else np.zeros(0, dtype=bool)
    bodies = pc.utf8_ltrim(texts, "-") if negative.any() else texts
    divisors = np.where(negative, -1.0, 1.0)
    dashes, missing = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
    odd = np.flatnonzero(~bare)
    if len(odd):
        plain = _plain(texts.take(pa.array(odd)))
        found, divisors[odd] = _parts(plain)
        bodies = pc.replace_with_mask(bodies, pa.array(~bare), found)
        dashes[odd] = np.asarray(pc.match_substring_regex(plain, _DASH))
        missing[odd] = np.asarray(pc.match_substring_regex(plain, _MISSING))
    return NumberTexts(bodies, divisors, dashes, missing)


def _plain(texts: pa.StringArray) -> pa.StringArray:
    """Texts with ordinary blanks, minus signs, apostrophes and digits."""
    out = texts
    for pattern, replacement in _REPLACED:
        if pc.any(pc.match_substring_regex(out, pattern)).as_py():
            out = pc.replace_substring_regex(out, pattern, replacement)
    if pc.any(pc.match_substring_regex(out, r"[\x{FF01}-\x{FF5E}]")).as_py():
        out = pa.array([text.translate(_WIDE) for text in out.to_pylist()], pa.string())
    return pc.utf8_trim_whitespace(out)


def _parts(texts: pa.StringArray) -> tuple[pa.StringArray, NDArray[np.float64]]:
    """Bodies and divisors; a body is null where the signs around it contradict each other.

    What stands around the digits is looked at once per kind: a column has few, such as "0 €" and "-0 €".
    """
    shapes = pc.replace_substring_regex(texts, _DIGITS, "0").dictionary_encode()
    kind = np.asarray(shapes.indices)
    points, sound, divisors = _around(shapes.dictionary)
    digits = pc.struct_field(pc.extract_regex(texts, f"(?P<digits>{_DIGITS})"), "digits")
    bodies = pc.binary_join_element_wise(points.take(shapes.indices), digits, "") if _any(points) else digits
    return pc.if_else(pa.array(sound[kind]), bodies, None), divisors[kind]


def _around(shapes: pa.StringArray) -> tuple[pa.StringArray, NDArray[np.bool_], NDArray[np.float64]]:
    """Per shape: a point or comma in front of the first digit, whether it can be a number at all, and the divisor."""
    found = pc.extract_regex(shapes, _SHAPE)
    lead, point, tail = (pc.fill_null(pc.struct_field(found, name), "") for name in ("lead", "point", "tail"))
    tail = pc.replace_substring_regex(tail, r"^[.,](--?)?", "")
    minus, plus, opened = (_count(lead, sign) + _count(tail, sign) for sign in "-+(")
    credit = np.asarray(pc.match_substring_regex(tail, "(?i)cr"), dtype=bool)
    sound = np.asarray(found.is_valid()) & (minus + plus <= 1) & (opened == _count(tail, ")")) & (opened <= 1)
    sign = np.where((minus > 0) | (opened > 0) | credit, -1.0, 1.0)
    scale = np.where(_count(tail, "%") > 0, 100.0, np.where(_count(tail, "‰") > 0, 1000.0, 1.0))
    return point, sound, sign * scale


def _any(points: pa.StringArray) -> bool:
    return bool(pc.any(pc.not_equal(points, "")).as_py())


def _count(texts: pa.StringArray, sign: str) -> NDArray[np.int64]:
    return np.asarray(pc.count_substring(texts, sign)).astype(np.int64)
