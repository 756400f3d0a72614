"""A plot as a picture: on the clipboard, as PNG, as SVG with real shapes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QRectF, QSaveFile, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

SHARPNESS = 2
"""Pixels of a saved picture per pixel on screen, each way."""


def image_of(plot: pg.PlotWidget) -> QImage:
    """The plot as it is seen, at twice its size."""
    size = plot.viewport().size()
    image = QImage(size * SHARPNESS, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(SHARPNESS)
    with _drawn_as_shapes(plot):
        _paint(plot, image, size)
    return image


def svg_of(plot: pg.PlotWidget) -> bytes:
    """The plot as an SVG document, a shape for each point."""
    size = plot.viewport().size()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(plot.logicalDpiX())
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    with _drawn_as_shapes(plot):
        _paint(plot, generator, size)
    return bytes(buffer.data().data())


def save_picture(plot: pg.PlotWidget, path: Path) -> None:
    """Write an SVG file where the name ends so, else a PNG; raises OSError and leaves the old file whole."""
    content = svg_of(plot) if path.suffix.lower() == ".svg" else _png(image_of(plot))
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly) or file.write(content) != len(content) or not file.commit():
        raise OSError(f"{path.name}: {file.errorString()}")


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def _paint(plot: pg.PlotWidget, onto: QImage | QSvgGenerator, size: QSize) -> None:
    painter = QPainter(onto)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRect(QPoint(0, 0), size)
    painter.fillRect(whole, plot.backgroundBrush())
    plot.render(painter, QRectF(whole), whole)
    painter.end()


@contextmanager
def _drawn_as_shapes(plot: pg.PlotWidget) -> Iterator[None]:
    """Points are stamps on the screen; for a picture they are drawn one by one, sharp at any size."""
    points = [item for item in plot.scene().items() if isinstance(item, pg.ScatterPlotItem)]
    for item in points:
        item.setExportMode(True, {"antialias": True, "resolutionScale": 1.0})
    try:
        yield
    finally:
        for item in points:
            item.setExportMode(False)
