import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPalette

from gui.plots.palette import cluster_colour
from gui.plots.rule_map import MapRule, RuleMap, RuleMapPlot
from tests.gui.plots import records
from tests.gui.plots.test_framed import click, text_of

BRUSH, TRAY, ROLLER, TAPE, NAILS = range(5)
MAP = RuleMap(
    "Rule map",
    "Trays go with brushes.",
    ("Angle brush", "Paint tray", "Roller cover", "Masking tape", "Nails"),
    np.array([0.4, 0.1, 0.1, 0.025, 0.2]),
    (
        MapRule((BRUSH,), TRAY, 8.0, "Of 31 customers buying Angle brush, 22 also buy Paint tray."),
        MapRule((TRAY,), BRUSH, 8.0, "Of 25 customers buying Paint tray, 22 also buy Angle brush."),
        MapRule((BRUSH, TRAY), ROLLER, 2.0, "Of 22 customers buying both, 12 also buy Roller cover."),
        MapRule((TAPE,), NAILS, 4.0, "Of 9 customers buying Masking tape, 5 also buy Nails."),
    ),
)


@pytest.fixture
def plot(shown):
    return shown(RuleMapPlot(), MAP)


def joined(plot):
    """(rule, from, to) of each arrow, with the names of products."""
    lines, names = plot.graph.lines, plot.graph.names
    arrows = zip(lines.rules, lines.start, lines.end, strict=True)
    return {(rule, names[start], names[end]) for rules, start, end in arrows for rule in rules}


def arrow_of(plot, rule):
    return plot.graph.lines.of_rule(rule)[0]


def at_arrow(plot, line, point=8):
    """The place of the canvas where a point of an arrow is."""
    where = plot.view.mapToScene(QPointF(*plot.item.seen().curves[line][point].tolist()))
    return plot.canvas.mapFromScene(where)


def test_each_rule_is_an_arrow_from_every_product_it_asks_for(plot):
    assert joined(plot) == {
        (0, "Angle brush", "Paint tray"),
        (1, "Paint tray", "Angle brush"),
        (2, "Angle brush", "Roller cover"),
        (2, "Paint tray", "Roller cover"),
        (3, "Masking tape", "Nails"),
    }
    assert plot.graph.lines.joint.tolist() == [False, False, True, True, False]


def test_arrows_are_wider_the_higher_the_lift_and_dots_larger_the_more_baskets(plot):
    wide = [plot.graph.lines.width[arrow_of(plot, rule)] for rule in range(4)]
    assert wide[2] < wide[3] < wide[0] == wide[1]
    brush, tray, roller, tape, nails = plot.graph.radii
    assert tape < tray == roller < nails < brush
    assert "higher lift (2 to 8)" in plot.plot.getAxis("bottom").labelText


def test_products_that_no_rule_holds_are_not_drawn(shown):
    record = RuleMap("Title", "See.", MAP.names, MAP.support, MAP.rules[3:])
    assert shown(RuleMapPlot(), record).graph.names == ("Masking tape", "Nails")


def test_there_and_back_are_two_arrows_that_can_be_told_apart(plot):
    there, back = (arrow_of(plot, rule) for rule in (0, 1))
    curves = plot.item.seen().curves
    assert np.hypot(*(curves[there][8] - curves[back][8])) > 8


def test_linked_products_are_nearer_each_other_than_others(plot):
    places = plot.item.home
    assert np.hypot(*(places[TAPE] - places[NAILS])) < np.hypot(*(places[TAPE] - places[BRUSH]))


def test_a_rule_and_a_product_say_what_they_are(plot):
    say = plot._spots[0].lines
    assert say(2) == (
        "Angle brush + Paint tray → Roller cover",
        "Of 22 customers buying both, 12 also buy Roller cover.",
        "Lift 2",
    )
    assert say(len(MAP.rules) + TRAY)[:2] == ("Paint tray", "In 10 % of the baskets")
    assert "1 rule" in say(len(MAP.rules) + ROLLER)[2]


def test_pointing_at_an_arrow_shows_its_sentence(plot, qtbot):
    for line in range(5):
        plot.pointing._point(plot.canvas.mapToScene(at_arrow(plot, line)))
        rule = MAP.rules[plot.graph.lines.rules[line][0]]
        assert rule.sentence in plot.pointing.card.text()


