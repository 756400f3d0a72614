from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import engine
from engine import Analysis, Options, ReadOptions, Role, options_from_mapping
from gui.jobs import PoolOfOne
from gui.resources import SAMPLE_OPTIONS, sample_files
from gui.runner import Failed, Idle, Running
from gui.session import Session
from tests.gui.executors import RunAtOnce, RunLater


class Witness:
    """Writes down the signals of a session in the order they come."""

    def __init__(self, session: Session) -> None:
        self.heard: list[str] = []
        self.bugs: list[BaseException] = []
        self.stages: list[Running] = []
        session.dataset_changed.connect(lambda: self.heard.append("dataset"))
        session.analysis_changed.connect(lambda: self.heard.append("analysis"))
        session.selection_changed.connect(lambda: self.heard.append("selection"))
        session.runner.bug_found.connect(self.bugs.append)
        session.runner.activity_changed.connect(lambda: self._note(session.runner.activity))

    def _note(self, activity: object) -> None:
        if isinstance(activity, Running):
            self.stages.append(activity)


@pytest.fixture
def slow(qtbot: QtBot, later: RunLater) -> Session:
    """A session whose work waits until the test lets it run."""
    return Session(later, Options())


def test_opening_files_gives_a_dataset_and_says_so(session, sales_file):
    witness = Witness(session)
    session.open([sales_file])
    assert session.paths == (sales_file,)
    assert len(session.sources.tables) == 1
    assert len(session.dataset.customers) == 6
    assert witness.heard == ["dataset", "analysis", "selection"]
    assert isinstance(session.runner.activity, Idle)


def test_the_sample_opens_with_its_own_options_and_the_next_file_without_them(session, sales_file):
    session.open_sample()
    assert session.paths == sample_files()
    assert session.options == engine.options_from_toml(SAMPLE_OPTIONS)
    assert len(session.dataset.lines) == 847
    session.open([sales_file])
    assert session.options == Options()


def test_a_run_gives_an_analysis_and_says_what_it_found(session, sales_file):
    session.open([sales_file])
    witness = Witness(session)
    session.run()
    assert isinstance(session.analysis, Analysis)
    assert witness.heard == ["analysis"]
    assert session.runner.activity.message.startswith("Run finished: 1 segment, ")


def test_progress_names_the_stage_and_how_far_it_is(session, sales_file):
    witness = Witness(session)
    session.open([sales_file])
    assert {stage.title for stage in witness.stages} == {"Opening"}
    assert any(sales_file.name in stage.stage for stage in witness.stages)
    assert all(0 <= stage.fraction <= 1 for stage in witness.stages)


def test_a_new_dataset_clears_the_analysis_and_the_selection(session, sales_file):
    session.open([sales_file])
    session.run()
    session.select([1, 2])
    session.open([sales_file])
    assert session.analysis is None
    assert session.selection == frozenset()


def test_selecting_the_same_customers_again_says_nothing(session):
    witness = Witness(session)
    session.select([3, 1, 3])
    session.select([1, 3])
    session.select([])
    assert witness.heard == ["selection", "selection"]
    assert session.selection == frozenset()


def test_a_vanished_file_ends_in_a_sentence_and_what_was_loaded_stays(session, sales_file, tmp_path):
    session.open([sales_file])
    loaded = session.dataset
    session.open([tmp_path / "gone.csv"])
    assert isinstance(session.runner.activity, Failed)
    assert "gone.csv" in session.runner.activity.sentence
    assert session.dataset is loaded
    assert session.paths == (sales_file,)


def test_columns_that_are_missing_leave_the_files_there_to_be_put_right(session, tmp_path):
    file = tmp_path / "odd.csv"
    file.write_text("aa,bb,cc\nX1,Y1,3\nX2,Y2,4\nX1,Y2,5\n", encoding="utf-8")
    session.open([file])
    assert isinstance(session.runner.activity, Failed)
    assert session.dataset is None
    assert [column.header for column in session.sources.tables[0].columns] == ["aa", "bb", "cc"]
    session.assign_role(0, 0, Role.CUSTOMER_ID)
    session.assign_role(0, 1, Role.PRODUCT_ID)
    assert session.dataset is None
    session.assign_role(0, 2, Role.QUANTITY)
    assert session.dataset.lines.quantity.tolist() == [3, 4, 5]
    assert isinstance(session.runner.activity, Idle)


