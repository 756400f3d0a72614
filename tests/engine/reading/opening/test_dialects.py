"""Text files in one odd dialect or with one fault at a time, each against its clean twin."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import ReadOptions
from engine.errors import FileError
from engine.reading.opening.text_files import read_text
from engine.reading.sources import RawTable

HEADER = ["invoice", "customer", "product", "description", "quantity", "price", "date"]
Rows = list[list[str]]


def twin(rows: int = 40) -> Rows:
    return [
        HEADER,
        *(
            [
                str(5000 + i),
                f"C{i % 7}",
                f"P-{i % 11:03}",
                f"Bolt M{i}, zinc",
                str(i + 1),
                f"{i}.50",
                f"2024-01-{i % 28 + 1:02}",
            ]
            for i in range(rows)
        ),
    ]


def quoted(cell: str, delimiter: str = ",", quote: str = '"') -> str:
    needs = delimiter in cell or quote in cell
    return quote + cell.replace(quote, quote * 2) + quote if needs else cell


def written(rows: Rows, delimiter: str = ",", quote: str = '"', end: str = "\n") -> str:
    return "".join(delimiter.join(quoted(cell, delimiter, quote) for cell in row) + end for row in rows)


def table_of(text: str | bytes, options: ReadOptions | None = None) -> RawTable:
    return read_text("x.csv", text.encode() if isinstance(text, str) else text, options)


def cells_of(table: RawTable) -> Rows:
    return [[cell or "" for cell in row.values()] for row in table.cells.to_pylist()]


def by_number(table: RawTable) -> dict[int, list[str]]:
    return dict(zip(table.rows.tolist(), cells_of(table), strict=True))


DIALECTS: dict[str, Callable[[Rows], str]] = {
    "commas": written,
    "semicolons": lambda rows: written(rows, ";"),
    "tabs": lambda rows: written(rows, "\t"),
    "bars": lambda rows: written(rows, "|"),
    "carets": lambda rows: written(rows, "^"),
    "tildes": lambda rows: written(rows, "~"),
    "unit separators": lambda rows: written(rows, "\x1f"),
    "control-A": lambda rows: written(rows, "\x01"),
    "single quotes": lambda rows: written(rows, ",", "'"),
    "everything in quotes": lambda rows: "".join(",".join(f'"{c}"' for c in row) + "\n" for row in rows),
    "everything in single quotes": lambda rows: "".join(",".join(f"'{c}'" for c in row) + "\n" for row in rows),
    "blanks after commas": lambda rows: "".join(", ".join(quoted(c) for c in row) + "\n" for row in rows),
    "blanks around quotes": lambda rows: "".join(" ; ".join(f'"{c}"' for c in row) + "\n" for row in rows),
    "carriage returns": lambda rows: written(rows, end="\r"),
    "both line ends": lambda rows: written(rows, end="\r\n"),
    "no last line end": lambda rows: written(rows).rstrip("\n"),
    "mixed line ends": lambda rows: "".join(written([r], end=("\n", "\r\n", "\r")[i % 3]) for i, r in enumerate(rows)),
    "several last line ends": lambda rows: written(rows) + "\n\n",
    "end mark of DOS": lambda rows: written(rows, end="\r\n") + "\x1a",
    "zero bytes": lambda rows: written(rows).replace("zinc", "zi\x00nc"),
    "page breaks": lambda rows: "".join("\x0c" * (i % 9 == 0) + written([row]) for i, row in enumerate(rows)),
    "delimiters at each end": lambda rows: "".join(written([row]).replace("\n", ",\n") for row in rows),
    "a byte order mark": lambda rows: "\ufeff" + written(rows),
    "fixed width": lambda rows: "".join("".join(f"{cell:<18}" for cell in row).rstrip() + "\n" for row in rows),
    "figures to the right": lambda rows: "".join(
        "".join(f"{c:<20}" if i < 4 else f"{c:>12}" for i, c in enumerate(row)) + "\n" for row in rows
    ),
    "several spaces": lambda rows: "".join("   ".join(row) + "\n" for row in rows),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_table_reads_the_same_in_every_dialect(dialect: str) -> None:
    table = table_of(DIALECTS[dialect](twin()))

    found = [list(row[: len(HEADER)]) for row in cells_of(table) if any(row)]
    assert found == twin()
    assert not table.damaged
    assert not table.mended


def replaced(text: str) -> Callable[[str], str]:
    return lambda _: text


FAULTS: dict[str, Callable[[str], str]] = {
    "a cell too many": lambda line: line + ",surplus",
    "two cells too many": lambda line: line + ",sur,plus",
    "a delimiter too many at the start": lambda line: "," + line,
    "a delimiter too many in the middle": lambda line: line.replace(",C", ",,C", 1),
    "a delimiter lost in the middle": lambda line: line.replace(",C", "C", 1),
    "the last cell lost": lambda line: line.rsplit(",", 1)[0],
    "the last three cells lost": lambda line: line.rsplit(",", 3)[0],
    "another delimiter": lambda line: line.replace('"', "").replace(", ", " ").replace(",", ";"),
    "a quote before the first cell": lambda line: '"' + line,
    "a quote before a cell": lambda line: line.replace(",P", ',"P', 1),
    "a quote in the last cell": lambda line: line.rsplit(",", 1)[0] + ',"' + line.rsplit(",", 1)[1],
    "a lone quote as the last cell": lambda line: line.rsplit(",", 1)[0] + ',"',
    "a quote after a quoted cell": lambda line: line.replace('zinc"', 'zinc""', 1),
    "a quote before a quoted cell": lambda line: line.replace('"Bolt', '""Bolt', 1),
    "a quote inside a quoted cell": lambda line: line.replace("Bolt", 'Bo"lt', 1),
    "an opening quote lost": lambda line: line.replace('"Bolt', "Bolt", 1),
    "a closing quote lost": lambda line: line.replace('zinc"', "zinc", 1),
}


@pytest.mark.parametrize("row", [2, 20, 41])
@pytest.mark.parametrize("fault", FAULTS)
def test_one_damaged_row_is_listed_and_leaves_all_others_whole(fault: str, row: int) -> None:
    lines = written(twin()).splitlines()
    lines[row - 1] = FAULTS[fault](lines[row - 1])

    table = table_of("\n".join(lines) + "\n")

    rows = by_number(table)
    expected = {number: cells for number, cells in enumerate(twin(), 1) if number != row}
    assert {n: cells[: len(HEADER)] for n, cells in rows.items() if n != row} == expected
    assert [place.row for place in (*table.damaged, *table.mended)] == [row]


@pytest.mark.parametrize("fault", ["a quote before a cell", "a quote in the last cell", "a quote after a quoted cell"])
def test_a_stray_quote_costs_no_cell_of_its_row(fault: str) -> None:
    lines = written(twin()).splitlines()
    lines[9] = FAULTS[fault](lines[9])

    cells = by_number(table_of("\n".join(lines) + "\n"))[10]

    assert [cell.strip('"') for cell in cells] == twin()[9]


def test_many_faults_are_each_listed_in_the_order_of_the_file() -> None:
    faults = list(FAULTS.values())
    rows = twin(2_000)
    lines = written(rows).splitlines()
    spoiled = list(range(5, 2_000, 7))
    for i in spoiled:
        lines[i] = faults[i % len(faults)](lines[i])

    table = table_of("\n".join(lines) + "\n")

    found = by_number(table)
    assert sorted({place.row - 1 for place in (*table.damaged, *table.mended)}) == spoiled
    assert all(found[i + 1][: len(HEADER)] == row for i, row in enumerate(rows) if i not in set(spoiled))
    assert list(found) == sorted(found)


def test_a_cell_over_two_lines_in_a_file_of_two_rows_beside_a_stray_quote_is_read() -> None:
    assert cells_of(table_of('name,note\n"x\ny",one\nz,"two\n'))[1:] == [["x\ny", "one"], ["z", "two"]]


def test_inches_stay_in_plain_and_in_quoted_cells_and_are_no_damage() -> None:
    text = "item,name,size\n" + "".join(f'A{i},{i}" pipe,"6"" long"\n' for i in range(9))

    table = table_of(text)

    assert cells_of(table)[1] == ["A0", '0" pipe', '6" long']
    assert not table.damaged
    assert not table.mended


def test_a_backslash_before_a_quote_keeps_it_in_the_cell() -> None:
    text = "item,name,qty\n" + "".join(f'A{i},"{i}\\" pipe, long",2\n' for i in range(9))

    assert cells_of(table_of(text))[4] == ["A3", '3" pipe, long', "2"]


def test_a_path_that_ends_in_a_backslash_does_not_escape_its_quote() -> None:
    text = 'item,folder,qty\n"A","C:\\data\\",2\n"B","C:\\more\\",3\n'

    assert cells_of(table_of(text))[1:] == [["A", "C:\\data\\", "2"], ["B", "C:\\more\\", "3"]]


def test_line_numbers_are_those_of_an_editor_where_cells_have_line_breaks() -> None:
    text = 'a,b,c\n1,"x\ny",2.5\n2,z,3.5\n3,w,4.5,5\n'

    table = table_of(text)

    assert table.rows.tolist() == [1, 2, 4]
    assert [place.row for place in table.damaged] == [5]


def test_comments_with_commas_and_line_breaks_are_not_taken_for_rows() -> None:
    rows = [["id", "address", "place"], *([f"C{i}", f"{i} High Street,\nFlat 2, Floor 3", "Leeds"] for i in range(20))]

    assert cells_of(table_of(written(rows))) == rows


@pytest.mark.parametrize(
    ("separator", "cells"), [("comma", ["a;b", "c"]), ("semicolon", ["a", "b,c"]), ("bar", ["a;b,c"])]
)
def test_the_separator_that_the_user_chose_is_obeyed(separator: str, cells: list[str]) -> None:
    text = "a;b,c\n" * 5

    assert cells_of(table_of(text, ReadOptions(separator=separator)))[0] == cells  # type: ignore[arg-type]


def test_two_separators_that_split_equally_well_are_said() -> None:
    issues = table_of("alpha;beta|gamma\n1;2|3\n4;5|6\n").issues

    assert [issue.kind for issue in issues] == ["guessed_separator"]
    assert "Options, Separator" in issues[0].message


def test_decimal_commas_in_a_file_without_a_header_are_no_separators() -> None:
    assert cells_of(table_of("1,5;2,5\n3,5;4,5\n5,5;6,5\n"))[0] == ["1,5", "2,5"]


def test_one_column_stays_one_column() -> None:
    table = table_of("customer\nSmith\nMiller and Sons\nBaker: the best\n")

    assert cells_of(table) == [["customer"], ["Smith"], ["Miller and Sons"], ["Baker: the best"]]
    assert table.how == "UTF-8, one column"


def test_a_download_that_broke_off_is_said() -> None:
    text = written(twin())

    assert [issue.kind for issue in table_of(text[:-16]).issues] == ["cut_off"]
    assert not table_of(text).issues


def test_a_header_with_another_number_of_names_than_cells_is_said() -> None:
    text = "customer;product;qty;comment\n" + "C1;P1;1\n" * 9

    issue = table_of(text).issues[0]

    assert issue.kind == "header_width"
    assert "4 names" in issue.message
    assert "3 cells" in issue.message


def test_a_row_longer_than_any_buffer_is_read() -> None:
    novel = "once upon a time, " * 600_000
    text = f'customer,product,comment\nC1,P1,"{novel}"\nC2,P2,short\n'

    assert cells_of(table_of(text))[1][2] == novel


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=9).filter(
    lambda cell: not re.search("[\ufeff\ufffd\u0080-\u009f]", cell)
)


@settings(max_examples=80)
@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_in_quotes_reads_back_in_any_dialect(
    rows: list[tuple[str, str, str]], delimiter: str, end: str, encoding: str
) -> None:
    header = ("customer", "product", "quantity")
    text = "".join(
        delimiter.join('"' + c.replace('"', '""') + '"' for c in row) + end for row in (header, header, header, *rows)
    )

    table = table_of(text.encode(encoding))

    assert cells_of(table)[3:] == [list(row) for row in rows]
    assert not table.damaged
    assert not table.mended


PIECES = [
    b",",
    b";",
    b"\t",
    b"|",
    b'"',
    b"'",
    b"\\",
    b"\n",
    b"\r",
    b"\r\n",
    b" ",
    b"  ",
    b"1",
    b"2.5",
    b"Bolt",
    b"\xfc",
    b"\x00",
    b"\x1a",
]
PIECES += [
    b"2024-01-05",
    b"\xc3\xbc",
    b"\x0c",
    b"^",
    b"~",
    b":",
    b'""',
    b'","',
    b"\xef\xbb\xbf",
    b"\xff",
    b"sep=;",
    b"\x1f",
    b"customer",
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join))
def test_any_bytes_are_read_or_refused_in_our_own_words(content: bytes) -> None:
    with contextlib.suppress(FileError):
        table = table_of(content)

        assert table.cells.num_rows == len(table.rows)
        assert table.rows.tolist() == sorted(set(table.rows.tolist()))


@pytest.mark.parametrize("cut", range(1, 60, 3))
def test_a_file_cut_anywhere_keeps_the_rows_before(cut: int) -> None:
    text = written(twin())[:-cut]

    table = table_of(text)

    found = by_number(table)
    assert [found[i + 1] for i in range(text.count("\n"))] == twin()[: text.count("\n")]
