"""The scatter where points are drawn as a picture, beside the scatter where they are drawn one by one."""

from base64 import b64decode
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPalette

from gui.plots import cloud_items, raster_dots
from gui.plots.cloud import NOTHING, Cloud, Group
from gui.plots.palette import DARK, LIGHT
from gui.plots.raster import FADED
from gui.plots.scatter import Scatter

GROUPS = (Group(1, "1 Painters"), Group(2, "2 Builders"), Group(0, "In no cluster: 3", numbered=False))
APART = Cloud(
    np.array([[x, y] for x in range(6) for y in range(4)], float), np.arange(24) % 3, GROUPS, ("Across", "Up")
)
GREYS = ("#8A8A8A", "#8F8F8F")


def crowd(points=100_001):
    rng = np.random.default_rng(4)
    group = rng.integers(0, 3, points)
    return Cloud(rng.normal(size=(points, 2)) + group[:, None] * 2.0, group, GROUPS, ("Across", "Up"))


CROWD = crowd()


@pytest.fixture
def scatter(qtbot):
    scatter = Scatter()
    qtbot.addWidget(scatter)
    scatter.resize(690, 390)
    scatter.show()
    qtbot.waitExposed(scatter)
    return scatter


@pytest.fixture(params=["stamps", "shapes", "picture"])
def way(request, monkeypatch):
    """How the points are drawn."""
    monkeypatch.setattr(cloud_items, "MOST_STAMPED", 100_000 if request.param == "stamps" else 0)
    monkeypatch.setattr(raster_dots, "SHAPES", 0 if request.param == "picture" else 2_000)
    return request.param


def colour_at(scatter, point, image=None):
    image = image or scatter.plot.grab().toImage()
    x, y = scene_of(scatter, point).toTuple()
    return image.pixelColor(int(x), int(y))


def scene_of(scatter, point):
    return scatter.view.mapViewToScene(QPointF(*point))


def unnumbered(cloud):
    """The same points, whose centres hide none of them."""
    groups = tuple(Group(group.number, group.name, numbered=False) for group in cloud.groups)
    return Cloud(cloud.points, cloud.group, groups, cloud.axes)


def lines(point):
    return (f"Customer {point}",)


@pytest.mark.parametrize("dark", [False, True])
def test_each_point_has_the_colour_of_its_group_however_it_is_drawn(scatter, way, dark):
    if dark:
        palette = QPalette(scatter.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor("#1e1e1e"))
        scatter.setPalette(palette)
    scatter.show_cloud(unnumbered(APART), lines)
    scatter.legend.setChecked(True)
    scatter.legend.trigger()
    image = scatter.plot.grab().toImage()
    colours = [(DARK if dark else LIGHT)[0], (DARK if dark else LIGHT)[1], GREYS[dark]]
    for point, group in zip(APART.points, APART.group, strict=True):
        assert colour_at(scatter, point, image).name().upper() == colours[group]


def test_the_same_point_is_under_the_pointer_however_it_is_drawn(scatter, way):
    scatter.show_cloud(APART, lines)
    for at, point in enumerate(APART.points):
        assert scatter.point_at(scene_of(scatter, point) + QPointF(4, -3)) == at
    assert scatter.point_at(scene_of(scatter, (0.5, 0.5))) is None


def test_points_that_are_not_chosen_step_back_however_they_are_drawn(scatter, way):
    scatter.show_cloud(unnumbered(APART), lines)
    scatter.legend.trigger()
    scatter.highlight([0])
    image = scatter.plot.grab().toImage()
    assert colour_at(scatter, APART.points[0], image).name().upper() == LIGHT[0]
    faded, full, base = colour_at(scatter, APART.points[3], image), QColor(LIGHT[0]), QColor("white")
    assert faded.red() == pytest.approx(FADED * full.red() + (1 - FADED) * base.red(), abs=3)
    scatter.highlight([])
    assert colour_at(scatter, APART.points[3]).name().upper() == LIGHT[0]


def test_colours_follow_a_change_between_light_and_dark_however_points_are_drawn(scatter, way):
    scatter.show_cloud(unnumbered(APART), lines)
    scatter.legend.trigger()
    palette = QPalette(scatter.palette())
    palette.setColor(QPalette.ColorRole.Base, QColor("#1e1e1e"))
    scatter.setPalette(palette)
    assert colour_at(scatter, APART.points[1]).name().upper() == DARK[1]


