"""Lines to describe, and the steps that lead to features."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from engine.dataset import Dataset
from engine.features import Features, Figures, customer_figures, describe
from engine.market_baskets import market_baskets
from engine.options import FeatureOptions, Options
from engine.recipes import resolve
from tests.engine.builders import make_dataset

LINES = [
    ("A", "nails", 10, "2024-01-01", 20.0),
    ("A", "paint", 3, "2024-01-11", 90.0),
    ("A", "nails", -4, "2024-01-12", -8.0),
    ("B", "paint", 1, "2024-01-31", 30.0),
]
CATEGORIES = {"l2_category": ["Fasteners", "Paints"]}

PRODUCTS = {
    "l2_category": ["Fasteners", "Paints", "", "Paints"],
    "brand": ["Bosch", "Behr", "Bosch", ""],
    "weight": [0.5, 4.0, float("nan"), float("inf")],
}
"""Of the products p to s."""

any_lines = st.lists(
    st.tuples(
        st.sampled_from("ABCDE"),
        st.sampled_from("pqrs"),
        st.integers(-5, 30).filter(bool),
        st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    ).map(lambda line: (line[0], line[1], line[2], str(line[3]), line[2] * 2.5)),
    min_size=1,
    max_size=40,
).filter(lambda lines: any(line[2] > 0 for line in lines))
"""Lines of up to five customers and four products; a customer-day is an order."""


def dataset_of(lines, **columns) -> Dataset:
    """A Dataset in which the products p to s keep their columns, whichever of them the lines hold."""
    held = [i for i, product in enumerate("pqrs") if any(line[1] == product for line in lines)]
    return make_dataset(
        lines, products={name: [values[i] for i in held] for name, values in {**PRODUCTS, **columns}.items()}
    )


def described(lines=LINES, products=CATEGORIES, **options) -> tuple[Features, Figures]:
    return describe_dataset(make_dataset(lines, products=products), **options)


def describe_dataset(dataset: Dataset, **options) -> tuple[Features, Figures]:
    baskets = market_baskets(dataset)
    figures = customer_figures(dataset, baskets)
    return describe(dataset, baskets, figures, resolve(Options(**options), dataset)), figures


def measured(measure, **others) -> FeatureOptions:
    return FeatureOptions(measure=measure, **others)


def column(features: Features, name: str):
    """What is compared of a feature, one value per customer."""
    return features.scaled[:, features.names.index(name)]


def attribute(features: Features, name: str):
    return next(a for a in features.attributes if a.name == name)
