"""A setting: a field of an options record with its sentence, its choices and its range."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import Field, field, fields
from typing import Any

from engine.errors import OptionError


def setting(
    default: Any,
    sentence: str,
    *,
    choices: tuple[Any, ...] = (),
    each: tuple[str, ...] = (),
    least: float | None = None,
    most: float | None = None,
) -> Any:
    """A dataclass field with what a settings page and a refusal need to know about it.

    choices  the values it may take;  each  the texts that the parts of a list, or the values of a table, may be
    """
    metadata = {"sentence": sentence, "choices": choices, "each": each, "least": least, "most": most}
    if isinstance(default, Mapping):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


def check(record: Any) -> None:
    """Raise OptionError for the first field whose value is no choice or out of range, with the nearest valid one."""
    for f in fields(record):
        _check_field(f, getattr(record, f.name))


def _check_field(f: Field[Any], value: Any) -> None:
    choices, least, most = (f.metadata.get(key) for key in ("choices", "least", "most"))
    each = f.metadata.get("each") or ()
    for part in (value.values() if isinstance(value, Mapping) else value) if each else ():
        if part not in each:
            raise OptionError(f"“{part}” is not a choice for {f.name}.", nearest(str(part), list(each)))
    if choices and value not in choices:
        raise OptionError(f"“{value}” is not a choice for {f.name}.", nearest(str(value), [str(c) for c in choices]))
    if least is not None and not least <= value <= (most if most is not None else value):
        bound = least if not value >= least else most
        raise OptionError(f"{f.name} = {value} is out of range {least}–{most}.", f"The nearest valid value is {bound}.")


def nearest(word: str, known: list[str], prefix: str = "") -> str:
    """A hint: the known word that was probably meant, or all of them."""
    close = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.5)
    listed = ", ".join(f"{prefix}{name}" for name in known)
    return f"Did you mean “{prefix}{close[0]}”?" if close else f"Known are: {listed}."
