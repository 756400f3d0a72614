"""Choices that were made for a table before are taken for the next one with the same headers."""

from __future__ import annotations

from pathlib import Path

from engine import ReadOptions, Role, Sources, assign_role, inspect_files
from tests.engine.reading.files import roles_of, write_csv

HEADER = ("Whom", "Item", "Qty", "Qty")


def inspected(folder: Path, name: str = "a.csv", **given: object) -> Sources:
    return inspect_files([write_csv(folder / name, HEADER, [("C1", "P1", 1, 2)])], **given)  # type: ignore[arg-type]


def test_remembered_choices_make_the_same_roles_under_another_file_name(tmp_path: Path) -> None:
    chosen = assign_role(assign_role(inspected(tmp_path), 0, 0, Role.CUSTOMER_ID), 0, 3, Role.QUANTITY).tables[0]

    again = inspected(tmp_path, "b.csv", layouts={chosen.layout: chosen.choices}).tables[0]

    assert [c.role for c in again.columns] == [Role.CUSTOMER_ID, Role.PRODUCT_ID, None, Role.QUANTITY]
    assert again.kind == "lines"
    assert {c.why for c in again.columns if c.role} == {"as you chose for this layout before"}


def test_a_choice_by_hand_is_sure_and_says_so(tmp_path: Path) -> None:
    column = assign_role(inspected(tmp_path), 0, 0, Role.CUSTOMER_ID).tables[0].columns[0]

    assert (column.confidence, column.why) == (1.0, "chosen by you")


def test_a_remembered_role_that_there_is_no_longer_is_passed_over(tmp_path: Path) -> None:
    layout = inspected(tmp_path).tables[0].layout

    again = inspected(tmp_path, layouts={layout: {"Whom": "soothsayer", "Item": "product_id"}})

    assert roles_of(again)["Whom"] is None
    assert roles_of(again)["Item"] == "product_id"


def test_the_options_go_before_what_was_remembered(tmp_path: Path) -> None:
    layout = inspected(tmp_path).tables[0].layout
    options = ReadOptions(columns={"customer_id": "Item"})

    again = inspected(tmp_path, options=options, layouts={layout: {"Whom": "customer_id", "Item": "product_id"}})

    assert roles_of(again)["Item"] == "customer_id"
    assert roles_of(again)["Whom"] is None
