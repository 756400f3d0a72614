"""Archives: what lies in them is read; a trap is refused before it is unpacked."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Cancelled, EngineError, FileError, Issue, Sources, inspect_files
from engine.reading.opening.archives import stated_count
from tests.engine.reading.files import HEADER, read, workbook_bytes
from tests.engine.reading.opening.strange_files import BOOK, changed, zip_of

TEXT = b"customer_id,product_id,quantity\nC1,P1,2\nC2,P2,3\n"
BOMB = "orders.xlsx could not be read: unpacked, it would be far larger than it looks."
PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


def refusal(folder: Path, name: str, content: bytes) -> FileError:
    with pytest.raises(FileError) as caught:
        inspected(folder, name, content)
    return caught.value


def inspected(folder: Path, name: str, content: bytes) -> Sources:
    path = folder / name
    path.write_bytes(content)
    return inspect_files([path])


def locked_zip(content: bytes) -> bytes:
    """The archive with the flag that says that its first entry is encrypted."""
    changed_bytes = bytearray(content)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed_bytes[content.index(sign) + at] |= 1
    return bytes(changed_bytes)


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("content", [TEXT, BOOK])
def test_a_packed_file_is_unpacked_and_read(tmp_path: Path, packing: str, content: bytes) -> None:
    path = tmp_path / f"orders.{packing}"
    path.write_bytes(PACKERS[packing](content))

    assert read(path).report.lines_used == 2


def test_a_file_packed_in_several_pieces_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv.gz"
    path.write_bytes(gzip.compress(TEXT[:40]) + gzip.compress(TEXT[40:]))

    assert read(path).report.lines_used == 2


@pytest.mark.parametrize("packing", ["gz", "xz"])
def test_a_packed_file_that_would_fill_the_memory_is_refused(tmp_path: Path, packing: str) -> None:
    sixteen_megabytes = PACKERS[packing](bytes(16 << 20))

    error = refusal(tmp_path, "orders.csv.gz", 17 * sixteen_megabytes)

    assert error.sentence == BOMB.replace("xlsx", "csv.gz")


@settings(max_examples=40)
@given(st.sampled_from(list(PACKERS.values())), st.integers(0, 60), st.integers(0, 255))
def test_a_damaged_packed_file_is_read_or_refused_in_a_sentence(
    pack: Callable[[bytes], bytes], at: int, byte: int
) -> None:
    packed = bytearray(pack(TEXT))
    packed[at % len(packed)] = byte
    with tempfile.TemporaryDirectory() as folder, suppress(EngineError):
        inspected(Path(folder), "orders.csv.gz", bytes(packed))


def test_unpacking_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv.gz"
    path.write_bytes(gzip.compress(TEXT))

    def report(stage: str, fraction: float) -> None:
        if stage.startswith("Unpacking"):
            raise Cancelled

    with pytest.raises(Cancelled):
        inspect_files([path], report=report)


def test_every_table_in_a_zip_archive_is_read_under_its_own_name(tmp_path: Path) -> None:
    other = workbook_bytes({"Customers": [("customer_id", "region"), ("C1", "North"), ("C2", "South")]})
    sources = inspected(tmp_path, "sales.zip", zip_of({"2024/lines.csv": TEXT, "customers.xlsx": other}))

    assert [table.name for table in sources.tables] == [
        "sales.zip › lines.csv",
        "sales.zip › customers.xlsx · Customers",
    ]
    assert [file.name for file in sources.files] == ["sales.zip"]
    assert read(tmp_path / "sales.zip").report.lines_used == 2


def test_what_the_system_packed_along_is_passed_over_in_silence(tmp_path: Path) -> None:
    extras = {"__MACOSX/._lines.csv": b"\x00\x05", ".DS_Store": b"\x00\x01", "~$lines.xlsx": b"x", "empty/": b""}
    sources = inspected(tmp_path, "sales.zip", zip_of({"lines.csv": TEXT} | extras))

    assert len(sources.tables) == 1
    assert [issue.kind for issue in sources.issues] == []


def unusable(sources: Sources) -> list[Issue]:
    return [issue for issue in sources.issues if issue.kind == "unusable_file"]


def test_a_member_that_cannot_be_used_is_said_beside_those_that_can(tmp_path: Path) -> None:
    members = {
        "lines.csv": TEXT,
        "terms.pdf": b"%PDF-1.7",
        "old.zip": zip_of({"a.csv": TEXT}),
        "b.gz": gzip.compress(TEXT),
    }
    sources = inspected(tmp_path, "sales.zip", zip_of(members))

    assert len(sources.tables) == 1
    assert [issue.message.split(". ")[0] for issue in unusable(sources)] == [
        "sales.zip › terms.pdf is a PDF, not a workbook",
        "sales.zip › old.zip is an archive inside an archive",
        "sales.zip › b.gz is an archive inside an archive",
    ]


def test_an_archive_with_one_member_that_cannot_be_used_is_refused_for_that(tmp_path: Path) -> None:
    error = refusal(tmp_path, "sales.zip", zip_of({"terms.pdf": b"%PDF-1.7"}))

    assert error.sentence == "sales.zip › terms.pdf is a PDF, not a workbook."


def test_an_archive_with_nothing_to_read_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, "sales.zip", zip_of({"a.pdf": b"%PDF-1.7", "b.png": b"\x89PNG"}))

    assert error.sentence == "sales.zip is a zip archive without a workbook or text file in it."


def test_a_locked_member_is_refused_with_the_way_to_unlock_it(tmp_path: Path) -> None:
    error = refusal(tmp_path, "sales.zip", locked_zip(zip_of({"lines.csv": TEXT})))

    assert error.sentence == "sales.zip › lines.csv is protected by a password."
    assert error.hint == "Unpack it with its password, and open the files in it."


def test_a_workbook_in_a_locked_archive_of_its_own_parts_is_protected(tmp_path: Path) -> None:
    assert refusal(tmp_path, "orders.xlsx", locked_zip(BOOK)).sentence == "orders.xlsx is protected by a password."


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    content = zip_of({"lines.csv": TEXT}, zipfile.ZIP_STORED).replace(b"C2,P2", b"C3,P3")

    assert (
        refusal(tmp_path, "sales.zip", content).sentence == "sales.zip › lines.csv is damaged: it cannot be unpacked."
    )


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path) -> None:
    members = {f"{i}.csv": b"" for i in range(201)}
    error = refusal(tmp_path, "sales.zip", zip_of(members, zipfile.ZIP_STORED))

    assert error.sentence == "sales.zip is an archive of 201 files; at most 200 are read at once."


def test_an_archive_of_very_many_files_is_not_even_listed(tmp_path: Path) -> None:
    content = zip_of({f"xl/{i}.xml": b"" for i in range(5_001)}, zipfile.ZIP_STORED)
    error = refusal(tmp_path, "orders.xlsx", content)

    assert error.sentence == "orders.xlsx is an archive of more than 5,000 files."


def test_the_number_of_entries_is_known_without_reading_them() -> None:
    few = zip_of({"a": b"", "b": b""})
    end = few.rindex(b"PK\x05\x06")
    large_end = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 70_000, 70_000, 0, 0)
    many = few[:end] + large_end + few[end : end + 8] + b"\xff\xff\xff\xff" + few[end + 12 :]

    assert stated_count(few) == 2
    assert stated_count(many) == 70_000
    assert stated_count(few[:-30]) is None


def with_part(content: bytes) -> bytes:
    """A workbook with a further part."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zip_of(parts | {"xl/media/image1.png": content})


