import numpy as np
import pytest

from engine import analyse, options_from_mapping
from engine.progress import silent
from engine.recommending import candidates
from engine.recommending.adoption import count_adoption
from engine.recommending.affinity import AffinitySettings, fit_affinity, scores
from engine.recommending.by_affinity import fitted, liked_by_affinity, settings_of
from engine.recommending.evidence_at import decayed_purchases
from engine.recommending.rings import rings
from tests.engine.builders import make_dataset
from tests.gui.proven import OPTIONS, shop

BY_AFFINITY = options_from_mapping({"recommending": {"method": "affinity", "fewest_peers": 0}}, OPTIONS)


@pytest.fixture(scope="module")
def ranked():
    return analyse(shop().dataset, BY_AFFINITY)


@pytest.fixture(scope="module")
def naive(ranked):
    """For each customer the products that somebody else of its cluster buys and it never touched, best score first."""
    baskets, settings = ranked.baskets, settings_of(ranked.options.recommending)
    affinity = fitted(baskets, settings, silent)
    purchases = decayed_purchases(baskets, settings.half_life)
    dense = scores(affinity, purchases)
    touched = {(int(c), int(p)) for c, p in zip(baskets.customer, baskets.product, strict=True)}
    cluster_of = ranked.segmentation.cluster_of
    found = {}
    for customer in range(baskets.n_customers):
        peers = np.flatnonzero(cluster_of == cluster_of[customer])
        bought = {p for c, p in touched if c in peers and c != customer}
        scored = [
            (-float(dense[customer, at]), int(product))
            for at, product in enumerate(affinity.products)
            if product in bought and (customer, int(product)) not in touched and dense[customer, at] > 0
        ]
        found[customer] = [product for _, product in sorted(scored)]
    return found


def offered(analysis, customer):
    return analysis.recommendations.of_customer(customer)["product"].tolist()


def test_what_goes_best_with_the_own_products_comes_first_among_what_peers_buy(ranked, naive):
    for customer, expected in naive.items():
        own = offered(ranked, customer)
        assert own[: len(expected)] == expected[: len(own)]


def test_places_that_are_left_are_filled_by_what_peers_buy_in_its_order(ranked, naive):
    by_peers = analyse(shop().dataset, OPTIONS)
    for customer, expected in naive.items():
        rest = [product for product in offered(by_peers, customer) if product not in expected]
        left = offered(ranked, customer)[len(expected) :]
        assert left == rest[: len(left)]


def two_regions():
    """Two tastes in two regions; the north is sold but the first four products of each taste, the south all eight."""
    rng = np.random.default_rng(1)
    lines = []
    for customer in range(60):
        pool, each = (4, 3) if customer < 30 else (8, 6)
        products = 8 * (customer % 2) + rng.permutation(pool)[:each]
        lines += [(f"C{customer:02}", f"P{product:02}", 1.0, "2024-01-01", 5.0) for product in products]
    return make_dataset(lines, {"region": ["North"] * 30 + ["South"] * 30})


def scores_of(analysis):
    affinity = fitted(analysis.baskets, settings_of(analysis.options.recommending), silent)
    return scores(affinity, decayed_purchases(analysis.baskets, affinity.settings.half_life))


def test_wider_rings_are_ranked_by_affinity_as_well_and_stay_behind_the_cluster():
    asked = {
        "segment_by": ["region"],
        "recommending": {"ridge": 5.0, "per_customer": 9},
        "clustering": {"most_clusters": 1},
    }
    analysis = analyse(two_regions(), options_from_mapping(asked, BY_AFFINITY))
    liked = scores_of(analysis)
    widened = 0
    for customer in range(60):
        offers = analysis.recommendations.of_customer(customer)
        rings = offers["ring"].cat.codes.tolist()
        assert rings == sorted(rings)
        for ring, of_ring in offers.groupby("ring", observed=True):
            score = np.maximum(liked[customer, of_ring["product"]], 0.0)
            assert (np.diff(score) <= 0).all()
            widened += ring == "everyone" and score[0] > 0
    assert widened == 30


def test_where_peers_are_few_the_wider_ring_is_ranked_with_them_and_each_offer_bears_the_nearest_ring_that_buys_it():
    asked = {
        "segment_by": ["region"],
        "recommending": {"ridge": 5.0, "per_customer": 9, "fewest_peers": 40},
        "clustering": {"most_clusters": 1},
    }
    analysis = analyse(two_regions(), options_from_mapping(asked, BY_AFFINITY))
    liked = scores_of(analysis)
    bought = set(zip(analysis.baskets.customer.tolist(), analysis.baskets.product.tolist(), strict=True))
    ahead = 0
    for customer in range(60):
        offers = analysis.recommendations.of_customer(customer)
        assert (np.diff(np.maximum(liked[customer, offers["product"]], 0.0)) <= 0).all()
        north = [c for c in range(60) if (c < 30) == (customer < 30)]
        for offer in offers.itertuples():
            by_peers = sum((c, offer.product) in bought for c in north)
            assert (offer.ring == "cluster") == (by_peers > 0)
            assert offer.peers == (29 if by_peers else 59)
        ahead += not offers["ring"].cat.codes.is_monotonic_increasing
    assert ahead > 10


