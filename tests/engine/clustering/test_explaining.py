import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.clustering.explaining import explained
from engine.features import Attribute
from engine.options import FeatureOptions, Options
from tests.engine.clustering.builders import features, figures, numbers, segmentation

CATEGORIES = ("Fasteners", "Hand Tools", "Paints", "Plumbing")
BEHAVIOUR = ("Orders", "Spend", "Ticket size", "Products", "Recency")
PROFILE = "customer profile"


def of(described, groups, others=(), bought=None):
    """The clusters of a segment, explained; `others` are customers of another segment."""
    n = len(described.plain)
    segments = {"North": groups, **({"South": [list(others)]} if others else {})}
    sums = described.plain.sum(axis=1) if bought is None else bought
    options = Options(features=FeatureOptions(levels=("l2_category",)))
    found = explained(segmentation(segments, n), described, figures([1] * n, sums), options)
    return [cluster for cluster in found.clusters if cluster.segment == 0]


def by_mix(rows, groups, others=()):
    return of(numbers("category mix", **dict(zip(CATEGORIES, zip(*rows, strict=True), strict=True))), groups, others)


def by_behaviour(rows, groups, names=BEHAVIOUR):
    return of(numbers("buying behaviour", **dict(zip(names, zip(*rows, strict=True), strict=True))), groups)


def by_profile(groups, *attributes):
    scaled = {a.name: np.nan_to_num(a.values, nan=float(np.nanmedian(a.values))) for a in attributes}
    return of(features(attributes, scaled), groups, bought=np.zeros(len(attributes[0].values)))


def sentences(cluster):
    return [driver.sentence for driver in cluster.drivers]


def test_a_cluster_is_named_for_the_category_it_buys_more_of_than_the_rest():
    found = by_mix([[90, 10, 0, 0], [80, 20, 0, 0], [0, 10, 90, 0], [0, 20, 80, 0]], [[0, 1], [2, 3]])
    assert [d.name for d in found] == ["Fasteners", "Paints"]


def test_two_categories_are_named_where_both_stand_out():
    found = by_mix([[50, 0, 0, 50], [0, 50, 50, 0]], [[0], [1]])
    assert found[0].name == "Fasteners and Plumbing"


def test_what_every_cluster_buys_alike_names_none_of_them():
    found = by_mix([[50, 50, 0, 0], [50, 0, 50, 0]], [[0], [1]])
    assert [d.name for d in found] == ["Hand Tools", "Paints"]


def test_a_driver_tells_the_share_and_how_often_the_average_it_is():
    found = by_mix([[60, 40, 0, 0], [0, 40, 60, 0]], [[0], [1]])
    driver = found[0].drivers[0]
    assert driver.sentence == "Fasteners: 60 % of what they buy, 2.0 × the average share"
    assert (driver.feature, driver.mean, driver.ratio) == ("Fasteners", 60.0, 2.0)


def test_clusters_of_one_mix_are_told_apart_by_size():
    found = by_mix([[500, 500, 0, 0], [5, 5, 0, 0]], [[0], [1]])
    assert [d.name for d in found] == [
        "Fasteners and Hand Tools, larger",
        "Fasteners and Hand Tools, smaller",
    ]
    assert any(
        "× the average" in driver.sentence and "units per customer" in driver.sentence for driver in found[0].drivers
    )


def test_a_segment_of_one_cluster_is_compared_with_all_customers():
    found = by_mix([[90, 10, 0, 0], [0, 10, 90, 0], [0, 0, 0, 100]], [[0]], others=[1, 2])
    assert found[0].name == "Fasteners"


def test_equal_names_are_told_apart_by_how_much_is_bought():
    rows = [[90, 10, 0, 0], [900, 100, 0, 0], [0, 0, 2000, 0]]
    names = [d.name for d in by_mix(rows, [[0], [1], [2]])]
    assert names == ["Fasteners, smaller", "Fasteners, larger", "Paints"]


def test_three_equal_names_are_ranked_by_size():
    rows = [[90, 10, 0, 0], [900, 100, 0, 0], [9, 1, 0, 0], [0, 0, 900, 0]]
    names = [d.name for d in by_mix(rows, [[0], [1], [2], [3]])]
    assert names[:3] == ["Fasteners, middle", "Fasteners, largest", "Fasteners, smallest"]


def test_more_returned_than_bought_has_a_name_and_no_nan():
    found = by_mix([[-5, 0, 0, 0], [10, 0, 0, 0]], [[0], [1]])
    assert found[0].name == "No purchases left after returns"
    assert all(np.isfinite(driver.ratio) for d in found for driver in d.drivers)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ([40, 9000, 300, 80, 2], "Frequent large buyers, wide range"),
        ([1, 50, 50, 2, 300], "Small buyers, narrow range, long silent"),
    ],
)
def test_behaviour_is_named_in_sales_words(row, words):
    others = [[6, 900, 150, 20, 30], [5, 1000, 200, 22, 40], [6, 800, 130, 21, 35]]
    found = by_behaviour([row, *others], [[0], [1, 2, 3]])
    assert found[0].name == words


