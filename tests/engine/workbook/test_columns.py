from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.workbook import columns
from engine.workbook.formats import _NUMBER_FORMATS

SPECIMENS = {"whole": "{:,.0f}", "decimal": "{:,.1f}", "money": "{:,.0f}", "cents": "{:,.2f}"}


@given(st.lists(st.floats(-1e12, 1e12), max_size=8), st.sampled_from(sorted(SPECIMENS)))
def test_a_number_always_fits_its_column(values: list[float], kind: str) -> None:
    column = columns.number("n", values, kind)
    assert all(len(SPECIMENS[kind].format(value)) < column.width for value in values)


def test_a_header_word_fits_beside_the_filter_button() -> None:
    assert columns.number("Recommendations", [1], "whole").width >= len("Recommendations") + 3


def test_a_long_header_wraps_instead_of_widening_the_column() -> None:
    assert columns.number("Share of spend in the segment", [0.5], "share").width < 25


def test_infinite_values_become_blank() -> None:
    values = columns.number("n", [1.0, np.inf, -np.inf, np.nan], "whole").values
    assert np.isnan(values[1:]).all()
    assert values[0] == 1.0


@pytest.mark.parametrize(("values", "kind"), [([999.9], "cents"), ([12.0, 1000.0], "money"), ([], "money")])
def test_small_money_shows_cents(values: list[float], kind: str) -> None:
    assert columns.amount("Spend", values).kind == kind


@pytest.mark.parametrize(
    ("values", "kind"),
    [([1.0, 2.0], "whole"), ([1.5], "decimal"), ([1.5, 20_000.0], "whole"), ([np.nan, 3.0], "whole"), ([], "whole")],
)
def test_quantities_have_a_decimal_only_where_it_says_something(values: list[float], kind: str) -> None:
    assert columns.quantity("Q", values).kind == kind


def test_figures_have_thousands_separators_unless_they_are_shares() -> None:
    assert all("#,##0" in code or "%" in code or kind in {"day", "number"} for kind, code in _NUMBER_FORMATS.items())


def test_a_text_column_is_as_wide_as_its_longest_value_within_reason() -> None:
    short, long = columns.text("T", ["ab", "abcdefghijkl"]), columns.text("T", ["x" * 500])
    assert 12 < short.width < 20
    assert long.width == columns.WIDEST


def test_chinese_characters_count_twice() -> None:
    assert columns.text("T", ["中" * 10]).width > columns.text("T", ["a" * 10]).width


def test_a_fixed_width_stays() -> None:
    assert columns.text("Reason", ["x" * 500], kind="wrapped", width=70).width == 70


def test_texts_of_a_column_that_is_missing_or_blank_are_empty() -> None:
    frame, rows = pd.DataFrame({"name": ["a", None, "c"]}), np.array([2, 1])
    assert columns.texts(frame, "name", rows) == ["c", ""]
    assert columns.texts(frame, "rep", rows) == ["", ""]
