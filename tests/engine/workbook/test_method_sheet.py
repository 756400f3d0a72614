from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np

from engine.features import Attribute
from engine.options import (
    ClusterOptions,
    FeatureOptions,
    Options,
    ReadOptions,
    RecommendOptions,
    options_from_mapping,
)
from engine.version import VERSION
from engine.workbook.description import Sentence
from engine.workbook.method_sheet import grade_meanings, method_sheet
from tests.engine.workbook.builders import FILE, LINES, analysed, column, described, table

ROOT = Path(__file__).parents[3]


def options_shown(options: Options | None = None) -> dict[str, str]:
    analysis = analysed()
    analysis = replace(analysis, options=options or analysis.options)
    shown = table(described(method_sheet, analysis), "Options")
    return dict(zip(column(shown, "Option").values, column(shown, "Value").values, strict=True))


def test_every_option_is_listed_under_the_name_an_options_file_uses() -> None:
    for name in options_shown():
        group, _, field = name.rpartition(".")
        record = getattr(Options(), group) if group else Options()
        value = getattr(record, field)
        plain = dict(value) if isinstance(value, Mapping) else value
        nested = {group: {field: plain}} if group else {field: plain}
        assert options_from_mapping(nested) == Options()
    assert len(options_shown()) == _settings_in(Options())


def _settings_in(record: object) -> int:
    values = [getattr(record, field.name) for field in fields(record)]  # type: ignore[arg-type]
    return sum(_settings_in(value) if is_dataclass(value) else 1 for value in values)


def test_each_option_has_its_sentence() -> None:
    shown = table(described(method_sheet, analysed()), "Options")
    assert all(sentence.endswith(".") for sentence in column(shown, "What it does").values)


def test_values_are_those_of_the_run() -> None:
    options = Options(
        segment_by=("rep",),
        reading=ReadOptions(columns={"amount": "Net"}),
        recommending=RecommendOptions(method="peers", per_customer=3, value_cap=0.5),
    )
    shown = options_shown(options)
    assert shown["segment_by"] == "rep"
    assert shown["reading.columns"] == "amount = Net"
    assert shown["recommending.per_customer"] == "3"
    assert shown["recommending.value_cap"] == "0.5"


def test_auto_is_shown_as_what_it_became() -> None:
    assert options_shown()["recipe"] == "category basket"
    assert options_shown()["segment_by"] == "region, end_use"


def test_files_are_named_with_size_and_hash() -> None:
    shown = table(described(method_sheet, analysed()), "Files")
    assert [list(c.values) for c in shown.columns] == [["sales.xlsx"], [FILE.sha256], ["12,345 bytes"]]


def test_versions_name_the_program_python_and_the_libraries() -> None:
    shown = table(described(method_sheet, analysed()), "Versions")
    versions = dict(zip(shown.columns[0].values, shown.columns[1].values, strict=True))
    assert versions["Peerbasket"] == VERSION
    assert versions["numpy"] == np.__version__
    assert {"Python", "pandas", "scikit-learn", "scipy", "fastexcel", "pyarrow", "XlsxWriter"} <= set(versions)
    assert all(re.match(r"\d+\.\d+", version) for version in versions.values())


def test_the_version_is_that_of_the_project_file() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION


def test_the_words_are_explained_with_the_figures_of_the_run() -> None:
    analysis = analysed()
    options = replace(analysis.options, recommending=RecommendOptions(method="peers", prior=7.0, value_cap=0.1))
    shown = table(described(method_sheet, replace(analysis, options=options)), "Words")
    meanings = dict(zip(shown.columns[0].values, shown.columns[1].values, strict=True))
    assert {"Segment", "Cluster", "Peers", "Adoption", "Expected value", "Grade A", "Grade B", "Grade C"} <= set(
        meanings
    )
    assert "counts for 7 peers" in meanings["Adoption"]
    assert "10 %" in meanings["Expected value"]


def test_the_meaning_of_a_grade_is_the_rule_that_gave_it() -> None:
    assert grade_meanings()["A"].startswith("Strong: at least 40 % of at least 5 peers buy it; ")
    assert "at least 10 %" in grade_meanings()["B"]


def test_the_scheme_of_personas_is_shown_as_it_was_used() -> None:
    options = replace(analysed().options, clustering=ClusterOptions(personas={"VIP": "R 4-5, F 5, M 5: visit them"}))
    shown = table(described(method_sheet, replace(analysed(), options=options)), "Personas")
    first = [column.values[0] for column in shown.columns]
    assert first == ["VIP", "visit them", "4–5 · 5 · 5"]
    assert "Champions" in shown.columns[0].values


def test_without_dates_there_are_no_personas_to_explain() -> None:
    undated = analysed([line[:3] for line in LINES])
    sheet = described(method_sheet, undated)
    assert "Personas" not in [t.name for t in sheet.tables]
    assert "Persona" not in table(sheet, "Words").columns[0].values


def test_what_was_folded_is_told_with_its_attribute() -> None:
    analysis = analysed()
    folded = Attribute(
        "Marital status", "customer profile", "", np.zeros(8), ("Single",), note="Alone counts as Single."
    )
    features = replace(analysis.features, attributes=(folded,), notes=("Left out: “Z”.",))
    sheet = described(method_sheet, replace(analysis, features=features))
    assert [list(c.values) for c in table(sheet, "Foldings").columns] == [
        ["Marital status"],
        ["Alone counts as Single."],
        ["profiled"],
    ]
    assert Sentence("Left out: “Z”.") in sheet.blocks


def test_options_that_hold_tables_are_shown_in_full() -> None:
    features = FeatureOptions(
        edges={"Income": (25_000.0, 40_000.0)}, groups={"Marital": {"Alone": "Single"}}, columns={"Kids": "yes or no"}
    )
    shown = options_shown(replace(Options(), features=features, recommending=RecommendOptions(method="peers")))
    assert shown["features.edges"] == "Income = (25000.0, 40000.0)"
    assert shown["features.groups"] == "Marital = (Alone = Single)"
    assert shown["features.columns"] == "Kids = yes or no"
