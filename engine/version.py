"""The version of the application, as the workbook, the window and the packaged program show it."""

VERSION = "0.1.0"
