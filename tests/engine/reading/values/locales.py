"""How numbers and days are written in a country, by the published figures of Unicode CLDR that Qt carries."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale

LOCALES = ("en_US", "en_GB", "en_IN", "de_DE", "de_CH", "de_AT", "fr_FR", "es_ES", "it_IT", "pt_BR", "pt_PT", "nl_NL")
LANGUAGES = ("en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "pt_PT", "nl_NL")


def number(locale: str, value: Decimal, places: int = 2) -> str:
    """The number with the decimal sign, the grouping and the minus of a locale."""
    return QLocale(locale).toString(float(value), "f", places)


def money(locale: str, value: Decimal) -> str:
    """The amount with the currency of a locale, where the locale puts it."""
    return QLocale(locale).toCurrencyString(float(value))


def date(locale: str, day: dt.date, pattern: str) -> str:
    """The day by a pattern such as “d. MMMM yyyy”, with the month names of a locale."""
    return QLocale(locale).toString(QDate(day.year, day.month, day.day), pattern)


def long_date(locale: str, day: dt.date) -> str:
    """The day in full, with its weekday."""
    return QLocale(locale).toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def short_date(locale: str, day: dt.date) -> str:
    """The day in numbers."""
    return QLocale(locale).toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
