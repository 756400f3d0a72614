"""Which currency a text names: by its sign, its code or its short name."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

_ALIASES = {
    "EUR": "€ euro euros",
    "USD": "$ us$ usd$ us",
    "GBP": "£ stg",
    "CHF": "sfr fr",
    "JPY": "¥ 円",
    "CNY": "rmb cn¥",
    "PLN": "zł zl",
    "CZK": "kč kc",
    "HUF": "ft",
    "RON": "lei",
    "BGN": "лв",
    "TRY": "₺ tl",
    "RUB": "₽ руб",
    "UAH": "₴ грн",
    "INR": "₹ rs",
    "KRW": "₩",
    "ILS": "₪",
    "THB": "฿",
    "AUD": "a$ au$",
    "NZD": "nz$",
    "CAD": "c$ ca$",
    "HKD": "hk$",
    "SGD": "s$",
    "BRL": "r$",
    "ZAR": "r",
    "kr": "kr",
}
_CODES = (
    "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HRK HUF IDR ILS INR ISK JPY KRW KWD MAD MXN MYR NOK"
    " NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD VND ZAR"
)
_NAMES = {code.casefold(): code for code in _CODES.split()} | {
    sign: code for code, signs in _ALIASES.items() for sign in signs.split()
}
_IN_HEADERS = re.compile(rf"[€£$]|\b(?:{_CODES.replace(' ', '|')})\b")
_AROUND = r"[\d.,'’\s\x{00A0}\x{202F}+\-−–()*%:/]+"


def currency_of(text: str) -> str:
    """The currency that a text is the sign, code or short name of: “€”, “eur”, “zł”; "" for any other text."""
    return _NAMES.get(text.strip().strip(".").casefold(), "")


def currency_in_header(text: str) -> str:
    """The currency that a header names among other words: “Amount EUR”, “Betrag in €”; "" where it names none."""
    found = _IN_HEADERS.search(text)
    return currency_of(found.group()) if found else ""


def currencies_beside(texts: pa.StringArray) -> list[str]:
    """For each text of a number column the currency beside the digits, "" where there is none.

    Cost: one pass over the texts; a look at each different text that is left without digits, of which there are few.
    """
    if not len(texts):
        return []
    left = pc.replace_substring_regex(texts, _AROUND, "").dictionary_encode()
    names = [currency_of(text) for text in left.dictionary.to_pylist()]
    return [names[i] for i in left.indices.to_pylist()]
