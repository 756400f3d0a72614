"""The worked example: what the sample holds, read with pandas alone, and what the engine must make of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product as combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans

import engine
from tests.engine.worked_example import (
    BASKETS,
    BUILDERS,
    BUILDERS_AND_PLUMBER,
    CATEGORIES,
    CUSTOMERS,
    DESCRIBED_PRODUCTS,
    LISTED_LINES,
    MEAN_QUANTITIES,
    NAMED_PRODUCTS,
    NORTHEAST,
    PAINTERS,
    PLUMBER_WITH_PAINTERS,
    Clusters,
    expected_basket,
    fields_of,
)

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


@pytest.fixture(scope="module")
def customers() -> pd.DataFrame:
    return pd.read_csv(SAMPLE / "customers.csv", dtype=str)


@pytest.fixture(scope="module")
def products() -> pd.DataFrame:
    return pd.read_csv(SAMPLE / "products.csv", dtype=str)


@pytest.fixture(scope="module")
def lines(products: pd.DataFrame) -> pd.DataFrame:
    read = pd.read_csv(SAMPLE / "invoices.csv", dtype={"customer_id": str, "product_id": str, "invoice_id": str})
    return read.merge(products[["product_id", "l2_category"]], on="product_id", validate="many_to_one")


@pytest.fixture(scope="module")
def bought(lines: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Quantity by customer and product."""
    totals = lines.groupby(["customer_id", "product_id"])["quantity"].sum()
    return {c: totals[c].to_dict() for c in totals.index.unique("customer_id")}


class TestSample:
    def test_ten_customers_fifty_products_847_lines(
        self, customers: pd.DataFrame, products: pd.DataFrame, lines: pd.DataFrame
    ) -> None:
        assert len(lines) == 847
        assert customers["customer_id"].tolist() == [f"C{n:03d}" for n in range(1, 11)]
        assert products["product_id"].tolist() == [f"P{n:03d}" for n in range(1, 51)]
        assert set(lines["customer_id"]) == set(customers["customer_id"])
        assert set(lines["product_id"]) == set(products["product_id"])

    def test_columns_start_with_the_required_ones(
        self, customers: pd.DataFrame, products: pd.DataFrame, lines: pd.DataFrame
    ) -> None:
        needed = ["region", "end_use", "customer_name", "customer_type"]
        assert customers.columns[:5].tolist() == ["customer_id", *needed]
        needed = ["brand", "l2_category", "l3_category", "product_name"]
        assert products.columns[:5].tolist() == ["product_id", *needed]
        assert lines.columns[:5].tolist() == ["invoice_id", "customer_id", "product_id", "quantity", "invoice_date"]

    def test_customers_are_the_named_ones(self, customers: pd.DataFrame) -> None:
        assert customers.iloc[:, :5].to_numpy().tolist() == fields_of(CUSTOMERS)

    def test_named_products_are_exact(self, products: pd.DataFrame) -> None:
        rows = {row[0]: row for row in products.iloc[:, :5].to_numpy().tolist()}
        assert [rows[row[0]] for row in fields_of(NAMED_PRODUCTS)] == fields_of(NAMED_PRODUCTS)

    @pytest.mark.parametrize("product", DESCRIBED_PRODUCTS)
    def test_described_products_are_of_their_kind(self, products: pd.DataFrame, product: str) -> None:
        row = products.set_index("product_id").loc[product]
        category, word = DESCRIBED_PRODUCTS[product]
        assert row["l2_category"] == category
        assert word in f"{row['l3_category']} {row['product_name']}".casefold()

    def test_every_product_is_described_in_full_and_only_in_the_eight_categories(self, products: pd.DataFrame) -> None:
        assert not products.isna().any(axis=None)
        assert products["product_name"].is_unique
        assert set(products["l2_category"]) == set(CATEGORIES)

    def test_no_product_of_the_example_is_out_of_stock(self, products: pd.DataFrame) -> None:
        missing = set(products.loc[products["in_stock"] == "no", "product_id"])
        named = {row[0] for row in fields_of(NAMED_PRODUCTS)} | set(DESCRIBED_PRODUCTS)
        assert 1 <= len(missing) <= 2
        assert not missing & named

    def test_listed_lines_are_there(self, lines: pd.DataFrame) -> None:
        listed = [tuple(text.split()) for text in LISTED_LINES.replace("\n", " · ").strip(" ·").split(" · ")]
        shown = lines[["customer_id", "product_id", "quantity", "invoice_date"]].astype(str)
        assert len(listed) == 13
        assert set(listed) <= set(shown.itertuples(index=False, name=None))

    def test_lines_run_from_early_january_to_late_december_2024_in_order(self, lines: pd.DataFrame) -> None:
        days = pd.to_datetime(lines["invoice_date"], format="%Y-%m-%d")
        assert pd.Timestamp("2024-01-01") <= days.min() <= pd.Timestamp("2024-01-07")
        assert pd.Timestamp("2024-12-24") <= days.max() <= pd.Timestamp("2024-12-31")
        order = lines[["invoice_date", "customer_id"]]
        assert order.equals(order.sort_values(["invoice_date", "customer_id"], kind="stable"))

    def test_an_invoice_is_one_customer_on_one_day(self, lines: pd.DataFrame) -> None:
        assert (lines.groupby("invoice_id")[["customer_id", "invoice_date"]].nunique() == 1).all(axis=None)
        assert lines["invoice_id"].nunique() == len(lines[["customer_id", "invoice_date"]].drop_duplicates())
        assert not lines.duplicated(["invoice_id", "product_id"]).any()

    def test_quantities_and_prices_are_positive_and_prices_stay_near_the_list_price(
        self, lines: pd.DataFrame, products: pd.DataFrame
    ) -> None:
        listed = products.set_index("product_id")["unit_price"].astype(float)
        ratio = lines["unit_price"] / lines["product_id"].map(listed)
        assert (lines["quantity"] > 0).all()
        assert ratio.between(0.9, 1.05).all()
        assert ratio.round(3).nunique() > 10

    @pytest.mark.parametrize("customer", BASKETS)
    def test_market_baskets_are_exact(self, lines: pd.DataFrame, customer: str) -> None:
        mine = lines[lines["customer_id"] == customer].groupby("product_id")
        found = zip(mine.groups, mine["quantity"].sum(), mine["invoice_date"].nunique(), strict=True)
        assert {product: (quantity, times) for product, quantity, times in found} == expected_basket(customer)

    def test_the_northeast_pivot_is_exact(self, lines: pd.DataFrame) -> None:
        pivot = lines.pivot_table(
            index="customer_id", columns="l2_category", values="quantity", aggfunc="sum", fill_value=0
        )
        assert {c: tuple(pivot.loc[c, list(CATEGORIES)]) for c in NORTHEAST} == NORTHEAST

    def test_builders_can_be_offered_at_least_ten_products_of_their_peers(
        self, bought: dict[str, dict[str, float]]
    ) -> None:
        whitespace = (set(bought["C002"]) | set(bought["C005"])) - set(bought["C001"])
        assert len(whitespace) >= 10
        assert {"P009", "P011", "P026", "P027", "P028", "P029", "P030"} <= whitespace
        assert set(bought["C002"]) - set(bought["C001"])


