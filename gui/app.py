"""Composition root: makes everything the window is built of, shows it, and waits for the worker at the end."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from engine import VERSION, Options
from gui.faults import Faults, log_file, start_log
from gui.icons import application_icon
from gui.jobs import GarbageCollection, PoolOfOne
from gui.main_window import MainWindow
from gui.resources import RESOURCES
from gui.session import Session
from gui.settings import Settings

HEAVY = (
    "engine.reading",
    "engine.analysis",
    "engine.workbook",
    *(f"gui.pages.{page}" for page in ("data", "segments", "customers", "bought_together", "recommendations", "proof")),
)
"""What takes long to import: pyarrow, pandas, scikit-learn, and what draws plots."""

log = logging.getLogger(__name__)


def run(paths: Sequence[Path], options: Options, close_after: float | None = None) -> int:
    """Show the window until it is closed, or for `close_after` seconds; returns the exit status."""
    application = make_application()
    start_log(log_file())
    pool = PoolOfOne()
    settings = Settings(QSettings())
    session = Session(pool, options, settings)
    garbage = GarbageCollection(pool.is_busy)
    window = MainWindow(session, settings)
    faults = Faults(window)
    faults.catch_all()
    session.runner.bug_found.connect(faults.report)
    window.show()
    QTimer.singleShot(0, lambda: _begin(session, paths, options))
    if close_after is not None:
        QTimer.singleShot(round(close_after * 1000), window.close)
    status = application.exec()
    session.runner.cancel()
    session.runner.wait_for_end()
    garbage.stop()
    return status


def make_application() -> QApplication:
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setOrganizationName("Peerbasket")
    application.setApplicationName("Peerbasket")
    application.setApplicationVersion(VERSION)
    application.setWindowIcon(application_icon())
    application.setStyle("Fusion")
    application.setStyleSheet((RESOURCES / "style.qss").read_text(encoding="utf-8"))
    return application


def _begin(session: Session, paths: Sequence[Path], options: Options) -> None:
    """Once the window is painted: open what was asked for, or load in the worker what the first file will need."""
    session.runner.warm_up(load_engine)
    if paths:
        session.open(paths, options)


def load_engine() -> None:
    try:
        for module in HEAVY:
            import_module(module)
        gc.freeze()  # so that a full collection need not walk through the libraries: 10 against 280 ms
    except Exception:
        log.exception("The engine could not be loaded")
