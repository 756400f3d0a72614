"""A plot as a picture: on the clipboard, as PNG, as SVG with real shapes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QRectF, QSaveFile, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPalette
from PySide6.QtSvg import QSvgGenerator

from gui.plots.plain_svg import plain_svg

SHARPNESS = 2
"""Pixels of a saved picture per pixel on screen, each way."""


MARGIN, GAP = 10, 4
"""Pixels round the words above a plot, and between title and sentence."""

WRAPPED = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Heading:
    """The words that go above a plot in its picture, so that it explains itself in a presentation."""

    title: str = ""
    sentence: str = ""

    def height(self, font: QFont, width: int) -> int:
        """Pixels that it takes."""
        _, sentence = self._places(font, width)
        return sentence.bottom() + MARGIN if self.title or self.sentence else 0

    def paint(self, painter: QPainter, font: QFont, width: int) -> None:
        title, sentence = self._places(font, width)
        painter.setFont(_bold(font))
        painter.drawText(title, WRAPPED, self.title)
        painter.setFont(font)
        painter.drawText(sentence, WRAPPED, self.sentence)

    def _places(self, font: QFont, width: int) -> tuple[QRect, QRect]:
        room = QRect(MARGIN, MARGIN, width - 2 * MARGIN, 10_000)
        title = QFontMetrics(_bold(font)).boundingRect(room, WRAPPED, self.title)
        below = room.adjusted(0, title.height() + GAP, 0, 0)
        sentence = QFontMetrics(font).boundingRect(below, WRAPPED, self.sentence)
        return title.adjusted(0, 0, 2, 0), sentence.adjusted(0, 0, 2, 0)


NO_HEADING = Heading()


def image_of(plot: pg.GraphicsView, heading: Heading = NO_HEADING) -> QImage:
    """The plot as it is seen, at twice its size, below its heading."""
    size = _size(plot, heading)
    image = QImage(size * SHARPNESS, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(SHARPNESS)
    with _drawn_as_shapes(plot):
        _paint(plot, image, size, heading)
    return image


def svg_of(plot: pg.GraphicsView, heading: Heading = NO_HEADING) -> bytes:
    """The plot as an SVG document, a shape for each point, below its heading."""
    size = _size(plot, heading)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(plot.logicalDpiX())
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    with _drawn_as_shapes(plot):
        _paint(plot, generator, size, heading)
    return plain_svg(bytes(buffer.data().data()), _panels(plot, size))


def save_picture(plot: pg.GraphicsView, path: Path, heading: Heading = NO_HEADING) -> None:
    """Write an SVG file where the name ends so, else a PNG; raises OSError and leaves the old file whole."""
    content = svg_of(plot, heading) if path.suffix.lower() == ".svg" else _png(image_of(plot, heading))
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly) or file.write(content) != len(content) or not file.commit():
        raise OSError(f"{path.name}: {file.errorString()}")


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def _panels(plot: pg.GraphicsView, size: QSize) -> list[QRectF]:
    """Where the panels of a plot are in its picture."""
    below = size.height() - plot.viewport().height()
    views = [item for item in plot.scene().items() if isinstance(item, pg.ViewBox)]
    return [QRectF(plot.mapFromScene(v.sceneBoundingRect()).boundingRect()).translated(0, below) for v in views]


def _size(plot: pg.GraphicsView, heading: Heading) -> QSize:
    size = plot.viewport().size()
    return QSize(size.width(), size.height() + heading.height(plot.font(), size.width()))


def _paint(plot: pg.GraphicsView, onto: QImage | QSvgGenerator, size: QSize, heading: Heading) -> None:
    painter = QPainter(onto)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRect(QPoint(0, 0), size)
    painter.fillRect(whole, plot.backgroundBrush())
    painter.setPen(plot.palette().color(QPalette.ColorRole.Text))
    heading.paint(painter, plot.font(), size.width())
    shown = plot.viewport().rect()
    below = shown.translated(0, size.height() - shown.height())
    plot.render(painter, QRectF(below), shown)
    painter.end()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


@contextmanager
def _drawn_as_shapes(plot: pg.GraphicsView) -> Iterator[None]:
    """Points are stamps on the screen; for a picture they are drawn one by one, and words out of view are not."""
    items = plot.scene().items()
    points = [item for item in items if isinstance(item, pg.ScatterPlotItem)]
    unseen = [item for item in items if isinstance(item, pg.TextItem) and item.isVisible() and not _is_seen(item)]
    for item in unseen:
        item.hide()
    for item in points:
        item.setExportMode(True, {"antialias": True, "resolutionScale": 1.0})
    try:
        yield
    finally:
        for item in points:
            item.setExportMode(False)
        for item in unseen:
            item.show()


def _is_seen(text: pg.TextItem) -> bool:
    """Whether words stand inside their panel; on paper nothing hides them."""
    view = text.getViewBox()
    return view is None or bool(view.sceneBoundingRect().contains(text.scenePos()))
