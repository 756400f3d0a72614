import numpy as np
import pytest

from engine import Options, analyse, options_from_mapping, segment_columns, segment_sizes
from tests.engine.builders import make_dataset

BUYERS = {
    "A": ("North", "Painter", "a@x.com"),
    "B": ("North", "Builder", "b@x.com"),
    "C": ("South", "Painter", "c@x.com"),
    "D": ("South", "Painter", "d@x.com"),
    "E": ("", "Painter", "e@x.com"),
    "F": ("South", "Painter", "f@x.com"),
}


@pytest.fixture
def dataset():
    columns = {
        name: [words[at] for words in BUYERS.values()] for at, name in enumerate(("region", "end_use", "E-mail"))
    }
    columns["Country"] = ["US"] * len(BUYERS)
    lines = [(customer, product, 2.0) for customer in BUYERS for product in ("brush", "paint")]
    return make_dataset(lines, columns)


def test_columns_that_group_customers_are_offered_and_those_that_name_them_are_not(dataset):
    assert segment_columns(dataset) == {"region": 3, "end_use": 2}


def test_the_number_of_segments_is_that_of_the_values_found_together(dataset):
    assert segment_sizes(dataset, []).tolist() == [6]
    assert segment_sizes(dataset, ["region"]).tolist() == [3, 2, 1]
    assert segment_sizes(dataset, ["region", "end_use"]).tolist() == [3, 1, 1, 1]
    assert segment_sizes(dataset, ["end_use", "region", "Country"]).tolist() == [3, 1, 1, 1]


@pytest.mark.parametrize("columns", [(), ("region",), ("end_use",), ("region", "end_use")])
def test_a_run_makes_as_many_segments_as_were_counted(dataset, columns):
    options = options_from_mapping({"segment_by": columns}, Options())
    made = analyse(dataset, options).segmentation.segments
    assert sorted((len(s.members) for s in made), reverse=True) == segment_sizes(dataset, columns).tolist()


def test_customers_that_only_returned_make_no_segment():
    lines = [("A", "brush", 1.0), ("B", "brush", 1.0), ("C", "brush", -1.0)]
    dataset = make_dataset(lines, {"region": ["North", "North", "South"]})
    assert segment_sizes(dataset, ["region"]).tolist() == [2]


def test_nothing_is_written_into_the_dataset(dataset):
    before = dataset.customers.copy()
    segment_columns(dataset)
    assert dataset.customers.equals(before)
    assert np.array_equal(dataset.lines.quantity, np.full(12, 2.0))
