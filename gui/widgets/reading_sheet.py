"""A sheet to read out on the phone: large type, numbered points under headings, and the same as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPageSize, QPdfWriter
from PySide6.QtWidgets import QTextBrowser, QWidget

LARGE = 13
"""Points of the type that is read out; what is for the reader alone is in the window's own size."""


@dataclass(frozen=True, slots=True)
class Point:
    """number: its place on the sheet;  said: sentences to read out;  aside: what only the reader should know."""

    number: int
    title: str
    said: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    title: str
    meaning: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """title: whom it is about;  facts: a line each;  note: what else must be known, at the end."""

    title: str
    facts: tuple[str, ...]
    topics: tuple[Topic, ...]
    note: str = ""


class ReadingSheet(QTextBrowser):
    """Ctrl+C copies what is selected, and the whole sheet where nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAccessibleName("What to say to this customer")
        self._sheet = Sheet("", (), ())

    def show_sheet(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.setHtml(as_html(sheet))

    def copy_all(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._sheet))

    def as_pdf(self) -> bytes:
        """The sheet on A4, black on white however the window looks."""
        written = QBuffer()
        written.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(written)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setTitle(self._sheet.title)
        self.print_(writer)
        written.close()
        return bytes(written.data().data())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            self.copy_all()
        else:
            super().keyPressEvent(event)


def as_text(sheet: Sheet) -> str:
    """The sheet as a mail or a note takes it."""
    lines = [sheet.title, *sheet.facts]
    for topic in sheet.topics:
        lines += ["", topic.title.upper()]
        for point in topic.points:
            lines += [f"{point.number}. {point.title}", f"   {point.said}"]
            lines += [f"   ({point.aside})"] if point.aside else []
    return "\n".join([*lines, *(["", sheet.note] if sheet.note else [])]) + "\n"


def as_html(sheet: Sheet) -> str:
    """The sheet in a large type; colours are left to the palette, so that light and dark both hold."""
    facts = "".join(f"<p style='margin: 2px 0'>{escape(fact)}</p>" for fact in sheet.facts)
    note = f"<p style='margin-top: 18px'><i>{escape(sheet.note)}</i></p>" if sheet.note else ""
    title = f"<p style='font-size: {LARGE + 5}pt; margin: 0 0 4px 0'><b>{escape(sheet.title)}</b></p>"
    return title + facts + "".join(map(_topic, sheet.topics)) + note


def _topic(topic: Topic) -> str:
    title = f"<p style='font-size: {LARGE + 1}pt; margin: 20px 0 0 0'><b>{escape(topic.title)}</b></p>"
    return title + f"<p style='margin: 0'><i>{escape(topic.meaning)}</i></p>" + "".join(map(_point, topic.points))


def _point(point: Point) -> str:
    aside = f"<p style='margin: 2px 0 0 28px'><i>{escape(point.aside)}</i></p>" if point.aside else ""
    return (
        f"<p style='font-size: {LARGE}pt; margin: 12px 0 0 28px; text-indent: -28px'>"
        f"<b>{point.number}.&nbsp;&nbsp;{escape(point.title)}</b></p>"
        f"<p style='font-size: {LARGE}pt; margin: 2px 0 0 28px'>{escape(point.said)}</p>{aside}"
    )
