from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.clustering.profiling import profile
from engine.features import Attribute
from engine.workbook.contents import contents
from engine.workbook.description import Sentence, Title
from engine.workbook.profiles_sheet import COMPARED, OUTCOME, PROFILED, profiles_sheet
from tests.engine.workbook.builders import analysed, column, described

RESPONSE = Attribute("Response", "customer profile", "", np.array([1.0, 0, 0, 1, np.nan, 0, 0, 1]), outcome=True)
TOWN = Attribute("Town", "customer profile", "", np.array([0.0, 0, 1, 1, 1, 0, 1, 0]), ("Ulm", "Bonn"))


def known_more(**changes):
    """The distributor, of whose customers an answer and a town are known as well."""
    analysis = analysed(**changes)
    features = replace(analysis.features, attributes=(*analysis.features.attributes, RESPONSE, TOWN))
    return replace(analysis, features=features)


def shown(analysis):
    return described(profiles_sheet, analysis).tables[0]


def lines(table):
    return [
        dict(zip([c.header for c in table.columns], row, strict=True))
        for row in zip(*(c.values for c in table.columns), strict=True)
    ]


def test_clusters_of_one_segment_stand_beside_each_other() -> None:
    analysis = known_more(segment_by=())
    table, expected = shown(analysis), profile(analysis.features, analysis.segmentation, 0)
    for cluster in analysis.segmentation.clusters:
        values = dict(zip(column(table, "What").values, column(table, cluster.label).values, strict=True))
        for row in expected.rows:
            if not row.group:
                assert values[row.attribute] == pytest.approx(row.values[cluster.id], nan_ok=True)


def test_the_answers_to_a_campaign_are_shown_per_cluster_though_nothing_was_compared_by_them() -> None:
    analysis = known_more(segment_by=())
    row = next(line for line in lines(shown(analysis)) if line["What"] == "Response")
    assert (row["Used"], row["Unit"]) == (OUTCOME, "% of customers")
    for cluster in analysis.segmentation.clusters:
        assert row[cluster.label] == pytest.approx(100 * np.nanmean(RESPONSE.values[cluster.members]))
    assert row["All customers"] == pytest.approx(100 * 3 / 7)


def test_what_was_compared_comes_first_and_what_came_of_it_last() -> None:
    used = list(column(shown(known_more(segment_by=())), "Used").values)
    assert used == sorted(used, key=[COMPARED, PROFILED, OUTCOME].index)
    assert set(used) == {COMPARED, PROFILED, OUTCOME}


def test_each_group_has_its_row_with_the_share_of_its_customers() -> None:
    rows = [line for line in lines(shown(known_more(segment_by=()))) if line["What"] == "Town"]
    assert [row["Group"] for row in rows] == ["Ulm", "Bonn"]
    assert sum(row["All customers"] for row in rows) == pytest.approx(100)


def test_clusters_of_several_segments_stand_below_each_other_beside_their_own_average() -> None:
    analysis = known_more()
    for line in lines(shown(analysis)):
        segment = next(s for s in analysis.segmentation.segments if s.name == line["Segment"])
        expected = profile(analysis.features, analysis.segmentation, segment.id)
        row = next(r for r in expected.rows if (r.attribute, r.group) == (line["What"], line["Group"]))
        cluster = next(
            analysis.segmentation.clusters[c]
            for c in segment.clusters
            if analysis.segmentation.clusters[c].label == line["Cluster"]
        )
        assert line["Value"] == pytest.approx(row.values[expected.clusters.index(cluster.id)])
        assert line["Average"] == pytest.approx(row.overall)


def test_what_a_cluster_does_not_buy_is_left_out_below_each_other() -> None:
    table = lines(shown(known_more()))
    assert all(line["Value"] != 0 for line in table if line["Unit"] == "units")
    assert {line["Segment"] for line in table} == {s.name for s in analysed().segmentation.segments}


def test_small_segments_without_a_sheet_are_not_profiled_and_it_is_said() -> None:
    sheet = profiles_sheet(contents(known_more(), most_segment_sheets=1))
    assert any(isinstance(block, Sentence) and block.text.startswith("The 2 segments") for block in sheet.blocks)


def test_the_title_leads_back_to_the_summary() -> None:
    title = described(profiles_sheet, analysed()).blocks[0]
    assert isinstance(title, Title)
    assert title.back == "Summary"