class TestGeometry:
    """Figures of the example from its pivot alone, worked out without the engine."""

    @pytest.mark.parametrize(
        ("one", "other", "distance"), [("C001", "C003", 603.85), ("C005", "C001", 522.31), ("C005", "C003", 365.95)]
    )
    def test_distances_between_customers(self, one: str, other: str, distance: float) -> None:
        assert round(float(np.linalg.norm(np.subtract(NORTHEAST[one], NORTHEAST[other]))), 2) == distance

    def test_raw_quantities_put_the_plumber_with_the_painters(self) -> None:
        raw = np.array(list(NORTHEAST.values()), dtype=float)
        assert inertia(raw, {BUILDERS, PLUMBER_WITH_PAINTERS}) == pytest.approx(79_247, abs=0.5)
        assert inertia(raw, {BUILDERS_AND_PLUMBER, PAINTERS}) == pytest.approx(163_135, abs=0.5)
        assert best_of_all(raw) == {BUILDERS, PLUMBER_WITH_PAINTERS}
        assert KMeans(2, n_init=10, random_state=0).fit(raw).inertia_ == pytest.approx(79_247, abs=0.5)

    def test_log_quantities_put_the_plumber_with_the_builders(self) -> None:
        logs = np.log1p(np.array(list(NORTHEAST.values()), dtype=float))
        assert inertia(logs, {BUILDERS_AND_PLUMBER, PAINTERS}) == pytest.approx(40.4, abs=0.05)
        assert inertia(logs, {BUILDERS, PLUMBER_WITH_PAINTERS}) == pytest.approx(59.2, abs=0.05)
        assert best_of_all(logs) == {BUILDERS_AND_PLUMBER, PAINTERS}
        assert KMeans(2, n_init=10, random_state=0).fit(logs).inertia_ == pytest.approx(40.4, abs=0.05)


def inertia(points: np.ndarray, clusters: Clusters) -> float:
    rows = [[list(NORTHEAST).index(customer) for customer in cluster] for cluster in clusters]
    return float(sum(((points[r] - points[r].mean(axis=0)) ** 2).sum() for r in rows))


