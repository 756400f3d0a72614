"""Plots on a screen."""

from __future__ import annotations

import pytest

from tests.gui.plots.records import EVERY


@pytest.fixture
def shown(qtbot):
    """`shown(plot, record)` puts a plot on the screen at the size that it has in a small window."""

    def show(plot, record=None):
        qtbot.addWidget(plot)
        plot.resize(640, 330)
        if record is not None:
            plot.show_record(record)
        plot.show()
        qtbot.waitExposed(plot)
        return plot

    return show


@pytest.fixture(params=EVERY)
def every(request, shown):
    """Each plot in turn, showing its record."""
    make, record = EVERY[request.param]
    return shown(make(), record())
