import pytest

from gui.widgets.progress_bar import STEPS, ProgressLine


@pytest.fixture
def line(qtbot) -> ProgressLine:
    line = ProgressLine()
    qtbot.addWidget(line)
    return line


def test_at_rest_there_is_a_message_and_nothing_to_cancel(line):
    line.rest("Saved out.xlsx")
    assert line.label.text() == "Saved out.xlsx"
    assert line.bar.isHidden()
    assert line.cancel.isHidden()


def test_while_running_it_says_what_and_how_far_and_can_be_cancelled(line, qtbot):
    line.show_running("Clustering Northeast", 0.25, cancelling=False)
    assert line.label.text() == "Clustering Northeast…"
    assert line.bar.value() == STEPS // 4
    with qtbot.waitSignal(line.cancel_clicked):
        line.cancel.click()


def test_a_step_that_has_not_said_how_far_it_is_moves_to_and_fro(line):
    line.show_running("Opening", 0.0, cancelling=False)
    assert line.bar.maximum() == 0
    line.show_running("Opening", 0.5, cancelling=False)
    assert (line.bar.maximum(), line.bar.value()) == (STEPS, STEPS // 2)


@pytest.mark.parametrize("fraction", [-1.0, 2.0])
def test_a_fraction_out_of_range_does_no_harm(line, fraction):
    line.show_running("Opening", fraction, cancelling=False)
    assert line.bar.value() <= STEPS


def test_once_cancelled_it_says_so_and_cannot_be_cancelled_again(line):
    line.show_running("Opening", 0.5, cancelling=True)
    assert line.label.text() == "Stopping…"
    assert not line.cancel.isEnabled()