def test_recency_is_told_in_whole_days():
    rows = [[5, 100, 20, 3, 200], [5, 100, 20, 3, 10]]
    found = by_behaviour(rows, [[0], [1]])
    assert found[0].drivers[0].sentence == "Last order 200 days ago on average, 1.9 × the average"
    assert [d.name for d in found] == ["Long silent", "Ordered lately"]


def test_customers_without_anything_remarkable_are_average_buyers():
    found = by_behaviour([[5, 100, 20, 3, 10]], [[0]])
    assert found[0].name == "Average buyers"
    assert found[0].drivers == ()


def test_many_equal_names_are_counted_by_size():
    rows = [[10.0 * size, 10.0 * size, 0, 0] for size in range(5, 0, -1)]
    names = [d.name.removeprefix("Fasteners and Hand Tools, ") for d in by_mix(rows, [[i] for i in range(5)])]
    assert names == ["largest", "2nd largest", "3rd largest", "4th largest", "smallest"]


def test_drivers_of_all_families_are_ranked_by_one_measure_of_strength():
    mixed = features(
        [
            Attribute("Paints", "category mix", "units", np.array([9.0, 9, 1, 1])),
            Attribute("Nails", "category mix", "units", np.array([1.0, 1, 9, 9])),
            Attribute("Orders", "buying behaviour", "orders", np.array([9.0, 11, 9, 11])),
            Attribute("Has children", PROFILE, "", np.array([1.0, 1, 0, 0]), ("No", "Yes")),
        ],
        {name: np.arange(4.0) for name in ("Paints", "Nails")}
        | {"Orders": np.array([9.0, 11, 9, 11]), "Has children": np.array([1.0, 1, 0, 0])},
    )
    found = of(mixed, [[0, 1], [2, 3]])
    assert sentences(found[0]) == [
        "Has children: 100 %, average 50 %",
        "Paints: 90 % of what they buy, 1.8 × the average share",
        "Nails: 10 % of what they buy, a fifth of the average share",
    ]
    assert found[0].name == "With children, Paints"
    strengths = [driver.strength for driver in found[0].drivers]
    assert strengths[0] == pytest.approx(2 * np.arcsin(1) - 2 * np.arcsin(np.sqrt(0.5)))
    assert strengths[1] == pytest.approx(2 * np.arcsin(np.sqrt(0.9)) - 2 * np.arcsin(np.sqrt(0.5)))


def test_the_strength_of_a_number_is_its_standardised_difference_in_what_was_compared():
    orders = np.array([1.0, 2, 3, 40, 50, 60])
    found = of(numbers("buying behaviour", Orders=orders), [[0, 1, 2], [3, 4, 5]])
    logs = np.log1p(orders)
    expected = (logs[3:].mean() - logs.mean()) / logs.std()
    assert found[1].drivers[0].strength == pytest.approx(expected)
    assert found[1].drivers[0].sentence == "Orders: 50 on average, 1.9 × the average"


def test_a_fraction_of_the_average_is_told_in_words():
    found = by_behaviour([[5, 100, 20, 3, 12], [5, 100, 20, 3, 84]], [[0], [1]])
    assert sentences(found[0]) == ["Last order 12 days ago on average, a quarter of the average"]


def test_a_number_of_the_profile_is_told_with_its_mean_of_those_known():
    income = Attribute("Income", PROFILE, "", np.array([90_000, np.nan, 30_000, 30_000]), source="Income")
    found = by_profile([[0, 1], [2, 3]], income)
    assert sentences(found[0]) == ["Income: 90,000 on average, 1.8 × the average"]
    assert [cluster.name for cluster in found] == ["Well-off", "Modest income"]


def test_a_mean_near_the_average_is_told_beside_it():
    age = Attribute("Age", PROFILE, "years", np.array([52.0, 53, 47, 48]), source="Year_Birth")
    found = by_profile([[0, 1], [2, 3]], age)
    assert sentences(found[0]) == ["Age: 52 on average, average 50"]
    assert [cluster.name for cluster in found] == ["Older", "Younger"]


def test_those_born_later_are_younger_and_years_are_told_as_years():
    born = Attribute("Birth year", PROFILE, "", np.array([1985.0, 1990, 1955, 1950]), source="Year_Birth")
    found = by_profile([[0, 1], [2, 3]], born)
    assert sentences(found[0]) == ["Birth year: 1988 on average, average 1970"]
    assert [cluster.name for cluster in found] == ["Younger", "Older"]


def test_days_since_a_date_of_the_list_tell_how_long_customers_are_customers():
    since = Attribute("Days since Enrolled", PROFILE, "days", np.array([500.0, 600, 50, 50]), source="Enrolled")
    found = by_profile([[0, 1], [2, 3]], since)
    assert sentences(found[0]) == ["Days since Enrolled: 550 on average, 1.8 × the average"]
    assert [cluster.name for cluster in found] == ["Long-standing", "New"]


