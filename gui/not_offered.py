"""What the user does not want to be offered, as lists among the options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine import Options, options_from_mapping

TEXTS = ("not_offered", "categories_not_offered", "dismissed")
Lists = Mapping[str, Sequence[str] | str]
"""Option → texts, and “do_not_sell” → a file."""


def with_more(options: Options, lists: Lists) -> Options:
    """The options with these texts added to their lists, each once, and this file, unless it is blank."""
    group: dict[str, Any] = {}
    for name, value in lists.items():
        if not isinstance(value, str):
            group[name] = tuple(dict.fromkeys((*getattr(options.recommending, name), *value)))
        elif value:
            group[name] = value
    return options_from_mapping({"recommending": group}, options)


def names_more(options: Options, than: Options) -> bool:
    """Whether a list of the options names something that the same list of the others does not."""
    mine, theirs = options.recommending, than.recommending
    return any(set(getattr(mine, name)) - set(getattr(theirs, name)) for name in TEXTS)
