import os

import pytest

from engine.same_file import is_one_of


@pytest.fixture
def sales(tmp_path):
    file = tmp_path / "sales.xlsx"
    file.write_bytes(b"lines")
    return file


def test_a_file_is_found_among_others(tmp_path, sales):
    other = tmp_path / "customers.csv"
    other.write_bytes(b"")
    assert is_one_of(sales, [other, sales])
    assert not is_one_of(sales, [other])
    assert not is_one_of(sales, [])


def test_a_relative_path_leads_to_the_same_file(sales, monkeypatch):
    monkeypatch.chdir(sales.parent)
    assert is_one_of(type(sales)("sales.xlsx"), [sales])


def test_another_name_of_the_same_file_is_the_same_file(tmp_path, sales):
    """A hard link stands in for a file system that takes Sales.xlsx and sales.xlsx for one name."""
    try:
        os.link(sales, tmp_path / "Sales of May.xlsx")
    except OSError:
        pytest.skip("this file system has no hard links")
    assert is_one_of(tmp_path / "Sales of May.xlsx", [sales])


def test_a_file_that_is_not_there_yet_is_none_of_them(tmp_path, sales):
    assert not is_one_of(tmp_path / "new.xlsx", [sales, tmp_path / "gone.csv"])
    assert is_one_of(tmp_path / "gone.csv", [tmp_path / "gone.csv"])


def test_a_file_in_a_folder_that_was_read_is_one_of_the_files(tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "orders.xlsx").write_bytes(b"x")
    (tmp_path / "orders.xlsx").write_bytes(b"x")

    assert is_one_of(folder / "orders.xlsx", [folder])
    assert not is_one_of(folder / "new.xlsx", [folder])
    assert not is_one_of(tmp_path / "orders.xlsx", [folder])
