"""Whatever the sales are like, what ranks the offers ends in offers or in a sentence, never in a NaN."""

from __future__ import annotations

import numpy as np
import pytest

from engine import NothingToAnalyse, analyse, options_from_mapping
from tests.engine.builders import make_dataset
from tests.engine.proving.builders import tastes
from tests.engine.proving.test_back_test import BAD

KNOWN = ["customer", "product", "rank", "buyers", "peers", "adoption", "strength", "revenue", "quantity"]

NOTHING = ("only returns", "prices missing")
"""In these nobody bought anything."""


@pytest.mark.parametrize("method", ["peers", "rules", "affinity"])
@pytest.mark.parametrize("case", BAD)
def test_bad_data_give_whole_offers_or_a_sentence(case: str, method: str) -> None:
    options = options_from_mapping({"recommending": {"method": method, "prove": False}})
    if case in NOTHING:
        with pytest.raises(NothingToAnalyse, match=r"\.$"):
            analyse(make_dataset(BAD[case]), options)
        return
    table = analyse(make_dataset(BAD[case]), options).recommendations.table
    new = table[table["play"] == "whitespace"]
    assert np.isfinite(new[KNOWN].to_numpy(dtype=float)).all()
    assert not new.duplicated(["customer", "product"]).any()
    assert new["reason"].str.endswith(".").all()
    assert not np.isinf(table["value"]).any()


def test_who_has_everything_is_offered_nothing_new_by_affinity() -> None:
    options = options_from_mapping({"recommending": {"method": "affinity", "prove": False}})
    analysis = analyse(make_dataset(BAD["a customer with every product"]), options)
    code = analysis.dataset.customers["customer_id"].tolist().index("ALL")
    assert "whitespace" not in analysis.recommendations.of_customer(code)["play"].tolist()


def test_who_buys_one_of_two_products_with_the_same_buyers_is_offered_the_other_first() -> None:
    lines = [line for line in tastes() if line[1] != "t0-0"]
    buyers = sorted({line[0] for line in lines if line[1].startswith("t0")})
    lines += [(name, twin, 1.0, "2024-06-01", 5.0) for name in buyers[:12] for twin in ("t0-0", "t0-0 too")]
    lines += [("ONE", "t0-0", 1.0, "2024-06-01", 5.0)]
    ranking = {"method": "affinity", "prove": False, "ridge": 1.0, "momentum": 0.0, "half_life": 0}
    options = options_from_mapping({"recommending": ranking, "clustering": {"most_clusters": 1}})
    analysis = analyse(make_dataset(lines), options)
    ids = analysis.dataset.products["product_id"].to_numpy()
    code = analysis.dataset.customers["customer_id"].tolist().index("ONE")
    offers = analysis.recommendations.of_customer(code)
    assert ids[offers[offers["play"] == "whitespace"]["product"]][0] == "t0-0 too"
