"""Shows what the session is doing: the bottom line while it works, the banner where it failed or saved something."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from gui.dialogs import open_file, show_in_folder
from gui.runner import Failed, Idle, Running
from gui.session import Session
from gui.widgets.banner import Banner
from gui.widgets.progress_bar import ProgressLine
from gui.wording import at_rest

BETWEEN = ("Starting", "Done")


class ActivityView(QObject):
    def __init__(self, session: Session, banner: Banner, line: ProgressLine) -> None:
        super().__init__(line)
        self._session = session
        self._banner = banner
        self._line = line
        line.cancel_clicked.connect(session.runner.cancel)
        session.runner.activity_changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        match self._session.runner.activity:
            case Running(title, stage, fraction, cancelling):
                self._banner.hide()
                self._line.show_running(title if stage in BETWEEN else stage, fraction, cancelling=cancelling)
            case Failed(title, sentence, hint):
                self._line.rest(title)
                self._banner.say("error", title, f"{sentence} {hint}".strip())
            case Idle(message, saved):
                self._line.rest(message or at_rest(self._session))
                if saved is not None:
                    self._say_saved(message, saved)

    def _say_saved(self, message: str, file: Path) -> None:
        actions = {"O&pen": partial(open_file, file), "Sho&w in folder": partial(show_in_folder, file)}
        self._banner.say("done", message, str(file.parent), actions)
