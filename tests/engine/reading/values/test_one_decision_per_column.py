"""Which decimal sign and which day order a column has: decided by cells, by sums, by other columns and files, or asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from engine import Dataset, ReadOptions, Role
from tests.engine.reading.files import (
    HEADER,
    issue,
    kinds,
    left_out,
    read,
    read_lines,
    with_dates,
    with_quantities,
    write_csv,
    write_text,
    write_xlsx,
)

SUMS = ("customer", "item", "qty", "price", "amount")


def decided(dataset: Dataset, role: Role, table: int = 0) -> str:
    return [column.decided for column in dataset.report.columns if column.role == role][table]


def sums(folder: Path, rows: Sequence[tuple[str, str, str]]) -> Dataset:
    """Lines of quantity, price and amount, separated by semicolons."""
    return read(write_csv(folder / "lines.csv", SUMS, [("C1", "P1", *row) for row in rows], ";"))


def test_one_cell_decides_for_a_hundred_thousand(tmp_path: Path) -> None:
    rows = [(f"C{i % 7}", f"P{i % 11}", "1.234") for i in range(99_999)]

    dataset = read(write_csv(tmp_path / "lines.csv", HEADER, [*rows, ("C1", "P1", "0,5")], ";"))

    assert dataset.lines.quantity.sum() == 1234.0 * 99_999 + 0.5
    assert decided(dataset, Role.QUANTITY) == "decimal comma: 1 cell can only be read so"


def test_cells_are_counted_and_not_their_distinct_texts(tmp_path: Path) -> None:
    dataset = with_quantities(tmp_path, "1,5", "2,5", *["3.5"] * 5)

    assert list(dataset.lines.quantity) == [3.5] * 5
    assert left_out(dataset) == {"unreadable_quantity": 2}
    assert decided(dataset, Role.QUANTITY) == (
        "decimal point: 5 cells can only be read so; 2 cells fit only the other decimal sign, not used"
    )


def test_quantity_times_price_decides_where_no_cell_does(tmp_path: Path) -> None:
    as_thousands = sums(tmp_path, [("1.500", "2", "3000"), ("2", "2.000", "4000"), ("1.000", "4", "4000")])
    as_decimals = sums(tmp_path, [("1.500", "4", "6"), ("2.250", "8", "18")])

    assert as_thousands.report.amount_used == 11_000.0
    assert list(as_decimals.lines.quantity) == [1.5, 2.25]
    assert decided(as_decimals, Role.QUANTITY) == "decimal point: only so is quantity × price the amount"
    assert "doubtful_numbers" not in kinds(as_decimals)


def test_sums_that_hold_in_both_readings_decide_nothing(tmp_path: Path) -> None:
    dataset = sums(tmp_path, [("1.234", "2", "2.468"), ("5.111", "1", "5.111")])

    assert {i.kind for i in dataset.report.issues} >= {"doubtful_numbers"}


def test_discounted_sums_still_decide(tmp_path: Path) -> None:
    rows = [("1.500", "4", "6")] * 8 + [("2.250", "8", "17")] * 2

    assert list(sums(tmp_path, rows).lines.quantity) == [1.5] * 8 + [2.25] * 2


def test_thousands_without_a_separator_show_that_a_point_is_decimal(tmp_path: Path) -> None:
    dataset = with_quantities(tmp_path, "1.234", "2500", "3")

    assert list(dataset.lines.quantity) == [1.234, 2500.0, 3.0]
    assert decided(dataset, Role.QUANTITY) == "decimal point: thousands stand without a separator"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Kundennummer;Artikelnummer;Menge", 1234.0),
        ("Código cliente;Artículo;Cantidad", 1234.0),
        ("N° client;Code article;Quantité", 1234.0),
        ("Codice cliente;Codice articolo;Quantità", 1234.0),
        ("Código cliente;Código produto;Quantidade", 1234.0),
        ("Klantnummer;Artikelcode;Aantal", 1234.0),
        ("Customer no;Item no;Quantity", 1.234),
    ],
)
def test_where_nothing_else_decides_the_language_of_the_headers_does(
    tmp_path: Path, header: str, expected: float
) -> None:
    dataset = read(write_text(tmp_path / "l.csv", f"{header}\nC1;P1;1.234\nC2;P2;2.500\n"))

    assert dataset.lines.quantity[0] == expected
    assert ("doubtful_numbers" in kinds(dataset)) == (expected < 2)


def test_each_file_has_its_own_decimal_sign(tmp_path: Path) -> None:
    german = write_csv(tmp_path / "de.csv", (*HEADER, "price"), [("C1", "P1", "2", "1,50")] * 3, ";")
    english = write_csv(tmp_path / "en.csv", (*HEADER, "price"), [("C1", "P1", "2", "2.25")] * 9, ";")
    book = write_xlsx(tmp_path / "b.xlsx", {"Lines": [(*HEADER, "price"), ("C1", "P1", 2, 4.5)]})

    dataset = read(german, english, book)

    assert dataset.report.amount_used == 3 * 3.0 + 9 * 4.5 + 9.0
    assert [decided(dataset, Role.UNIT_PRICE, table).split(":")[0] for table in range(3)] == [
        "decimal comma",
        "decimal point",
        "decimal point",
    ]


def test_a_file_that_decides_decides_for_the_others(tmp_path: Path) -> None:
    january = write_csv(tmp_path / "1.csv", HEADER, [("C1", "P1", "1.234")], ";")
    february = write_csv(tmp_path / "2.csv", HEADER, [("C1", "P1", "1,5")], ";")

    dataset = read(january, february)

    assert list(dataset.lines.quantity) == [1234.0, 1.5]
    assert decided(dataset, Role.QUANTITY) == "decimal comma: by the other files"


def test_days_of_one_file_are_read_as_another_file_proves(tmp_path: Path) -> None:
    header = (*HEADER, "date")
    january = write_csv(
        tmp_path / "1.csv", header, [("C1", "P1", 1, d) for d in ("04/01/2024", "02/01/2024", "07/01/2024")]
    )
    february = write_csv(tmp_path / "2.csv", header, [("C1", "P1", 1, d) for d in ("28/02/2024", "03/02/2024")])

    dataset = read(january, february)

    assert [str(day) for day in dataset.lines.day][:3] == ["2024-01-04", "2024-01-02", "2024-01-07"]
    assert decided(dataset, Role.DATE) == "day before month: by the other files"
    assert "doubtful_dates" not in kinds(dataset)


def test_texts_among_the_numbers_of_a_workbook_keep_their_decimal_comma(tmp_path: Path) -> None:
    rows = [HEADER, ("C1", "P1", "1.234,50"), ("C1", "P1", "2,25"), ("C1", "P2", 7.75), ("C1", "P2", 0.5)]

    dataset = read(write_xlsx(tmp_path / "b.xlsx", {"Lines": rows}))

    assert list(dataset.lines.quantity) == [1234.5, 2.25, 7.75, 0.5]
    assert decided(dataset, Role.QUANTITY) == (
        "decimal comma: 2 cells can only be read so; 2 cells are numbers of the workbook"
    )


def test_a_word_for_nothing_is_a_blank_and_a_dash_is_zero(tmp_path: Path) -> None:
    dataset = with_quantities(tmp_path, "1.5", "n/a", "NULL", "k.A.", "-", "–", "two")

    assert left_out(dataset) == {"no_quantity": 3, "zero_quantity": 2, "unreadable_quantity": 1}
    assert decided(dataset, Role.QUANTITY).endswith("; 2 cells are dashes, taken as 0; 3 cells say that there is none")


def test_the_scale_of_percent_is_said(tmp_path: Path) -> None:
    rows = [("C1", "P1", "15 %"), ("C1", "P1", "7 %")]

    dataset = read_lines(tmp_path, HEADER, rows)

    assert list(dataset.lines.quantity) == [0.15, 0.07]
    assert decided(dataset, Role.QUANTITY).endswith("2 cells are in %, taken as hundredths")


def test_what_the_user_set_is_said_to_be_so(tmp_path: Path) -> None:
    options = ReadOptions(decimal="comma", day_order="month first")

    dataset = read_lines(tmp_path, (*HEADER, "date"), [("C1", "P1", "1.234", "05/06/2024")], options)

    assert decided(dataset, Role.QUANTITY) == "decimal comma: as set under Options"
    assert decided(dataset, Role.DATE) == "month before day: as set under Options"


def test_doubts_count_cells_and_name_the_option_that_settles_them(tmp_path: Path) -> None:
    rows = [("C1", "P1", "1.234", "05/06/2024"), ("C1", "P1", "1.234", "01/02/2024"), ("C1", "P2", "9", "03/04/2024")]

    dataset = read_lines(tmp_path, (*HEADER, "date"), rows)

    numbers, dates = issue(dataset, "doubtful_numbers"), issue(dataset, "doubtful_dates")
    assert (numbers.count, dates.count) == (2, 3)
    assert [place.row for place in numbers.places] == [2, 3]
    assert numbers.message.endswith("To change it, choose under Options, Decimal sign.")
    assert dates.message.endswith("To change it, choose under Options, Day order.")


def test_list_prices_have_the_decimal_sign_of_their_list(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "lines.csv", HEADER, [("C1", "P1", "2"), ("C1", "P2", "1")], ";")
    products = write_csv(
        tmp_path / "products.csv",
        ("product_id", "product_name", "list price", "weight"),
        [("P1", "Bolt", "1.250", "0,5"), ("P2", "Nut", "2.000", "1,25")],
        ";",
    )

    dataset = read(lines, products)

    assert list(dataset.products["unit_price"]) == [1250.0, 2000.0]
    assert dataset.report.amount_used == 4500.0


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("28/02/2024", "01/03/2024"), "day before month: 1 cell has a day beyond 12"),
        (("02/28/2024", "03/31/2024"), "month before day: 2 cells have a day beyond 12"),
        (("01.02.24", "01.03.24"), "day before month: points between the numbers; two-digit years: 70 to 99 are 19xx"),
        (("2024-02-01", "2024-03-01"), "year, month, day"),
        (("1 Feb 2024", "1. März 2024"), "month names"),
        (("45383", "45384"), "Excel day numbers, counted from 1900"),
        (("20240201", "20240301.0"), "yyyymmdd"),
        (("3/4/2024 2:30 PM", "1/5/2024 9:00 AM", "2/1/2024 9:00 AM"), "month before day: likely, but nothing decides"),
    ],
)
def test_how_days_were_read_is_said(tmp_path: Path, dates: tuple[str, ...], expected: str) -> None:
    rows = [("C1", "P1", 1, date) for date in dates]

    assert decided(read_lines(tmp_path, (*HEADER, "date"), rows), Role.DATE) == expected


def test_dollars_make_the_month_likely_to_come_first_but_the_user_is_asked(tmp_path: Path) -> None:
    rows = [("C1", "P1", 1, "$5.00", day) for day in ("05/06/2024", "01/02/2024", "03/04/2024")]

    dataset = read_lines(tmp_path, (*HEADER, "amount", "date"), rows)

    assert str(dataset.lines.day[0]) == "2024-05-06"
    assert "taken as month first" in issue(dataset, "doubtful_dates").message


def test_day_numbers_and_dates_of_one_column_are_read_side_by_side(tmp_path: Path) -> None:
    assert with_dates(tmp_path, "45292", "2024-01-02", "03.01.2024", "45295,5", "5 Jan 2024") == [
        f"2024-01-{day:02d}" for day in range(1, 6)
    ]


def test_day_numbers_that_fit_the_other_dates_only_from_1904_count_from_there(tmp_path: Path) -> None:
    assert with_dates(tmp_path, "43830", "2024-01-02", "43832") == ["2024-01-01", "2024-01-02", "2024-01-03"]


@pytest.mark.parametrize("text", ["60", "-45383", "1", "0.5", "31.02.2024", "2024-02-30", "2024-W10", "2/2024/1"])
def test_what_is_no_day_is_said_with_its_place(tmp_path: Path, text: str) -> None:
    dataset = read_lines(tmp_path, (*HEADER, "date"), [("C1", "P1", 1, "2024-01-05"), ("C1", "P1", 1, text)])

    wrong = issue(dataset, "unreadable_date")
    assert f"such as “{text}”" in wrong.message
    assert wrong.places[0].row == 3


@pytest.mark.parametrize("text", ["0000-00-00", "00.00.0000", "n/a", "-", "NULL", "0"])
def test_a_sign_for_no_date_is_a_blank(tmp_path: Path, text: str) -> None:
    dataset = read_lines(tmp_path, (*HEADER, "date"), [("C1", "P1", 1, "2024-01-05"), ("C1", "P1", 1, text)])

    assert issue(dataset, "no_date").count == 1
    assert "unreadable_date" not in kinds(dataset)