def test_slight_differences_fill_up_where_there_are_too_few_drivers_but_name_nothing():
    rows = np.array([[10, 10, 50.0], [10, 10, 52], [2, 10, 51], [2, 10, 51], [2, 10, 53]])
    rows[:, 1] += [0.2, 0, 0, 0.1, 0]
    orders, rest = rows[:, 0], rows[:, 1:]
    described = numbers("buying behaviour", Orders=orders, Spend=rest[:, 0], Products=rest[:, 1])
    found = of(described, [[0, 1], [2, 3, 4]])[0]
    strengths = [abs(driver.strength) for driver in found.drivers]
    assert len(strengths) <= 3
    assert min(strengths) >= 0.1
    assert found.drivers[0].feature == "Orders"


def test_bands_of_a_number_are_told_as_the_number():
    income = np.array([90_000.0, 80_000, 20_000, 30_000])
    number = Attribute("Income", PROFILE, "", income, source="Income")
    bands = Attribute("Income, in bands", PROFILE, "", np.array([1.0, 1, 0, 0]), ("low", "high"), True, source="Income")
    described = features([number, bands], {"Income, in bands": bands.values})
    assert sentences(of(described, [[0, 1], [2, 3]])[0]) == ["Income: 85,000 on average, 1.5 × the average"]


def test_a_group_is_told_with_its_share_and_the_usual_one():
    marital = Attribute("Marital status", PROFILE, "", np.array([0.0, 0, 0, 1, 1, 1]), ("Single", "Partnered"))
    found = by_profile([[0, 1, 3], [2, 4, 5]], marital)
    assert sentences(found[0]) == ["Marital status: Single 67 %, average 50 %"]
    assert [cluster.name for cluster in found] == ["Single", "Partnered"]


def test_well_off_customers_without_children_are_called_so():
    income = Attribute("Income", PROFILE, "", np.array([90.0, 60, 95, 88, 30, 75, 31, 28]) * 1000, source="Income")
    children = Attribute("Has children", PROFILE, "", np.array([0.0, 0, 0, 1, 1, 1, 1, 0]), ("No", "Yes"))
    found = by_profile([[0, 1, 2, 3], [4, 5, 6, 7]], income, children)
    assert [cluster.name for cluster in found] == ["Well-off, no children", "Modest income, with children"]


def test_customers_whose_orders_follow_each_other_weekly_are_called_so():
    rows = [[60, 90_000, 6.8], [55, 80_000, 7.1], [4, 900, 90], [5, 1_000, 80]]
    found = by_behaviour(rows, [[0, 1], [2, 3]], ("Orders", "Spend", "Days between orders"))
    assert found[0].name == "Weekly frequent large buyers"


def test_one_huge_customer_elsewhere_tells_nobody_that_they_are_small_and_large_at_once():
    rows = [[0, 9_000_000, 0, 0, 1], [0, 500, 0, 0, 1], [0, 400, 0, 0, 1], *[[0, 1, 0, 0, 1]] * 9]
    found = by_behaviour(rows, [[0, *range(3, 12)], [1, 2]])
    assert all("× the average" not in s or "Spend" not in s for s in sentences(found[1]))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 5))
def test_names_are_unique_short_and_no_statistics_whatever_the_customers(seed, k):
    rng = np.random.default_rng(seed)
    n = 30
    described = features(
        [
            Attribute(
                "Paints and varnishes for wood, metal and stone", "category mix", "units", rng.poisson(3, n) * 1.0
            ),
            Attribute("Nails", "category mix", "units", rng.poisson(3, n) * 1.0),
            Attribute("Orders", "buying behaviour", "orders", rng.poisson(5, n) * 1.0),
            Attribute("Recency", "buying behaviour", "days", rng.poisson(50, n) * 1.0),
            Attribute("Town", PROFILE, "", rng.integers(0, 3, n) * 1.0, ("Ulm", "Bonn", "Köln")),
        ],
        {name: rng.normal(size=n) for name in ("Nails", "Orders", "Recency", "Town")}
        | {"Paints and varnishes for wood, metal and stone": rng.normal(size=n)},
    )
    labels = np.concatenate([np.arange(k), rng.integers(0, k, n - k)])
    found = of(described, [np.flatnonzero(labels == i).tolist() for i in range(k)])
    names = [cluster.name.casefold() for cluster in found]
    assert len(set(names)) == k
    for cluster in found:
        assert 0 < len(cluster.name.rsplit(", ", 1)[0]) <= 41
        assert not any(word in cluster.name.casefold() for word in ("cluster", "mean", "average ", "%", "×"))
        assert 0 <= len(cluster.drivers) <= 5
        assert [abs(d.strength) for d in cluster.drivers if d.strength > 0] == sorted(
            (d.strength for d in cluster.drivers if d.strength > 0), reverse=True
        )


def test_customers_in_no_cluster_belong_to_the_average_but_to_no_name():
    described = numbers("buying behaviour", Orders=[10, 10, 20, 20, 400])
    clusters = segmentation({"North": [[0, 1], [2, 3]]}, 5, without_cluster={"North": [4]})
    found = explained(clusters, described, figures([1] * 5), Options())
    assert found.clusters[0].drivers[0].sentence == "Orders: 10 on average, 0.1 × the average"
