"""Every choice a user can make, as frozen records: each field has a type, a default, a range and one sentence.

`options_from_toml` reads them from a file; a key that does not exist or a value out of range is refused with the
nearest valid one.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from engine.errors import OptionError
from engine.roles import Role

Recipe = Literal["auto", "category basket", "buying behaviour"]
Level = Literal["l2_category", "l3_category", "brand", "functionality", "product_id"]
Measure = Literal["log quantity", "quantity"]
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


def setting(
    default: Any, sentence: str, *, choices: tuple[Any, ...] = (), least: float | None = None, most: float | None = None
) -> Any:
    """A dataclass field with what a settings page and a refusal need to know about it."""
    return field(default=default, metadata={"sentence": sentence, "choices": choices, "least": least, "most": most})


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
                raise OptionError(f"“{role}” is not a column role.", _nearest(role, [r.value for r in Role]))
        _check(self)


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """How customers are grouped inside a segment."""

    level: Level = setting(
        "l2_category",
        "What the category basket counts: categories, brands or single products.",
        choices=get_args(Level),
    )
    measure: Measure = setting(
        "log quantity",
        "What the category basket compares; on a log scale one huge order does not decide alone.",
        choices=get_args(Measure),
    )
    most_clusters: int = setting(
        4, "The most clusters in a segment; never more than the square root of its customers.", least=1, most=20
    )
    seed: int = setting(
        0, "Start of the random numbers: the same seed gives the same clusters.", least=0, most=2**31 - 1
    )

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True, slots=True)
class RecommendOptions:
    """What each customer is offered."""

    per_customer: int = setting(10, "The most recommendations for one customer.", least=1, most=100)
    prior: float = setting(
        5.0,
        "How many peers the wider ring counts for when offers are ranked: more of them, and few peers decide less.",
        least=0.0,
        most=100.0,
    )
    value_cap: float = setting(
        0.25, "The most that a customer's list may be worth, as a share of its yearly spend.", least=0.0, most=10.0
    )
    named_peers: int = setting(2, "How many peers a reason names.", least=0, most=5)

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True, slots=True)
class Options:
    """All options of a run."""

    recipe: Recipe = setting(
        "auto",
        "What customers are clustered on; automatic takes the category basket where products have categories.",
        choices=get_args(Recipe),
    )
    segment_by: tuple[str, ...] = field(
        default=("region", "end_use"),
        metadata={"sentence": "The customer columns whose values make the segments; those that exist are used."},
    )
    reading: ReadOptions = field(default_factory=ReadOptions)
    clustering: ClusterOptions = field(default_factory=ClusterOptions)
    recommending: RecommendOptions = field(default_factory=RecommendOptions)

    def __post_init__(self) -> None:
        _check(self)


def options_from_toml(path: Path) -> Options:
    """Options from a TOML file: top-level keys are fields of `Options`, tables are its groups.

    Raises OptionError with the key and the nearest valid one.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise OptionError(f"The options file {path.name} cannot be opened.", "Check its name and folder.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError(f"The options file {path.name} is not valid TOML: {error}.") from error
    return options_from_mapping(content)


def options_from_mapping(content: Mapping[str, Any], onto: Options | None = None) -> Options:
    """Options from nested mappings of plain values, laid over `onto` (the defaults where it is None)."""
    options: Options = _merge(onto or Options(), content, "")
    return options


def _merge(record: Any, content: Mapping[str, Any], prefix: str) -> Any:
    known = {f.name: f for f in fields(record)}
    changes: dict[str, Any] = {}
    for key, value in content.items():
        if key not in known:
            raise OptionError(f"There is no option “{prefix}{key}”.", _nearest(key, list(known), prefix))
        current = getattr(record, key)
        if is_dataclass(current):
            if not isinstance(value, Mapping):
                raise OptionError(
                    f"“{prefix}{key}” is a group of options, not a value.", f"Write it as a table: [{key}]."
                )
            changes[key] = _merge(current, value, f"{prefix}{key}.")
        else:
            changes[key] = _typed(f"{prefix}{key}", value, current)
    return replace(record, **changes)


def _typed(name: str, value: Any, current: Any) -> Any:
    """`value` as the type of `current`, or an OptionError."""
    if isinstance(current, tuple):
        parts = value.split(",") if isinstance(value, str) else value
        if isinstance(parts, (list, tuple)) and all(isinstance(part, str) for part in parts):
            return tuple(part.strip() for part in parts if part.strip())
        wanted = "a list of texts"
    elif isinstance(current, Mapping):
        if isinstance(value, Mapping) and all(isinstance(header, str) for header in value.values()):
            return dict(value)
        wanted = "a table of role = header"
    else:
        accepted, wanted = {
            int: ((int,), "a whole number"),
            float: ((int, float), "a number"),
            str: ((str,), "text in quotes"),
        }[type(current)]
        if isinstance(value, accepted) and not isinstance(value, bool):
            return type(current)(value)
    raise OptionError(f"“{name}” must be {wanted}, not {value!r}.")


def _check(record: Any) -> None:
    for f in fields(record):
        _check_field(f, getattr(record, f.name))


def _check_field(f: Field[Any], value: Any) -> None:
    choices, least, most = (f.metadata.get(key) for key in ("choices", "least", "most"))
    if choices and value not in choices:
        raise OptionError(f"“{value}” is not a choice for {f.name}.", _nearest(str(value), [str(c) for c in choices]))
    if least is not None and not least <= value <= (most if most is not None else value):
        nearest = least if not value >= least else most
        raise OptionError(
            f"{f.name} = {value} is out of range {least}–{most}.", f"The nearest valid value is {nearest}."
        )


def _nearest(word: str, known: list[str], prefix: str = "") -> str:
    close = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.5)
    listed = ", ".join(f"{prefix}{name}" for name in known)
    return f"Did you mean “{prefix}{close[0]}”?" if close else f"Known are: {listed}."