def test_a_role_changed_by_hand_is_read_again_and_clears_the_analysis(session, sales_file):
    session.open([sales_file])
    session.run()
    headers = [column.header for column in session.sources.tables[0].columns]
    session.assign_role(0, headers.index("Amount"), None)
    assert session.dataset is not None
    assert not session.dataset.has_amount
    assert session.analysis is None


def test_two_roles_changed_while_the_first_is_still_read_are_both_taken(slow, later, sales_file):
    slow.open([sales_file])
    later.wait()
    headers = [column.header for column in slow.sources.tables[0].columns]
    slow.assign_role(0, headers.index("Amount"), None)
    slow.assign_role(0, headers.index("Date"), None)
    later.wait()
    assert not slow.dataset.has_amount
    assert not slow.dataset.has_dates


def test_cancelling_the_reading_after_a_changed_role_takes_the_role_back(slow, later, sales_file):
    slow.open([sales_file])
    later.wait()
    before, dataset = slow.sources, slow.dataset
    slow.assign_role(0, 0, None)
    slow.runner.cancel()
    later.wait()
    assert slow.sources is before
    assert slow.dataset is dataset


def test_cancel_ends_the_job_and_keeps_what_was_there(slow, later, sales_file):
    slow.open([sales_file])
    later.wait()
    slow.run()
    slow.runner.cancel()
    assert slow.runner.activity == Running("Running", "Starting", 0.0, cancelling=True)
    later.wait()
    assert slow.runner.activity == Idle("Cancelled")
    assert slow.dataset is not None
    assert slow.analysis is None


def test_a_new_job_cancels_the_old_one_and_does_not_wait_for_it(slow, later, sales_file, tmp_path):
    other = tmp_path / "other.csv"
    other.write_bytes(sales_file.read_bytes())
    slow.open([sales_file])
    slow.open([other])
    assert len(later.waiting) == 2
    assert slow.runner.activity == Running("Opening", "Waiting for the last step to end", 0.0)
    later.run_next()
    assert slow.dataset is None
    assert isinstance(slow.runner.activity, Running)
    later.run_next()
    assert slow.paths == (other,)


def test_a_stale_result_that_comes_after_the_new_one_is_dropped(slow, later, sales_file, tmp_path):
    other = tmp_path / "other.csv"
    other.write_bytes(sales_file.read_bytes())
    slow.open([sales_file])
    slow.open([other])
    later.waiting.rotate(1)
    later.wait()
    assert slow.paths == (other,)
    assert isinstance(slow.runner.activity, Idle)


def test_an_exception_inside_the_worker_is_a_bug_and_the_session_stays_usable(session, sales_file, tmp_path):
    session.open([sales_file])
    session.run()
    session.analysis = "no analysis at all"
    witness = Witness(session)
    session.export(tmp_path / "out.xlsx")
    assert len(witness.bugs) == 1
    assert isinstance(session.runner.activity, Idle)
    session.run()
    session.export(tmp_path / "out.xlsx")
    assert session.runner.activity == Idle("Saved out.xlsx", saved=tmp_path / "out.xlsx")


def test_export_writes_the_workbook_and_says_where(sample_session, tmp_path):
    sample_session.export(tmp_path / "out.xlsx")
    assert sample_session.runner.activity == Idle("Saved out.xlsx", saved=tmp_path / "out.xlsx")
    assert (tmp_path / "out.xlsx").stat().st_size > 5_000


def test_export_to_a_folder_that_is_not_there_is_a_sentence(sample_session, tmp_path):
    sample_session.export(tmp_path / "nowhere" / "out.xlsx")
    assert isinstance(sample_session.runner.activity, Failed)
    assert sample_session.runner.activity.title == "The workbook was not saved"


