"""Bugs: every exception that nobody caught goes to the log file and to one dialog, never two at once."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from importlib.metadata import PackageNotFoundError, version
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal, qVersion
from PySide6.QtWidgets import QWidget

from engine import VERSION
from gui.widgets.error_dialog import ErrorDialog

LIBRARIES = ("PySide6-Essentials", "numpy", "pandas", "scikit-learn", "pyarrow", "fastexcel", "XlsxWriter")
LOG_BYTES, LOGS_KEPT = 500_000, 3

log = logging.getLogger(__name__)


def log_file() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(folder) / "peerbasket.log"


def start_log(file: Path) -> None:
    """Log to a file that never grows large; where it cannot be written, to nowhere."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            file, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def versions() -> str:
    lines = [f"Peerbasket {VERSION}", f"Python {platform.python_version()}", f"Qt {qVersion()}", platform.platform()]
    for library in LIBRARIES:
        try:
            lines.append(f"{library} {version(library)}")
        except PackageNotFoundError:  # a packaged application carries no metadata
            continue
    return "\n".join(lines)


class Faults(QObject):
    """Shows the dialog on the GUI thread, whichever thread the exception came from."""

    _found = Signal(object)

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__()
        self.window = window
        self.dialog: ErrorDialog | None = None
        self._found.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def catch_all(self) -> None:
        """Take every exception that nobody caught, in any thread, from now on."""
        sys.excepthook = self._uncaught
        threading.excepthook = lambda args: self.report(args.exc_value or args.exc_type())

    def report(self, error: BaseException) -> None:
        log.error("A bug: %s", error, exc_info=error)
        self._found.emit(error)

    def _uncaught(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
        else:
            self.report(error)

    def _show(self, error: BaseException) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            return
        details = "".join(traceback.format_exception(error))
        self.dialog = ErrorDialog(f"{details}\n{versions()}", self.window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.dialog.open()