def best_of_all(points: np.ndarray) -> Clusters:
    """The two clusters of least inertia among all fifteen ways to make two of five customers."""
    ways = [
        {"C001", *(c for c, inside in zip(list(NORTHEAST)[1:], way, strict=True) if inside)}
        for way in combinations((False, True), repeat=4)
        if not all(way)
    ]
    return min(({frozenset(way), frozenset(set(NORTHEAST) - way)} for way in ways), key=lambda c: inertia(points, c))


@pytest.fixture(scope="module")
def options() -> engine.Options:
    return engine.options_from_toml(SAMPLE / "sample.toml")


@pytest.fixture(scope="module")
def dataset() -> engine.Dataset:
    files = [SAMPLE / name for name in ("invoices.csv", "customers.csv", "products.csv")]
    return engine.read_dataset(engine.inspect_files(files))


@pytest.fixture(scope="module")
def analysis(dataset: engine.Dataset, options: engine.Options) -> engine.Analysis:
    return engine.analyse(dataset, options)


def names(analysis: engine.Analysis, codes: np.ndarray) -> list[str]:
    return analysis.dataset.customers["customer_id"].iloc[codes].tolist()


def code_of(analysis: engine.Analysis, customer: str) -> int:
    return analysis.dataset.customers["customer_id"].tolist().index(customer)


def clusters_of(analysis: engine.Analysis, segment: str) -> dict[frozenset[str], engine.Cluster]:
    found = next(s for s in analysis.segmentation.segments if s.name == segment)
    clusters = [analysis.segmentation.clusters[id_] for id_ in found.clusters]
    return {frozenset(names(analysis, cluster.members)): cluster for cluster in clusters}


def offers_to(analysis: engine.Analysis, customer: str) -> pd.DataFrame:
    """The new products offered to one customer in rank order, with ids, categories and the position in the whole table."""
    table = analysis.recommendations.table.reset_index(drop=True).rename_axis("position").reset_index()
    new = (table["customer"] == code_of(analysis, customer)) & (table["play"] == "whitespace")
    mine = table[new].sort_values("rank")
    goods = analysis.dataset.products.iloc[mine["product"]]
    return mine.assign(
        product_id=goods["product_id"].to_numpy(), l2_category=goods["l2_category"].astype(str).to_numpy()
    )


class TestEngine:
    def test_every_line_is_read_and_used(self, dataset: engine.Dataset, lines: pd.DataFrame) -> None:
        assert dataset.report.lines_read == dataset.report.lines_used == len(dataset.lines) == 847
        assert not dataset.report.left_out
        assert not dataset.report.issues
        money = (lines["quantity"] * lines["unit_price"]).sum()
        assert dataset.report.amount_used == pytest.approx(money)
        assert dataset.lines.quantity.sum() == lines["quantity"].sum()
        assert len(dataset.customers) == 10
        assert len(dataset.products) == 50

    @pytest.mark.parametrize("customer", BASKETS)
    def test_market_baskets_are_exact(self, analysis: engine.Analysis, customer: str) -> None:
        code, baskets = code_of(analysis, customer), analysis.baskets
        mine = slice(baskets.start[code], baskets.start[code + 1])
        products = analysis.dataset.products["product_id"].iloc[baskets.product[mine]]
        found = zip(products, baskets.quantity[mine], baskets.times[mine], strict=True)
        assert {product: (quantity, times) for product, quantity, times in found} == expected_basket(customer)

    def test_the_pivot_is_exact(self, analysis: engine.Analysis) -> None:
        features = analysis.features
        pivot = pd.DataFrame(
            features.plain, index=analysis.dataset.customers["customer_id"], columns=list(features.names)
        )
        assert sorted(features.names) == sorted(CATEGORIES)
        assert {c: tuple(pivot.loc[c, list(CATEGORIES)]) for c in NORTHEAST} == NORTHEAST

    def test_segments_are_the_two_regions(self, analysis: engine.Analysis) -> None:
        found = {s.name: names(analysis, s.members) for s in analysis.segmentation.segments}
        assert found == {
            "Northeast": ["C001", "C002", "C003", "C004", "C005"],
            "Southeast": ["C006", "C007", "C008", "C009", "C010"],
        }

    def test_region_alone_is_the_choice_of_the_options_file(self, options: engine.Options) -> None:
        assert options == replace(engine.Options(), segment_by=("region",))

    def test_the_northeast_falls_into_builders_with_the_plumber_and_painters(self, analysis: engine.Analysis) -> None:
        assert set(clusters_of(analysis, "Northeast")) == {BUILDERS_AND_PLUMBER, PAINTERS}

    @pytest.mark.parametrize("members", MEAN_QUANTITIES, ids=["builders and plumber", "painters"])
    def test_mean_quantities_of_the_clusters(self, analysis: engine.Analysis, members: frozenset[str]) -> None:
        cluster = clusters_of(analysis, "Northeast")[members]
        means = dict(zip(analysis.features.names, cluster.means, strict=True))
        assert [round(float(means[c]), 1) for c in CATEGORIES] == list(MEAN_QUANTITIES[members])

    @pytest.mark.parametrize("seed", range(5))
    def test_the_clusters_do_not_hang_on_the_seed(
        self, dataset: engine.Dataset, analysis: engine.Analysis, options: engine.Options, seed: int
    ) -> None:
        other = engine.analyse(dataset, replace(options, clustering=replace(options.clustering, seed=seed)))
        for segment in ("Northeast", "Southeast"):
            assert set(clusters_of(other, segment)) == set(clusters_of(analysis, segment))

    def test_raw_quantities_put_the_plumber_with_the_painters(
        self, dataset: engine.Dataset, options: engine.Options
    ) -> None:
        raw = engine.analyse(dataset, replace(options, features=replace(options.features, measure="quantity")))
        assert set(clusters_of(raw, "Northeast")) == {BUILDERS, PLUMBER_WITH_PAINTERS}

    def test_the_southeast_falls_into_builders_with_their_painter_and_building_services(
        self, analysis: engine.Analysis
    ) -> None:
        assert set(clusters_of(analysis, "Southeast")) == {
            frozenset({"C006", "C007", "C009"}),
            frozenset({"C008", "C010"}),
        }


