"""A folder stands for the exports in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import FileError, inspect_files
from tests.engine.reading.files import HEADER, issue, read, workbook_bytes, write_csv, write_text

LINES = [("C1", "P1", "2"), ("C2", "P2", "3")]


def refusal(folder: Path) -> FileError:
    with pytest.raises(FileError) as caught:
        inspect_files([folder])
    return caught.value


def exports(folder: Path) -> Path:
    folder.mkdir()
    write_csv(folder / "b.csv", HEADER, LINES)
    (folder / "a.XLSX").write_bytes(workbook_bytes({"Lines": [HEADER, ("C3", "P3", 1)]}))
    return folder


def test_the_files_in_a_folder_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    sources = inspect_files([exports(tmp_path / "exports")])

    assert [file.name for file in sources.files] == ["a.XLSX", "b.csv"]
    assert [issue.kind for issue in sources.issues] == []


def test_hidden_files_and_lock_files_are_passed_over_in_silence(tmp_path: Path) -> None:
    folder = exports(tmp_path / "exports")
    for name in (".hidden.csv", "~$a.XLSX", ".~lock.b.csv#"):
        write_text(folder / name, "x")

    sources = inspect_files([folder])

    assert len(sources.files) == 2
    assert sources.issues == ()


def test_files_of_other_kinds_and_inner_folders_are_passed_over_and_named(tmp_path: Path) -> None:
    folder = exports(tmp_path / "exports")
    for name in ("logo.png", "notes.docx", "offer.pdf"):
        write_text(folder / name, "x")
    exports(folder / "last year")

    passed = issue(inspect_files([folder]), "passed_over")

    assert passed.message == (
        "Of the folder exports, last year, logo.png, notes.docx and 1 more were passed over: "
        "only Excel and CSV files are read."
    )
    assert (passed.count, passed.severity) == (4, "note")


def test_a_file_given_beside_its_folder_is_read_once(tmp_path: Path) -> None:
    folder = exports(tmp_path / "exports")

    sources = inspect_files([folder / "b.csv", folder])

    assert [file.name for file in sources.files] == ["b.csv", "a.XLSX"]
    assert sources.issues == ()


def test_a_damaged_file_in_a_folder_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    folder = exports(tmp_path / "exports")
    write_text(folder / "c.csv", "")

    dataset = read(folder)

    assert dataset.report.lines_read == 3
    assert issue(dataset, "unusable_file").message == "c.csv is empty. Export the list again from your ERP."


def test_a_folder_without_exports_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    write_text(folder / "logo.png", "x")

    assert refusal(folder).sentence == "The folder pictures holds no Excel or CSV files."


def test_a_folder_of_hundreds_of_files_is_refused(tmp_path: Path) -> None:
    for i in range(201):
        write_text(tmp_path / f"{i}.csv", "x")

    assert refusal(tmp_path).sentence == f"The folder {tmp_path.name} holds 201 files; at most 200 are read at once."


def test_an_empty_folder_beside_a_good_file_is_said(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    dataset = read(empty, write_csv(tmp_path / "orders.csv", HEADER, LINES))

    assert dataset.report.lines_read == 2
    assert issue(dataset, "unusable_file").message.startswith("The folder empty holds no Excel or CSV files.")
