from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from engine.analysis import Analysis, analyse
from engine.options import Options, RecommendOptions, options_from_mapping
from engine.proving.clusterings import compare_clusterings
from engine.proving.proof_words import LEAST_JUDGED
from engine.workbook import export_workbook
from engine.workbook.contents import contents
from engine.workbook.description import BarChart, Facts, Heading, Sentence, Sheet, Table, Title
from engine.workbook.method_ranking import ranking
from engine.workbook.proof_sheet import NOT_PROVEN, proof_sheet
from tests.engine.builders import Line, make_dataset
from tests.engine.proving.builders import day, tastes
from tests.engine.workbook.builders import column, described, table

FIVE = options_from_mapping({"recommending": {"per_customer": 5}})


def run(lines: list[Line], options: Options = FIVE) -> Analysis:
    return analyse(make_dataset(lines), options)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return run(tastes(customers=160))


@pytest.fixture(scope="module")
def sheet(analysis: Analysis) -> Sheet:
    return described(proof_sheet, analysis)


def facts(sheet: Sheet) -> dict[str, object]:
    (found,) = (block for block in sheet.blocks if isinstance(block, Facts))
    return {fact.label: fact.value for fact in found.items}


def sentence(sheet: Sheet) -> str:
    (title,) = (block for block in sheet.blocks if isinstance(block, Title))
    return title.sentence


def test_every_method_stands_beside_bestsellers_with_its_intervals(analysis: Analysis, sheet: Sheet) -> None:
    shown = table(sheet, "Methods")
    proof = analysis.proof
    assert list(column(shown, "Method").values) == [
        "Bestsellers",
        "Cluster bestsellers",
        "Peers",
        "Bought together",
        "Affinity",
    ]
    for header, part in (("Hit rate", "value"), ("Hit from", "low"), ("Hit to", "high")):
        assert list(column(shown, header).values) == [getattr(result.hit_rate, part) for result in proof.methods]
    assert list(column(shown, "NDCG").values) == [result.ndcg.value for result in proof.methods]
    assert list(column(shown, "Money caught").values) == [result.money for result in proof.methods]
    assert column(shown, "Above bestsellers").values[0] == 0


def test_money_caught_is_a_share_of_what_was_newly_spent(analysis: Analysis, sheet: Sheet) -> None:
    shown = table(sheet, "Methods")
    whole = facts(sheet)["Newly bought in all"]
    np.testing.assert_allclose(
        column(shown, "Of what was newly spent").values, column(shown, "Money caught").values / whole
    )


def test_what_was_hidden_and_who_judges_is_said(analysis: Analysis, sheet: Sheet) -> None:
    shown = facts(sheet)
    assert shown["Hidden"] == f"the 60 days after {analysis.proof.cut}"
    assert str(shown["Customers judged"]).startswith(f"{analysis.proof.customers} ")
    assert "of 100 customers bought" in sentence(sheet)


def test_segments_add_up_to_the_judged_customers_and_lead_to_their_sheets(analysis: Analysis, sheet: Sheet) -> None:
    shown = table(sheet, "Proof_segments")
    assert column(shown, "Customers").values.sum() == analysis.proof.customers
    assert set(column(shown, "Segment").links) <= set(contents(analysis).segment_sheet)


def test_said_and_bought_are_those_of_the_proof(analysis: Analysis, sheet: Sheet) -> None:
    shown = table(sheet, "Calibration")
    assert list(column(shown, "Said").values) == [row.said for row in analysis.proof.calibration]
    assert list(column(shown, "Taken").values) == [row.happened for row in analysis.proof.calibration]
    assert list(column(shown, "Offers").values) == [row.offers for row in analysis.proof.calibration]


def test_each_play_and_grade_says_how_many_of_its_offers_were_taken(analysis: Analysis, sheet: Sheet) -> None:
    shown = table(sheet, "Plays_taken")
    rows = list(zip(*(column(shown, header).values for header in ("Play", "Grade", "Offers", "Taken")), strict=True))
    assert rows == [(row.play.capitalize(), row.grade, row.offers, row.taken) for row in analysis.proof.plays]


def test_the_first_of_the_settings_tried_is_the_one_that_was_taken(analysis: Analysis, sheet: Sheet) -> None:
    shown = table(sheet, "Tried")
    assert len(column(shown, "NDCG").values) == len(analysis.proof.tuning.tried) > 0
    assert column(shown, "NDCG").values[0] == max(one.ndcg for one in analysis.proof.tuning.tried)
    assert column(shown, "Ridge").values[0] == analysis.proof.tuning.settings.ridge