class TestRecommendations:
    def test_c001_is_offered_ten_products_that_its_peers_buy_and_it_does_not(
        self, analysis: engine.Analysis, bought: dict[str, dict[str, float]]
    ) -> None:
        offers = offers_to(analysis, "C001")
        assert len(offers) == 10
        assert offers["rank"].is_monotonic_increasing
        assert set(offers["ring"]) == {"cluster"}
        assert set(offers["product_id"]) <= (set(bought["C002"]) | set(bought["C005"])) - set(bought["C001"])

    def test_c001_is_first_offered_what_both_its_peers_buy(self, analysis: engine.Analysis) -> None:
        first = offers_to(analysis, "C001").iloc[0]
        assert (first["product_id"], first["buyers"], first["peers"]) == ("P011", 2, 2)

    @pytest.mark.parametrize("customer", sorted(BUILDERS_AND_PLUMBER))
    def test_nothing_that_only_painters_buy_is_offered_to_builders_and_plumber(
        self, analysis: engine.Analysis, customer: str
    ) -> None:
        everything = engine.RecommendOptions(per_customer=100)
        wide = engine.analyse(analysis.dataset, replace(analysis.options, recommending=everything))
        for offers in (offers_to(analysis, customer), offers_to(wide, customer)):
            assert len(offers)
            assert not set(offers["l2_category"]) & {"Paints", "Painting Supplies"}

    @pytest.mark.parametrize("customer", sorted(NORTHEAST))
    def test_each_offer_of_the_cluster_is_traced_to_named_peers_and_their_quantities(
        self,
        analysis: engine.Analysis,
        customers: pd.DataFrame,
        bought: dict[str, dict[str, float]],
        customer: str,
    ) -> None:
        called = customers.set_index("customer_id")["customer_name"]
        peers = next(c for c in MEAN_QUANTITIES if customer in c) - {customer}
        offers = offers_to(analysis, customer)
        for offer in offers[offers["ring"] == "cluster"].itertuples():
            expected = {c: bought[c][offer.product_id] for c in peers if offer.product_id in bought[c]}
            proof = engine.evidence(analysis, offer.position)
            assert dict(zip(proof["customer_id"], proof["quantity"], strict=True)) == expected
            assert (offer.buyers, offer.peers) == (len(expected), len(peers))
            assert all(called[c] in offer.reason for c in expected)
            assert proof["customer_name"].tolist() == [called[c] for c in proof["customer_id"]]

    def test_every_customer_is_offered_something_new_that_is_in_stock(
        self, analysis: engine.Analysis, products: pd.DataFrame, bought: dict[str, dict[str, float]]
    ) -> None:
        missing = set(products.loc[products["in_stock"] == "no", "product_id"])
        assert "P045" in missing & (set(bought["C002"]) - set(bought["C001"]))
        for customer, mine in bought.items():
            offered = set(offers_to(analysis, customer)["product_id"])
            assert offered
            assert not offered & (set(mine) | missing)
