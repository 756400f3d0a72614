"""What the window remembers between two starts, as typed fields over QSettings.

A value that cannot be read falls back to its default: silently for the user, with a line in the log.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from engine import OptionError, Options, options_from_mapping

MOST_RECENT, MOST_LAYOUTS, MOST_NAMES = 8, 200, 200
NOT_OFFERED = ("not_offered", "categories_not_offered", "dismissed", "do_not_sell")
"""Options that are kept for whatever is opened, not for files of one name: next month's export has another."""
FileSet = tuple[Path, ...]
ClusterName = tuple[str, str, tuple[str, ...]]

log = logging.getLogger(__name__)


class Settings:
    """Window geometry, last folders, recent file sets, the options last used with a file set, and roles chosen by hand."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    @property
    def geometry(self) -> QByteArray | None:
        value = self._store.value("window/geometry")
        return value if isinstance(value, QByteArray) else self._refuse("window/geometry", value)

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    @property
    def open_folder(self) -> Path:
        return self._folder("folders/open")

    @open_folder.setter
    def open_folder(self, folder: Path) -> None:
        self._store.setValue("folders/open", str(folder))

    @property
    def save_folder(self) -> Path:
        return self._folder("folders/save")

    @save_folder.setter
    def save_folder(self, folder: Path) -> None:
        self._store.setValue("folders/save", str(folder))

    @property
    def recent(self) -> tuple[FileSet, ...]:
        """File sets opened before, newest first; sets of which a file has gone are left out."""
        stored = self._read_json("recent")
        if not isinstance(stored, list) or not all(_is_file_set(entry) for entry in stored):
            self._refuse("recent", stored)
            return ()
        sets = [tuple(Path(name) for name in entry) for entry in stored]
        return tuple(files for files in sets if all(file.is_file() for file in files))[:MOST_RECENT]

    def remember_files(self, files: Sequence[Path]) -> None:
        newest = tuple(file.absolute() for file in files)
        sets = [newest, *(earlier for earlier in self.recent if set(earlier) != set(newest))][:MOST_RECENT]
        self._store.setValue("recent", json.dumps([[str(file) for file in files] for files in sets]))

    def options_for(self, files: Sequence[Path]) -> Options | None:
        """The options last used with files of these names, or None where there are none that are still valid."""
        stored = self._read_json(_options_key(files))
        if stored is None:
            return None
        try:
            return options_from_mapping(stored)
        except (OptionError, TypeError, AttributeError) as error:
            log.warning("Options of %s fall back to the defaults: %s", [file.name for file in files], error)
            return None

    def remember_options(self, files: Sequence[Path], options: Options) -> None:
        stored = asdict(options)
        for name in NOT_OFFERED:
            del stored["recommending"][name]
        self._store.setValue(_options_key(files), json.dumps(stored))

    @property
    def layouts(self) -> dict[str, dict[str, str]]:
        """What columns were chosen to be, by the layout of their table: header → role, "" for none; oldest first."""
        stored = self._read_json("layouts")
        if isinstance(stored, dict) and all(_is_choices(choices) for choices in stored.values()):
            return stored
        self._refuse("layouts", stored)
        return {}

    def remember_layout(self, layout: str, choices: Mapping[str, str]) -> None:
        """Take these roles whenever a table with the same headers is opened; what was chosen for it before is gone."""
        layouts = self.layouts
        layouts.pop(layout, None)
        kept = [*layouts.items(), (layout, dict(choices))][-MOST_LAYOUTS:]
        self._store.setValue("layouts", json.dumps(dict(kept)))

    @property
    def cluster_names(self) -> tuple[ClusterName, ...]:
        """Names that the user gave to clusters: the segment, the name, the ids of the customers in it; oldest first."""
        stored = self._read_json("cluster_names")
        if not isinstance(stored, list) or not all(_is_cluster_name(entry) for entry in stored):
            self._refuse("cluster_names", stored)
            return ()
        return tuple((segment, name, tuple(members)) for segment, name, members in stored)

    def remember_cluster_names(self, names: Sequence[ClusterName]) -> None:
        self._store.setValue("cluster_names", json.dumps(names[-MOST_NAMES:]))

    @property
    def not_offered(self) -> dict[str, Any]:
        """What the user does not want to be offered, by the name of the option: three lists of texts, and a file."""
        stored = self._read_json("not_offered")
        if isinstance(stored, dict) and all(_is_list_of(name, value) for name, value in stored.items()):
            return stored
        self._refuse("not_offered", stored)
        return {}

    def remember_not_offered(self, options: Options) -> None:
        """Keep the lists of these options for whatever is opened next."""
        lists = {name: getattr(options.recommending, name) for name in NOT_OFFERED}
        self._store.setValue("not_offered", json.dumps(lists))

    def _folder(self, key: str) -> Path:
        value = self._store.value(key)
        if isinstance(value, str) and Path(value).is_dir():
            return Path(value)
        self._refuse(key, value)
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        return documents if documents.is_dir() else Path.home()

    def _read_json(self, key: str) -> Any:
        value = self._store.value(key, "null")
        try:
            return json.loads(str(value))
        except json.JSONDecodeError:
            self._refuse(key, value)
            return None

    @staticmethod
    def _refuse(key: str, value: object) -> None:
        if value is not None:
            log.warning("Setting %s falls back to its default; it held %r", key, value)


def _is_file_set(entry: object) -> bool:
    return isinstance(entry, list) and bool(entry) and all(isinstance(name, str) for name in entry)


def _is_choices(entry: object) -> bool:
    return isinstance(entry, dict) and all(isinstance(role, str) for role in entry.values())


def _is_list_of(name: object, value: object) -> bool:
    if name == "do_not_sell":
        return isinstance(value, str)
    return name in NOT_OFFERED and isinstance(value, list) and all(isinstance(text, str) for text in value)


def _is_cluster_name(entry: object) -> bool:
    match entry:
        case [str(), str(), [*members]]:
            return all(isinstance(member, str) for member in members)
    return False


def _options_key(files: Sequence[Path]) -> str:
    return "options/" + "+".join(sorted(file.name for file in files))