def test_export_to_a_target_that_cannot_be_replaced_is_a_sentence_and_it_stays(sample_session, tmp_path):
    target = tmp_path / "out.xlsx"
    target.mkdir()
    (target / "inside").write_text("old", encoding="utf-8")
    sample_session.export(target)
    assert isinstance(sample_session.runner.activity, Failed)
    assert sample_session.runner.activity.sentence
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".xlsx"] == ["out.xlsx"]
    assert (target / "inside").read_text(encoding="utf-8") == "old"


def test_export_over_a_file_that_was_read_is_refused(session, sales_file):
    content = sales_file.read_bytes()
    session.open([sales_file])
    session.run()
    session.export(sales_file)
    assert isinstance(session.runner.activity, Failed)
    assert sales_file.read_bytes() == content


def test_nothing_runs_where_there_is_nothing_to_run(session, tmp_path):
    witness = Witness(session)
    session.run()
    session.export(tmp_path / "out.xlsx")
    session.open([])
    session.assign_role(0, 0, None)
    session.runner.cancel()
    assert witness.stages == []
    assert session.runner.activity == Idle()


def test_new_options_are_taken_by_the_next_run_without_reading_again(session, sales_file):
    session.open([sales_file])
    session.run()
    dataset, analysis = session.dataset, session.analysis
    session.set_options(replace(session.options, recipe="buying behaviour"))
    assert session.dataset is dataset
    assert session.analysis is analysis
    session.run()
    assert session.analysis.options.recipe == "buying behaviour"


def test_new_reading_options_read_the_files_again(session, sales_file):
    session.open([sales_file])
    dataset = session.dataset
    session.set_options(replace(session.options, reading=ReadOptions(decimal="comma")))
    assert session.dataset is not dataset
    assert session.options.reading.decimal == "comma"


def test_roles_changed_by_hand_survive_new_reading_options(session, sales_file):
    session.open([sales_file])
    date = next(i for i, column in enumerate(session.sources.tables[0].columns) if column.role == Role.DATE)
    session.assign_role(0, date, None)
    session.set_options(replace(session.options, reading=ReadOptions(day_order="month first")))
    assert session.sources.tables[0].columns[date].role is None
    assert not session.dataset.has_dates


def test_options_chosen_before_a_file_is_open_are_kept_for_it(session, sales_file):
    session.set_options(replace(session.options, recipe="buying behaviour"))
    session.open([sales_file])
    assert session.options.recipe == "buying behaviour"


def test_with_a_real_thread_the_whole_job_arrives(qtbot, sales_file, tmp_path):
    session = Session(PoolOfOne(), Options())
    witness = Witness(session)
    session.open([sales_file])
    qtbot.waitUntil(lambda: session.dataset is not None, timeout=30_000)
    session.run()
    qtbot.waitUntil(lambda: session.analysis is not None, timeout=30_000)
    session.export(tmp_path / "out.xlsx")
    qtbot.waitUntil(
        lambda: session.runner.activity == Idle("Saved out.xlsx", saved=tmp_path / "out.xlsx"), timeout=30_000
    )
    assert witness.bugs == []


def test_leaving_while_something_runs_waits_for_the_worker_and_nothing_lands(qtbot, sales_file):
    session = Session(PoolOfOne(), Options())
    session.open([sales_file])
    session.runner.cancel()
    session.runner.wait_for_end()
    qtbot.waitUntil(lambda: not isinstance(session.runner.activity, Running))
    assert session.dataset is None


def test_files_that_are_gone_when_a_role_changes_do_not_matter(session, sales_file: Path):
    session.open([sales_file])
    sales_file.unlink()
    session.assign_role(0, 2, None)
    assert session.dataset is not None


def test_a_session_given_up_with_ended_jobs_does_not_bring_the_next_one_down(qtbot, sales_file):
    for _ in range(3):
        given_up = Session(RunAtOnce(), Options())
        given_up.open([sales_file])
        given_up.run()
    del given_up
    session = Session(PoolOfOne(), Options())
    session.open([sales_file])
    qtbot.waitUntil(lambda: session.dataset is not None, timeout=30_000)
    session.runner.wait_for_end()


