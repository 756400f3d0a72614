import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.tables.column import Column, safe_text, sorted_rows

floats = st.lists(st.one_of(st.none(), st.sampled_from([0.0, 1.0, 2.5, -3.0])), max_size=30)
words = st.lists(st.sampled_from(["", "apple", "Apple", "banana", "Zebra", "äpfel"]), max_size=30)


def naive_order(values, *, descending):
    """Insertion into the answer, one value after the other: stable, blanks last."""
    order = []
    for row, value in enumerate(values):
        place = len(order)
        while place and comes_before(value, values[order[place - 1]], descending=descending):
            place -= 1
        order.insert(place, row)
    return order


def comes_before(one, other, *, descending):
    if one in {None, ""} or other in {None, ""}:
        return other in {None, ""} and one not in {None, ""}
    one, other = (v.casefold() if isinstance(v, str) else v for v in (one, other))
    return one > other if descending else one < other


@given(floats, st.booleans())
def test_numbers_sort_stably_with_blanks_last_up_and_down(values, descending):
    column = Column("n", "N", np.array([np.nan if v is None else v for v in values], dtype=np.float64))
    assert sorted_rows(column, descending=descending).tolist() == naive_order(values, descending=descending)


@given(words, st.booleans())
def test_texts_sort_stably_without_regard_to_case_with_blanks_last(values, descending):
    column = Column("t", "T", np.array(values, dtype=object))
    assert sorted_rows(column, descending=descending).tolist() == naive_order(values, descending=descending)


def test_a_missing_date_sorts_last_and_reads_as_blank():
    column = Column("d", "Last order", np.array(["NaT", "2024-03-22", "2023-01-02"], dtype="datetime64[D]"))
    assert sorted_rows(column).tolist() == [2, 1, 0]
    assert sorted_rows(column, descending=True).tolist() == [1, 2, 0]
    assert [column.text(row) for row in range(3)] == ["", "2024-03-22", "2023-01-02"]


def test_an_adoption_shows_its_words_and_sorts_by_its_share():
    column = Column(
        "adoption",
        "Adoption",
        np.array([3 / 4, 14 / 19, 9 / 10]),
        texts=np.array(["3 of 4", "14 of 19", "9 of 10"], dtype=object),
    )
    assert [column.text(row) for row in sorted_rows(column, descending=True)] == ["9 of 10", "3 of 4", "14 of 19"]


def test_numbers_have_thousands_separators_on_screen_and_none_in_files():
    column = Column("spend", "Spend", np.array([1234567.891, np.nan]), decimals=2)
    assert (column.text(0), column.text(1)) == ("1,234,567.89", "")
    assert (column.written(0), column.written(1)) == ("1234567.891", "")


def test_the_unit_stands_in_the_header():
    assert Column("age", "Last order", np.array([1]), unit="days ago").header == "Last order (days ago)"


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5 mm", "@SUM(A1)", "\tx", "\rx", "＝1"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert safe_text(text) == "'" + text


@given(st.text().filter(lambda text: text[:1] not in {*"=+-@\t\r\n＝＋－＠"} or not text))
def test_harmless_text_is_written_as_it_is(text):
    assert safe_text(text) == text


def test_a_negative_number_is_no_formula():
    assert Column("n", "N", np.array([-5])).written(0) == "-5"


def test_fine_numbers_show_a_decimal_only_where_they_are_small():
    column = Column("value", "Value", np.array([0.0, 0.44, 9.94, 10.4, np.nan]), fine=True)
    assert [column.text(row) for row in range(5)] == ["0", "0.4", "9.9", "10", ""]
