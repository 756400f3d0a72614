from dataclasses import replace

import numpy as np
import pytest

from engine import options_from_mapping
from gui.frames.clusters import (
    ALL,
    basis,
    card_members,
    cards,
    cloud,
    coloured_by,
    hover_lines,
    segment_choices,
    sentence,
)
from tests.gui.analyses import bare, code_of, trade


def test_the_segment_box_counts_customers_and_clusters():
    assert segment_choices(trade()) == [
        (ALL, "All segments: 7 customers, 2 segments"),
        (0, "North: 5 customers, 2 clusters"),
        (1, "South: 2 customers, 1 cluster"),
    ]


def test_a_single_segment_needs_no_choice_of_all():
    assert [segment for segment, _ in segment_choices(bare())] == [0]


@pytest.mark.parametrize("segment", [ALL, 0, 1])
def test_the_map_and_the_cards_hold_the_same_customers(segment):
    analysis = trade()
    points, whose = cloud(analysis, segment)
    for card in cards(analysis, segment):
        group = [at for at, g in enumerate(points.groups) if g.number == card.number]
        assert sorted(whose[np.isin(points.group, group)]) == card_members(analysis, segment, card.key)


def test_a_cluster_card_tells_its_size_its_share_and_its_drivers():
    first, second = cards(trade(), 0)
    assert (first.badge_text, first.title) == ("1", "Painting")
    assert first.facts == "3 customers  ·  52 % of spend"  # 4,240 of 8,160
    assert first.lines
    assert first.foot.startswith("Typical: Name of N")
    assert second.facts == "2 customers  ·  48 % of spend"


def test_on_the_map_of_all_a_card_is_a_segment_in_its_colour_without_a_number():
    north, south = cards(trade(), ALL)
    assert (north.title, north.badge_text, north.number) == ("North", "", 1)
    assert north.facts == "5 customers  ·  81 % of spend"
    assert north.lines == ("1 Painting", "2 Fasteners and Tools")
    assert coloured_by(trade(), ALL) == {0: 1, 1: 2}
    assert south.number == 2


def test_inside_a_segment_colours_belong_to_clusters():
    assert coloured_by(trade(), 0) is None
    assert coloured_by(bare(), ALL) is None


def test_without_money_shares_are_of_units():
    assert all("of units" in card.facts for card in cards(bare(), 0))


def test_the_sentence_says_what_customers_were_compared_by():
    assert basis(trade()).startswith("Compared by how much they buy of each category (3 in all).")
    assert sentence(trade(), ALL) == "3 clusters in all."
    assert "Products have no categories" in basis(bare())


@pytest.mark.parametrize(
    ("level", "word"),
    [
        ("l2_category", "category"),
        ("l3_category", "L3 category"),
        ("brand", "brand"),
        ("functionality", "functionality"),
        ("product_id", "product"),
    ],
)
def test_the_sentence_names_the_level_that_customers_were_compared_by(level, word):
    options = options_from_mapping({"features": {"levels": [level]}}, trade().options)
    assert f"of each {word} (" in basis(replace(trade(), options=options))


def test_an_axis_says_what_grows_along_it_and_how_much_it_explains():
    points, _ = cloud(trade(), 0)
    across, up = (title.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ") for title in points.axes)
    assert across.startswith("Across: more ")
    assert up.startswith("Up: more ")
    assert across.endswith("% of the differences)")


def test_a_hovered_customer_shows_name_cluster_and_figures():
    analysis = trade()
    assert hover_lines(analysis, code_of(analysis, "N1")) == (
        "Name of N1",
        "North, cluster 1 Painting",
        "4 orders, spend 1,300, last on 2024-06-11",
    )
    assert hover_lines(bare(), 0)[2] == "2 orders"


def without_a_cluster(customer_id):
    """The trade, where the model found one customer to be like no other."""
    analysis = trade()
    cluster_of = analysis.segmentation.cluster_of.copy()
    cluster_of[code_of(analysis, customer_id)] = -1
    return replace(analysis, segmentation=replace(analysis.segmentation, cluster_of=cluster_of))


def test_customers_without_a_cluster_are_on_the_map_in_grey_and_said_so():
    analysis = without_a_cluster("N5")
    points, whose = cloud(analysis, 0)
    grey = points.groups[-1]
    assert (grey.number, grey.name, grey.numbered) == (0, "In no cluster: 1", False)
    assert whose[points.group == len(points.groups) - 1].tolist() == [code_of(analysis, "N5")]
    assert points.sizes().sum() == 5
    assert hover_lines(analysis, code_of(analysis, "N5"))[1] == "North, in no cluster"
    assert all(group.number for group in cloud(analysis, ALL)[0].groups)


def test_where_all_customers_have_a_cluster_nothing_is_grey():
    assert all(group.number for group in cloud(trade(), 0)[0].groups)


def test_the_arrows_are_the_features_that_pull_most_the_strongest_first():
    analysis = trade()
    points, _ = cloud(analysis, 0)
    loadings = analysis.segmentation.segments[0].projection.loadings
    lengths = [np.hypot(arrow.x, arrow.y) for arrow in points.arrows]
    assert 1 <= len(lengths) <= 6
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] == np.hypot(*loadings).max()
    for arrow in points.arrows:
        assert (arrow.x, arrow.y) == tuple(loadings[:, analysis.features.names.index(arrow.name)])


def test_customers_that_are_all_alike_have_no_arrows():
    analysis = trade()
    north, *others = analysis.segmentation.segments
    projection = replace(north.projection, loadings=np.zeros_like(north.projection.loadings))
    segments = (replace(north, projection=projection), *others)
    alike = replace(analysis, segmentation=replace(analysis.segmentation, segments=segments))
    assert cloud(alike, 0)[0].arrows == ()
