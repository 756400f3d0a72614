"""What every test starts from: no screen, settings of its own, and no clock that decides."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # Qt reads it once, when it is first imported

import pytest
from hypothesis import settings
from PySide6.QtCore import QSettings

settings.register_profile("peerbasket", deadline=None)
settings.load_profile("peerbasket")

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = str(tmp_path_factory.mktemp("settings"))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for stored in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(stored, scope, folder)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real sales data beside the repository; tests that need it are skipped where it is not."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real sales data is not on this machine")
    return SHARED_DATA
