import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dataset import Dataset
from engine.features.customer_profile import customer_profile
from engine.options import FeatureOptions
from tests.engine.features.customer_lists import attribute, list_of_customers, profile

CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "n/a",
            "inf",
            "yes",
            "no",
            "Married",
            "YOLO",
            "PhD",
            "Basic",
            "35-44",
            "45-54",
            "65+",
            "low",
            "high",
            "1893",
        ]
    ),
    st.integers(-5, 2100).map(str),
    st.floats(allow_nan=True, allow_infinity=True).map(str),
    st.dates().map(str),
    st.text(max_size=6),
)
HEADERS = [
    "Year_Birth",
    "Age",
    "Income",
    "Education",
    "Marital_Status",
    "Kids",
    "Teens",
    "Dt_Customer",
    "MntWines",
    "Trade",
    "Code",
]


@st.composite
def lists(draw):
    n = draw(st.integers(1, 12))
    headers = draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=5, unique=True))
    pools = {header: draw(st.lists(CELLS, min_size=1, max_size=4)) for header in headers}
    return {header: [draw(st.sampled_from(pools[header])) for _ in range(n)] for header in headers}


@settings(max_examples=150, deadline=None)
@given(lists())
def test_whatever_a_list_holds_what_is_compared_is_finite_and_every_position_has_a_label(columns):
    block = profile(columns)
    assert np.isfinite(block.plain).all()
    assert np.isfinite(block.scaled).all()
    assert block.plain.shape == block.scaled.shape == (len(next(iter(columns.values()))), len(block.columns))
    names = {a.name for a in block.attributes}
    assert len(names) == len(block.attributes)
    assert {c.attribute for c in block.columns} <= names
    for a in block.attributes:
        known = a.values[~np.isnan(a.values)]
        assert not np.isinf(known).any()
        assert a.is_number or (set(known) <= set(range(len(a.labels))))


@settings(max_examples=100, deadline=None)
@given(lists(), st.randoms(use_true_random=False))
def test_the_order_of_customers_and_of_columns_does_not_matter(columns, random):
    first = list_of_customers(columns)
    rows = list(range(len(first.customers)))
    random.shuffle(rows)
    headers = list(first.customers.columns)
    random.shuffle(headers)
    second = _with(first, first.customers.iloc[rows][headers].reset_index(drop=True))
    one, other = (customer_profile(dataset, FeatureOptions()) for dataset in (first, second))
    assert {c.name for c in one.columns} == {c.name for c in other.columns}
    order = [[c.name for c in other.columns].index(c.name) for c in one.columns]
    np.testing.assert_array_equal(one.scaled[rows], other.scaled[:, order])
    for a in one.attributes:
        b = attribute(other, a.name)
        assert (a.labels, a.ordered, a.note, a.outcome) == (b.labels, b.ordered, b.note, b.outcome)
        np.testing.assert_array_equal(a.values[rows], b.values)


def _with(dataset: Dataset, customers: pd.DataFrame) -> Dataset:
    return Dataset(
        dataset.lines, customers, dataset.products, dataset.order_basis, dataset.has_quantity, dataset.report
    )
