"""A workbook of a list of customers alone: nobody knows what they bought, so nothing is recommended."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pytest

import engine
from engine import Analysis, ClusterOptions, Options
from engine.workbook.contents import contents
from engine.workbook.describing import describe_workbook
from engine.workbook.description import Facts, Links, Sheet
from engine.workbook.summary_sheet import NO_LINES
from tests.engine.workbook.builders import column, rows, table


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """Sixty customers: the younger ones without children answer a campaign, the older ones with children do not."""
    rng = np.random.default_rng(1)
    lines = ["Customer ID;Region;Year_Birth;Income;Kids;Response"]
    for i in range(60):
        young = i % 2
        born = (1985 if young else 1955) + int(rng.integers(0, 5))
        income = (30_000 if young else 60_000) + int(rng.integers(-15_000, 15_000))
        answered = "" if i == 7 else int(young and i % 6 != 1)
        lines.append(f"{1000 + i};{'North' if i % 3 else 'South'};{born};{income};{0 if young else 1};{answered}")
    path = tmp_path_factory.mktemp("list") / "customers.csv"
    path.write_text("\n".join(lines))
    dataset = engine.read_dataset(engine.inspect_files([path]))
    options = Options(segment_by=(), clustering=ClusterOptions(choose_k="fixed", most_clusters=2, resamples=0))
    return engine.analyse(dataset, options)


def sheet(analysis: Analysis, name: str) -> Sheet:
    return next(s for s in describe_workbook(analysis) if s.name == name)


def test_the_younger_and_the_older_come_apart_and_are_called_so(analysis: Analysis) -> None:
    assert not analysis.dataset.has_lines
    assert len(analysis.recommendations) == 0
    clusters = analysis.segmentation.clusters
    assert {frozenset(cluster.members % 2) for cluster in clusters} == {frozenset({0}), frozenset({1})}
    names = " | ".join(cluster.name for cluster in clusters).casefold()
    assert "no kids" in names or "no children" in names
    assert "older" in names.split(" | ")[0 if 0 in clusters[0].members else 1]
    assert all(cluster.persona == cluster.action == "" for cluster in clusters)
    assert all(len(cluster.drivers) >= 3 for cluster in clusters)


def test_there_is_no_sheet_of_recommendations_and_the_summary_says_why(analysis: Analysis) -> None:
    names = [s.name for s in describe_workbook(analysis)]
    assert names == ["Summary", "All customers", "Clusters", "Cluster profiles", "Data health", "Method"]
    summary = sheet(analysis, "Summary")
    assert summary.blocks[0].sentence == f"60 customers in 2 clusters. {NO_LINES}"
    links = [item.sheet for block in summary.blocks if isinstance(block, Links) for item in block.items]
    assert links == ["Clusters", "Cluster profiles", "Data health", "Method"]


def test_no_sheet_tells_of_lines_orders_or_money(analysis: Analysis) -> None:
    facts = [fact.label for b in sheet(analysis, "Summary").blocks if isinstance(b, Facts) for fact in b.items]
    headers = [c.header for s in describe_workbook(analysis) for t in s.tables for c in t.columns]
    for word in ("Lines", "Orders", "Quantity", "Spend", "Recommendations", "Products", "Ticket size", "Money"):
        assert not [label for label in (*facts, *headers) if word.casefold() in label.casefold()]


def test_the_answers_to_the_campaign_are_told_per_cluster(analysis: Analysis) -> None:
    shown = table(sheet(analysis, "Cluster profiles"), "Profiles")
    row = list(column(shown, "What").values).index("Response")
    assert column(shown, "All customers").values[row] == pytest.approx(100 * 20 / 59)
    young = next(c for c in analysis.segmentation.clusters if 1 in c.members)
    assert column(shown, young.label).values[row] == pytest.approx(100 * 20 / 29)


def test_customers_are_listed_with_what_the_list_says_of_them(analysis: Analysis) -> None:
    shown = sheet(analysis, "All customers").tables[0]
    assert len(column(shown, "Customer ID").values) == 60
    headers = [c.header for c in shown.columns]
    assert {"Income", "Response"} <= set(headers)
    places = list(column(shown, "In its cluster").values)
    assert places.count("typical") == 2


def test_the_file_can_be_opened_and_holds_every_customer(analysis: Analysis, tmp_path: Path) -> None:
    engine.export_workbook(analysis, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert len(rows(book["All customers"], "Segment_1")) == 60
    assert contents(analysis).recommendations == ()
