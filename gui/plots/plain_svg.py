"""SVG that every program draws alike: shapes in pixels, inside their panel, where Qt writes them in data units.

Qt leaves two things to the reader: strokes that do not scale (`vector-effect`), which office programs and older viewers
do not know and draw hundreds of pixels wide, and what lies outside a panel, which it does not clip.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET  # of what Qt has just written, not of a file

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF, QTransform

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
NUMBER = r"-?[\d.]+(?:e[+-]?\d+)?"
PAIR = re.compile(f"({NUMBER}),({NUMBER})")
EFFECT = "vector-effect"
UNSCALED = (QTransform.TransformationType.TxNone, QTransform.TransformationType.TxTranslate)
STROKE = 1.0
"""Pixels that a stroke may lie outside its panel."""


def plain_svg(document: bytes, panels: Sequence[QRectF]) -> bytes:
    """The same drawing: scales worked into the coordinates of shapes, and no shape outside all `panels`.

    Only shapes that are scaled belong to a panel; axes and words are left as they are.
    """
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(document)  # noqa: S314
    rooms = [panel.adjusted(-STROKE, -STROKE, STROKE, STROKE) for panel in panels]
    _define_clips(root, rooms)
    for group in list(root.iter(f"{{{SVG}}}g")):
        if len(group) and all(shape.get(EFFECT) == "non-scaling-stroke" for shape in group):
            transform = _transform(group.attrib.pop("transform", ""))
            for shape in list(group):
                del shape.attrib[EFFECT]
                bounds = _place(shape, transform)
                if rooms and transform.type() not in UNSCALED:
                    _keep_inside(group, shape, bounds, rooms)
    content: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content


def _define_clips(root: ET.Element, rooms: Sequence[QRectF]) -> None:
    definitions = ET.SubElement(root, f"{{{SVG}}}defs")
    for at, room in enumerate(rooms):
        clip = ET.SubElement(definitions, f"{{{SVG}}}clipPath", id=f"panel{at}")
        sides = {"x": room.x(), "y": room.y(), "width": room.width(), "height": room.height()}
        ET.SubElement(clip, f"{{{SVG}}}rect", {name: f"{side:.2f}" for name, side in sides.items()})


def _keep_inside(group: ET.Element, shape: ET.Element, bounds: QRectF, rooms: Sequence[QRectF]) -> None:
    """Leave a shape out that is in no panel, and clip one that is partly in one."""
    if any(room.contains(bounds) for room in rooms):
        return
    parts = [_common(room, bounds) for room in rooms]
    most = max(range(len(rooms)), key=parts.__getitem__)
    if parts[most] <= 0:
        group.remove(shape)
    else:
        shape.set("clip-path", f"url(#panel{most})")


def _common(room: QRectF, bounds: QRectF) -> float:
    """How much of a shape is in a panel; of a line, its length."""
    both = room.intersected(bounds.adjusted(-0.01, -0.01, 0.01, 0.01))
    return both.width() * both.height()


def _transform(text: str) -> QTransform:
    """Of “matrix(a,b,c,d,e,f)”."""
    numbers = [float(number) for number in re.findall(NUMBER, text)]
    return QTransform(*numbers) if len(numbers) == 6 else QTransform()


def _place(shape: ET.Element, transform: QTransform) -> QRectF:
    """Map the coordinates of a shape; returns what it covers."""
    if shape.tag == f"{{{SVG}}}rect":
        left, top, width, height = [float(shape.attrib.pop(name)) for name in ("x", "y", "width", "height")]
        shape.tag = f"{{{SVG}}}polygon"
        corners = ((left, top), (left + width, top), (left + width, top + height), (left, top + height))
        shape.set("points", " ".join(f"{across!r},{down!r}" for across, down in corners))
    name = "d" if "d" in shape.attrib else "points"
    mapped: list[QPointF] = []

    def move(pair: re.Match[str]) -> str:
        mapped.append(transform.map(QPointF(float(pair[1]), float(pair[2]))))
        return f"{mapped[-1].x():.3f},{mapped[-1].y():.3f}"

    shape.set(name, PAIR.sub(move, shape.get(name, "")))
    return QPolygonF(mapped).boundingRect()