def test_the_list_of_issues_never_replaces_a_file_that_was_read(session, sales_file):
    before = sales_file.read_bytes()
    session.open([sales_file])
    session.save_issues(sales_file)
    sentence = "“sales.csv” is one of the files that were read."
    assert (session.runner.activity.sentence, session.runner.activity.hint) == (sentence, "Choose another name.")
    assert sales_file.read_bytes() == before


def test_what_was_saved_in_an_opened_folder_may_be_saved_again_but_replaces_no_export(session, sales_file):
    before = sales_file.read_bytes()
    saved = sales_file.with_name("issues.csv")
    session.open([sales_file.parent])
    for _ in range(2):
        session.save_issues(saved)
        assert session.runner.activity == Idle("Saved issues.csv", saved=saved)
    session.save_issues(sales_file)
    assert isinstance(session.runner.activity, Failed)
    assert sales_file.read_bytes() == before


def of_three(most, **features):
    clustering = {"choose_k": "fixed", "most_clusters": most, "fewest_customers": 3, "resamples": 0}
    return engine.options_from_mapping({"clustering": clustering, "features": features})


@pytest.fixture
def named(session, trades_file) -> Session:
    """Three clusters of sixty customers, analysed."""
    session.open([trades_file], of_three(3))
    session.run()
    return session


def names(session):
    return [cluster.name for cluster in session.analysis.segmentation.clusters]


def test_models_are_compared_for_who_asked_and_nothing_else_changes(named):
    witness, shown, before = Witness(named), [], named.analysis
    named.compare_models(0, shown.append)
    (comparison,) = shown
    assert [row.model for row in comparison.rows] == [choice.name for choice in engine.model_choices()]
    assert {stage.title for stage in witness.stages} == {"Comparing models"}
    assert any("spectral" in stage.stage for stage in witness.stages)
    assert named.runner.activity == Idle()
    assert (named.analysis, witness.heard) == (before, [])


def test_a_comparison_that_is_cancelled_shows_nothing(slow, later, trades_file):
    shown = []
    slow.open([trades_file], of_three(3))
    later.wait()
    slow.run()
    later.wait()
    slow.compare_models(0, shown.append)
    slow.runner.cancel()
    later.wait()
    assert slow.runner.activity == Idle("Cancelled")
    assert shown == []


def test_what_customers_are_compared_by_is_found_for_who_asked(named):
    witness, shown = Witness(named), []
    named.look_at_columns(shown.append)
    (described,) = shown
    assert described.dataset is named.dataset
    assert described.given == named.options
    assert described.resolved.features.families == ("category mix",)
    assert (named.runner.activity, witness.heard) == (Idle(), [])


def test_where_nothing_is_loaded_nothing_is_looked_at_compared_or_renamed(session):
    witness, shown = Witness(session), []
    session.look_at_columns(shown.append)
    session.compare_models(0, shown.append)
    session.rename_cluster(0, "Ours")
    assert (shown, witness.stages, witness.heard) == ([], [], [])


def test_a_cluster_keeps_the_name_it_is_given_from_run_to_run(named):
    witness = Witness(named)
    named.rename_cluster(1, "Our painters")
    assert names(named)[1] == "Our painters"
    assert witness.heard == ["analysis"]
    members = set(named.analysis.segmentation.clusters[1].members)
    named.set_options(of_three(3, measure="quantity"))
    named.run()
    (again,) = [cluster for cluster in named.analysis.segmentation.clusters if cluster.name == "Our painters"]
    assert set(again.members) == members


def test_no_name_gives_a_cluster_its_own_again_and_it_stays_so(named):
    before = names(named)
    named.rename_cluster(1, "Our painters")
    named.rename_cluster(1, "")
    assert names(named) == before
    named.run()
    assert names(named) == before


