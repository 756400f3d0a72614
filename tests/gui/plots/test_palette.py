"""Colour distances computed here from the published matrices, independently of how the colours were chosen."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPalette

from gui.plots.palette import DARK, LIGHT, cluster_colour, cluster_symbol, is_dark, text_on

SIGHT = {  # Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(name):
    value = np.array(QColor(name).getRgbF()[:3])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    x = XYZ @ np.clip(rgb, 0, 1) / [0.9505, 1.0, 1.089]
    f = np.where(x > 0.008856, np.cbrt(x), 7.787 * x + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one, other):
    low, high = sorted(linear(name) @ [0.2126, 0.7152, 0.0722] for name in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_any_two_clusters_can_be_told_apart_whatever_the_sight(colours, sight):
    seen = [lab(np.asarray(SIGHT[sight]) @ linear(name)) for name in colours]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 18


@pytest.mark.parametrize(("colours", "background"), [(LIGHT, "#ffffff"), (DARK, "#1e1e1e")], ids=["light", "dark"])
def test_every_cluster_stands_out_from_the_background(colours, background):
    assert min(contrast(name, background) for name in colours) >= 3.0


@pytest.mark.parametrize("name", [*LIGHT, *DARK])
def test_a_number_can_be_read_on_its_badge(name):
    assert contrast(text_on(QColor(name)).name(), name) >= 4.5


def test_a_cluster_keeps_its_colour_and_past_eight_takes_another_symbol():
    assert cluster_colour(3, dark=False) == QColor(LIGHT[2])
    assert cluster_colour(11, dark=False) == cluster_colour(3, dark=False)
    assert cluster_symbol(11) != cluster_symbol(3)


def test_a_window_with_a_dark_base_is_dark():
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor("#1e1e1e"))
    assert is_dark(palette)
    palette.setColor(QPalette.ColorRole.Base, QColor("white"))
    assert not is_dark(palette)
