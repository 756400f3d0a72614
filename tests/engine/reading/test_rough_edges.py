"""Files at the edge of what can be read: very long, very short, half empty, typed by hand, written by other programs."""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import ColumnError, FileError, Role, assign_role, inspect_files, read_dataset
from engine.reading.opening.slow_sheets import read_slowly
from tests.engine.reading.files import (
    HEADER,
    LINE_HEADER,
    attribute,
    customer_of,
    issue,
    kinds,
    left_out,
    product_of,
    read,
    read_lines,
    read_text,
    roles_of,
    workbook_bytes,
    write_csv,
    write_text,
    write_xlsx,
)

CODES = [
    "00042",
    "NA",
    "NULL",
    "1E5",
    "TRUE",
    "FALSE",
    "nan",
    "None",
    "-",
    "1.10",
    "12345678901234567",
    "#N/A",
    "3-4",
    "1/2",
]


@pytest.mark.parametrize("form", ["csv", "quoted", "tsv", "gz", "xlsx", "second reader"])
def test_every_awkward_id_survives_in_every_form_of_file(tmp_path: Path, form: str) -> None:
    rows = [(code, f"{code}", i + 1) for i, code in enumerate(CODES)]
    path = tmp_path / "export"
    if form == "xlsx":
        write_xlsx(path, {"Lines": [HEADER, *rows]})
    elif form == "second reader":
        path.write_bytes(rewritten_by_the_second_reader(workbook_bytes({"Lines": [HEADER, *rows]})))
    else:
        mark = '"' if form == "quoted" else ""
        quoted = [tuple(f"{mark}{cell}{mark}" for cell in row) for row in rows]
        write_csv(path, HEADER, quoted, "\t" if form == "tsv" else ",")
        path.write_bytes(gzip.compress(path.read_bytes()) if form == "gz" else path.read_bytes())

    dataset = read(path)

    assert customer_of(dataset) == product_of(dataset) == list(CODES)
    assert sorted(dataset.customers["customer_id"]) == sorted(CODES)


def rewritten_by_the_second_reader(content: bytes) -> bytes:
    """The cells that the second reader sees, as a text file."""
    sheet, *_ = read_slowly(content)
    rows = [[cell or "" for cell in row.values()] for row in sheet.cells.to_pylist()]
    return "\n".join("\t".join(row) for row in rows).encode()


def test_a_file_longer_than_the_first_look_is_read_to_its_last_line(tmp_path: Path) -> None:
    rows = [(f"Customer {i % 700:05}", f"Product {i % 1_100:05} with a longer name", i % 9 + 1) for i in range(12_000)]

    dataset = read_lines(tmp_path, HEADER, rows)

    assert (tmp_path / "lines.csv").stat().st_size > 1 << 18
    assert dataset.report.lines_used == 12_000
    assert dataset.lines.quantity.sum() == sum(row[2] for row in rows)
    assert customer_of(dataset)[-1] == rows[-1][0]


def test_a_cell_longer_than_most_readers_take_does_not_stop_the_file(tmp_path: Path) -> None:
    novel = "once upon a time, " * 12_000
    text = f'customer,product,quantity,comment\nC1,P1,2,"{novel}"\nC2,P2,3,short\n'

    dataset = read_text(tmp_path, text)

    assert customer_of(dataset) == ["C1", "C2"]
    assert list(dataset.lines.quantity) == [2, 3]


def test_a_comment_over_several_lines_beside_a_stray_quote_is_kept_whole(tmp_path: Path) -> None:
    rows = ['C1,P1,1,"first\nsecond, line"\n', 'C2,P2,2,"never closed\n', "C3,P3,3,plain\n"]

    dataset = read_text(tmp_path, "customer,product,quantity,note\n" + "".join(rows) + "C4,P4,4,plain\n" * 30)

    assert customer_of(dataset)[:3] == ["C1", "C2", "C3"]
    assert list(dataset.lines.quantity[:4]) == [1, 2, 3, 4]
    assert dataset.report.lines_used == 33
    assert issue(dataset, "mended_row").places[0].row == 4


def test_a_row_whose_quotes_leave_the_wrong_number_of_cells_is_left_out(tmp_path: Path) -> None:
    good = 'C1,P1,1,"plain"\n' * 30

    dataset = read_text(tmp_path, "customer,product,quantity,note\n" + good + 'C2,P2,2,"a "b, c" d,e\n' + good)

    assert dataset.report.lines_used == 60
    assert left_out(dataset) == {"damaged_row": 1}
    assert issue(dataset, "damaged_row").places[0].row == 32


@pytest.mark.parametrize("last", ["C3;P3", "C3", "C3;P3;3;"])
def test_a_download_that_broke_off_in_its_last_row_keeps_the_others(tmp_path: Path, last: str) -> None:
    dataset = read_text(tmp_path, "customer;product;quantity;amount\nC1;P1;1;1.5\nC2;P2;2;2.5\n" + last)

    assert customer_of(dataset)[:2] == ["C1", "C2"]
    assert dataset.report.lines_read == 3
    assert dataset.report.lines_read == dataset.report.lines_used + sum(p.lines for p in dataset.report.left_out)
    assert dataset.report.amount_used == 4.0


def test_columns_that_are_blank_from_top_to_bottom_are_no_columns(tmp_path: Path) -> None:
    sources = inspect_files([write_text(tmp_path / "a.csv", "customer,,product,,qty,\nC1,,P1,,2,\nC2,,P2,,3,\n")])

    assert list(roles_of(sources)) == ["customer", "product", "qty"]