def test_the_chart_draws_the_hit_rates_with_their_intervals(sheet: Sheet) -> None:
    (drawn,) = (block for block in sheet.blocks if isinstance(block, BarChart))
    headers = {c.header for c in table(sheet, drawn.table).columns}
    assert {drawn.categories, drawn.values, *drawn.whiskers} <= headers


BAD = {
    "no dates": ([line[:3] for line in tastes()], "The lines have no dates"),
    "one month": ([(*line[:3], day(i % 28), 1.0) for i, line in enumerate(tastes())], "The data cover 28 days"),
    "nothing new": ([line if line[3] <= "2024-11-01" else (*tastes()[0][:3], line[3], 1.0) for line in tastes()], "for the first time"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_where_nothing_could_be_proven_the_sheet_says_why_and_shows_nothing_else(case: str) -> None:
    lines, why = BAD[case]
    analysis = run(lines)
    found = described(proof_sheet, analysis)
    assert why in sentence(found)
    assert sentence(found).endswith("So peers rank the list.")
    assert len(found.blocks) == 1
    assert why in ranking(contents(analysis))


def test_of_few_customers_the_sheet_says_that_they_are_too_few() -> None:
    analysis = run(tastes(customers=LEAST_JUDGED - 4))
    assert 0 < analysis.proof.customers < LEAST_JUDGED
    found = described(proof_sheet, analysis)
    assert sentence(found).endswith("too few to tell which is better.")
    assert "Calibration" not in [shown.name for shown in found.tables]


def test_a_run_that_was_not_to_prove_says_so() -> None:
    found = described(proof_sheet, run(tastes(), replace(FIVE, recommending=RecommendOptions(prove=False))))
    assert sentence(found) == NOT_PROVEN


def test_without_prices_no_money_is_caught() -> None:
    found = described(proof_sheet, run([line[:4] for line in tastes()]))
    assert "Newly bought in all" not in facts(found)
    assert not [c.header for c in table(found, "Methods").columns if "Money" in c.header or "spent" in c.header]


@pytest.mark.parametrize("lines", [tastes(), [(*line[:4], 0.0) for line in tastes()], BAD["no dates"][0]])
def test_the_file_holds_no_nan_and_no_error(lines: list[Line], tmp_path: Path) -> None:
    export_workbook(run(lines), tmp_path / "book.xlsx")
    page = openpyxl.load_workbook(tmp_path / "book.xlsx")["Proof"]
    values = [cell.value for row in page for cell in row if cell.value is not None]
    assert values
    assert not [
        value
        for value in values
        if isinstance(value, str) and ("nan" in value.lower().split() or value.startswith("#"))
    ]


def test_the_method_sheet_says_what_ranks_the_list_and_why(analysis: Analysis) -> None:
    said = ranking(contents(analysis))
    used = analysis.options.recommending.method
    assert "it did best: NDCG@5" in said
    other = next(name for name in ("peers", "rules", "affinity") if name != used)
    asked = replace(analysis.options, recommending=replace(analysis.options.recommending, method=other))
    assert "The options ask for it" in ranking(contents(replace(analysis, options=asked)))


def test_headings_stand_over_tables(sheet: Sheet) -> None:
    headings = sum(isinstance(block, Heading) for block in sheet.blocks)
    assert headings == sum(isinstance(block, Table) for block in sheet.blocks)


def test_clusterings_are_on_the_sheet_once_they_were_compared(analysis: Analysis, sheet: Sheet) -> None:
    assert "Clusterings" not in [shown.name for shown in sheet.tables]
    compared = compare_clusterings(analysis.dataset, FIVE)
    found = described(proof_sheet, replace(analysis, clusterings=compared))
    shown = table(found, "Clusterings")
    assert list(column(shown, "Hit rate").values) == [row.hit_rate.value for row in compared.rows]
    assert column(shown, "Note").values[0] == "In use"
    assert compared.sentence in [block.text for block in found.blocks if isinstance(block, Sentence)]


def test_where_clusterings_could_not_be_compared_the_sheet_says_why() -> None:
    analysis = run(BAD["no dates"][0])
    compared = compare_clusterings(analysis.dataset, FIVE)
    found = described(proof_sheet, replace(analysis, clusterings=compared))
    assert compared.sentence in [block.text for block in found.blocks if isinstance(block, Sentence)]
    assert found.tables == ()
