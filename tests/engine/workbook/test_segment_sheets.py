from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.analysis import analyse
from engine.clustering.personas import persona_of
from engine.clustering.segmentation import NO_CLUSTER
from engine.options import ClusterOptions, Options
from engine.workbook.contents import OTHERS, contents
from engine.workbook.description import Sentence, Sheet, Table, Title
from engine.workbook.segment_sheets import LONGEST_LINE, MOST_FEATURES, segment_sheets
from tests.engine.builders import make_dataset
from tests.engine.workbook.builders import CUSTOMERS, IDS, analysed, by_behaviour, column, without_money


def sheets(analysis=None, **limits: int) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in segment_sheets(contents(analysis or analysed(), **limits))}


def north(analysis=None) -> Table:
    return sheets(analysis)["North · Painting"].tables[0]


def test_there_is_a_sheet_for_every_segment_in_alphabetical_order() -> None:
    assert list(sheets()) == ["North · Painting", "South · Painting", "South · Plumbing"]


def test_every_customer_that_buys_is_on_exactly_one_sheet() -> None:
    ids = [i for sheet in sheets().values() for i in column(sheet.tables[0], "Customer ID").values]
    assert sorted(ids) == IDS


def test_customers_stand_by_cluster_and_then_by_spend() -> None:
    table = north()
    keys = list(zip(column(table, "Cluster").values, -column(table, "Spend").values, strict=True))
    assert keys == sorted(keys)


def test_figures_are_those_of_the_lines() -> None:
    table = north()
    row = list(column(table, "Customer ID").values).index("C1")
    expected = {"Orders": 2, "Spend": 640.0, "Ticket size": 320.0, "Products": 3, "Paints": 20, "Brushes": 14}
    assert {header: column(table, header).values[row] for header in expected} == expected
    assert column(table, "Last order").values[row] == np.datetime64("2024-03-01")
    assert column(table, "Recency").values[row] == 304  # to 30 December, the last day of the data
    assert column(table, "Rep").values[row] == "Ann"
    assert column(table, "Customer type").values[row] == "Large"


def test_recommendations_and_their_value_are_counted_per_customer() -> None:
    analysis, table = analysed(), north()
    offers = analysis.recommendations.table
    for id_, n, value in zip(
        *(column(table, header).values for header in ("Customer ID", "Recommendations", "Expected value")), strict=True
    ):
        own = offers[offers["customer"] == IDS.index(id_)]
        assert n == len(own)
        assert value == pytest.approx(own["value"].sum())


def test_the_largest_category_comes_first_and_unused_ones_are_left_off() -> None:
    headers = [c.header for c in north().columns]
    assert headers[headers.index("Expected value") + 1 :] == ["Paints", "Brushes", "Plumbing"]


def test_averages_per_cluster_stand_above_the_customers() -> None:
    table = north()
    position = [c.header for c in table.columns].index("Spend")
    spend, cluster = column(table, "Spend").values, column(table, "Cluster").values
    for number, row in enumerate(table.averages[:-1], start=1):
        assert row[position] == pytest.approx(spend[cluster == number].mean())
        assert str(row[1]).startswith(f"{number} ")
    assert table.averages[-1][position] == pytest.approx(spend.mean())
    assert "5 customers" in str(table.averages[-1][1])
    assert len(table.averages) == len(set(cluster)) + 1


def test_names_and_numbers_of_clusters_are_never_averaged() -> None:
    table = north()
    for row in table.averages:
        assert row[[c.header for c in table.columns].index("Cluster")] is None
        assert row[[c.header for c in table.columns].index("Last order")] is None


def test_one_customer_alone_has_no_averages() -> None:
    assert sheets()["South · Plumbing"].tables[0].averages == ()


def test_many_clusters_show_one_average_so_that_the_header_stays_in_view() -> None:
    lines = [(f"C{i:03}", f"P{i % 9}", 1 + i % 7, "2024-01-01", 10.0) for i in range(100)]
    dataset = make_dataset(lines, products={"l2_category": [f"L{i}" for i in range(9)]})
    analysis = analyse(dataset, Options(clustering=ClusterOptions(most_clusters=20)))
    (sheet,) = segment_sheets(contents(analysis))
    assert len(analysis.segmentation.clusters) > 6
    assert len(sheet.tables[0].averages) == 1


def test_the_verdict_and_a_way_back_stand_on_top() -> None:
    title, *others = sheets()["North · Painting"].blocks
    assert isinstance(title, Title)
    assert (title.text, title.back) == ("North · Painting", "Summary")
    said = [title.sentence, *(block.text for block in others if isinstance(block, Sentence))]
    assert " ".join(said) == analysed().segmentation.segments[0].verdict


def test_a_long_verdict_is_told_in_lines_that_a_screen_shows_and_no_sentence_is_parted() -> None:
    analysis = analysed()
    verdict = " ".join(f"{word.capitalize()} {'very ' * 10}true." for word in ("one", "two", "three", "four"))
    first, *rest = analysis.segmentation.segments
    told = replace(analysis.segmentation, segments=(replace(first, verdict=verdict), *rest))
    title, *others = sheets(replace(analysis, segmentation=told))["North · Painting"].blocks
    said = [title.sentence, *(block.text for block in others if isinstance(block, Sentence))]
    assert " ".join(said) == verdict
    assert all(len(line) <= LONGEST_LINE and line.endswith("true.") for line in said)


