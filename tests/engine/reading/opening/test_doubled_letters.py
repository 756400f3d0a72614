"""Letters that were turned into UTF-8 twice come back, in the columns where all of them were and nowhere else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.reading.opening.files import Opened, open_file
from tests.engine.reading.files import write_csv, write_xlsx
from tests.engine.reading.opening.test_encoding import TEXTS

HEADER = ["Number", "Name", "Place"]


def doubled(text: str) -> str:
    """What a program makes of UTF-8 that it takes for Windows-1252; bytes that this lacks stay what they are."""
    return "".join(bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)) for b in text.encode())


def opened(folder: Path, form: str, rows: list[list[str]]) -> Opened:
    if form == "xlsx":
        return open_file(write_xlsx(folder / "x.xlsx", {"Sheet": [HEADER, *rows]}))
    return open_file(write_csv(folder / "x.csv", HEADER, rows, ";"))


def cells_of(file: Opened) -> list[list[str]]:
    return [list(row.values()) for row in file.tables[0].cells.to_pylist()][1:]


def kinds_of(file: Opened) -> set[str]:
    return {issue.kind for issue in file.tables[0].issues}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", sorted(TEXTS))
def test_the_letters_of_each_language_come_back(tmp_path: Path, language: str, form: str) -> None:
    names = TEXTS[language].split(",")

    file = opened(tmp_path, form, [[str(i), doubled(name), "Here"] for i, name in enumerate(names)])

    assert cells_of(file) == [[str(i), name, "Here"] for i, name in enumerate(names)]
    note = next(issue for issue in file.tables[0].issues if issue.kind == "doubled_letters")
    assert note.severity == "note"
    assert note.count == sum(not name.isascii() for name in names)
    assert [place.row for place in note.places] == [i for i, name in enumerate(names, 2) if not name.isascii()]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1), min_size=1, max_size=9)
)
def test_a_text_that_is_right_stays_as_it_is(names: list[str]) -> None:
    rows = [[str(i), f"x{name}x", f"Größe von „{i}“"] for i, name in enumerate(names)]
    with tempfile.TemporaryDirectory() as folder:
        file = opened(Path(folder), "xlsx", rows)

    assert [row[2] for row in cells_of(file)] == [row[2] for row in rows]


def test_a_column_whose_other_cells_are_right_stays_as_it_is(tmp_path: Path) -> None:
    rows = [[str(i), "CAFÉ»" if i else "Müller", doubled("Köln")] for i in range(40)]

    file = opened(tmp_path, "csv", rows)

    assert [row[1] for row in cells_of(file)] == [row[1] for row in rows]
    assert {row[2] for row in cells_of(file)} == {"Köln"}


def test_letters_that_were_turned_three_times_come_back(tmp_path: Path) -> None:
    file = opened(tmp_path, "csv", [["1", doubled(doubled("Müller & Söhne")), "Here"]])

    assert cells_of(file) == [["1", "Müller & Söhne", "Here"]]


def test_a_header_that_is_right_does_not_keep_the_cells_below_from_coming_back(tmp_path: Path) -> None:
    rows = [[str(i), doubled(name), "Here"] for i, name in enumerate(("Müller", "Böhm", "Jäger"))]

    file = open_file(write_csv(tmp_path / "x.csv", ["Nr", "Käufer", "Ort"], rows, ";"))

    assert [row[1] for row in cells_of(file)] == ["Müller", "Böhm", "Jäger"]


def test_plain_letters_say_nothing(tmp_path: Path) -> None:
    assert not kinds_of(opened(tmp_path, "csv", [["1", "Muller", "Here"]]))