def test_a_name_that_is_taken_ends_in_a_sentence_and_the_cluster_keeps_its_own(named):
    before = names(named)
    named.rename_cluster(1, before[0])
    assert isinstance(named.runner.activity, Failed)
    assert named.runner.activity.title == "The cluster keeps its name"
    assert f"“{before[0]}” is already the name of cluster 1" in named.runner.activity.sentence
    assert names(named) == before


def test_a_name_whose_cluster_other_options_do_not_make_is_there_again_with_the_options_that_do(named):
    named.rename_cluster(1, "Our painters")
    named.set_options(of_three(1))
    named.run()
    assert "Our painters" not in names(named)
    named.rename_cluster(0, "Everybody")
    named.set_options(of_three(3))
    named.run()
    assert "Our painters" in names(named)


def test_a_name_given_while_a_run_is_under_way_is_not_lost(slow, later, trades_file):
    slow.open([trades_file], of_three(3))
    later.wait()
    slow.run()
    later.wait()
    slow.rename_cluster(0, "Early")
    slow.run()
    slow.rename_cluster(0, "")
    slow.rename_cluster(2, "Late")
    later.wait()
    assert names(slow)[2] == "Late"
    assert "Early" not in names(slow)


def test_names_are_remembered_for_the_next_start_and_those_of_other_files_stay(
    qtbot, settings, trades_file, sales_file
):
    first = Session(RunAtOnce(), Options(), settings)
    first.open([trades_file], of_three(3))
    first.run()
    first.rename_cluster(0, "Our builders")
    second = Session(RunAtOnce(), Options(), settings)
    second.open([sales_file], of_three(1))
    second.run()
    second.rename_cluster(0, "Shops")
    third = Session(RunAtOnce(), Options(), settings)
    for files, kept in ((trades_file, "Our builders"), (sales_file, "Shops")):
        third.open([files], of_three(3 if files == trades_file else 1))
        third.run()
        assert kept in names(third)
        assert len(settings.cluster_names) == 2


def test_what_is_not_to_be_offered_goes_at_once_and_is_there_at_the_next_start(qtbot, sales_file, settings):
    session = Session(RunAtOnce(), options_from_mapping({"recommending": {"prove": False}}), settings)
    session.open([sales_file])
    session.run()
    product = int(session.analysis.recommendations.table["product"].iloc[0])
    name = str(session.dataset.products["product_id"][product])
    witness = Witness(session)
    session.do_not_offer({"not_offered": [name]})
    assert witness.heard == ["analysis"]
    assert product not in set(session.analysis.recommendations.table["product"])
    assert session.runner.activity.message.endswith("taken out; the next run fills the places")
    later = Session(RunAtOnce(), options_from_mapping({"recommending": {"prove": False}}), settings)
    later.open([sales_file])
    later.run()
    assert later.options.recommending.not_offered == (name,)
    assert product not in set(later.analysis.recommendations.table["product"])


def test_what_was_taken_back_does_not_come_back_when_the_files_are_opened_again(qtbot, sales_file, settings):
    session = Session(RunAtOnce(), Options(), settings)
    session.open([sales_file])
    session.do_not_offer({"not_offered": ["P1"], "do_not_sell": "list.csv"})
    settings.remember_options([sales_file], session.options)
    session.take_lists(Options())
    session.open([sales_file], settings.options_for([sales_file]))
    assert session.options.recommending == Options().recommending


def test_what_is_said_not_to_be_offered_during_a_run_is_heeded_when_it_lands(slow, later, sales_file):
    slow.open([sales_file])
    later.run_next()
    slow.options = options_from_mapping({"recommending": {"prove": False}})
    slow.run()
    everything = {str(product) for product in slow.dataset.products["product_id"]}
    slow.do_not_offer({"not_offered": sorted(everything)})
    assert isinstance(slow.runner.activity, Running)
    later.run_next()
    assert len(slow.analysis.recommendations) == 0


def test_without_settings_the_lists_hold_for_this_session(session, sales_file):
    session.do_not_offer({"dismissed": ["C1 | P1"]})
    session.open([sales_file])
    assert session.options.recommending.dismissed == ("C1 | P1",)