def test_enough_peers_are_not_widened():
    asked = {"segment_by": ["region"], "clustering": {"most_clusters": 1}}
    few, enough = (
        analyse(two_regions(), options_from_mapping(asked | {"recommending": {"fewest_peers": n}}, BY_AFFINITY))
        for n in (0, 29)
    )
    assert few.recommendations.table.equals(enough.recommendations.table)


def test_products_past_the_limit_of_the_fit_follow_by_adoption():
    analysis = analyse(two_regions(), options_from_mapping({"recommending": {"per_customer": 12}}, BY_AFFINITY))
    baskets, options = analysis.baskets, analysis.options.recommending
    purchases = decayed_purchases(baskets, 0.0)
    few = fit_affinity(purchases, np.ones(baskets.n_products), AffinitySettings(0.0, 5.0, 14, 0.0), most=6)
    adoption = count_adoption(baskets, rings(analysis.dataset, analysis.segmentation), options.prior)
    asked = (analysis.dataset, baskets, analysis.segmentation, adoption)
    by_peers = candidates.choose(*asked, options=options, report=silent)
    found = candidates.choose(*asked, options=options, report=silent, liking=liked_by_affinity(baskets, few))
    score = np.zeros((60, baskets.n_products))
    score[:, few.products] = scores(few, purchases)
    assert len(few.products) == 6
    for customer in range(60):
        own = found.product[(found.customer == customer) & (found.ring == 0)]
        adopted = by_peers.product[(by_peers.customer == customer) & (by_peers.ring == 0)]
        liked = sorted((p for p in adopted if score[customer, p] > 0), key=lambda p: -score[customer, p])
        assert own.tolist() == [*liked, *(p for p in adopted if score[customer, p] <= 0)]


@pytest.mark.parametrize("batch", [1, 7])
def test_batches_give_what_one_table_would(ranked, monkeypatch, batch):
    monkeypatch.setattr(candidates, "BATCH", batch)
    in_batches = analyse(shop().dataset, BY_AFFINITY).recommendations.table
    columns = ["customer", "rank", "product", "ring", "buyers", "peers"]
    assert in_batches[columns].equals(ranked.recommendations.table[columns])


def test_nothing_is_offered_twice_or_that_was_bought_and_ranks_count_from_one(ranked):
    touched = set(zip(ranked.baskets.customer.tolist(), ranked.baskets.product.tolist(), strict=True))
    table = ranked.recommendations.table
    assert not table.duplicated(["customer", "product"]).any()
    assert not touched & set(zip(table["customer"], table["product"], strict=True))
    for customer in range(60):
        ranks = ranked.recommendations.of_customer(customer)["rank"].tolist()
        assert ranks == list(range(1, len(ranks) + 1))
        assert len(ranks) <= 5


def test_the_reason_names_own_products_that_speak_for_the_offer(ranked):
    names = ranked.dataset.products["product_name"].tolist()
    baskets = ranked.baskets
    for customer in range(0, 60, 7):
        own = {names[p] for c, p in zip(baskets.customer, baskets.product, strict=True) if c == customer}
        for reason in ranked.recommendations.of_customer(customer)["reason"]:
            if reason.startswith("Goes with"):
                named = reason.split("Goes with ")[1].split(", which it buys")[0].split(" and ")
                assert {name.strip("“”") for name in named} <= own


def test_the_figures_behind_an_offer_are_those_of_the_cluster(ranked):
    table = ranked.recommendations.table
    inside = table[table["ring"] == "cluster"]
    bought = set(zip(ranked.baskets.customer.tolist(), ranked.baskets.product.tolist(), strict=True))
    for _, offer in inside.iloc[::17].iterrows():
        cluster = ranked.segmentation.clusters[ranked.segmentation.cluster_of[offer["customer"]]]
        peers = [c for c in cluster.members.tolist() if c != offer["customer"]]
        assert offer["peers"] == len(peers)
        assert offer["buyers"] == sum((c, offer["product"]) in bought for c in peers)


def test_what_is_out_of_stock_is_never_offered_by_affinity_either():
    lines = [(f"C{c}", f"P{p}", 1.0, f"2024-01-{c + 1:02}", 5.0) for c in range(8) for p in range(6) if (c + p) % 4]
    dataset = make_dataset(lines, products={"in_stock": [True, False, True, True, True, True]})
    options = options_from_mapping({"clustering": {"most_clusters": 1, "choose_k": "fixed"}}, BY_AFFINITY)
    offers = analyse(dataset, options).recommendations.table
    assert len(offers)
    assert (offers["product"] != 1).all()


def test_without_dates_purchases_count_alike_and_the_list_is_made_all_the_same():
    lines = [(f"C{c}", f"P{p}", 1.0) for c in range(8) for p in range(6) if (c + p) % 4]
    offers = analyse(make_dataset(lines), BY_AFFINITY).recommendations.table
    assert len(offers)
    assert not offers["strength"].isna().any()
