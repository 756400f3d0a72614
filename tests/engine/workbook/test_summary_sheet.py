from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.analysis import analyse
from engine.dataset import SourceFile
from engine.options import Options
from engine.workbook.contents import contents
from engine.workbook.describing import describe_workbook
from engine.workbook.description import BarChart, Facts, Links, Sheet, Title
from engine.workbook.summary_sheet import MOST_FILES, summary_sheet
from tests.engine.builders import make_dataset
from tests.engine.workbook.builders import analysed, column, described, table, without_money, without_offers


def summary(analysis=None) -> Sheet:
    return described(summary_sheet, analysis or analysed())


def facts(sheet: Sheet) -> dict[str, object]:
    (found,) = (block for block in sheet.blocks if isinstance(block, Facts))
    return {fact.label: fact.value for fact in found.items}


def chart(sheet: Sheet) -> BarChart | None:
    return next((block for block in sheet.blocks if isinstance(block, BarChart)), None)


def test_the_headline_counts_recommendations_customers_and_money() -> None:
    analysis = analysed()
    title, offers = summary(analysis).blocks[0], analysis.recommendations.table
    assert isinstance(title, Title)
    n, customers = len(offers), offers["customer"].nunique()
    assert title.sentence == (
        f"{n:,} recommendations to {customers:,} customers, worth about {offers['value'].sum():,.0f} a year."
    )


def test_facts_say_what_was_read_and_what_came_out() -> None:
    analysis = analysed()
    shown = facts(summary(analysis))
    assert shown["Files"] == "sales.xlsx"
    assert (shown["Lines read"], shown["Lines used"], shown["Lines left out"]) == (21, 15, 6)
    assert shown["Spend"] == pytest.approx(analysis.dataset.report.amount_used)
    assert shown["Clusters made by"] == "category basket"
    assert shown["Period"] == "2024-01-10 to 2024-12-30"
    assert (shown["Customers that buy"], shown["Products"], shown["Segments"]) == (8, 6, 3)
    assert shown["Segments made by"] == "region × end-use"
    assert shown["Clusters"] == len(analysis.segmentation.clusters)
    assert shown["Expected value a year"] == pytest.approx(np.nansum(analysis.recommendations.table["value"]))


def test_without_money_no_figure_pretends_to_be_money() -> None:
    sheet = summary(without_money())
    assert not {"Spend", "Expected value a year"} & set(facts(sheet))
    assert "worth" not in sheet.blocks[0].sentence
    assert "Expected value" not in [c.header for t in sheet.tables for c in t.columns]


def test_without_dates_nothing_is_said_to_be_a_year() -> None:
    lines = [(c, p, 1) for c in "ABCD" for p in ("P", "Q") if (c, p) != ("A", "P")]
    sheet = summary(analyse(make_dataset(lines, products={"l2_category": ["X", "Y"]}), Options()))
    assert "a year" not in sheet.blocks[0].sentence
    assert "Period" not in facts(sheet)


def test_no_recommendation_is_said_in_the_headline() -> None:
    sheet = summary(without_offers())
    assert sheet.blocks[0].sentence.startswith("No recommendation could be made")
    assert chart(sheet) is None


def test_grades_add_up_to_all_recommendations() -> None:
    analysis = analysed()
    grades = table(summary(analysis), "Grades")
    assert list(column(grades, "Grade").values) == ["A", "B", "C"]
    assert column(grades, "Recommendations").values.sum() == len(analysis.recommendations)
    assert column(grades, "Expected value").values.sum() == pytest.approx(analysis.recommendations.table["value"].sum())


def test_segments_add_up_and_the_most_valuable_comes_first() -> None:
    segments = table(summary(), "Segments")
    assert column(segments, "Customers").values.sum() == 8
    assert column(segments, "Share of spend").values.sum() == pytest.approx(1.0)
    worth = list(column(segments, "Expected value").values)
    assert worth == sorted(worth, reverse=True)


def test_every_link_leads_to_a_sheet_that_is_there() -> None:
    analysis = analysed()
    sheets = describe_workbook(analysis, most_segment_sheets=1, rows_per_sheet=3)
    names = {sheet.name for sheet in sheets}
    for sheet in sheets:
        links = [item.sheet for block in sheet.blocks if isinstance(block, Links) for item in block.items]
        links += [link for t in sheet.tables for c in t.columns for link in c.links]
        links += [block.back for block in sheet.blocks if isinstance(block, Title) and block.back]
        assert set(links) <= names
    front = [item.sheet for block in sheets[0].blocks if isinstance(block, Links) for item in block.items]
    segments = list(column(table(sheets[0], "Segments"), "Segment").links)
    assert {*front, *segments, "Summary"} == names


def test_the_chart_shows_a_table_of_the_sheet() -> None:
    sheet = summary()
    drawn = chart(sheet)
    assert drawn is not None
    headers = {c.header for c in table(sheet, drawn.table).columns}
    assert {drawn.categories, drawn.values} <= headers


def test_one_segment_needs_no_chart() -> None:
    assert chart(summary(analysed(segment_by=()))) is None


def test_many_files_are_cut_and_counted() -> None:
    analysis = analysed()
    files = tuple(SourceFile(f"month{i}.csv", 1, "") for i in range(9))
    report = replace(analysis.dataset.report, files=files)
    sheet = summary(replace(analysis, dataset=replace(analysis.dataset, report=report)))
    (found,) = (block for block in sheet.blocks if isinstance(block, Facts))
    shown = [fact.value for fact in found.items[:MOST_FILES]]
    assert shown == ["month0.csv", "month1.csv", "month2.csv", "and 6 more"]


def test_tabs_stand_in_the_order_of_use() -> None:
    names = [sheet.name for sheet in describe_workbook(analysed())]
    assert names == [
        "Summary",
        "Recommendations",
        "Bought together",
        "Targets",
        "North · Painting",
        "South · Painting",
        "South · Plumbing",
        "Clusters",
        "Cluster profiles",
        "Proof",
        "Data health",
        "Method",
    ]


def test_no_two_tables_of_the_workbook_share_a_name() -> None:
    names = [t.name.casefold() for sheet in describe_workbook(analysed(), rows_per_sheet=3) for t in sheet.tables]
    assert len(set(names)) == len(names)


def test_offers_and_values_per_customer_add_up() -> None:
    analysis = analysed()
    found = contents(analysis)
    assert found.offers.sum() == len(analysis.recommendations)
    assert found.value.sum() == pytest.approx(analysis.recommendations.table["value"].sum())
