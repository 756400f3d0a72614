import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

import main
from engine import RecommendOptions

ROOT = Path(__file__).parents[1]
SAMPLE = [str(ROOT / "resources" / "sample" / f"{name}.csv") for name in ("customers", "products", "invoices")]
OPTIONS = str(ROOT / "resources" / "sample" / "sample.toml")


@pytest.fixture
def say(capsys):
    def run(*arguments):
        status = main.main([str(argument) for argument in arguments])
        return status, *capsys.readouterr()

    return run


def test_the_sample_goes_from_files_to_a_workbook(say, tmp_path):
    target = tmp_path / "out.xlsx"
    status, out, err = say("--export", target, *SAMPLE, "--options", OPTIONS)
    assert status == 0
    assert "847 of 847 lines used" in out
    assert str(target) in out
    assert "Traceback" not in err
    assert "Recommendations" in openpyxl.load_workbook(target, read_only=True).sheetnames


def test_json_is_one_object_whose_lines_and_money_add_up(say, tmp_path):
    status, out, _ = say("--export", tmp_path / "out.xlsx", *SAMPLE, "--options", OPTIONS, "--json")
    found = json.loads(out)
    assert status == 0
    assert set(found) == {
        "lines",
        "amount",
        "customers",
        "products",
        "segments",
        "clusters",
        "recommendations",
        "issues",
        "seconds",
    }
    for measure in (found["lines"], found["amount"]):
        assert measure["read"] == pytest.approx(measure["used"] + sum(measure["left_out"].values()), abs=0.005)
    assert (found["lines"]["read"], found["customers"], found["segments"]) == (847, 10, 2)
    assert set(found["seconds"]) == {"read", "analyse", "export"}


def test_files_may_come_in_any_order(say, tmp_path):
    results = []
    for order in (SAMPLE, SAMPLE[::-1]):
        found = json.loads(say("--export", tmp_path / "out.xlsx", *order, "--json")[1])
        results.append({key: value for key, value in found.items() if key != "seconds"})
    assert results[0] == results[1]


def test_arguments_win_over_the_options_file(say, tmp_path):
    arguments = ("--export", tmp_path / "out.xlsx", *SAMPLE, "--options", OPTIONS, "--json")
    found = json.loads(
        say(*arguments, "--segment-by", "none", "--per-customer", "3", "--recipe", "buying-behaviour")[1]
    )
    assert found["segments"] == 1
    assert found["recommendations"] <= 10 * (3 + 3 * RecommendOptions().per_play)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--recipe", "catgory basket"], "Did you mean “category basket”?"),
        (["--per-customer", "0"], "The nearest valid value is 1."),
        (["--segment-by", "regoin"], "Did you mean “region”?"),
        (["--options", "no such file.toml"], "cannot be opened"),
    ],
)
def test_a_wrong_option_ends_with_status_two_and_the_nearest_valid_one(say, tmp_path, arguments, sentence):
    target = tmp_path / "out.xlsx"
    status, _, err = say("--export", target, *SAMPLE, *arguments)
    assert status == 2
    assert sentence in err
    assert not target.exists()


def test_a_workbook_must_be_called_xlsx(say, tmp_path):
    status, _, err = say("--export", tmp_path / "out.csv", *SAMPLE)
    assert status == 2
    assert "must end in .xlsx" in err


def test_a_file_that_is_read_is_never_written_over(say, tmp_path):
    target = tmp_path / "in.xlsx"
    status, _, err = say("--export", target, target)
    assert status == 2
    assert "one of the files to read" in err


def test_an_export_without_files_is_told_what_to_name(say, tmp_path):
    status, _, err = say("--export", tmp_path / "out.xlsx")
    assert status == 2
    assert "No files were given" in err


def test_files_that_cannot_be_used_end_with_status_three_and_leave_the_old_workbook_whole(say, tmp_path):
    target, wrong = tmp_path / "out.xlsx", tmp_path / "wrong.csv"
    target.write_bytes(b"the old workbook")
    wrong.write_text("colour,taste\nred,sweet\n")
    status, out, err = say("--export", target, wrong)
    assert status == 3
    assert "under [reading.columns] in an options file" in err
    assert "Traceback" not in err
    assert not out
    assert target.read_bytes() == b"the old workbook"


def test_a_target_that_cannot_be_written_ends_with_status_three(say, tmp_path):
    status, _, err = say("--export", tmp_path / "no such folder" / "out.xlsx", *SAMPLE)
    assert status == 3
    assert "no such folder" in err


def test_the_job_needs_neither_qt_nor_a_display(tmp_path):
    code = "import sys; sys.modules['PySide6'] = None; import main; sys.exit(main.main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "--export", str(tmp_path / "out.xlsx"), *SAMPLE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={}, check=False)
    assert done.returncode == 0, done.stderr
    assert "Saved" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack a display")
def test_a_machine_without_a_display_is_told_about_export(say, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    status, _, err = say()
    assert status == 2
    assert "Use --export" in err
