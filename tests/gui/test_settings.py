import logging
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from engine import ClusterOptions, Options, ReadOptions, options_from_mapping
from gui.settings import MOST_LAYOUTS, MOST_NAMES, MOST_RECENT, Settings


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "store.ini"), QSettings.Format.IniFormat)


def files(folder: Path, *names: str) -> tuple[Path, ...]:
    for name in names:
        (folder / name).write_text("x", encoding="utf-8")
    return tuple(folder / name for name in names)


def test_a_fresh_start_has_defaults_and_logs_nothing(store, caplog):
    settings = Settings(store)
    assert settings.geometry is None
    assert settings.recent == ()
    assert settings.options_for([Path("a.csv")]) is None
    assert settings.open_folder.is_dir()
    assert caplog.records == []


def test_what_was_set_is_there_at_the_next_start(store, tmp_path):
    settings = Settings(store)
    settings.geometry = QByteArray(b"somewhere")
    settings.open_folder = tmp_path
    settings.save_folder = tmp_path
    store.sync()
    again = Settings(QSettings(store.fileName(), QSettings.Format.IniFormat))
    assert again.geometry == QByteArray(b"somewhere")
    assert again.open_folder == tmp_path
    assert again.save_folder == tmp_path


def test_recent_file_sets_come_newest_first_and_at_most_eight(store, tmp_path):
    settings = Settings(store)
    for number in range(MOST_RECENT + 2):
        settings.remember_files(files(tmp_path, f"{number}.csv"))
    names = [only.name for (only,) in settings.recent]
    assert names == [f"{number}.csv" for number in range(MOST_RECENT + 1, 1, -1)]


def test_opening_the_same_files_again_moves_them_up_whatever_their_order(store, tmp_path):
    settings = Settings(store)
    both = files(tmp_path, "a.csv", "b.csv")
    settings.remember_files(both)
    settings.remember_files(files(tmp_path, "c.csv"))
    settings.remember_files(both[::-1])
    assert [len(file_set) for file_set in settings.recent] == [2, 1]


def test_a_file_set_of_which_a_file_has_gone_is_not_offered(store, tmp_path):
    settings = Settings(store)
    both = files(tmp_path, "a.csv", "b.csv")
    settings.remember_files(both)
    both[0].unlink()
    assert settings.recent == ()


def test_options_come_back_as_they_were_for_files_of_the_same_names(store, tmp_path):
    settings = Settings(store)
    options = replace(
        Options(),
        recipe="buying behaviour",
        segment_by=("region",),
        clustering=ClusterOptions(most_clusters=7),
        reading=ReadOptions(columns={"quantity": "Boxes"}),
    )
    settings.remember_options([tmp_path / "a.csv", tmp_path / "b.csv"], options)
    assert settings.options_for([Path("elsewhere/b.csv"), Path("elsewhere/a.csv")]) == options
    assert settings.options_for([tmp_path / "a.csv"]) is None


@pytest.mark.parametrize(
    "stored",
    ["no json at all", "[1, 2]", '{"recipe": "alchemy"}', '{"clustering": {"most_clusters": -3}}', '{"colour": "red"}'],
)
def test_options_that_are_no_longer_valid_fall_back_and_are_logged(store, caplog, stored):
    store.setValue("options/a.csv", stored)
    with caplog.at_level(logging.WARNING):
        assert Settings(store).options_for([Path("a.csv")]) is None
    assert caplog.records


@pytest.mark.parametrize("stored", ["{", '"a.csv"', "[[]]", "[[1]]", "[3]"])
def test_damaged_recent_files_fall_back_to_none_and_are_logged(store, caplog, stored):
    store.setValue("recent", stored)
    with caplog.at_level(logging.WARNING):
        assert Settings(store).recent == ()
    assert caplog.records


def test_damaged_geometry_and_a_folder_that_has_gone_fall_back_and_are_logged(store, caplog, tmp_path):
    store.setValue("window/geometry", "a text")
    store.setValue("folders/open", str(tmp_path / "gone"))
    with caplog.at_level(logging.WARNING):
        settings = Settings(store)
        assert settings.geometry is None
        assert settings.open_folder != tmp_path / "gone"
    assert len(caplog.records) == 2


