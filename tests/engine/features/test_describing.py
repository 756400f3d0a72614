from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dataset import Lines
from engine.errors import NothingToAnalyse
from engine.options import FeatureOptions
from tests.engine.builders import make_dataset
from tests.engine.features.describe_lines import (
    LINES,
    any_lines,
    attribute,
    dataset_of,
    describe_dataset,
    described,
)

BOTH = FeatureOptions(families=("category mix", "buying behaviour"))


def only_customers(columns, n=2):
    """A list of customers without a line."""
    dataset = make_dataset([(f"C{i:04}", "x", 1) for i in range(n)], customers=columns)
    nothing = np.empty(0, dtype=np.int32)
    lines = Lines(nothing, nothing, nothing, None, np.empty(0), None)
    return replace(dataset, lines=lines, products=dataset.products.iloc[:0], has_quantity=False)


def test_families_stand_side_by_side_in_the_order_of_the_options():
    features, _ = described(features=replace(BOTH, families=BOTH.families[::-1], behaviours=("orders", "spend")))
    assert features.names == ("Orders", "Spend", "Fasteners", "Paints")
    assert features.families == ("buying behaviour", "category mix")
    assert features.plain.tolist() == [[2, 102, 6, 3], [1, 30, 0, 1]]


def test_what_is_not_compared_is_known_all_the_same():
    features, _ = described(recipe="buying behaviour")
    assert attribute(features, "Paints").values.tolist() == [90, 30]
    features, _ = described(recipe="category basket")
    assert attribute(features, "Spend").values.tolist() == [102, 30]


def test_the_list_of_customers_is_profiled_where_what_they_buy_is_compared():
    dataset = make_dataset(LINES, {"age": ["31", "57"]}, {"l2_category": ["Fasteners", "Paints"]})
    features, _ = describe_dataset(dataset)
    assert features.families == ("category mix",)
    assert any(a.source == "age" and a.family == "customer profile" for a in features.attributes)


def test_customers_without_a_line_are_described_by_their_list_alone():
    features, _ = describe_dataset(only_customers({"age": [str(20 + i) for i in range(50)]}, n=50))
    assert features.families == ("customer profile",)
    assert {a.family for a in features.attributes} == {"customer profile"}
    assert features.scaled.shape[0] == 50
    assert np.isfinite(features.scaled).all()
    assert "without invoice lines" in features.notes[0]


def test_a_list_that_tells_customers_apart_by_nothing_cannot_be_analysed():
    with pytest.raises(NothingToAnalyse):
        describe_dataset(only_customers({"account": [f"X{i}" for i in range(50)]}, n=50))


def test_figures_that_the_files_do_not_tell_cannot_be_all_that_is_compared():
    with pytest.raises(NothingToAnalyse, match="tell nothing of what customers are to be compared by"):
        described(recipe="buying behaviour", features=FeatureOptions(behaviours=("weight",)))


def test_one_name_in_two_families_is_told_apart():
    products = {"l2_category": ["spend", "Paints"]}
    features, _ = described(LINES, products, features=replace(BOTH, behaviours=("spend", "orders")))
    assert features.names == ("Paints", "spend", "Spend (buying behaviour)", "Orders")
    assert features.columns[2].attribute == "Spend (buying behaviour)"
    known = [a.name.casefold() for a in features.attributes]
    assert len(known) == len(set(known))


def test_a_constant_column_is_not_compared_and_it_is_said():
    lines = [("A", "nails", 2), ("B", "nails", 2), ("A", "paint", 1), ("B", "paint", 3)]
    features, _ = described(lines)
    assert features.names == ("Paints",)
    assert attribute(features, "Fasteners").values.tolist() == [2, 2]
    assert "Not compared, because all customers are alike in it: Fasteners." in features.notes


def test_customers_who_bought_nothing_make_no_column_differ():
    lines = [("A", "nails", 2), ("B", "nails", 2), ("A", "paint", 1), ("B", "paint", 3), ("C", "nails", -2)]
    assert described(lines)[0].names == ("Paints",)


def test_customers_alike_in_everything_keep_their_columns_and_it_is_said():
    features, _ = described([("A", "nails", 2), ("B", "nails", 2), ("C", "nails", 2)], {"l2_category": ["Fasteners"]})
    assert features.names == ("Fasteners",)
    assert "All 3 customers are alike in everything that is compared." in features.notes


@pytest.mark.parametrize("recipe", ["category basket", "buying behaviour", "category basket, shares"])
def test_one_customer_has_features_too(recipe):
    features, _ = described([("A", "x", 1, "2024-01-01", 1.0)], {"l2_category": ["X"]}, recipe=recipe)
    assert features.plain.shape == features.scaled.shape
    assert len(features.plain) == 1
    assert np.isfinite(features.scaled).all()


def snapshot(features):
    arrays = [features.plain, features.scaled, features.set_aside, *(a.values for a in features.attributes)]
    return features.columns, [a.name for a in features.attributes], features.notes, arrays


@given(any_lines, st.randoms(), st.sampled_from(["log quantity", "share", "spend"]))
def test_the_order_of_lines_does_not_matter(lines, random, measure):
    shuffled = list(lines)
    random.shuffle(shuffled)
    options = {"recipe": "category basket", "features": replace(BOTH, measure=measure, behaviours=("orders", "tenure"))}
    one, other = (snapshot(describe_dataset(dataset_of(each), **options)[0]) for each in (lines, shuffled))
    assert one[:3] == other[:3]
    for mine, theirs in zip(one[3], other[3], strict=True):
        np.testing.assert_allclose(mine, theirs)


@given(any_lines, st.permutations("ABCDE"))
def test_what_customers_are_called_does_not_matter(lines, called):
    names = dict(zip("ABCDE", called, strict=True))
    renamed = [(names[line[0]], *line[1:]) for line in lines]
    options = {"recipe": "category basket", "features": replace(BOTH, extremes="cap")}
    one, other = (describe_dataset(dataset_of(each), **options)[0] for each in (lines, renamed))
    ids = sorted({line[0] for line in lines})
    place = np.argsort([names[i] for i in ids])
    assert one.names == other.names
    np.testing.assert_allclose(one.scaled[place], other.scaled)


@given(any_lines)
def test_describing_writes_into_nothing_it_is_given(lines):
    dataset = dataset_of(lines)
    before = [np.array(getattr(dataset.lines, f.name)) for f in fields(dataset.lines)]
    products = dataset.products.copy()
    describe_dataset(dataset, recipe="category basket", features=replace(BOTH, measure="square-root share"))
    for array, f in zip(before, fields(dataset.lines), strict=True):
        np.testing.assert_array_equal(array, getattr(dataset.lines, f.name))
    pd.testing.assert_frame_equal(dataset.products, products)
