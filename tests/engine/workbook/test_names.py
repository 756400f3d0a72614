from __future__ import annotations

import io
import re

from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from engine.workbook.contents import CLUSTERS, HEALTH, METHOD, OTHERS, PROFILES, RECOMMENDATIONS, SUMMARY
from engine.workbook.names import sheet_names
from engine.workbook.texts import utf16_length

AWKWARD = st.sampled_from(
    [
        "",
        " ",
        "'",
        "''quoted''",
        "History",
        "HISTORY",
        "Summary",
        "summary ",
        "Data health",
        "a/b",
        "a\\b",
        "[x]:*?",
        "A1",
        "R1C1",
        "TRUE",
        "ß",
        "SS",
        "İstanbul",
        "ﬁ",
        "\ud800",
        "\x00",
        "🎨" * 20,
        "x" * 40,
        "x" * 31 + "'",
        "ｓｕｍｍａｒｙ",
    ]
)
NAMES = st.lists(st.one_of(AWKWARD, st.text(max_size=50)), min_size=1, max_size=12)
FIXED = [SUMMARY, CLUSTERS, PROFILES, HEALTH, METHOD, OTHERS, RECOMMENDATIONS]


@given(NAMES)
def test_every_text_becomes_a_name_that_excel_accepts(wanted: list[str]) -> None:
    for name in sheet_names(wanted):
        assert 1 <= utf16_length(name) <= 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff]", name)
        assert name.strip("' ") != ""
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


@given(NAMES)
def test_no_two_names_differ_by_case_alone(wanted: list[str]) -> None:
    names = sheet_names([*FIXED, *wanted])
    assert len({name.casefold() for name in names}) == len(names)
    assert len({name.lower() for name in names}) == len(names)
    assert len({name.upper() for name in names}) == len(names)


@given(NAMES)
def test_the_writer_takes_every_name(wanted: list[str]) -> None:
    book = Workbook(io.BytesIO())
    assert [book.add_worksheet(name).name for name in sheet_names(wanted)] == sheet_names(wanted)


@given(NAMES)
def test_the_first_to_want_a_name_keeps_it(wanted: list[str]) -> None:
    assert sheet_names([*FIXED, *wanted])[: len(FIXED)] == FIXED


def test_a_plain_name_stays_as_it_is() -> None:
    assert sheet_names(["Northeast · Painting", "Müller & Söhne"]) == ["Northeast · Painting", "Müller & Söhne"]


def test_segments_named_like_fixed_sheets_get_a_number() -> None:
    assert sheet_names(["Summary", "summary", "SUMMARY"]) == ["Summary", "summary (2)", "SUMMARY (3)"]


def test_long_names_that_begin_alike_stay_apart_within_the_limit() -> None:
    first, second = sheet_names(
        ["Northeast · General Construction and Roofing", "Northeast · General Construction and R"]
    )
    assert first != second
    assert second.endswith(" (2)")
    assert len(first) <= 31
    assert len(second) <= 31


def test_a_blank_name_becomes_sheet() -> None:
    assert sheet_names(["", "  ", "'"]) == ["Sheet", "Sheet (2)", "Sheet (3)"]


def test_characters_that_excel_refuses_become_dashes() -> None:
    assert sheet_names(["North/South: [all]?"]) == ["North-South- -all--"]
