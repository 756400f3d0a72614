"""A role chosen by hand is taken again for the next export with the same headers."""

from pathlib import Path

import pytest

from engine import Options, ReadOptions, Role
from gui.runner import Failed
from gui.session import Session
from gui.settings import Settings
from tests.gui.executors import RunAtOnce, RunLater

HEADER = "Whom;Product;Qty\n"
JANUARY = HEADER + "".join(f"C{i % 3};P{i};{i + 1}\n" for i in range(9))
FEBRUARY = HEADER + "".join(f"C{i % 4};P{i};{i + 2}\n" for i in range(9))
WHOM, PRODUCT, QTY = 0, 1, 2


@pytest.fixture
def january(tmp_path: Path) -> Path:
    return saved(tmp_path / "january.csv", JANUARY)


@pytest.fixture
def february(tmp_path: Path) -> Path:
    return saved(tmp_path / "other name.csv", FEBRUARY)


def saved(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def opened(settings: Settings, *files: Path, options: Options | None = None) -> Session:
    """A new start of the application that opens files."""
    session = Session(RunAtOnce(), options or Options(), settings)
    session.open(files)
    return session


def roles(session: Session) -> list[Role | None]:
    return [column.role for column in session.sources.tables[0].columns]


def test_the_next_export_of_the_same_layout_opens_without_a_question(qtbot, settings, january, february):
    first = opened(settings, january)
    assert isinstance(first.runner.activity, Failed)
    first.assign_role(0, WHOM, Role.CUSTOMER_ID)
    assert len(first.dataset.customers) == 3

    second = opened(settings, february)

    assert len(second.dataset.customers) == 4
    column = second.sources.tables[0].columns[WHOM]
    assert (column.confidence, column.why) == (1.0, "as you chose for this layout before")


def test_changing_the_role_again_overwrites_what_was_remembered(qtbot, settings, january, february):
    session = opened(settings, january)
    session.assign_role(0, WHOM, Role.CUSTOMER_ID)
    session.assign_role(0, WHOM, None)
    assert roles(opened(settings, february)) == [None, Role.PRODUCT_ID, Role.QUANTITY]


def test_another_layout_is_recognised_as_ever(qtbot, settings, january, tmp_path):
    opened(settings, january).assign_role(0, PRODUCT, None)
    other = saved(tmp_path / "more.csv", "Whom;Product;Qty;Price\nC1;P1;1;2\n")
    assert roles(opened(settings, other))[PRODUCT] == Role.PRODUCT_ID


def test_what_the_options_say_goes_before_what_was_remembered(qtbot, settings, january, february):
    opened(settings, january).assign_role(0, WHOM, Role.CUSTOMER_ID)
    options = Options(reading=ReadOptions(columns={"customer_id": "Product"}))
    assert roles(opened(settings, february, options=options)) == [None, Role.CUSTOMER_ID, Role.QUANTITY]


def test_a_choice_that_was_cancelled_is_not_remembered(qtbot, settings, january):
    later = RunLater()
    session = Session(later, Options(), settings)
    session.open([january])
    later.wait()
    session.assign_role(0, WHOM, Role.CUSTOMER_ID)
    session.runner.cancel()
    later.wait()
    assert settings.layouts == {}


def test_files_opened_without_a_choice_leave_nothing_behind(qtbot, settings, sales_file):
    opened(settings, sales_file)
    assert settings.layouts == {}
