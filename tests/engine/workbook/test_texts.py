from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.workbook.texts import LONGEST_TEXT, clean, cut, unique_headers, utf16_length

ANY_TEXT = st.text(alphabet=st.characters(), max_size=60)


@given(ANY_TEXT)
def test_cleaned_text_survives_xml(text: str) -> None:
    escaped = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parsed = ET.fromstring(f"<t>{escaped}</t>".encode())  # noqa: S314 - our own text
    assert (parsed.text or "") == clean(text)


@pytest.mark.parametrize("text", ["=1+1", "-2", "@cmd", "Müller", "中文", "a\nb", "tab\there", "🎨"])
def test_text_that_xml_takes_is_left_alone(text: str) -> None:
    assert clean(text) == text


def test_control_characters_and_lone_surrogates_are_dropped() -> None:
    assert clean("a\x00b\x07c\ud800d\ufffee\r\nf") == "abcde\nf"


def test_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    assert clean("x" * 40_000) == "x" * (LONGEST_TEXT - 1) + "…"


@given(st.text(max_size=30), st.integers(2, 20))
def test_a_cut_text_counts_as_excel_counts(text: str, most: int) -> None:
    short = cut(text, most)
    assert utf16_length(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_length_is_counted_in_utf16_units() -> None:
    assert utf16_length("a🎨") == len("a🎨".encode("utf-16-le")) // 2 == 3


@given(st.lists(ANY_TEXT, max_size=10))
def test_headers_are_never_blank_and_never_twice(headers: list[str]) -> None:
    unique = unique_headers(headers)
    assert len(unique) == len(headers)
    assert all(header.strip() for header in unique)
    assert len({header.lower() for header in unique}) == len(unique)
    assert not any("\n" in header or utf16_length(header) > 255 for header in unique)


def test_the_second_of_two_equal_headers_gets_a_number() -> None:
    assert unique_headers(["Spend", "spend", "", "Spend"]) == ["Spend", "spend (2)", "(blank)", "Spend (3)"]


def test_a_header_that_looks_like_an_escape_is_broken_up() -> None:
    assert unique_headers(["A_x0041_B"]) == ["Ax0041_B"]
