"""How files are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from engine.errors import OptionError
from engine.options.settings import check, nearest, setting
from engine.roles import Role

Decimal = Literal["auto", "point", "comma"]
DayOrder = Literal["auto", "day first", "month first"]
Encoding = Literal[
    "auto",
    "utf-8",
    "utf-16",
    "cp1252",
    "cp1250",
    "cp1251",
    "cp437",
    "cp850",
    "cp852",
    "cp866",
    "mac-roman",
    "iso8859-15",
]
Separator = Literal["auto", "comma", "semicolon", "tab", "bar", "spaces"]
Policy = Literal["net", "drop", "keep"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read."""

    columns: Mapping[str, str] = field(
        default_factory=dict,
        metadata={"sentence": "Role = header: which column plays a role, where the app would choose another."},
    )
    decimal: Decimal = setting(
        "auto",
        "The decimal sign of numbers written as text; automatic means that each column decides.",
        choices=get_args(Decimal),
    )
    day_order: DayOrder = setting(
        "auto",
        "Which comes first in dates like 03/04/2024; automatic means that each column decides.",
        choices=get_args(DayOrder),
    )
    encoding: Encoding = setting(
        "auto",
        "The letters of text files; automatic means that each file's own letters decide.",
        choices=get_args(Encoding),
    )
    separator: Separator = setting(
        "auto",
        "What stands between the cells of text files; automatic means that each file decides.",
        choices=get_args(Separator),
    )
    returns: Policy = setting(
        "net",
        "Lines with a negative quantity: net them against what was bought, drop them, or keep them in the money only.",
        choices=get_args(Policy),
    )
    credit_notes: Policy = setting(
        "net",
        "Lines of credit notes, told by document type or number: net them against what was bought, drop them, or keep them in the money only.",
        choices=get_args(Policy),
    )
    cancellations: Policy = setting(
        "net",
        "An invoice and the document that cancels it in full: net them, drop both, or keep the invoice as a purchase and the second in the money only.",
        choices=get_args(Policy),
    )
    free_goods: Literal["keep", "drop"] = setting(
        "keep",
        "Samples and free goods, lines that cost nothing: keep them as purchases, or drop them.",
        choices=("keep", "drop"),
    )
    duplicates: Literal["keep", "drop"] = setting(
        "keep",
        "Lines that repeat another in every cell: keep them, or drop all but the first.",
        choices=("keep", "drop"),
    )
    fold_ids: Literal["no", "yes"] = setting(
        "no",
        "Whether ids that differ only by upper and lower case are the same customer or product.",
        choices=("no", "yes"),
    )
    laid_across: Literal["leave", "to lines"] = setting(
        "leave",
        "Tables with branches or months laid across as columns: leave them, or turn each of their cells into a line.",
        choices=("leave", "to lines"),
    )

    def __post_init__(self) -> None:
        for role in self.columns:
            if role not in set(Role):
                raise OptionError(f"“{role}” is not a column role.", nearest(role, [r.value for r in Role]))
        check(self)
