"""Text files: letters, delimiters, quotes, and rows of the wrong length."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import Cancelled, inspect_files
from engine.reading.opening.files import open_file
from engine.reading.opening.text_files import read_text
from tests.engine.reading.files import customer_of, issue, left_out, product_of, read, write_text
from tests.engine.reading.files import read_text as dataset_of

HEAD = "customer;product;qty\n"


def rows_of(text: str | bytes) -> list[list[str | None]]:
    content = text if isinstance(text, bytes) else text.encode()
    return [list(row.values()) for row in read_text("x.csv", content).cells.to_pylist()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "customer;product;qty\nC1;P1;5\nC2;P2;6\n".replace(";", delimiter)

    assert rows_of(text) == [["customer", "product", "qty"], ["C1", "P1", "5"], ["C2", "P2", "6"]]


def test_decimal_commas_do_not_pass_for_delimiters() -> None:
    text = "customer;product;qty;price;amount\nC1;P1;1,5;2,25;3,38\nC2;P1;2,5;1,00;2,50\n"

    assert rows_of(text)[1] == ["C1", "P1", "1,5", "2,25", "3,38"]


def test_delimiters_inside_quotes_do_not_count() -> None:
    text = 'customer,product,qty\n"Smith; Sons; Co",P1,5\n"Miller; Co; KG",P1,5\n"A; B; C",P1,1\n'

    assert rows_of(text)[1] == ["Smith; Sons; Co", "P1", "5"]


def test_a_line_that_names_the_delimiter_for_excel_is_obeyed() -> None:
    assert rows_of("sep=|\na|b;c;d\n1|2;3;4\n")[1:] == [["a", "b;c;d"], ["1", "2;3;4"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_letters_beyond_english_survive_in_every_usual_encoding(encoding: str) -> None:
    text = "Kunde;Stück;Größe\nMüller & Söhne;Gewürze à la carte;£5\n"

    assert rows_of(text.encode(encoding)) == [
        ["Kunde", "Stück", "Größe"],
        ["Müller & Söhne", "Gewürze à la carte", "£5"],
    ]


def test_one_damaged_byte_does_not_turn_the_whole_file_to_other_letters() -> None:
    good = "Kunde;Ware\n" + "Müller;Käse\n" * 50
    content = good.encode() + b"M\xfcller;K\xc3\xa4se\n"

    assert rows_of(content)[1] == ["Müller", "Käse"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_understood(end: str) -> None:
    assert rows_of(f"a;b{end}1;2{end}3;4{end}") == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_a_last_line_without_a_line_end_is_read() -> None:
    assert rows_of("a;b\n1;2")[-1] == ["1", "2"]


def test_quotes_hold_delimiters_line_breaks_and_doubled_quotes() -> None:
    text = 'a,b\n"one, two","5"" pipe"\n"two\nlines, even",x\n'

    assert rows_of(text)[1:] == [["one, two", '5" pipe'], ["two\nlines, even", "x"]]


def test_inches_in_a_plain_cell_stay() -> None:
    assert rows_of('a,b\n5" pipe,2\n')[1] == ['5" pipe', "2"]


def test_a_quote_that_never_closes_does_not_swallow_the_rest_of_the_file(tmp_path: Path) -> None:
    text = "customer,product,qty\n" + 'C1,"hammer,2\n' + "C2,nail,3\n" * 500

    dataset = dataset_of(tmp_path, text)

    assert dataset.report.lines_read == 501
    assert issue(dataset, "mended_row").count == 1
    assert issue(dataset, "mended_row").places[0].row == 2


def test_a_long_file_with_a_stray_quote_can_be_cancelled_while_it_is_read(tmp_path: Path) -> None:
    rows = "".join(f"C{i};P{i};1\n" for i in range(30_000))
    path = write_text(tmp_path / "lines.csv", f'customer;product;quantity\n{rows}C1;"P1;2\n{rows}')
    stages: list[str] = []

    def report(stage: str, _: float) -> None:
        stages.append(stage)
        if len(stages) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        open_file(path, report=report)

    assert set(stages) == {"Opening lines.csv"}


def test_two_stray_quotes_do_not_join_two_rows() -> None:
    rows = rows_of('customer,product,qty\n1,"abc,2\n2,"def",3\n3,x,4\n')

    assert [row[0] for row in rows] == ["customer", "1", "2", "3"]


def test_text_like_na_null_and_nan_is_kept_as_text() -> None:
    assert rows_of("a;b\nNA;NULL\nnan;None\n")[1:] == [["NA", "NULL"], ["nan", "None"]]


def test_a_row_with_too_many_cells_is_left_out_counted_and_located(tmp_path: Path) -> None:
    dataset = dataset_of(tmp_path, HEAD + "C1;P1;1\nC2;P2;2;surplus;4\nC3;P3;3\n")

    assert customer_of(dataset) == ["C1", "C3"]
    assert dataset.report.lines_read == 3
    assert left_out(dataset) == {"damaged_row": 1}
    damaged = issue(dataset, "damaged_row")
    assert (damaged.count, damaged.places[0].row) == (1, 3)
    assert "C2;P2;2;surplus;4" in damaged.places[0].value


def test_a_row_that_only_lacks_its_last_cells_is_used_and_reported(tmp_path: Path) -> None:
    lines = "C1;P1;1;10.5;thanks\n" * 9 + "C2;P2;2;11.5\n"

    dataset = dataset_of(tmp_path, "customer;product;qty;amount;comment\n" + lines)

    assert dataset.report.lines_used == 10
    assert issue(dataset, "mended_row").places[0].row == 11


def test_a_row_that_lost_a_cell_in_the_middle_is_left_out(tmp_path: Path) -> None:
    lines = "C1;P1;1;2024-01-05;10.5\n" * 40 + "C2;P2;2024-01-06;11.5\n"

    dataset = dataset_of(tmp_path, "customer;product;qty;date;amount\n" + lines)

    assert dataset.report.lines_used == 40
    assert left_out(dataset) == {"damaged_row": 1}


def test_delimiters_at_the_end_of_each_row_are_no_cells(tmp_path: Path) -> None:
    dataset = dataset_of(tmp_path, HEAD + "C1;P1;1;\nC2;P2;2;\n")

    assert customer_of(dataset) == ["C1", "C2"]
    assert not left_out(dataset)


def test_a_header_longer_than_the_rows_is_kept(tmp_path: Path) -> None:
    dataset = dataset_of(tmp_path, "customer;product;qty;comment\n" + "C1;P1;1\n" * 50)

    assert dataset.report.lines_used == 50


def test_row_numbers_count_blank_rows_and_notes(tmp_path: Path) -> None:
    text = "Sales report 2024;;\n\n" + HEAD + "C1;P1;1\n\n;P2;2\n"

    dataset = dataset_of(tmp_path, text)

    assert issue(dataset, "no_customer").places[0].row == 6


def test_row_numbers_stay_right_after_a_row_that_was_left_out(tmp_path: Path) -> None:
    dataset = dataset_of(tmp_path, HEAD + "C1;P1;1\nC2;P2;2;3;4\nC3;P3;x3y\n")

    assert issue(dataset, "unreadable_quantity").places[0].row == 4


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            *[
                st.text(
                    st.characters(codec="utf-8", include_characters="\n\t", exclude_categories=["Cc", "Cs"]),
                    max_size=12,
                )
            ]
            * 3
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_cells_written_with_quotes_read_back_the_same(rows: list[tuple[str, str, str]]) -> None:
    quoted = [
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (("customer", "product", "qty"), *rows)
    ]

    assert rows_of("\n".join(quoted) + "\n")[1:] == [list(row) for row in rows]


def test_a_file_of_prose_is_one_column_without_roles(tmp_path: Path) -> None:
    path = write_text(tmp_path / "letter.txt", "Dear Sir,\nplease find enclosed our offer.\nRegards\n")

    assert all(table.kind == "unused" for table in inspect_files([path]).tables)


def test_many_files_of_one_kind_are_read_in_the_order_given(tmp_path: Path) -> None:
    january = write_text(tmp_path / "january.csv", HEAD + "C2;P2;1\n")
    february = write_text(tmp_path / "february.csv", HEAD + "C1;P1;1\n")

    assert product_of(read(january, february)) == ["P2", "P1"]
