"""What a file is, its content decides; and every file that cannot be used is refused in our own words."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from engine import FileError, inspect_files
from tests.engine.reading.files import HEADER, issue, read, workbook_bytes, write_csv, write_text, write_xlsx

LINES = [("C1", "P1", "2"), ("C2", "P2", "3")]


def refusal(path: Path) -> FileError:
    with pytest.raises(FileError) as caught:
        inspect_files([path])
    return caught.value


def test_a_workbook_named_csv_is_read_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(workbook_bytes({"Sheet1": [HEADER, *LINES]}))

    assert read(path).report.lines_read == 2


def test_a_text_file_named_xlsx_is_read_as_text(tmp_path: Path) -> None:
    assert read(write_csv(tmp_path / "orders.xlsx", HEADER, LINES)).report.lines_read == 2


def test_a_packed_text_file_is_unpacked(tmp_path: Path) -> None:
    plain = write_csv(tmp_path / "orders.csv", HEADER, LINES)
    packed = tmp_path / "orders.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))

    assert read(packed).report.lines_used == 2


def test_a_packed_file_that_was_cut_short_is_damaged(tmp_path: Path) -> None:
    packed = tmp_path / "orders.csv.gz"
    packed.write_bytes(gzip.compress(b"customer_id,product_id,quantity\n" * 500)[:-20])

    assert "damaged" in refusal(packed).sentence


def test_a_workbook_that_was_cut_short_is_damaged(tmp_path: Path) -> None:
    content = workbook_bytes({"Sheet1": [HEADER, *LINES * 500]})
    path = tmp_path / "orders.xlsx"
    for share in (0.3, 0.6, 0.9, 0.99):
        path.write_bytes(content[: int(len(content) * share)])

        assert refusal(path).sentence == "orders.xlsx is damaged: it cannot be opened as a workbook."


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    error = refusal(tmp_path / "gone.csv")

    assert error.sentence == "gone.csv is not there any more."


def test_a_file_that_vanishes_between_two_readings_is_said_to_be_missing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "orders.csv", HEADER, LINES)
    sources = inspect_files([path])
    path.unlink()

    assert sources.tables[0].cells.num_rows == 2
    assert "not there any more" in refusal(path).sentence


def test_the_lock_file_of_an_open_workbook_points_to_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "~$orders.xlsx"
    path.write_bytes(b"\x05Somebody")

    assert "orders.xlsx is open" in refusal(path).sentence
    assert refusal(path).hint == "Choose orders.xlsx itself."


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "orders.csv", HEADER, LINES)
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        assert refusal(path).sentence == "orders.csv cannot be opened."
    else:
        pytest.skip("this user may read everything")


def test_where_no_file_can_be_used_each_is_named(tmp_path: Path) -> None:
    empty = write_text(tmp_path / "empty.csv", "")
    pdf = write_text(tmp_path / "list.csv", "%PDF-1.4")

    with pytest.raises(FileError) as caught:
        inspect_files([empty, pdf])

    assert "empty.csv is empty. Export" in str(caught.value)
    assert "list.csv is a PDF" in str(caught.value)
    assert ". list.csv" in str(caught.value)


def test_a_file_that_cannot_be_used_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    pdf = write_text(tmp_path / "list.csv", "%PDF-1.4")
    good = write_csv(tmp_path / "good.csv", HEADER, LINES)

    dataset = read(pdf, good, tmp_path / "gone.csv")

    assert dataset.report.lines_read == 2
    unusable = [issue for issue in dataset.report.issues if issue.kind == "unusable_file"]
    assert [issue.severity for issue in unusable] == ["warning", "warning"]
    assert unusable[0].message.startswith("list.csv is a PDF, not a workbook. Export the list from your ERP")
    assert unusable[1].message.startswith("gone.csv is not there any more. ")
    assert [issue.places[0].file for issue in unusable] == ["list.csv", "gone.csv"]


def test_a_file_is_known_by_name_size_and_checksum(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "orders.csv", HEADER, LINES)

    (file,) = inspect_files([path]).files

    assert file.name == "orders.csv"
    assert file.size == path.stat().st_size
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_is_never_changed_by_reading_it(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "orders.xlsx", {"Sheet1": [HEADER, *LINES]})
    before = path.read_bytes()

    read(path)

    assert path.read_bytes() == before


def test_a_file_given_twice_is_read_once_and_said(tmp_path: Path) -> None:
    first = write_csv(tmp_path / "orders.csv", HEADER, LINES)
    copy = write_csv(tmp_path / "orders (1).csv", HEADER, LINES)

    dataset = read(first, copy)

    assert dataset.report.lines_read == 2
    assert issue(dataset, "same_file").message == "orders (1).csv holds the same as orders.csv and is read once."
