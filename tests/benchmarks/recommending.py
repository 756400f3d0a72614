"""Figures of affinity: fit and ten best against numpy's bare inverse and product, and the back-test with its tuning."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine import Dataset

CUSTOMERS, PRODUCTS, EACH = 20_000, 5_000, 50
TURNS = 2
BATCH = 500


def sales(customers: int = CUSTOMERS, products: int = PRODUCTS, each: int = EACH) -> Dataset:
    """A year of sales: some products far more bought than others, customers of twenty tastes, always the same ones."""
    import numpy as np
    import pandas as pd

    from engine.dataset import Dataset, ImportReport, Lines

    rng = np.random.default_rng(0)
    popular = 1 / (np.arange(products) + 20.0)
    taste = rng.gamma(0.3, size=(20, products)) * popular
    customer = np.repeat(np.arange(customers, dtype=np.int32), each)
    product = np.empty(len(customer), dtype=np.int32)
    for kind, weight in enumerate(taste):
        here = np.flatnonzero(customer % len(taste) == kind)
        product[here] = rng.choice(products, len(here), p=weight / weight.sum())
    day = np.datetime64("2024-01-01") + rng.integers(0, 365, len(customer))
    order = np.unique(customer.astype(np.int64) * 400 + day.astype(np.int64) % 400, return_inverse=True)[1]
    names = [f"C{i:05d}" for i in range(customers)], [f"P{i:05d}" for i in range(products)]
    return Dataset(
        lines=Lines(customer, product, order.astype(np.int32), day, np.ones(len(day)), np.full(len(day), 10.0)),
        customers=pd.DataFrame({"customer_id": names[0], "customer_name": names[0]}),
        products=pd.DataFrame({"product_id": names[1], "product_name": names[1], "in_stock": True, "is_goods": True}),
        order_basis="customer-day",
        has_quantity=True,
        report=ImportReport((), (), len(day), len(day), 0.0, 0.0, (), ()),
    )


def affinity() -> dict[str, float]:
    """Fit and ten best for everybody, and the bare inverse and product; they take turns, and the quickest of each counts."""
    import numpy as np

    from engine.market_baskets import market_baskets
    from engine.recommending.affinity import AffinitySettings, fit_affinity
    from engine.recommending.evidence_at import decayed_purchases, product_momentum

    baskets = market_baskets(sales())
    settings = AffinitySettings()
    purchases, momentum = decayed_purchases(baskets, settings.half_life), product_momentum(baskets, settings.window)
    customers = np.arange(baskets.n_customers)

    def engine() -> None:
        fitted = fit_affinity(purchases, momentum, settings)
        best_by_affinity(fitted, purchases, purchases, customers)

    seconds: dict[str, list[float]] = {"engine": [clocked(engine)], "bare": []}
    peak = peak_megabytes()  # before the bare one has its own
    for _ in range(TURNS):
        seconds["bare"].append(bare(purchases))
        seconds["engine"].append(clocked(engine))
    best = {name: min(values) for name, values in seconds.items()}
    return best | {"ratio": best["engine"] / best["bare"], "engine_mb": peak}


def best_by_affinity(fitted: Any, purchases: Any, touched: Any, customers: Any) -> Any:
    """The ten products that each customer never touched and that score highest, whoever buys them."""
    import numpy as np

    from engine.recommending.affinity import scores
    from engine.recommending.best_first import best_first

    codes = np.append(fitted.products, -1)
    lists = []
    for start in range(0, len(customers), BATCH):
        batch = customers[start : start + BATCH]
        free = touched[batch][:, fitted.products].toarray() == 0
        lists.append(codes[best_first(scores(fitted, purchases[batch]), free, 10)])
    return np.concatenate(lists)


def bare(purchases: Any) -> float:
    """Seconds of numpy for the inverse of XᵀX + ridge and its product with X, batch by batch; all else is free."""
    import numpy as np

    gram = (purchases.T @ purchases).toarray()
    gram[np.diag_indices_from(gram)] += 250.0
    dense = purchases.toarray().astype(np.float32)

    def work() -> None:
        weights = np.linalg.inv(gram).astype(np.float32)
        for start in range(0, len(dense), 1_000):
            dense[start : start + 1_000] @ weights

    return clocked(work)


def proof() -> dict[str, float]:
    """The back-test with tuning, in fits of all products of the same sales."""
    import engine
    from engine.market_baskets import market_baskets
    from engine.recommending.affinity import AffinitySettings, fit_affinity
    from engine.recommending.evidence_at import decayed_purchases, product_momentum

    dataset = sales()
    baskets = market_baskets(dataset)
    purchases, momentum = decayed_purchases(baskets, 180.0), product_momentum(baskets, 30)
    fit = min(clocked(lambda: fit_affinity(purchases, momentum, AffinitySettings())) for _ in range(TURNS))
    whole = clocked(lambda: engine.back_test(dataset, engine.Options()))
    return {"fit": fit, "back_test": whole, "fits": whole / fit, "own_mb": peak_megabytes()}


def crowd(customers: int = 100_000, products: int = 5_000) -> dict[str, float]:
    """Ten offers by affinity for each of 100,000 customers, in twenty segments: `python -m tests.benchmarks.recommending`."""
    from dataclasses import replace

    import engine
    from engine.proving.methods import know
    from engine.recommending.affinity import AffinitySettings
    from engine.recommending.ranking import ranked_offers

    dataset = sales(customers, products, 20)
    region = [f"R{i % 20}" for i in range(customers)]
    dataset = replace(dataset, customers=dataset.customers.assign(region=region))
    options = engine.options_from_mapping({"recipe": "buying behaviour", "segment_by": ["region"]})
    known = know(dataset, options, AffinitySettings(), engine.silent)
    before = peak_megabytes()
    found = []
    seconds = clocked(
        lambda: found.append(
            ranked_offers(
                dataset,
                known.baskets,
                known.figures,
                known.segmentation,
                options=replace(options.recommending, method="affinity"),
                associating=options.associating,
                report=engine.silent,
            )
        )
    )
    offers = float(len(found[0].offers.customer))
    return {"offers": offers, "seconds": seconds, "before_mb": before, "own_mb": peak_megabytes()}


def clocked(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_megabytes() -> float:
    """Of this process alone: one that it forks to ask for the cores would count as much again."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(crowd())