def test_a_click_on_an_arrow_chooses_its_rule(plot, qtbot):
    line = arrow_of(plot, 3)
    with qtbot.waitSignal(plot.chosen) as chosen, qtbot.assertNotEmitted(plot.node_chosen):
        qtbot.mouseMove(plot.canvas.viewport(), at_arrow(plot, line))
        qtbot.mouseClick(plot.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at_arrow(plot, line))
    assert chosen.args == [3, False]


SHARED = RuleMap(
    "Rule map",
    "See.",
    MAP.names,
    MAP.support,
    (
        MapRule((BRUSH,), TRAY, 8.0, "Of 31 customers buying Angle brush, 22 also buy Paint tray."),
        MapRule((BRUSH, TAPE), TRAY, 6.0, "Of 9 customers buying both, 8 also buy Paint tray."),
        MapRule((BRUSH, TAPE, NAILS), TRAY, 5.0, "Of 6 customers buying all three, 6 also buy Paint tray."),
    ),
)


def test_rules_with_the_same_arrow_are_pointed_at_along_it(shown):
    plot = shown(RuleMapPlot(), SHARED)
    (line,) = (line for line, rules in enumerate(plot.graph.lines.rules) if len(rules) == 3)
    said = []
    for point in (4, 8, 12):
        plot.pointing._point(plot.canvas.mapToScene(at_arrow(plot, line, point)))
        said.append(plot.pointing.card.text())
    assert all(rule.sentence in text for rule, text in zip(SHARED.rules, said, strict=True))
    assert "Shares an arrow with 2 other rules" in said[0]
    assert plot.graph.lines.width[line] == plot.graph.lines.width.max()
    assert not plot.graph.lines.joint[line]


def test_the_arrow_keys_have_a_place_of_its_own_for_each_rule_of_an_arrow(shown):
    boxes = shown(RuleMapPlot(), SHARED)._spots[0].boxes[:3]
    assert len(np.unique(boxes.round(3), axis=0)) == 3


