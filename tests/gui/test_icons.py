import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette, QPixmap

from gui.icons import ICONS, application_icon, line_icon
from gui.page_holder import PLACES


def colours(pixmap: QPixmap) -> set[str]:
    image = pixmap.toImage()
    solid = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {colour.name() for colour in solid if colour.alpha() == 255}


@pytest.mark.parametrize("name", sorted(file.stem for file in ICONS.glob("*.svg")))
def test_every_icon_can_be_drawn(qapp, name):
    assert colours(line_icon(name).pixmap(40, 40))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.title)
def test_every_page_has_its_icon(place):
    assert (ICONS / f"{place.icon}.svg").is_file()


def test_an_icon_follows_the_text_colour_of_the_moment(qapp):
    icon = line_icon("data")
    before = QGuiApplication.palette()
    palette = QPalette(before)
    try:
        for colour in ("#123456", "#fedcba"):
            palette.setColor(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText, QColor(colour))
            QGuiApplication.setPalette(palette)
            assert colours(icon.pixmap(40, 40)) == {colour}
    finally:
        QGuiApplication.setPalette(before)


def test_an_icon_on_a_selected_row_takes_the_colour_of_selected_text(qapp):
    pixmap = line_icon("data").pixmap(QSize(40, 40), QIcon.Mode.Selected)
    assert colours(pixmap) == {QGuiApplication.palette().color(QPalette.ColorRole.HighlightedText).name()}


def test_an_icon_is_sharp_at_double_scale(qapp):
    pixmap = line_icon("data").pixmap(QSize(20, 20), 2.0)
    assert pixmap.size() == QSize(40, 40)
    assert pixmap.devicePixelRatio() == 2.0


def test_the_application_icon_has_colours(qapp):
    assert len(colours(application_icon().pixmap(128, 128))) > 3
    assert application_icon().pixmap(16, 16).toImage().pixelColor(8, 4).alphaF() > 0.5
