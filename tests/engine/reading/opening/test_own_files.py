"""What Peerbasket saves in a folder of exports is no export, and is told from them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from engine import FileError, Options, analyse, export_issues, export_workbook, inspect_files
from engine.reading.opening.own_files import is_own_file, is_read
from tests.engine.reading.files import issue, read, workbook_bytes, write_csv, write_text

HEADER = ("customer_id", "product_id", "quantity", "category")


def exported(folder: Path) -> Path:
    """A folder with an export, and all that Peerbasket saves about it."""
    folder.mkdir()
    lines = [(f"C{i % 9}", f"P{(i + i // 9) % 7}", 1 + i % 3, f"G{i % 3}") for i in range(90)]
    dataset = read(write_csv(folder / "sales.csv", HEADER, [*lines, ("", "P1", 1, "G1")]))
    export_workbook(analyse(dataset, Options()), folder / "sales - recommendations.xlsx")
    export_issues(dataset.report, folder / "sales - issues.csv")
    return folder


def test_what_was_saved_in_a_folder_is_not_read_with_its_exports_and_is_named(tmp_path: Path) -> None:
    folder = exported(tmp_path / "exports")

    again = read(folder)

    assert [file.name for file in again.report.files] == ["sales.csv"]
    assert again.report.lines_read == 91
    passed = issue(again, "own_file")
    assert (passed.count, passed.severity) == (2, "note")
    assert passed.message == (
        "Of the folder exports, sales - issues.csv, sales - recommendations.xlsx were passed over: "
        "saved by Peerbasket, not exported from an ERP."
    )


def test_a_workbook_that_excel_has_saved_again_under_another_name_is_still_known(tmp_path: Path) -> None:
    folder = exported(tmp_path / "exports")
    openpyxl.load_workbook(folder / "sales - recommendations.xlsx").save(folder / "for Ann.xlsx")

    assert is_own_file(folder / "for Ann.xlsx")


def test_a_list_of_issues_that_excel_has_saved_again_is_still_known(tmp_path: Path) -> None:
    folder = exported(tmp_path / "exports")
    text = (folder / "sales - issues.csv").read_text(encoding="utf-8-sig")

    assert is_own_file(write_text(folder / "again.csv", text.replace(",", ";")))


def test_exports_and_files_that_cannot_be_read_are_not_ours(tmp_path: Path) -> None:
    strange = {
        "lines.xlsx": workbook_bytes({"Method": [HEADER], "Recommendations": [HEADER]}),
        "lines.csv": b"Severity,Issue,Count\n",
        "empty.csv": b"",
        "broken.xlsx": workbook_bytes({"Lines": [HEADER]})[:400],
        "no archive.xlsx": b"PK\x03\x04",
    }
    for name, content in strange.items():
        (tmp_path / name).write_bytes(content)

    assert not [path.name for path in (*tmp_path.iterdir(), tmp_path, tmp_path / "gone.csv") if is_own_file(path)]


def test_a_folder_that_holds_nothing_but_what_was_saved_is_refused(tmp_path: Path) -> None:
    folder = exported(tmp_path / "exports")
    (folder / "sales.csv").unlink()

    with pytest.raises(FileError) as caught:
        inspect_files([folder])

    assert caught.value.sentence == "The folder exports holds no exports, only what Peerbasket has saved there."


def test_what_was_saved_in_a_folder_may_be_written_again_and_what_was_read_may_not(tmp_path: Path) -> None:
    folder = exported(tmp_path / "exports")
    saved = folder / "sales - recommendations.xlsx"

    assert not is_read(saved, [folder])
    assert is_read(saved, [folder, saved])
    assert is_read(folder / "sales.csv", [folder])
    assert not is_read(folder / "new.csv", [folder])


def test_a_file_of_ours_that_is_opened_by_itself_is_opened(tmp_path: Path) -> None:
    folder = exported(tmp_path / "exports")

    sources = inspect_files([folder / "sales.csv", folder / "sales - issues.csv"])

    assert [file.name for file in sources.files] == ["sales.csv", "sales - issues.csv"]
