from pathlib import Path

import pytest

from engine.errors import FileError
from engine.options import RecommendOptions
from engine.recommending.do_not_sell import with_do_not_sell
from tests.engine.builders import make_dataset
from tests.engine.reading.files import write_text, write_xlsx

SOLD = make_dataset([("C1", product, 1.0) for product in ("0012", "0034", "0560", "P-7 b")])


def listed(path: Path, **options: object) -> tuple[str, ...]:
    return with_do_not_sell(RecommendOptions(do_not_sell=str(path), **options), SOLD).not_offered


def text_file(folder: Path, text: str, name: str = "list.txt") -> Path:
    return write_text(folder / name, text)


@pytest.mark.parametrize(
    "text",
    [
        "0012\n0034\n",
        "0012\r\n\r\n0034\r\n0012\r\n",
        "Product ID\n0012\n0034\n",
        "Not for sale\n0012\n0034\n",
        "Artikelnr;Bezeichnung\n0012;Nagel\n0034;Schraube\n",
        "description,reason\nnails,0012\nscrews,0034\n",
        "Do not sell these\n\nSKU,why\n0012,too heavy\n0034,0560\n",
        "12\n34\n",
    ],
)
def test_the_ids_are_found_wherever_they_stand_and_however_they_are_written(tmp_path: Path, text: str) -> None:
    assert listed(text_file(tmp_path, text)) == ("0012", "0034")


def test_a_workbook_is_read_as_well(tmp_path: Path) -> None:
    assert listed(
        write_xlsx(tmp_path / "list.xlsx", {"List": [["Item no.", "Name"], ["0034", "Screw"], ["560", "Nail"]]})
    ) == ("0034", "0560")


def test_an_id_with_blanks_stays_whole(tmp_path: Path) -> None:
    assert listed(text_file(tmp_path, "0012\nP-7 b\n")) == ("0012", "P-7 b")


def test_what_is_no_product_of_these_files_is_kept_as_it_was_written(tmp_path: Path) -> None:
    assert listed(text_file(tmp_path, "Product ID\n0012\nX-99\n")) == ("0012", "X-99")


def test_the_file_comes_after_what_was_named_already_and_nothing_twice(tmp_path: Path) -> None:
    assert listed(text_file(tmp_path, "0012\n0034\n"), not_offered=("0034",)) == ("0034", "0012")


def test_without_a_file_the_options_stay_as_they_are() -> None:
    options = RecommendOptions(not_offered=("0012",))
    assert with_do_not_sell(options, SOLD) is options


def test_a_file_that_is_missing_ends_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"list cannot be read: gone\.xlsx is not there any more"):
        listed(tmp_path / "gone.xlsx")


@pytest.mark.parametrize("content", [b"", b"\n\n \n", b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_a_file_without_a_list_ends_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(FileError, match=r"list\.csv"):
        listed(path)
