"""Whole exports of many systems: each column is taken for what it is, and none for what it is not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from engine import Sources, inspect_files
from tests.engine.reading.tables.systems import SYSTEMS, headers_of, rows_of


def inspected(folder: Path, system: str) -> Sources:
    path = folder / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[header for header, _, _ in headers_of(system)], *rows_of(system)])
    return inspect_files([path])


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_column_of_an_export_is_taken_for_what_it_is(tmp_path: Path, system: str) -> None:
    (table,) = inspected(tmp_path, system).tables

    assert {column.header: column.role for column in table.columns} == {h: role for h, role, _ in headers_of(system)}


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_role_comes_with_a_reason_and_a_confidence(tmp_path: Path, system: str) -> None:
    (table,) = inspected(tmp_path, system).tables

    for column in table.columns:
        assert 0 < column.confidence <= 1
        assert bool(column.why) == (column.role is not None)


def test_the_table_of_systems_is_large_and_names_many_columns_that_play_no_role() -> None:
    columns = [column for system in SYSTEMS for column in headers_of(system)]

    assert len(columns) > 1000
    assert sum(role is None for _, role, _ in columns) > 250
