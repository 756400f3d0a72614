"""How likely a sign that is no letter is where it stands: a pound sign inside a word is a letter read wrongly."""

from __future__ import annotations

import unicodedata

_AT_HOME, _LIKELY, _UNLIKELY, _ODD, _UNDEFINED = -1.5, -2.5, -5.0, -8.0, -12.0
_LIKE_LETTERS = "µªºƒ"
_BETWEEN_WORDS = "“”„‘‚«»–—…•·®™©§\xa0±×†"
_AFTER_OR_ALONE = "ºª°²³"
_FRACTIONS = "½¼¾"
_MONEY = "£€¥"
_BLOCKS = "█▄▌▐▀░▒▓■"
_SHORT = 2


def is_letter(sign: str) -> bool:
    """Whether a sign spells words; the micro sign and the ordinals only look like letters."""
    return sign.isalpha() and sign not in _LIKE_LETTERS


def sign_score(text: str, at: int) -> float:
    """The log-likelihood of the sign at a position of a word, by what stands beside it."""
    sign, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if sign == "\ufffd" or unicodedata.category(sign) == "Cc":
        return _UNDEFINED
    if sign in "’´":
        return _apostrophe(text, at)
    if _draws(sign):
        return _AT_HOME if sign in (before, after) else _UNLIKELY if _draws(before) or _draws(after) else _ODD
    if sign in _SIGNS:
        return _LIKELY if _fits(sign, before, after) else _ODD
    return _ODD


_SIGNS = _BETWEEN_WORDS + _AFTER_OR_ALONE + _FRACTIONS + _MONEY + "µ¿¡"


def _fits(sign: str, before: str, after: str) -> bool:
    if sign in _AFTER_OR_ALONE:
        return not after.isalpha() or (sign == "°" and after in "CF")
    if sign in _FRACTIONS:
        return not before.isalpha() and not after.isalpha()
    if sign == "µ":
        return not before.isalpha() and after in tuple("mglsFAVWH")
    if sign in "¿¡":
        return not before and after.isalpha()
    return not (before.isalpha() and after.isalpha())


def _apostrophe(text: str, at: int) -> float:
    """Between letters it follows or leads a short part, as in d’Or and Smith’s."""
    before, after = len(_letters(text[:at][::-1])), len(_letters(text[at + 1 :]))
    if before and after:
        return _LIKELY if min(before, after) <= _SHORT else _ODD
    return _UNLIKELY if before or after else _LIKELY


def _letters(text: str) -> str:
    end = next((i for i, c in enumerate(text) if not c.isalpha()), len(text))
    return text[:end]


def _draws(sign: str) -> bool:
    """Whether a sign draws lines and boxes, as tables of DOS programs have them."""
    return bool(sign) and (unicodedata.name(sign, "").startswith("BOX DRAWINGS") or sign in _BLOCKS)
