import numpy as np
import pytest

import engine
from gui.frames.comparison import comparison_columns, good_for
from tests.gui.analyses import lonely, three_trades


@pytest.fixture(scope="module")
def comparison():
    return engine.compare_models(three_trades(), 0)


def by_key(comparison, current=""):
    return {column.key: column for column in comparison_columns(comparison, current)}


def test_every_figure_of_every_model_is_shown(comparison):
    columns = by_key(comparison)
    for key in (
        "clusters",
        "silhouette",
        "stability",
        "calinski_harabasz",
        "davies_bouldin",
        "smallest",
        "largest",
        "noise",
    ):
        np.testing.assert_equal(columns[key].values, [float(getattr(row, key)) for row in comparison.rows])
    assert columns["stability"].text(0) == f"{comparison.rows[0].badge} {comparison.rows[0].stability:.2f}"


def test_every_figure_says_what_it_is_and_sizes_and_times_have_a_unit(comparison):
    columns = by_key(comparison)
    assert all(column.tip for column in columns.values() if column.kind == "number")
    assert [columns[key].unit for key in ("smallest", "largest", "noise", "seconds")] == [*["customers"] * 3, "s"]


def test_notes_mark_the_model_that_is_recommended_and_the_one_in_use(comparison):
    notes = dict(zip(by_key(comparison)["model"].values, by_key(comparison, "BIRCH")["note"].values, strict=True))
    assert notes[comparison.recommended].startswith("Recommended.")
    assert notes["BIRCH"].startswith("In use.")
    assert by_key(comparison, comparison.recommended)["note"].text(0).startswith("Recommended. In use.")


def test_one_customer_is_a_row_for_each_model_without_figures():
    columns = by_key(engine.compare_models(lonely(), 0))
    assert np.isnan(columns["silhouette"].values).all()
    assert set(columns["stability"].texts) == {""}
    assert set(columns["largest"].values) == {1.0}
    assert "Too few customers for clusters." in columns["note"].text(1)


def test_each_model_is_told_what_it_is_good_for():
    told = {good_for(choice.name) for choice in engine.model_choices()}
    assert len(told) == len(engine.model_choices())
    assert all(words.endswith(".") for words in told)
