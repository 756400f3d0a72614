import numpy as np
import pytest

from engine.clustering.naming import describe_clusters
from engine.features import Feature, Features

CATEGORIES = ("Fasteners", "Hand Tools", "Paints", "Plumbing")
BEHAVIOUR = ("Orders", "Spend", "Ticket size", "Products", "Recency")


def features(rows, names=CATEGORIES, family="category mix"):
    plain = np.array(rows, dtype=float)
    columns = tuple(Feature(name, family, "", name, standardise=family != "category mix") for name in names)
    return Features(columns, plain, np.log1p(np.maximum(plain, 0)), (), np.zeros(len(plain), dtype=bool))


def described(rows, groups, everyone=None, **kind):
    codes = [np.array(group, dtype=np.int32) for group in groups]
    whole = np.concatenate(codes) if everyone is None else np.array(everyone, dtype=np.int32)
    return describe_clusters(features(rows, **kind), codes, whole)


def test_a_cluster_is_named_for_the_category_it_buys_more_of_than_the_rest():
    found = described([[90, 10, 0, 0], [80, 20, 0, 0], [0, 10, 90, 0], [0, 20, 80, 0]], [[0, 1], [2, 3]])
    assert [d.name for d in found] == ["Fasteners", "Paints"]


def test_two_categories_are_named_where_both_stand_out():
    found = described([[50, 0, 0, 50], [0, 50, 50, 0]], [[0], [1]])
    assert found[0].name == "Fasteners and Plumbing"


def test_what_every_cluster_buys_alike_names_none_of_them():
    found = described([[50, 50, 0, 0], [50, 0, 50, 0]], [[0], [1]])
    assert [d.name for d in found] == ["Hand Tools", "Paints"]


def test_a_driver_tells_the_share_and_how_often_the_average_it_is():
    found = described([[60, 40, 0, 0], [0, 40, 60, 0]], [[0], [1]])
    driver = found[0].drivers[0]
    assert driver.sentence == "Fasteners: 60 % of what they buy, 2.0 × the average share"
    assert (driver.feature, driver.mean, driver.ratio) == ("Fasteners", 60.0, 2.0)


def test_clusters_of_one_mix_are_told_apart_by_size():
    found = described([[500, 500, 0, 0], [5, 5, 0, 0]], [[0], [1]])
    assert [d.name for d in found] == [
        "Fasteners and Hand Tools, larger",
        "Fasteners and Hand Tools, smaller",
    ]
    assert any(
        "× the average" in driver.sentence and "units per customer" in driver.sentence for driver in found[0].drivers
    )


def test_a_segment_of_one_cluster_is_compared_with_all_customers():
    found = described([[90, 10, 0, 0], [0, 10, 90, 0], [0, 0, 0, 100]], [[0]], everyone=[0, 1, 2])
    assert found[0].name == "Fasteners"


def test_equal_names_are_told_apart_by_how_much_is_bought():
    rows = [[90, 10, 0, 0], [900, 100, 0, 0], [0, 0, 2000, 0]]
    names = [d.name for d in described(rows, [[0], [1], [2]])]
    assert names == ["Fasteners, smaller", "Fasteners, larger", "Paints"]


def test_three_equal_names_are_ranked_by_size():
    rows = [[90, 10, 0, 0], [900, 100, 0, 0], [9, 1, 0, 0], [0, 0, 900, 0]]
    names = [d.name for d in described(rows, [[0], [1], [2], [3]])]
    assert names[:3] == ["Fasteners, middle", "Fasteners, largest", "Fasteners, smallest"]


def test_more_returned_than_bought_has_a_name_and_no_nan():
    found = described([[-5, 0, 0, 0], [10, 0, 0, 0]], [[0], [1]])
    assert found[0].name == "No purchases left after returns"
    assert all(np.isfinite(driver.ratio) for d in found for driver in d.drivers)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ([40, 9000, 300, 80, 2], "Wide range, spend most"),
        ([1, 50, 50, 2, 300], "Narrow range, spend least"),
    ],
)
def test_behaviour_is_named_in_sales_words(row, words):
    others = [[6, 900, 150, 20, 30], [5, 1000, 200, 22, 40], [6, 800, 130, 21, 35]]
    found = described([row, *others], [[0], [1, 2, 3]], names=BEHAVIOUR, family="buying behaviour")
    assert found[0].name == words


def test_recency_is_told_in_whole_days():
    rows = [[5, 100, 20, 3, 200], [5, 100, 20, 3, 10]]
    found = described(rows, [[0], [1]], names=BEHAVIOUR, family="buying behaviour")
    assert found[0].drivers[0].sentence == "Last order 200 days ago on average, 1.9 × the average"
    assert [d.name for d in found] == ["Long silent", "Ordered lately"]


def test_customers_without_anything_remarkable_are_average_buyers():
    found = described([[5, 100, 20, 3, 10]], [[0]], names=BEHAVIOUR, family="buying behaviour")
    assert found[0].name == "Average buyers"
    assert found[0].drivers == ()


def test_many_equal_names_are_counted_by_size():
    rows = [[10.0 * size, 10.0 * size, 0, 0] for size in range(5, 0, -1)]
    names = [d.name.removeprefix("Fasteners and Hand Tools, ") for d in described(rows, [[i] for i in range(5)])]
    assert names == ["largest", "2nd largest", "3rd largest", "4th largest", "smallest"]
