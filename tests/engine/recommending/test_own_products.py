"""Lapsed, reorder due and spend gap, in a trade of twelve that all buy alike but one."""

import numpy as np
import pytest

from engine import analyse, evidence, options_from_mapping, own_purchases
from tests.engine.builders import make_dataset

END = np.datetime64("2024-12-31")
ONE_CLUSTER = {"recipe": "buying behaviour", "clustering": {"choose_k": "fixed", "most_clusters": 1, "resamples": 0}}


def trade(days_ago=(), spends=20.0, product="glue", *, customers=12, priced=True, **recommending):
    """Everybody buys nails and screws each month, and glue for 20 a time; C00 buys `product` as asked, and its own."""
    lines = []
    for customer in range(customers):
        for month in range(12):
            when = str(END - 30 * month)
            lines += [(f"C{customer:02}", "nails", 10.0, when, 50.0), (f"C{customer:02}", "screws", 5.0, when, 30.0)]
            if customer:
                lines.append((f"C{customer:02}", "glue", 2.0, when, 20.0))
    lines += [("C00", product, 3.0, str(END - ago), spends) for ago in days_ago]
    if not priced:
        lines = [line[:4] for line in lines]
    asked = {"recommending": {"prove": False, "value_cap": 10.0, **recommending}}
    return analyse(make_dataset(lines), options_from_mapping({**ONE_CLUSTER, **asked}))


def to_first(analysis):
    """Of each product offered to C00 its play."""
    products = analysis.dataset.products["product_id"].to_numpy()
    mine = analysis.recommendations.of_customer(0)
    return dict(zip(products[mine["product"]], mine["play"].astype(str), strict=True))


def the_offer(analysis, product):
    table = analysis.recommendations.of_customer(0)
    names = analysis.dataset.products["product_id"].to_numpy()[table["product"]]
    return table[names == product].iloc[0]


@pytest.mark.parametrize(
    ("days_ago", "play"),
    [
        ((10, 40, 70), None),  # every 30 days, the last 10 days ago
        ((35, 65, 95), "reorder due"),
        ((89, 119, 149), "reorder due"),
        ((91, 121, 151), "lapsed"),
        ((35, 65), None),  # two days are no rhythm to remind of
        ((100, 130), "lapsed"),
        ((200,), None),  # bought once: no interval of its own
    ],
)
def test_the_play_follows_from_the_customers_own_interval(days_ago, play):
    assert to_first(trade(days_ago, product="tape")).get("tape") == play


def test_the_factor_after_which_a_product_is_lapsed_can_be_set():
    assert to_first(trade((70, 100, 130), product="tape", lapsed_after=2.0))["tape"] == "lapsed"


def test_the_reason_of_a_due_order_gives_the_dates_that_prove_it_and_the_order_it_is_worth():
    analysis = trade((35, 65, 95), spends=42.0, product="tape")
    offer = the_offer(analysis, "tape")
    assert offer["reason"] == (
        "Bought on 3 days, usually every 30 days; last on 2024-11-26, 35 days before the data end: an order is due."
    )
    assert (offer["worth"], offer["quantity"], offer["interval"]) == (42.0, 3.0, 30.0)
    days = own_purchases(analysis, int(offer.name))
    assert days["day"].dt.strftime("%Y-%m-%d").tolist() == ["2024-11-26", "2024-10-27", "2024-09-27"]
    assert days["quantity"].tolist() == [3.0, 3.0, 3.0]


def test_a_lapsed_product_is_worth_what_the_customer_spent_on_it_in_a_year():
    analysis = trade((200, 230, 260), spends=50.0, product="tape")
    years = (11 * 30 + 1) / 365.25
    assert the_offer(analysis, "tape")["worth"] == pytest.approx(150 / years, abs=0.01)


def test_a_customer_that_spends_far_less_than_its_peers_on_a_product_has_a_spend_gap():
    analysis = trade((5,), spends=10.0)
    offer = the_offer(analysis, "glue")
    years, own_spend = (11 * 30 + 1) / 365.25, 12 * 80 + 10.0
    usual = 12 * 20 / (12 * 100)  # the same for all eleven peers
    assert offer["play"] == "spend gap"
    assert offer["worth"] == pytest.approx((usual - 10 / own_spend) * own_spend / years, abs=0.01)
    assert (offer["buyers"], offer["peers"], offer["grade"]) == (11, 11, "A")
    assert offer["reason"].startswith("Spends 1 % of its money on it; the 11 of 11 peers who buy it usually spend 20 %")


def test_a_customer_is_not_among_the_peers_that_prove_its_spend_gap():
    analysis = trade((5,), spends=10.0)
    offer = the_offer(analysis, "glue")
    who = evidence(analysis, int(offer.name))
    assert len(who) == offer["buyers"] == 11
    assert "C00" not in who["customer_id"].tolist()


def test_no_gap_is_told_from_a_handful_of_peers_or_without_money_or_where_the_gap_is_narrow():
    assert to_first(trade((5,), spends=10.0, customers=5)).get("glue") is None
    assert to_first(trade((5,), spends=10.0, priced=False)).get("glue") is None
    assert to_first(trade((5,), spends=150.0)).get("glue") is None


def test_what_is_kept_out_is_in_no_play():
    asked = {"days_ago": (100, 130, 160), "product": "tape"}
    assert "tape" in to_first(trade(**asked))
    assert "tape" not in to_first(trade(**asked, not_offered=("tape",)))
    assert "tape" not in to_first(trade(**asked, dismissed=("C00 | tape",)))
    assert "tape" not in to_first(trade(**asked, per_play=0))


def test_each_rep_gets_the_offers_worth_most_where_there_is_a_limit():
    lines = [(f"C{c}", f"p{p}", 1.0, "2024-01-01", 10.0 + p) for c in range(8) for p in range(8) if (c + p) % 3]
    dataset = make_dataset(lines, {"rep": ["Ann", "Bo"] * 4})
    everything, few = (
        analyse(dataset, options_from_mapping({**ONE_CLUSTER, "recommending": {"per_rep": most}})).recommendations.table
        for most in (0, 3)
    )
    rep = np.array(["Ann", "Bo"] * 4)
    for name in ("Ann", "Bo"):
        all_values = everything["value"][rep[everything["customer"]] == name]
        kept = few["value"][rep[few["customer"]] == name]
        assert sorted(kept) == sorted(all_values)[-3:]
    assert all(list(rows["rank"]) == list(range(1, len(rows) + 1)) for _, rows in few.groupby("customer"))
