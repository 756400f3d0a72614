import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.plots.graph_layout import arranged, spread
from gui.plots.rule_lines import THICK, THIN, curves, rule_lines, widths

GRAPHS = st.integers(2, 25).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(
            st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] != pair[1])
        ),
    )
)


def links_of(pairs):
    return np.array(pairs, dtype=np.intp).reshape(-1, 2)


@given(GRAPHS)
def test_every_node_has_a_place_of_its_own_inside_the_room_and_always_the_same(graph):
    count, pairs = graph
    places = arranged(count, links_of(pairs), 6.0, 5.0)
    assert places.shape == (count, 2)
    assert ((places >= -1e-9) & (places <= [6.0 + 1e-9, 5.0 + 1e-9])).all()
    assert len(np.unique(places.round(9), axis=0)) == count
    assert (places == arranged(count, links_of(pairs), 6.0, 5.0)).all()


def test_the_parts_of_a_graph_lie_apart():
    links = links_of([(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (6, 7), (7, 8), (8, 6)])
    places = arranged(9, links, 6.0, 5.0).reshape(3, 3, 2)
    middles = places.mean(axis=1)
    inside = np.hypot(*np.moveaxis(places - middles[:, None], 2, 0)).max()
    between = min(np.hypot(*(middles[a] - middles[b])) for a, b in ((0, 1), (0, 2), (1, 2)))
    assert between > inside


def test_a_graph_of_one_node_or_of_none_is_laid_out():
    assert arranged(0, links_of([]), 6.0, 5.0).shape == (0, 2)
    assert arranged(1, links_of([]), 6.0, 5.0).tolist() == [[3.0, 2.5]]


@pytest.mark.parametrize("seed", range(5))
def test_boxes_that_overlap_are_moved_apart_and_stay_in_the_room(seed):
    random = np.random.default_rng(seed)
    corner = random.uniform([0, 0], [600, 260], (30, 2))
    size = random.uniform([50, 12], [90, 20], (30, 2))
    boxes = np.hstack([corner, corner + size])
    moved = boxes + np.tile(spread(boxes, 690, 280), 2)
    assert (moved >= -1e-9).all()
    assert (moved <= np.array([690, 280, 690, 280]) + 1e-9).all()
    common = np.minimum(moved[:, None, 2:], moved[None, :, 2:]) - np.maximum(moved[:, None, :2], moved[None, :, :2])
    overlapping = (common > 0.5).all(axis=2)
    assert overlapping.sum() == 30


def test_boxes_in_the_same_place_are_moved_apart():
    boxes = np.tile([100.0, 100.0, 160.0, 120.0], (3, 1))
    moved = np.sort((boxes + np.tile(spread(boxes, 690, 280), 2))[:, 1])
    assert (np.diff(moved) > 19).all()


def test_boxes_that_are_apart_stay_where_they_are_and_one_too_large_for_the_room_stays_at_its_start():
    boxes = np.array([[10.0, 10.0, 60.0, 30.0], [100.0, 10.0, 160.0, 30.0]])
    assert (spread(boxes, 690, 280) == 0).all()
    assert spread(np.array([[10.0, 10.0, 900.0, 30.0]]), 690, 280).tolist() == [[-10.0, 0.0]]


def test_rules_that_join_the_same_products_share_a_line_and_those_that_lead_back_have_one_beside_it():
    lines = rule_lines([(0,), (1,), (0, 2)], [1, 0, 1], [3.0, 3.0, 2.0])
    assert list(zip(lines.start.tolist(), lines.end.tolist(), lines.rules, strict=True)) == [
        (0, 1, (0, 2)),
        (1, 0, (1,)),
        (2, 1, (2,)),
    ]
    assert lines.joint.tolist() == [False, False, True]
    drawn = curves(lines, np.array([[0.0, 0.0], [200.0, 0.0], [100.0, 90.0]]), np.full(3, 5.0), 1.0)
    assert abs(drawn[0, 8, 1] - drawn[1, 8, 1]) > 8
    assert np.allclose(drawn[2, 8], drawn[2, [0, -1]].mean(axis=0), atol=2)


def test_a_line_leads_from_rim_to_rim():
    lines = rule_lines([(0,)], [1], [3.0])
    (drawn,) = curves(lines, np.array([[0.0, 0.0], [100.0, 0.0]]), np.array([8.0, 4.0]), 1.0)
    assert 8 < drawn[0, 0] < 12
    assert 90 < drawn[-1, 0] < 96
    assert (np.diff(drawn[:, 0]) > 0).all()


@given(st.lists(st.floats(0.01, 1e4), min_size=1, max_size=20))
def test_a_line_is_never_thinner_for_a_higher_lift(lift):
    drawn = widths(lift)
    assert (np.diff(drawn[np.argsort(lift)]) >= -1e-9).all()
    assert THIN - 1e-9 <= drawn.min() <= drawn.max() <= THICK + 1e-9


def test_lifts_that_are_much_alike_have_lines_that_are():
    assert np.ptp(widths([13.1, 14.1])) < 0.5
