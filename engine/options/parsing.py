"""Options from a TOML file or from nested mappings of plain values."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from engine.errors import OptionError
from engine.options.all_options import Options
from engine.options.settings import nearest


def options_from_toml(path: Path) -> Options:
    """Options from a TOML file: top-level keys are fields of `Options`, tables are its groups. A do-not-sell list is beside it.

    Raises OptionError with the key and the nearest valid one.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise OptionError(f"The options file {path.name} cannot be opened.", "Check its name and folder.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError(f"The options file {path.name} is not valid TOML: {error}.") from error
    return _beside(path, options_from_mapping(content))


def _beside(path: Path, options: Options) -> Options:
    """The options with the do-not-sell list looked for beside the options file, unless its folder is given in full."""
    asked = options.recommending
    if not asked.do_not_sell:
        return options
    return replace(options, recommending=replace(asked, do_not_sell=str(path.parent / asked.do_not_sell)))


def options_from_mapping(content: Mapping[str, Any], onto: Options | None = None) -> Options:
    """Options from nested mappings of plain values, laid over `onto` (the defaults where it is None)."""
    options: Options = _merge(onto or Options(), content, "")
    return options


def _merge(record: Any, content: Mapping[str, Any], prefix: str) -> Any:
    known = {f.name: f for f in fields(record)}
    changes: dict[str, Any] = {}
    for key, value in content.items():
        if key not in known:
            raise OptionError(f"There is no option “{prefix}{key}”.", nearest(key, list(known), prefix))
        current = getattr(record, key)
        if is_dataclass(current):
            if not isinstance(value, Mapping):
                raise OptionError(
                    f"“{prefix}{key}” is a group of options, not a value.", f"Write it as a table: [{key}]."
                )
            changes[key] = _merge(current, value, f"{prefix}{key}.")
        else:
            changes[key] = _typed(f"{prefix}{key}", value, current, known[key].metadata.get("shape", "text"))
    return replace(record, **changes)


def _are_numbers(part: object) -> bool:
    return isinstance(part, (list, tuple)) and all(type(number) in (int, float) for number in part)


def _are_texts(part: object) -> bool:
    return isinstance(part, Mapping) and all(isinstance(text, str) for text in part.values())


_TABLES: dict[str, tuple[Callable[[object], bool], str]] = {
    "text": (lambda part: isinstance(part, str), "a table of name = text"),
    "numbers": (_are_numbers, "a table of column = list of numbers"),
    "groups": (_are_texts, "a table of column = table of value = group"),
}
"""What the values of a table may be, and how to say it."""


def _typed(name: str, value: Any, current: Any, shape: str) -> Any:
    """`value` as the type of `current`, or an OptionError."""
    if isinstance(current, tuple):
        parts = value.split(",") if isinstance(value, str) else value
        if isinstance(parts, (list, tuple)) and all(isinstance(part, str) for part in parts):
            return tuple(part.strip() for part in parts if part.strip())
        wanted = "a list of texts"
    elif isinstance(current, Mapping):
        fits, wanted = _TABLES[shape]
        if isinstance(value, Mapping) and all(fits(part) for part in value.values()):
            return {key: tuple(part) if isinstance(part, (list, tuple)) else part for key, part in value.items()}
    else:
        types: dict[type, tuple[tuple[type, ...], str]] = {
            int: ((int,), "a whole number"),
            float: ((int, float), "a number"),
            str: ((str,), "text in quotes"),
            bool: ((bool,), "true or false"),
        }
        accepted, wanted = types[type(current)]
        if isinstance(value, accepted) and isinstance(value, bool) == isinstance(current, bool):
            return type(current)(value)
    raise OptionError(f"“{name}” must be {wanted}, not {value!r}.")
