from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from engine.errors import WriteError
from engine.progress import Cancelled
from engine.saving import replacing

OLD = b"the old workbook"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(OLD)
    return path


def untouched(target: Path) -> bool:
    """The old file is whole and nothing else was left in its folder."""
    return target.read_bytes() == OLD and list(target.parent.iterdir()) == [target]


def fail_half_way(target: Path, error: BaseException) -> None:
    with replacing(target) as stream:
        stream.write(b"half a workb")
        raise error


def test_new_content_takes_the_place_of_the_old(target: Path) -> None:
    with replacing(target) as stream:
        stream.write(b"new")
        assert target.read_bytes() == OLD
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


def test_a_file_that_was_not_there_is_made(tmp_path: Path) -> None:
    with replacing(tmp_path / "new.XLSX") as stream:
        stream.write(b"new")
    assert (tmp_path / "new.XLSX").read_bytes() == b"new"


@pytest.mark.parametrize("error", [ValueError("bug"), Cancelled(), KeyboardInterrupt(), MemoryError()])
def test_whatever_goes_wrong_the_old_file_stays_whole(target: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        fail_half_way(target, error)
    assert untouched(target)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "not enough room on the disk"),
        (errno.EROFS, "cannot be written to"),
        (errno.EIO, "could not be written"),
    ],
)
def test_a_disk_that_fails_gives_a_sentence_and_a_way_out(target: Path, number: int, words: str) -> None:
    with pytest.raises(WriteError, match=words) as caught:
        fail_half_way(target, OSError(number, "what the system says"))
    assert caught.value.hint
    assert "what the system says" not in str(caught.value)
    assert untouched(target)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_disk_that_is_really_full_is_told_so(target: Path) -> None:
    with pytest.raises(WriteError, match="not enough room"), replacing(target), Path("/dev/full").open("wb") as full:
        full.write(b"x" * 100_000)
    assert untouched(target)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="nowhere does not exist"), replacing(tmp_path / "nowhere" / "book.xlsx"):
        pytest.fail("the folder does not exist")


def test_a_folder_that_is_a_file_is_refused(target: Path) -> None:
    with pytest.raises(WriteError, match="does not exist"), replacing(target / "book.xlsx"):
        pytest.fail("a file is no folder")
    assert untouched(target)


def test_a_target_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").mkdir()
    with pytest.raises(WriteError, match="is a folder"), replacing(tmp_path / "book.xlsx"):
        pytest.fail("a folder is no file")


def test_a_read_only_file_is_not_replaced(target: Path) -> None:
    target.chmod(stat.S_IRUSR)
    with pytest.raises(WriteError, match="read-only"), replacing(target):
        pytest.fail("the file is read-only")
    assert untouched(target)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(target: Path) -> None:
    target.parent.chmod(0o500)
    try:
        with pytest.raises(WriteError, match="cannot be written to"), replacing(target):
            pytest.fail("the folder is read-only")
    finally:
        target.parent.chmod(0o700)
    assert untouched(target)


def test_a_target_that_turns_into_a_folder_meanwhile_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    saving = replacing(target)
    saving.__enter__().write(b"new")
    (target / "precious").mkdir(parents=True)
    with pytest.raises(WriteError):
        saving.__exit__(None, None, None)
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]
    assert (target / "precious").exists()


@pytest.mark.parametrize("name", ["invoices.csv", "book.xls", "book", "book.xlsx.pdf"])
def test_a_name_that_does_not_end_in_xlsx_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(OLD)
    with pytest.raises(WriteError, match=r"must end in \.xlsx"), replacing(tmp_path / name):
        pytest.fail("not a workbook")
    assert untouched(tmp_path / name)


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX knows them")
def test_the_new_file_is_readable_by_those_who_could_read_the_old_one(target: Path) -> None:
    target.chmod(0o640)
    with replacing(target) as stream:
        stream.write(b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="making a link needs rights on Windows")
def test_a_link_stays_a_link_and_its_file_is_replaced(target: Path) -> None:
    link = target.parent / "link.xlsx"
    link.symlink_to(target)
    with replacing(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