def test_a_click_on_a_dot_or_on_its_name_chooses_its_product(plot, qtbot):
    with qtbot.waitSignal(plot.node_chosen) as chosen, qtbot.assertNotEmitted(plot.chosen):
        click(qtbot, plot, len(MAP.rules) + ROLLER)
    assert chosen.args == [ROLLER, False]
    box, _ = plot.item.seen().names[NAILS]
    where = plot.canvas.mapFromScene(plot.view.mapToScene(box.center()))
    with qtbot.waitSignal(plot.node_chosen) as chosen:
        qtbot.mouseClick(plot.canvas.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert chosen.args == [NAILS, False]


def test_a_click_beside_everything_chooses_nothing(plot):
    places = plot.item.seen().places
    corners = [(x, y) for x in (3, plot.view.width() - 3) for y in (3, plot.view.height() - 3)]
    far = max(corners, key=lambda corner: np.hypot(*(places - corner).T).min())
    assert plot._spots[0].at(plot.view.mapToScene(QPointF(*far))) is None


def test_enter_chooses_the_rule_that_the_keys_have_reached(plot, qtbot):
    qtbot.keyClick(plot.canvas, Qt.Key.Key_Right)
    with qtbot.waitSignal(plot.chosen) as chosen:
        qtbot.keyClick(plot.canvas, Qt.Key.Key_Return)
    assert chosen.args == [0, False]


def test_dots_and_names_are_apart_and_in_view_at_fifty_rules(shown):
    plot = shown(RuleMapPlot(), records.rule_map(50))
    seen, radii = plot.item.seen(), plot.graph.radii
    names = [name[0] for name in seen.names if name is not None]
    dots = [QRectF(x - r, y - r, 2 * r, 2 * r) for (x, y), r in zip(seen.places.tolist(), radii, strict=True)]
    assert len(names) >= 0.9 * len(dots)
    assert all(plot.item.boundingRect().contains(box) for box in names + dots)
    assert not any(box.intersects(dot) for box in names for dot in dots)
    assert not any(box.intersects(other) for at, box in enumerate(names) for other in names[:at])
    apart = np.hypot(*np.moveaxis(seen.places[:, None] - seen.places[None], 2, 0))
    assert (apart + 1e3 * np.eye(len(dots)) > radii[:, None] + radii[None]).all()


def test_every_arrow_of_fifty_rules_is_long_enough_to_see(shown):
    plot = shown(RuleMapPlot(), records.rule_map(50))
    ends = plot.item.seen().curves[:, [0, -1]]
    assert np.hypot(*(ends[:, 1] - ends[:, 0]).T).min() > 5


def test_of_five_hundred_rules_fifty_are_drawn_and_the_sentence_says_so(shown):
    plot = shown(RuleMapPlot(), records.rule_map(500))
    assert {rule for rules in plot.graph.lines.rules for rule in rules} == set(range(50))
    assert plot.sentence.text() == "A sentence. The strongest 50 of 500 rules are drawn."


def test_names_of_two_hundred_letters_are_cut_and_whole_in_the_card(shown):
    names = tuple(letter * 200 for letter in "ABCDE")
    plot = shown(RuleMapPlot(), RuleMap("Title", "See.", names, MAP.support, MAP.rules))
    written = [name[1] for name in plot.item.seen().names if name is not None]
    assert len(written) == 5
    assert all("…" in name and len(name) < 60 for name in written)
    assert plot._spots[0].lines(len(MAP.rules))[0] == "A" * 200


def test_the_same_record_is_drawn_alike_each_time(shown):
    first, second = (shown(RuleMapPlot(), records.rule_map(50)).item.home for _ in range(2))
    assert (first == second).all()


def test_a_larger_window_spreads_the_products_and_what_is_pointed_at_moves_along(plot):
    before = plot.item.home.copy()
    plot.resize(1200, 600)
    assert np.ptp(plot.item.home, axis=0).min() > np.ptp(before, axis=0).min()
    spots = plot._spots[0]
    assert spots.at(plot.view.mapViewToScene(spots.box(len(MAP.rules)).center())) == len(MAP.rules)


def test_nearer_by_there_is_room_for_more_of_a_name_and_show_all_goes_back(shown):
    plot = shown(RuleMapPlot(), records.rule_map(50))
    whole = plot.view.viewRect()
    cut = {at: name[1] for at, name in enumerate(plot.item.seen().names) if name is not None}
    plot.view.scaleBy((0.3, 0.3))
    near = {at: name[1] for at, name in enumerate(plot.item.seen().names) if name is not None}
    assert len(near) < len(cut)
    assert sum(len(near[at]) - len(cut[at]) for at in near.keys() & cut.keys()) > 0
    plot.reset_view()
    assert plot.view.viewRect() == whole


def painted(plot):
    image = plot.canvas.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_dots_have_the_colour_of_the_cluster_in_light_and_dark(shown):
    plot = shown(RuleMapPlot(), RuleMap("T", "See.", MAP.names, MAP.support, MAP.rules, 2))
    assert cluster_colour(2, dark=False).name() in painted(plot)
    dark = QPalette(plot.palette())
    dark.setColor(QPalette.ColorRole.Base, QColor("#101010"))
    dark.setColor(QPalette.ColorRole.Text, QColor("#f0f0f0"))
    plot.setPalette(dark)
    assert cluster_colour(2, dark=True).name() in painted(plot)


def test_rules_that_are_not_marked_fade(shown):
    plot = shown(RuleMapPlot(), RuleMap("T", "See.", MAP.names, MAP.support, MAP.rules[2:], 2))
    radius = plot.graph.radii.max() / 2
    images = []
    for marked in ([], [1]):
        plot.mark(marked)
        images.append(plot.canvas.grab().toImage())

    def shade(image, node):
        middle = plot.canvas.mapFromScene(plot.view.mapToScene(QPointF(*plot.item.seen().places[node].tolist())))
        return image.pixelColor(middle).name()

    assert radius > 1
    assert [shade(images[0], node) for node in (BRUSH, TAPE)] == [cluster_colour(2, dark=False).name()] * 2
    assert shade(images[1], TAPE) == cluster_colour(2, dark=False).name()
    assert shade(images[1], BRUSH) != shade(images[0], BRUSH)


def test_a_drawing_holds_the_names_and_what_the_arrows_mean(plot, tmp_path):
    plot.save_picture(tmp_path / "map.svg")
    words = text_of((tmp_path / "map.svg").read_bytes())
    assert all(name in words for name in MAP.names)
    assert "higher lift" in words