def test_a_part_that_unpacks_to_two_hundred_times_its_size_is_a_trap(tmp_path: Path) -> None:
    assert refusal(tmp_path, "orders.xlsx", with_part(bytes(60 << 20))).sentence == BOMB


def test_a_small_part_may_unpack_to_any_multiple_of_its_size(tmp_path: Path) -> None:
    assert len(inspected(tmp_path, "orders.xlsx", with_part(bytes(10 << 20))).tables) == 1


def test_entries_that_share_their_bytes_are_a_trap(tmp_path: Path) -> None:
    content = bytearray(BOOK)
    first, second = (struct.unpack_from("<I", content, at + 42)[0] for at in places(BOOK)[:2])
    struct.pack_into("<I", content, places(BOOK)[1] + 42, first)
    assert first != second

    assert refusal(tmp_path, "orders.xlsx", bytes(content)).sentence == BOMB


def places(content: bytes) -> list[int]:
    """Where the entries of the directory start."""
    found, at = [], content.find(b"PK\x01\x02")
    while at >= 0:
        found.append(at)
        at = content.find(b"PK\x01\x02", at + 1)
    return found


def test_sizes_that_add_up_to_more_than_a_gigabyte_are_a_trap(tmp_path: Path) -> None:
    content = bytearray(zip_of({f"xl/worksheets/sheet{i}.xml": "x" for i in range(25)}))
    for at in places(bytes(content)):
        struct.pack_into("<I", content, at + 24, 49 << 20)

    assert refusal(tmp_path, "orders.xlsx", bytes(content)).sentence == BOMB


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_defines_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode().split("?>", 1)[1]
        old = archive.read("xl/worksheets/sheet1.xml")
    content = changed(BOOK, "xl/worksheets/sheet1.xml", old, (bomb + sheet).encode(encoding))

    error = refusal(tmp_path, "orders.xlsx", content)

    assert error.sentence.startswith("orders.xlsx was not opened: it has abbreviations in it")


def test_a_document_type_without_entities_is_no_hindrance(tmp_path: Path) -> None:
    content = changed(BOOK, "docProps/app.xml", b"?>", b'?><!DOCTYPE Properties SYSTEM "x.dtd">')

    assert len(inspected(tmp_path, "orders.xlsx", content).tables) == 1


def test_a_text_of_many_lines_survives_its_way_through_an_archive(tmp_path: Path) -> None:
    rows = [("C1", "P1", str(i)) for i in range(5_000)]
    text = "\n".join(",".join(row) for row in (HEADER, *rows)).encode()
    (table,) = inspected(tmp_path, "sales.zip", zip_of({"lines.csv": text})).tables

    assert table.cells.column(2).to_pylist() == [str(i) for i in range(5_000)]
