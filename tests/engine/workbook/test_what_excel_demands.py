"""Excel repairs or refuses a file for faults that other readers forgive; here its rules are checked on the raw parts."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl.utils import range_boundaries

from engine.workbook import export_workbook
from tests.engine.workbook.builders import analysed, by_behaviour, renamed, without_offers

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
KINDS = {
    "category mix": analysed,
    "buying behaviour": by_behaviour,
    "nothing to offer": without_offers,
    "odd names": lambda: renamed({"007": "a\x00_x0041_<&>\n'\"", "C1": "\ufffe\x85", "C2": "🎨" * 50, "C3": " lead"}),
}


@pytest.fixture(scope="module", params=KINDS)
def parts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, ET.Element]:
    target = tmp_path_factory.mktemp("raw") / "book.xlsx"
    export_workbook(KINDS[request.param](), target)
    return unpacked(target)


def unpacked(path: Path) -> dict[str, ET.Element]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}  # noqa: S314 - our own file


def like(parts: dict[str, ET.Element], pattern: str) -> dict[str, ET.Element]:
    return {name: part for name, part in parts.items() if re.fullmatch(pattern, name)}


def sheet_names(parts: dict[str, ET.Element]) -> list[str]:
    return [sheet.attrib["name"] for sheet in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")]


def tables_of(parts: dict[str, ET.Element], sheet: str) -> list[ET.Element]:
    relations = parts.get(sheet.replace("worksheets/", "worksheets/_rels/") + ".rels")
    targets = [] if relations is None else [relation.attrib["Target"] for relation in relations]
    return [parts[target.replace("..", "xl")] for target in targets if "/tables/" in target]


def texts(parts: dict[str, ET.Element]) -> list[str]:
    return ["".join(t.text or "" for t in entry.iter(f"{MAIN}t")) for entry in parts["xl/sharedStrings.xml"]]


def cells(sheet: ET.Element) -> dict[str, ET.Element]:
    return {cell.attrib["r"]: cell for cell in sheet.iter(f"{MAIN}c")}


def column_letters(number: int) -> str:
    return chr(64 + number) if number <= 26 else column_letters((number - 1) // 26) + chr(65 + (number - 1) % 26)


def test_every_table_has_a_name_and_number_of_its_own(parts: dict[str, ET.Element]) -> None:
    tables = like(parts, r"xl/tables/table\d+\.xml").values()
    assert len({t.attrib["displayName"].lower() for t in tables}) == len(tables) > 5
    assert len({t.attrib["id"] for t in tables}) == len(tables)
    assert all(re.fullmatch(r"[A-Z][A-Za-z_]+\d*", t.attrib["displayName"]) for t in tables)
    assert not any(re.fullmatch(r"[A-Za-z]{1,3}\d+|[rRcC]", t.attrib["displayName"]) for t in tables)


def test_the_columns_of_a_table_are_named_as_its_header_cells(parts: dict[str, ET.Element]) -> None:
    shared = texts(parts)
    for name, sheet in like(parts, r"xl/worksheets/sheet\d+\.xml").items():
        found = cells(sheet)
        for table in tables_of(parts, name):
            first_column, header, last_column, last = range_boundaries(table.attrib["ref"])
            names = [column.attrib["name"] for column in table.iter(f"{MAIN}tableColumn")]
            assert last > header
            shown = []
            for number in range(first_column, last_column + 1):
                cell = found[f"{column_letters(number)}{header}"]
                assert cell.attrib["t"] == "s"
                shown.append(shared[int(cell.findtext(f"{MAIN}v") or -1)])
            assert shown == names
            assert len({n.lower() for n in names}) == len(names)


def test_tables_of_a_sheet_do_not_overlap(parts: dict[str, ET.Element]) -> None:
    for name in like(parts, r"xl/worksheets/sheet\d+\.xml"):
        spans = sorted(range_boundaries(t.attrib["ref"])[1::2] for t in tables_of(parts, name))
        assert all(above[1] < below[0] for above, below in pairwise(spans))


def test_a_total_row_is_declared_by_its_table(parts: dict[str, ET.Element]) -> None:
    (table,) = (t for t in like(parts, r"xl/tables/.*").values() if t.attrib["displayName"] == "Lines_and_money")
    rows = table.attrib["ref"].split(":")[1].strip("ABCDEFG")
    filtered = table.find(f"{MAIN}autoFilter")
    assert table.attrib["totalsRowCount"] == "1"
    assert filtered is not None
    assert int(filtered.attrib["ref"].split(":")[1].strip("ABCDEFG")) == int(rows) - 1


def test_links_and_print_titles_name_sheets_that_are_there(parts: dict[str, ET.Element]) -> None:
    names = {name.replace("'", "''") for name in sheet_names(parts)}
    locations = [link.attrib["location"] for part in parts.values() for link in part.iter(f"{MAIN}hyperlink")]
    titles = [entry.text or "" for entry in parts["xl/workbook.xml"].iter(f"{MAIN}definedName")]
    assert locations
    assert titles
    for reference in [*locations, *titles]:
        assert reference.rpartition("!")[0].removeprefix("'").removesuffix("'") in names


def test_no_link_leads_out_of_the_workbook(parts: dict[str, ET.Element]) -> None:
    for name, part in parts.items():
        if name.endswith(".rels"):
            assert not any(relation.attrib.get("TargetMode") == "External" for relation in part)
    assert not any(link.attrib.get(RELATION) for part in parts.values() for link in part.iter(f"{MAIN}hyperlink"))


def test_rows_and_columns_keep_to_the_sizes_that_excel_knows(parts: dict[str, ET.Element]) -> None:
    for sheet in like(parts, r"xl/worksheets/sheet\d+\.xml").values():
        assert all(float(row.attrib.get("ht", 15)) <= 409 for row in sheet.iter(f"{MAIN}row"))
        assert all(0 < float(column.attrib["width"]) <= 255 for column in sheet.iter(f"{MAIN}col"))


def test_formulas_are_our_own_totals_only(parts: dict[str, ET.Element]) -> None:
    formulas = [f.text or "" for sheet in like(parts, r"xl/worksheets/.*xml").values() for f in sheet.iter(f"{MAIN}f")]
    assert formulas
    assert all(formula.startswith("SUBTOTAL(109,") for formula in formulas)


def test_no_text_is_longer_than_a_cell_holds(parts: dict[str, ET.Element]) -> None:
    assert max(len(text.encode("utf-16-le")) // 2 for text in texts(parts)) <= 32_767
