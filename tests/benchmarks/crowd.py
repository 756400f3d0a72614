"""The scatter of a million points, against a bare numpy raster of them in the same process, taking turns."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

POINTS, GROUPS, TURNS, MOVES = 1_000_000, 4, 9, 40


def crowd() -> dict[str, float]:
    """CPU milliseconds, drawn offscreen at 1,000 × 700: first paint beside the bare raster's, a frame while panning, and
    the slowest of many hovers, each until it is seen; a lasso round four in ten of the points until they stand out."""
    import numpy as np
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QApplication

    from gui.plots.cloud import Cloud, Group
    from gui.plots.scatter import Scatter

    app = QApplication([])
    rng = np.random.default_rng(0)
    points, group = rng.normal(size=(POINTS, 2)), rng.integers(0, GROUPS, POINTS)
    groups = tuple(Group(number, f"Cluster {number}") for number in range(1, GROUPS + 1))
    scatter = Scatter()
    scatter.resize(1000, 700)
    scatter.show()
    app.processEvents()
    view = scatter.view
    bare = bare_raster(points, group, int(view.width()), int(view.height()))

    def first_paint() -> None:
        scatter.show_cloud(Cloud(points, group, groups), lambda point: [str(point)])
        scatter.grab()

    def pan() -> None:
        view.translateBy(x=0.01, y=0.01)
        scatter.grab()

    def hover() -> None:
        scatter.plot.scene().sigMouseMoved.emit(view.mapViewToScene(QPointF(*rng.normal(size=2))))
        scatter.grab()

    def lasso() -> None:
        turn = np.linspace(0, 2 * np.pi, 300)
        view.lassoed.emit(np.column_stack([np.cos(turn), np.sin(turn)]), False)
        scatter.grab()

    bare(), first_paint()  # fonts are looked up once
    turns = [(cpu(bare), cpu(first_paint)) for _ in range(TURNS)]
    raster, paint = (median(times) for times in zip(*turns, strict=True))
    return {
        "raster_ms": raster,
        "paint_ms": paint,
        "pan_ms": median(cpu(pan) for _ in range(MOVES)),
        "hover_ms": max(cpu(hover) for _ in range(MOVES)),
        "lasso_ms": median(cpu(lasso) for _ in range(TURNS)),
    }


def bare_raster(points: Any, group: Any, width: int, height: int) -> Callable[[], object]:
    """Each point one pixel in the colour of its group, the last one on top; a widget with nothing else, painted."""
    import numpy as np
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QWidget

    colours = np.array([0xFF0745A0, 0xFFA83300, 0xFF2DA864, 0xFF9B7CB2], np.uint32)

    class Bare(QWidget):
        def paintEvent(self, _event: Any) -> None:  # noqa: N802 - Qt's own name
            x, y = points.T
            columns = ((x - x.min()) * ((width - 1) / (x.max() - x.min()))).astype(np.intp)
            rows = ((y.max() - y) * ((height - 1) / (y.max() - y.min()))).astype(np.intp)
            pixels = np.full(width * height, 0xFFFFFFFF, np.uint32)
            pixels[rows * width + columns] = colours[group]
            painter = QPainter(self)
            painter.drawImage(0, 0, QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32))
            painter.end()

    widget = Bare()
    widget.resize(width, height)
    widget.show()
    return widget.grab


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000