def test_roles_chosen_for_a_layout_come_back_at_the_next_start(store):
    Settings(store).remember_layout("a1b2", {"Particulars": "customer_id", "Note": ""})
    store.sync()
    again = Settings(QSettings(store.fileName(), QSettings.Format.IniFormat))
    assert again.layouts == {"a1b2": {"Particulars": "customer_id", "Note": ""}}


def test_the_last_choice_for_a_layout_replaces_the_one_before(store):
    settings = Settings(store)
    settings.remember_layout("a1b2", {"Item": "product_id"})
    settings.remember_layout("a1b2", {"Item": "product_name"})
    assert settings.layouts == {"a1b2": {"Item": "product_name"}}


def test_of_very_many_layouts_the_oldest_are_forgotten(store):
    settings = Settings(store)
    for number in range(MOST_LAYOUTS + 5):
        settings.remember_layout(str(number), {"Item": "product_id"})
    settings.remember_layout("5", {"Item": "product_name"})
    settings.remember_layout("new", {"Item": "product_id"})
    assert len(settings.layouts) == MOST_LAYOUTS
    assert {"5", "new"} <= set(settings.layouts)
    assert "6" not in settings.layouts


@pytest.mark.parametrize("stored", ["{", "[]", '"a"', '{"a": 1}', '{"a": {"Item": 3}}'])
def test_damaged_layouts_fall_back_to_none_and_are_logged(store, caplog, stored):
    store.setValue("layouts", stored)
    with caplog.at_level(logging.WARNING):
        assert Settings(store).layouts == {}
    assert caplog.records


NAMES = (("North", "Our “painters”", ("C1", "Ä2")), ("", "Everybody", ()))


def test_names_of_clusters_come_back_at_the_next_start(store):
    Settings(store).remember_cluster_names(NAMES)
    store.sync()
    assert Settings(QSettings(store.fileName(), QSettings.Format.IniFormat)).cluster_names == NAMES


def test_of_very_many_names_the_oldest_are_forgotten(store):
    settings = Settings(store)
    settings.remember_cluster_names([("", str(number), ("C1",)) for number in range(MOST_NAMES + 3)])
    assert len(settings.cluster_names) == MOST_NAMES
    assert settings.cluster_names[0][1] == "3"


@pytest.mark.parametrize("stored", ["{", "{}", '"a"', "[1]", '[["North", "Ours"]]', '[["North", "Ours", [1]]]'])
def test_damaged_names_of_clusters_fall_back_to_none_and_are_logged(store, caplog, stored):
    store.setValue("cluster_names", stored)
    with caplog.at_level(logging.WARNING):
        assert Settings(store).cluster_names == ()
    assert caplog.records


LISTS = {
    "not_offered": ["P1"],
    "categories_not_offered": ["Tools"],
    "dismissed": ["C1 | P2"],
    "do_not_sell": "/somewhere/list.csv",
}


def test_what_is_not_offered_is_kept_for_whatever_is_opened_next(store, tmp_path):
    options = options_from_mapping({"recommending": LISTS | {"prior": 3}})
    settings = Settings(store)
    settings.remember_not_offered(options)
    settings.remember_options([tmp_path / "may.csv"], options)
    assert settings.not_offered == LISTS
    assert settings.options_for([tmp_path / "may.csv"]) == options_from_mapping({"recommending": {"prior": 3}})


@pytest.mark.parametrize(
    "stored", ["[1]", "{", '{"not_offered": "P1"}', '{"nonsense": []}', '{"dismissed": [3]}', '{"do_not_sell": []}']
)
def test_lists_that_cannot_be_read_are_left_out_with_a_line_in_the_log(store, caplog, stored):
    store.setValue("not_offered", stored)
    with caplog.at_level(logging.WARNING):
        assert Settings(store).not_offered == {}
    assert "not_offered" in caplog.text
