"""Lines that repeat another in every cell are counted, and left out only on request."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import ReadOptions
from tests.engine.reading.files import issue, kinds, left_out, read, read_lines, write_csv

HEADER = ("invoice", "customer", "item", "qty", "amount", "note")
LINE = ("1", "C1", "P1", 2, "10.50", "a")
OTHER = ("2", "C1", "P1", 2, "10.50", "a")


def test_repeats_are_kept_with_a_warning_that_has_their_money_and_places(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [LINE, OTHER, LINE, LINE])

    warning = issue(dataset, "duplicates")
    assert warning.message.startswith("2 lines repeat another line in every cell; kept. ")
    assert (warning.count, warning.amount, warning.severity) == (2, 21.0, "warning")
    assert [place.row for place in warning.places] == [4, 5]
    assert dataset.report.lines_used == 4


def test_on_request_all_but_the_first_are_left_out(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [LINE, OTHER, LINE, LINE], ReadOptions(duplicates="drop"))

    assert left_out(dataset) == {"duplicates": 2}
    assert [(part.label, part.amount) for part in dataset.report.left_out] == [("Duplicate line", 21.0)]
    assert (dataset.report.amount_read, dataset.report.amount_used) == (42.0, 21.0)
    assert issue(dataset, "duplicates").message == "2 lines repeat another line in every cell; left out."


def test_a_line_that_differs_in_any_cell_is_no_repeat(tmp_path: Path) -> None:
    rows = [LINE, (*LINE[:5], "b"), (*LINE[:4], "10.5", "a"), (*LINE[:2], "P2", *LINE[3:])]

    assert "duplicates" not in kinds(read_lines(tmp_path, HEADER, rows))


def test_a_line_number_tells_repeats_apart(tmp_path: Path) -> None:
    rows = [(i, *LINE) for i in range(3)]

    assert "duplicates" not in kinds(read_lines(tmp_path, ("line no", *HEADER), rows))


def test_without_invoice_numbers_repeats_are_only_noted(tmp_path: Path) -> None:
    note = issue(read_lines(tmp_path, HEADER[1:], [LINE[1:]] * 2), "duplicates")

    assert note.severity == "note"
    assert note.message == (
        "1 line repeats another line in every cell; kept. Without invoice numbers these may well be sales of their own."
    )


def test_a_line_that_stands_in_two_files_is_a_repeat(tmp_path: Path) -> None:
    january = write_csv(tmp_path / "january.csv", HEADER, [LINE, OTHER])
    february = write_csv(tmp_path / "february.csv", HEADER, [("3", *LINE[1:]), OTHER])

    places = issue(read(january, february), "duplicates").places

    assert [(place.file, place.row) for place in places] == [("february.csv", 3)]


def test_the_same_line_under_other_headers_is_no_repeat(tmp_path: Path) -> None:
    first = write_csv(tmp_path / "first.csv", HEADER, [LINE])
    second = write_csv(tmp_path / "second.csv", (*HEADER[:5], "remark"), [LINE])

    assert "duplicates" not in kinds(read(first, second))


CELLS = st.tuples(
    st.sampled_from("12"),
    st.sampled_from(["C1", "C2", ""]),
    st.sampled_from(["P1", "P2"]),
    st.sampled_from(["1", "1.0", "-1"]),
    st.sampled_from(["5", "5.00"]),
    st.sampled_from(["a", "b", ""]),
)


@settings(max_examples=60)
@given(st.lists(CELLS, max_size=40))
def test_repeats_are_all_but_one_of_each_distinct_line(rows: list[tuple[str, ...]]) -> None:
    rows = [*rows, LINE]
    with tempfile.TemporaryDirectory() as folder:
        kept = read_lines(Path(folder), HEADER, rows)
        dropped = read_lines(Path(folder), HEADER, rows, ReadOptions(duplicates="drop"))

    expected = sum(n - 1 for n in Counter(tuple(map(str, row)) for row in rows).values())
    counted = issue(kept, "duplicates").count if "duplicates" in kinds(kept) else 0
    assert (counted, left_out(dropped).get("duplicates", 0)) == (expected, expected)
    assert dropped.report.amount_read == kept.report.amount_read
