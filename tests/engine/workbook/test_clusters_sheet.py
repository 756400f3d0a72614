from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.clustering import Stability
from engine.renaming import rename_cluster
from engine.workbook.clusters_sheet import clusters_sheet
from engine.workbook.description import Table, Title
from tests.engine.workbook.builders import analysed, by_behaviour, column, described, without_money


def fingerprint(analysis=None) -> Table:
    return described(clusters_sheet, analysis or analysed()).tables[0]


def test_there_is_one_row_per_cluster_with_its_number_and_name() -> None:
    clusters, table = analysed().segmentation.clusters, fingerprint()
    assert list(column(table, "Cluster").values) == [c.number for c in clusters]
    assert list(column(table, "Cluster name").values) == [c.name for c in clusters]
    assert list(column(table, "Customers").values) == [len(c.members) for c in clusters]


def test_shares_of_spend_add_up_to_the_whole_of_each_segment() -> None:
    table = fingerprint()
    segment = np.array(column(table, "Segment").values)
    share = column(table, "Share of spend in the segment").values
    for name in set(segment):
        assert share[segment == name].sum() == pytest.approx(1.0)


def test_each_segment_leads_to_its_sheet() -> None:
    shown = column(fingerprint(), "Segment")
    assert list(shown.links) == list(shown.values)  # here segments are called as their sheets are


def test_what_sets_a_cluster_apart_is_said_in_words() -> None:
    table = fingerprint()
    for cluster, words in zip(
        analysed().segmentation.clusters, column(table, "What sets it apart").values, strict=True
    ):
        assert all(driver.sentence in words for driver in cluster.drivers)
        assert words


def test_the_typical_customer_is_a_member_by_name_and_id() -> None:
    analysis = analysed()
    shown = column(fingerprint(), "Typical customer").values
    for cluster, text in zip(analysis.segmentation.clusters, shown, strict=True):
        customer = analysis.dataset.customers.iloc[cluster.typical]
        assert text == f"{customer['customer_name']} ({customer['customer_id']})"


def test_average_quantities_per_category_are_scaled_by_colour() -> None:
    analysis, table = analysed(), fingerprint()
    names = analysis.features.names
    for i, name in enumerate(names):
        shown = column(table, name)
        assert shown.scaled
        assert list(shown.values) == pytest.approx([c.means[i] for c in analysis.segmentation.clusters])


def test_only_averages_are_scaled() -> None:
    assert {c.header for c in fingerprint().columns if c.scaled} == set(analysed().features.names)


def test_behaviour_shows_averages_that_are_not_taken_for_totals() -> None:
    analysis = by_behaviour()
    table = fingerprint(analysis)
    averages = [c.header for c in table.columns if c.scaled]
    assert averages == [f"Average {name.lower()}" for name in analysis.features.names]
    assert {"Spend", "Average spend"} <= {c.header for c in table.columns}


def test_without_money_shares_are_of_quantity() -> None:
    headers = [c.header for c in fingerprint(without_money()).columns]
    assert "Share of quantity in the segment" in headers
    assert "Expected value" not in headers


def test_the_sentence_says_what_the_last_columns_are() -> None:
    title = described(clusters_sheet, analysed()).blocks[0]
    assert isinstance(title, Title)
    assert "average quantity per customer" in title.sentence
    assert title.back == "Summary"


def test_the_persona_and_what_to_do_are_those_of_the_clusters() -> None:
    clusters, table = analysed().segmentation.clusters, fingerprint()
    assert list(column(table, "Persona").values) == [c.persona for c in clusters]
    assert list(column(table, "What to do").values) == [c.action for c in clusters]
    assert all(c.persona and c.action for c in clusters)


def test_a_renamed_cluster_bears_its_name_in_the_workbook() -> None:
    named = rename_cluster(analysed(), 0, "Our best painters")
    assert column(fingerprint(named), "Cluster name").values[0] == "Our best painters"


def test_stability_is_shown_where_it_was_checked() -> None:
    assert "Stability" not in [c.header for c in fingerprint().columns]
    analysis = analysed()
    first, *rest = analysis.segmentation.segments
    n = len(first.clusters)
    checked = replace(first, stability=Stability(0.9, (0.9,) * n, "stable", ("stable",) * n, 20))
    segmentation = replace(analysis.segmentation, segments=(checked, *rest))
    shown = column(fingerprint(replace(analysis, segmentation=segmentation)), "Stability").values
    assert list(shown) == ["Stable"] * n + [""] * (len(analysis.segmentation.clusters) - n)


def test_borderline_customers_are_counted() -> None:
    analysis = analysed()
    first, *rest = analysis.segmentation.clusters
    clusters = (replace(first, borderline=first.members[:1]), *(replace(c, borderline=c.members[:0]) for c in rest))
    shown = replace(analysis, segmentation=replace(analysis.segmentation, clusters=clusters))
    assert list(column(fingerprint(shown), "Borderline customers").values) == [1] + [0] * len(rest)
