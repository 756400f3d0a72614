"""Two numbered category columns: the finer one is told by what they hold, not by its number."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import inspect_files
from tests.engine.reading.files import roles_of, write_csv

LEVELS = [
    ("oranges", "fruit", "food"),
    ("apples", "fruit", "food"),
    ("bread", "bakery", "food"),
    ("soap", "bath", "home"),
]


@pytest.mark.parametrize("names", [("level2", "level1"), ("level1", "level2"), ("Category 1", "Category 2")])
def test_the_finer_of_two_numbered_levels_is_l3(tmp_path: Path, names: tuple[str, str]) -> None:
    rows = [(f"C{i}", *levels, 1) for i, levels in enumerate(LEVELS)]
    path = write_csv(tmp_path / "l.csv", ("customer", "item", *names, "qty"), rows)

    roles = roles_of(inspect_files([path]))

    assert (roles[names[0]], roles[names[1]]) == ("l3_category", "l2_category")


def test_two_levels_that_do_not_determine_each_other_stay_as_their_headers_say(tmp_path: Path) -> None:
    rows = [("C1", "P1", "a", "x", 1), ("C1", "P2", "a", "y", 1), ("C1", "P3", "b", "x", 1)]
    path = write_csv(tmp_path / "l.csv", ("customer", "item", "level1", "level2", "qty"), rows)

    roles = roles_of(inspect_files([path]))

    assert (roles["level1"], roles["level2"]) == (None, "l2_category")
