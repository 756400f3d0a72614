import numpy as np
import pandas as pd
import pytest

from engine import counting
from engine.workbook import wording
from gui.counting import counted
from gui.frames.texts import about, figure, only_selected, share, spoken_day, spoken_interval, text_array


@pytest.mark.parametrize(
    ("value", "words"),
    [(186204, "186,000"), (50349, "50,300"), (999.6, "1,000"), (12.34, "12"), (3.4, "3"), (0, "0"), (np.nan, "0")],
)
def test_an_estimate_shows_no_more_digits_than_it_deserves(value, words):
    assert about(value) == words


@pytest.mark.parametrize(("value", "words"), [(20818.4, "20,818"), (14.25, "14.2"), (7, "7"), (np.nan, "")])
def test_a_figure_has_a_decimal_only_where_it_is_small(value, words):
    assert figure(value) == words


def test_one_of_a_thing_is_singular():
    assert [counted(1, "customer"), counted(1204, "offer")] == ["1 customer", "1,204 offers"]
    assert only_selected(1) == "Only the one selected"
    assert only_selected(1204) == "Only the 1,204 selected"


def test_a_share_that_is_not_nothing_does_not_read_as_nothing():
    assert [share(0.484), share(0.004), share(0.0)] == ["48 %", "under 1 %", "0 %"]


def test_blanks_in_a_column_read_as_blanks():
    assert text_array(pd.Series(["a", None, "b"])).tolist() == ["a", "", "b"]
    assert text_array(pd.Series(pd.Categorical(["a", None, "b"]))).tolist() == ["a", "", "b"]
    assert text_array(pd.Series([1.5, np.nan])).tolist() == ["1.5", ""]


@pytest.mark.parametrize("part", [0.0, 0.01, 0.1, 0.25, 0.333, 0.4, 0.999, 1.0])
def test_the_window_writes_a_share_as_the_workbook_does(part):
    assert share(part) == wording.percent(part)


@pytest.mark.parametrize("count", [0, 1, 2, 12_345])
def test_the_window_counts_in_the_same_words_as_the_workbook(count):
    assert counted(count, "offer") == counting.counted(count, "offer")


def test_a_day_is_written_as_it_is_said():
    assert spoken_day(np.datetime64("2024-05-02")) == "2 May 2024"
    assert spoken_day(np.datetime64("2024-12-31T00:00:00")) == "31 December 2024"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0.4, "every day"),
        (1, "every day"),
        (9.2, "every 9 days"),
        (14, "every 2 weeks"),
        (30, "every 4 weeks"),
        (62.9, "every 9 weeks"),
        (63, "every 2 months"),
        (152, "every 5 months"),
    ],
)
def test_an_interval_is_no_closer_than_anybody_would_say_it(days, words):
    assert spoken_interval(days) == words