def test_customers_in_no_cluster_stand_last_and_are_called_so() -> None:
    analysis = analysed()
    alone = int(analysis.segmentation.segments[0].members[0])
    cluster_of = analysis.segmentation.cluster_of.copy()
    cluster_of[alone] = -1
    table = north(replace(analysis, segmentation=replace(analysis.segmentation, cluster_of=cluster_of)))
    assert column(table, "Customer ID").values[-1] == IDS[alone]
    assert column(table, "Cluster name").values[-1] == NO_CLUSTER
    assert np.isnan(column(table, "Cluster").values[-1])
    assert any(str(row[1]).startswith(NO_CLUSTER) for row in table.averages)


def test_typical_and_borderline_customers_are_marked() -> None:
    analysis = analysed()
    cluster = analysis.segmentation.clusters[0]
    other = next(int(code) for code in cluster.members if code != cluster.typical)
    clusters = (replace(cluster, borderline=np.array([other], np.int32)), *analysis.segmentation.clusters[1:])
    table = north(replace(analysis, segmentation=replace(analysis.segmentation, clusters=clusters)))
    places = dict(zip(column(table, "Customer ID").values, column(table, "In its cluster").values, strict=True))
    assert (places[IDS[cluster.typical]], places[IDS[other]]) == ("typical", "borderline")


def test_each_customer_has_its_own_persona() -> None:
    analysis, table = analysed(), north()
    rules, positions = persona_of(analysis.figures, analysis.options.clustering)
    for id_, name in zip(column(table, "Customer ID").values, column(table, "Persona").values, strict=True):
        assert name == rules[positions[IDS.index(id_)]].name


def test_behaviour_adds_only_the_figures_that_have_no_column_yet() -> None:
    headers = [c.header for c in north(by_behaviour()).columns]
    assert headers[headers.index("Expected value") + 1 :] == ["Tenure"]
    assert len(set(headers)) == len(headers)


def test_without_money_quantities_take_the_place_of_spend() -> None:
    headers = [c.header for c in north(without_money()).columns]
    assert "Quantity" in headers
    assert not {"Spend", "Expected value"} & set(headers)


def test_customers_without_a_name_or_rep_still_have_their_row() -> None:
    customers = {"region": ["North", "North"], "rep": ["", ""]}
    dataset = make_dataset([("A", "P", 1), ("B", "P", 2)], customers, {"l2_category": ["X"]})
    nameless = replace(dataset, customers=dataset.customers.assign(customer_name=["", None]))
    (sheet,) = segment_sheets(contents(analyse(nameless, Options())))
    assert list(column(sheet.tables[0], "Customer").values) == ["", ""]
    assert "Rep" not in [c.header for c in sheet.tables[0].columns]


def test_columns_that_no_file_has_are_left_out() -> None:
    dataset = make_dataset([("A", "P", 1), ("B", "P", 2)], products={"l2_category": ["X"]})
    (sheet,) = segment_sheets(contents(analyse(dataset, Options())))
    assert not {"Rep", "Customer type", "Last order", "Recency"} & {c.header for c in sheet.tables[0].columns}


def test_more_categories_than_a_reader_can_take_are_cut_and_the_sheet_says_so() -> None:
    lines = [("A", f"P{i:03}", 1 + i, "2024-01-01", 1.0) for i in range(60)]
    dataset = make_dataset(lines, products={"l2_category": [f"L{i:03}" for i in range(60)]})
    (sheet,) = segment_sheets(contents(analyse(dataset, Options())))
    assert Sentence(f"The {MOST_FEATURES} largest of 60 categories are shown.") in sheet.blocks
    shown = [c.header for c in sheet.tables[0].columns if c.header.startswith("L")]
    assert len([header for header in shown if header[1:].isdigit()]) == MOST_FEATURES
    assert "L059" in shown


def test_segments_past_the_limit_share_one_sheet_and_nobody_is_lost() -> None:
    found = sheets(most_segment_sheets=1)
    assert list(found) == ["North · Painting", OTHERS]
    table = found[OTHERS].tables[0]
    assert list(column(table, "Segment").values) == ["South · Painting", "South · Painting", "South · Plumbing"]
    assert (
        sorted(
            [*column(table, "Customer ID").values, *column(found["North · Painting"].tables[0], "Customer ID").values]
        )
        == IDS
    )


def test_segments_called_like_other_sheets_get_names_of_their_own() -> None:
    lines = [(id_, "P", 1) for id_ in "ABCD"]
    regions = ["Summary", "Recommendations", "Data health", "other segments"]
    dataset = make_dataset(lines, {"region": regions}, {"l2_category": ["X"]})
    names = list(sheets(analyse(dataset, Options())))
    assert names == ["Data health (2)", "Recommendations (2)", "Summary (2)", "other segments (2)"]


def test_table_names_are_unique() -> None:
    names = [sheet.tables[0].name for sheet in sheets().values()]
    assert len(set(names)) == len(names)


def test_customers_that_bought_nothing_are_on_no_sheet() -> None:
    lines = [("007", "P1", 5, "2024-01-01", 5.0), *[(i, "P1", 5, "2024-01-02", 5.0) for i in IDS[1:-1]]]
    returned = [*lines, ("NA", "P1", -5, "2024-01-03", -5.0)]
    found = sheets(analyse(make_dataset(returned, CUSTOMERS, {"l2_category": ["Paints"]}), Options()))
    assert "NA" not in [i for sheet in found.values() for i in column(sheet.tables[0], "Customer ID").values]
