from pathlib import Path

import pytest

import engine
from engine import OptionError, Options

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


@pytest.fixture(scope="module")
def analysis():
    sources = engine.inspect_files([SAMPLE / f"{name}.csv" for name in ("customers", "products", "invoices")])
    return engine.analyse(engine.read_dataset(sources), Options(segment_by=("region",)))


def names(analysis):
    return [cluster.name for cluster in analysis.segmentation.clusters]


def test_a_name_given_to_a_cluster_survives_a_new_run(analysis):
    named = engine.rename_cluster(analysis, 0, "Our builders")
    again = engine.with_names(engine.analyse(named.dataset, named.options), engine.given_names(named))
    assert names(again) == ["Our builders", *names(analysis)[1:]]
    assert [c.name for c in again.segmentation.clusters if c.renamed] == ["Our builders"]


def test_a_name_survives_other_segments_as_long_as_the_customers_stay_together(analysis):
    named = engine.rename_cluster(analysis, 1, "Our painters")
    whole = engine.analyse(named.dataset, Options(segment_by=("region", "end_use")))
    kept = engine.with_names(whole, engine.given_names(named))
    renamed = [c for c in kept.segmentation.clusters if c.renamed]
    assert [c.name for c in renamed] == ["Our painters"]
    assert set(renamed[0].members) <= set(named.segmentation.clusters[1].members)


def test_a_name_that_is_taken_is_refused_and_the_analysis_stays_as_it_was(analysis):
    before = names(analysis)
    taken = analysis.segmentation.clusters[analysis.segmentation.segments[0].clusters[1]].name
    with pytest.raises(OptionError, match="already the name"):
        engine.rename_cluster(analysis, 0, taken)
    assert names(analysis) == before