def test_a_sheet_of_numbers_alone_holds_no_table_and_is_passed_over(tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "b.xlsx", {"Figures": [(1, 2), (3, 4)], "Lines": [HEADER, ("C1", "P1", 2)]})

    sources = inspect_files([book])

    assert [table.sheet for table in sources.tables] == ["Lines"]
    assert read_dataset(sources).report.lines_read == 1


def test_a_file_of_numbers_alone_is_said_to_hold_no_table(tmp_path: Path) -> None:
    sources = inspect_files([write_text(tmp_path / "a.csv", "1,2\n3,4\n")])

    with pytest.raises(ColumnError, match="The files hold no table"):
        read_dataset(sources)


def test_a_link_that_leads_to_itself_cannot_be_opened_and_says_so(tmp_path: Path) -> None:
    loop = tmp_path / "loop.csv"
    try:
        loop.symlink_to(loop)
    except OSError:
        pytest.skip("no links on this disk")

    with pytest.raises(FileError) as caught:
        inspect_files([loop])

    assert caught.value.sentence == "loop.csv cannot be opened."
    assert "Close it in other programs" in caught.value.hint


def test_taking_every_role_away_leaves_nothing_to_analyse(tmp_path: Path) -> None:
    sources = inspect_files([write_csv(tmp_path / "lines.csv", HEADER, [("C1", "P1", 2)])])
    for column in range(3):
        sources = assign_role(sources, 0, column, None)

    with pytest.raises(ColumnError, match="customer, product and quantity or amount"):
        read_dataset(sources)


def test_roles_given_by_hand_make_a_file_of_strange_headers_readable(tmp_path: Path) -> None:
    sources = inspect_files(
        [write_csv(tmp_path / "x.csv", ("foo", "bar", "baz"), [("NA", "007", "1,5"), ("B", "8", "2,5")], ";")]
    )
    for column, role in enumerate((Role.CUSTOMER_ID, Role.PRODUCT_ID, Role.QUANTITY)):
        sources = assign_role(sources, 0, column, role)

    dataset = read_dataset(sources)

    assert customer_of(dataset) == ["NA", "B"]
    assert product_of(dataset) == ["007", "8"]
    assert list(dataset.lines.quantity) == [1.5, 2.5]


def test_roles_that_are_swapped_by_hand_swap_customers_and_products(tmp_path: Path) -> None:
    sources = inspect_files([write_csv(tmp_path / "lines.csv", HEADER, [("C1", "P1", 2), ("C2", "P1", 3)])])

    swapped = read_dataset(assign_role(assign_role(sources, 0, 0, Role.PRODUCT_ID), 0, 1, Role.CUSTOMER_ID))

    assert customer_of(swapped) == ["P1", "P1"]
    assert product_of(swapped) == ["C1", "C2"]
    assert customer_of(read_dataset(sources)) == ["C1", "C2"]


def test_an_amount_that_was_overflowing_its_cell_is_no_amount(tmp_path: Path) -> None:
    rows = [("I1", "C1", "P1", 2, "5.00", "#######", "2024-01-05"), ("I2", "C1", "P2", 1, "4.00", "4.00", "2024-01-06")]

    dataset = read_lines(tmp_path, LINE_HEADER, rows)

    assert issue(dataset, "unreadable_amount").places[0].value == "#######"
    assert dataset.report.amount_used == 14.0


def test_formulas_are_read_by_the_value_they_last_had(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("customer", "product", "quantity"), ("C1", "P1", 2), ("C2", "P2", "=1+2")):
        book.active.append(row)
    path = tmp_path / "b.xlsx"
    book.save(path)

    dataset = read(path)

    assert customer_of(dataset) == ["C1"]
    assert left_out(dataset) == {"no_quantity": 1}


def test_merged_cells_above_the_header_are_a_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"] = "Sales by customer, all figures in EUR"
    sheet.merge_cells("B2:E2")
    for r, row in enumerate((("Customer No.", "Item No.", "Quantity", "Amount"), ("C1", "P1", 2, 9.99))):
        for c, cell in enumerate(row):
            sheet.cell(5 + r, 2 + c, cell)
    path = tmp_path / "b.xlsx"
    book.save(path)

    sources = inspect_files([path])

    assert roles_of(sources) == {
        "Customer No.": "customer_id",
        "Item No.": "product_id",
        "Quantity": "quantity",
        "Amount": "amount",
    }
    assert sources.tables[0].rows[0] == 6


def test_a_workbook_with_parts_that_no_reader_knows_is_read(tmp_path: Path) -> None:
    content = io.BytesIO(workbook_bytes({"Lines": [HEADER, ("C1", "P1", 2)]}))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/strange/part.bin", bytes(range(256)))
    path = tmp_path / "b.xlsx"
    path.write_bytes(content.getvalue())

    assert customer_of(read(path)) == ["C1"]


@given(st.integers(1, 40), st.integers(0, 6))
def test_a_list_may_describe_more_or_fewer_than_the_lines_name(listed: int, told: int) -> None:
    """A customer list with some columns blank: what is blank stays blank, and nobody else's value is taken."""
    customers = [(f"C{i}", f"R{i}" if i < told else "") for i in range(listed)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dataset = read(
            write_csv(folder / "customers.csv", ("customer_id", "region"), customers),
            write_csv(folder / "lines.csv", HEADER, [(f"C{i}", "P1", 1) for i in range(10)]),
        )

    regions = attribute(dataset, "region")
    assert regions == {f"C{i}": f"R{i}" if i < min(told, listed) else "" for i in range(max(10, listed))}
    assert ("unlisted_customers" in kinds(dataset)) == (listed < 10)
    assert ("idle_customers" in kinds(dataset)) == (listed > 10)
