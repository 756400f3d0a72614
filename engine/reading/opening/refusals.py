"""The sentence for each kind of file that cannot be read, and the way out of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from engine.errors import FileError

_EXPORT = "Export the list from your ERP as Excel (.xlsx) or CSV."
_AGAIN = "Export the list again from your ERP."
_SAVE_AS = "Open it in Excel and save it as a workbook (.xlsx)."
_OFFICE = "Open it in LibreOffice Calc and save it as an Excel workbook (.xlsx)."
_TABLE_OUT = "Open it there, copy the table into Excel, and save it as a workbook (.xlsx)."
_DATABASE = "Export the table from it to Excel (.xlsx) or CSV."

_NOT_WORKBOOKS: Mapping[str, tuple[str, str]] = {
    "PDF": ("a PDF", _EXPORT),
    "print file": ("a print file (PostScript)", _EXPORT),
    "picture": ("a picture", _EXPORT),
    "rich text": ("a rich-text document (.rtf)", _TABLE_OUT),
    "Word document": ("a Word document", _TABLE_OUT),
    "presentation": ("a presentation", _TABLE_OUT),
    "Visio drawing": ("a Visio drawing", _EXPORT),
    "OpenDocument text": ("a text document of LibreOffice Writer", _TABLE_OUT),
    "OpenDocument drawing": ("a drawing of LibreOffice", _EXPORT),
    "Pages": ("an Apple Pages document", "Export the list as Excel (.xlsx) or CSV from where it came."),
    "Keynote": ("an Apple Keynote presentation", "Export the list as Excel (.xlsx) or CSV from where it came."),
    "StarOffice document": ("a StarOffice document", _TABLE_OUT),
    "electronic book": ("an electronic book", _EXPORT),
    "Outlook message": ("an Outlook message", "Open it in Outlook, save what is attached to it, and open that."),
    "e-mail": ("an e-mail", "Open it in your mail program, save what is attached to it, and open that."),
    "mailbox": ("an Outlook mailbox", _EXPORT),
    "address or calendar file": ("an address book or calendar", _EXPORT),
    "Access": ("an Access database", "Open it in Access and export the table to Excel (.xlsx)."),
    "SQLite": ("an SQLite database", _DATABASE),
    "database": ("a database or formula of LibreOffice", _DATABASE),
    "dBase": ("a dBase table (.dbf)", _SAVE_AS),
    "column file": ("a Parquet or Feather file", "Export the table from the program that wrote it as CSV."),
    "statistics": ("a file of a statistics program", "Export the table from that program as CSV."),
    "Power BI": ("a Power BI report", "Open it in Power BI and export the data of the table as CSV."),
    "program": ("a program", _EXPORT),
    "JSON": ("a JSON file", "Ask for the same data as Excel (.xlsx) or CSV."),
    "XML": ("an XML file", "Open it in Excel as an XML table, and save it as a workbook (.xlsx)."),
    "archive": ("an archive", "Unpack it and open the files in it."),
    "OLE document": ("a document of another program", _EXPORT),
}
"""Kind → what to call it, and the way out."""

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "empty": ("{name} is empty.", _AGAIN),
    "zeros": ("{name} holds nothing but zeros: it was not copied or saved to its end.", _AGAIN),
    "damaged": ("{name} is damaged: it cannot be opened as a workbook.", "Download or export it again."),
    "protected": (
        "{name} is protected by a password.",
        "Open it in Excel, remove the password (File, Info, Protect Workbook), and save it.",
    ),
    "protected ods": (
        "{name} is protected by a password.",
        "Open it in LibreOffice Calc and save it again without “Save with password”.",
    ),
    "protected zip": ("{name} is protected by a password.", "Unpack it with its password, and open the files in it."),
    "crowded": ("{name} is an archive of more than 5,000 files.", "Unpack it and open the files you need."),
    "zip": (
        "{name} is a zip archive without a workbook or text file in it.",
        "Open the exports themselves: Excel (.xlsx) or CSV.",
    ),
    "XML spreadsheet": ("{name} is an XML spreadsheet of Excel 2003{saved}, which is not read.", _SAVE_AS),
    "flat OpenDocument": ("{name} is a flat XML spreadsheet of LibreOffice{saved}, which is not read.", _OFFICE),
    "web page": ("{name} is a web page{saved}, not a workbook.", _SAVE_AS),
    "Numbers": (
        "{name} is an Apple Numbers document, which only Numbers opens.",
        "Open it in Numbers and choose File, Export To, Excel.",
    ),
    "StarOffice workbook": ("{name} is a StarOffice workbook, an old form that is not read.", _OFFICE),
    "Works spreadsheet": ("{name} is a Microsoft Works spreadsheet, an old form that is not read.", _OFFICE),
    "Quattro Pro": ("{name} is a Quattro Pro workbook, an old form that is not read.", _OFFICE),
    "Lotus": ("{name} is a Lotus 1-2-3 workbook, an old form that is not read.", _OFFICE),
    "SYLK": ("{name} is a SYLK spreadsheet{saved}, an old form that is not read.", _SAVE_AS),
    "DIF": ("{name} is a DIF spreadsheet{saved}, an old form that is not read.", _SAVE_AS),
    "unfolds": (
        "{name} could not be read: unpacked, it would be far larger than it looks.",
        "Find out where it comes from, and export the list again.",
    ),
    "entities": (
        "{name} was not opened: it has abbreviations in it that no export needs and that can fill the memory.",
        "Find out where it comes from, and export the list again.",
    ),
    "packed": ("{name} is damaged: it cannot be unpacked.", "Download or export it again."),
    "packed twice": ("{name} is an archive inside an archive.", "Unpack it, and open the files in it."),
    "memory": (
        "{name} is too large for the memory of this PC.",
        "Close other programs, or export fewer columns or a shorter period.",
    ),
    "binary": ("{name} is neither a workbook nor a text file.", _EXPORT),
}
_WORKBOOK_NAMES = {".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".csv"}


def refusal(name: str, kind: str) -> FileError:
    """The error for a file of a kind that cannot be read. `name` may end in a lie: “orders.xls is a web page saved as .xls”."""
    if kind in _NOT_WORKBOOKS:
        what, hint = _NOT_WORKBOOKS[kind]
        return FileError(f"{name} is {what}, not a workbook.", hint)
    sentence, hint = _SENTENCES[kind]
    suffix = PurePath(name).suffix.lower()
    saved = f" saved as {suffix}" if suffix in _WORKBOOK_NAMES else ""
    return FileError(sentence.format(name=name, saved=saved), hint)
