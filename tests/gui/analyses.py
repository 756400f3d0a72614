"""Small analyses to show on a page: painters and builders in two regions, all figures made by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

import engine
from engine import Analysis
from gui.session import Session
from tests.engine.builders import make_dataset
from tests.engine.features.customer_lists import list_of_customers
from tests.gui.executors import RunAtOnce

PRODUCTS = {  # category, price
    "brush": ("Painting", 10.0),
    "paint": ("Painting", 30.0),
    "roller": ("Painting", 5.0),
    "drill": ("Tools", 100.0),
    "nails": ("Fasteners", 2.0),
    "screws": ("Fasteners", 3.0),
}
BOUGHT = {  # region, rep, product: quantity
    "N1": ("North", "Dana", {"brush": 5, "paint": 20}),
    "N2": ("North", "Dana", {"brush": 6, "paint": 25, "roller": 9}),
    "N3": ("North", "Luis", {"paint": 18, "roller": 7, "brush": 4}),
    "N4": ("North", "Luis", {"drill": 2, "nails": 300, "screws": 100}),
    "N5": ("North", "Dana", {"nails": 250, "screws": 120}),
    "S1": ("South", "Luis", {"drill": 1, "nails": 150}),
    "S2": ("South", "Luis", {"drill": 3, "screws": 80}),
}


ROOT_OF_CUSTOMERS = engine.options_from_mapping(
    {"clustering": {"choose_k": "square root", "most_clusters": 4, "fewest_customers": 3}}
)
"""Clusters also where there are no natural groups."""

THREE_CLUSTERS = engine.options_from_mapping(
    {"clustering": {"choose_k": "fixed", "most_clusters": 3, "fewest_customers": 3, "resamples": 2}}
)


@cache
def trade() -> Analysis:
    """Seven customers in two regions; N1 lacks a roller that both other painters of the North buy."""
    lines = [
        (customer, product, quantity, f"2024-0{month}-1{at}", quantity * PRODUCTS[product][1])
        for customer, (_, _, basket) in BOUGHT.items()
        for at, (product, quantity) in enumerate(basket.items())
        for month in (1, 6)
    ]
    products = sorted(PRODUCTS)
    dataset = make_dataset(
        lines,
        {"region": [BOUGHT[c][0] for c in sorted(BOUGHT)], "rep": [BOUGHT[c][1] for c in sorted(BOUGHT)]},
        {"l2_category": [PRODUCTS[p][0] for p in products]},
    )
    return engine.analyse(dataset, engine.Options())


@cache
def bare() -> Analysis:
    """Customers, products and quantities, and nothing else: no money, dates, names of places, reps or categories."""
    lines = [(c, p, float(quantity)) for c, (_, _, basket) in BOUGHT.items() for p, quantity in basket.items()]
    return engine.analyse(make_dataset(lines), ROOT_OF_CUSTOMERS)


@cache
def lonely() -> Analysis:
    """One customer: no peers, so no offers."""
    lines = [("A", "brush", 1.0, "2024-01-01", 5.0), ("A", "paint", 2.0, "2024-02-01", 9.0)]
    return engine.analyse(make_dataset(lines), engine.Options())


TRADES = ["Baker", "Baker", "Butcher", "Butcher", "Florist"] * 8
EMPLOYEES = [float(10 * at % 97 + at // 8) for at in range(40)]
NEWSLETTER = ["1" if trade == "Baker" else "0" for trade in TRADES]


@cache
def listed() -> Analysis:
    """Forty customers of three trades and no invoice line; every baker takes the newsletter, nobody else does."""
    employees = [str(number) if at else "" for at, number in enumerate(EMPLOYEES)]
    columns = {"Trade": TRADES, "Employees": employees, "Newsletter": NEWSLETTER}
    return engine.analyse(list_of_customers(columns), engine.Options())


GOODS = {"paint": "Painting", "drill": "Tools", "nails": "Fasteners"}


@cache
def three_trades(extreme: float = 1.0) -> Analysis:
    """Sixty customers in one segment, each of whom buys of one trade only and a little of the others: three clusters.

    extreme  what every figure that is compared is multiplied by
    """
    rng = np.random.default_rng(0)
    lines = [
        (f"C{at:02}", product, float(rng.integers(80, 120)) if at % 3 == own else 1.0)
        for at in range(60)
        for own, product in enumerate(GOODS)
    ]
    dataset = make_dataset(lines, products={"l2_category": [GOODS[product] for product in sorted(GOODS)]})
    analysis = engine.analyse(dataset, THREE_CLUSTERS)
    features = replace(analysis.features, scaled=analysis.features.scaled * extreme)
    return replace(analysis, features=features)


@cache
def outsiders() -> Analysis:
    """Clusters of a model that leaves customers out."""
    lines = [(f"C{at}", product, float(at % 7 + 1)) for at in range(40) for product in ("brush", "nails")[: at % 2 + 1]]
    lines += [("Odd one", "drill", 9_000.0), ("Odder", "drill", 900.0)]
    crowds = engine.options_from_mapping(
        {"clustering": {"model": "HDBSCAN", "resamples": 0}, "features": {"extremes": "leave"}}
    )
    return engine.analyse(make_dataset(lines, products={"l2_category": ["A", "B", "C"]}), crowds)


@cache
def nobody_in_clusters() -> Analysis:
    """A segment whose customers are all in none."""
    analysis = lonely()
    segmentation = analysis.segmentation
    nobody = np.full_like(segmentation.cluster_of, -1)
    return replace(
        analysis,
        segmentation=replace(
            segmentation,
            clusters=(),
            cluster_of=nobody,
            segments=tuple(replace(segment, clusters=()) for segment in segmentation.segments),
        ),
    )


def session_with(analysis: Analysis | None) -> Session:
    session = Session(RunAtOnce(), engine.Options())
    if analysis is not None:
        session.dataset, session.analysis = analysis.dataset, analysis
    return session


def code_of(analysis: Analysis, customer_id: str) -> int:
    return analysis.dataset.customers["customer_id"].tolist().index(customer_id)