def test_hovering_a_crowd_finds_the_point_that_measuring_all_of_them_finds(scatter):
    scatter.show_cloud(CROWD, lines)
    pixel = scatter.view.viewPixelSize()
    for place in np.random.default_rng(5).normal(1.0, 2.5, (60, 2)):
        squared = (((CROWD.points - place) / pixel) ** 2).sum(axis=1)
        expected = int(squared.argmin()) if squared.min() <= 12**2 else None
        assert scatter.point_at(scene_of(scatter, place)) == expected


def test_a_lasso_round_a_crowd_selects_what_lies_in_it(scatter):
    scatter.show_cloud(CROWD, lines)
    chosen = []
    scatter.chosen.connect(chosen.append)
    scatter.view.lassoed.emit(np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 1.0], [0.0, 1.0]]), False)
    x, y = CROWD.points.T
    assert chosen[0].tolist() == np.flatnonzero((x > 0) & (x < 2) & (y > 0) & (y < 1)).tolist()


def test_a_chosen_part_of_a_crowd_is_seen_and_the_rest_steps_back(scatter):
    scatter.show_cloud(unnumbered(CROWD), lines)
    scatter.highlight(np.flatnonzero(CROWD.group == 1))
    image = scatter.plot.grab().toImage()
    assert lightness(scatter, image, (2.0, 2.0)) < 0.7
    assert lightness(scatter, image, (-1.0, -1.0)) > 0.8


def lightness(scatter, image, place):
    """The mean of a few pixels round a place."""
    middle = scene_of(scatter, place).toPoint()
    spots = [(middle.x() + x, middle.y() + y) for x in range(-4, 5) for y in range(-4, 5)]
    return np.mean([image.pixelColor(x, y).lightnessF() for x, y in spots])


def test_a_crowd_is_saved_as_a_picture_twice_as_sharp_and_as_svg_with_its_words(scatter, tmp_path):
    scatter.show_cloud(CROWD, lines)
    scatter.save_picture(tmp_path / "map.png")
    assert QImage(str(tmp_path / "map.png")).size() == scatter.plot.viewport().size() * 2
    scatter.save_picture(tmp_path / "map.svg")
    text = (tmp_path / "map.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own file
    pictures = [element for element in root.iter() if element.tag.endswith("}image")]
    assert len(pictures) == 1
    link = next(value for name, value in pictures[0].attrib.items() if name.endswith("href"))
    sharp = QImage.fromData(b64decode(link.split(",")[1]))
    assert sharp.width() == pytest.approx(scatter.view.width() * 2, abs=2)
    assert "In no cluster: 3" in text
    assert "Across" in text


def test_the_few_points_of_a_crowd_that_are_in_view_are_saved_as_shapes(scatter, tmp_path):
    scatter.show_cloud(CROWD, lines)
    scatter.view.setRange(xRange=(1.0, 1.1), yRange=(1.0, 1.1), padding=0)
    scatter.save_picture(tmp_path / "map.svg")
    text = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "<image" not in text
    assert LIGHT[1].lower() in text


@pytest.mark.parametrize("points", [0, 1, 5])
def test_few_points_and_points_all_in_one_place_are_in_view(scatter, way, points):
    cloud = Cloud(np.full((points, 2), 3.0), np.zeros(points, int), GROUPS)
    scatter.show_cloud(cloud, lines)
    scatter.plot.grab()
    if points:
        assert scatter.view.viewRect().contains(QPointF(3.0, 3.0))
        assert scatter.point_at(scene_of(scatter, (3.0, 3.0))) == 0
    else:
        assert scatter.point_at(scatter.view.sceneBoundingRect().center()) is None


def test_nothing_is_left_of_a_crowd_when_another_cloud_is_shown(scatter):
    scatter.show_cloud(CROWD, lines)
    scatter.highlight(np.arange(50_000))
    scatter.show_cloud(NOTHING, lines)
    empty = scatter.plot.grab().toImage()
    colours = {empty.pixelColor(x, y).name() for x in range(60, 600, 4) for y in range(10, 300, 4)}
    assert colours == {"#ffffff"}


def test_turning_the_wheel_puts_the_card_away(scatter):
    scatter.show_cloud(APART, lines)
    scatter.plot.scene().sigMouseMoved.emit(scene_of(scatter, APART.points[7]))
    assert scatter.card.isVisible()
    scatter.view.scaleBy((0.8, 0.8))
    assert not scatter.card.isVisible()
