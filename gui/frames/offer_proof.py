"""What proves one offer: the peers that buy it, or the customer's own purchases; and how its value came about."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import engine
from gui.frames.baskets import evidence_columns, own_columns
from gui.frames.offers import by_margin
from gui.frames.texts import about_money, share
from gui.tables.column import Column

if TYPE_CHECKING:
    from engine import Analysis

OWN = ("lapsed", "reorder due")
"""Plays that the customer's own purchases prove; the others are proven by what peers buy."""

WORTH = {
    "whitespace": "{} a year that peers of its size spend on it",
    "spend gap": "{} a year that peers of its size spend on it beyond what this customer does",
    "lapsed": "{} a year that it used to spend on it",
    "reorder due": "{} that its usual order of it comes to",
}
LEAST_CUT, CENT = 0.99, 0.01
"""A value under this share of chance × worth was held down by its customer’s cap."""


@dataclass(frozen=True, eq=False, slots=True)
class OfferProof:
    """title of the table of `columns`;  words: why it is offered, and how its expected value came about.

    customers  code of the customer in each row of the table; none where its rows are no customers
    """

    title: str
    columns: tuple[Column, ...]
    words: tuple[str, ...]
    customers: tuple[int, ...] = ()


def offer_proof(analysis: Analysis, offer: int) -> OfferProof:
    """The proof of the offer at a position of the recommendations."""
    row = analysis.recommendations.table.iloc[offer]
    words = tuple(word for word in (str(row["reason"]), value_sentence(analysis, offer)) if word)
    title = proof_title(analysis, offer)
    if str(row["play"]) in OWN:
        return OfferProof(title, own_columns(engine.own_purchases(analysis, offer)), words)
    buyers = engine.evidence(analysis, offer)
    buyers = buyers[buyers["customer"] != row["customer"]]
    if str(row["play"]) == "spend gap":
        buyers = pd.concat([pd.DataFrame([own_row(analysis, row)]), buyers], ignore_index=True)
    columns = evidence_columns(buyers, "Peer" if row["ring"] == "cluster" else "Customer")
    return OfferProof(title, columns, words, tuple(buyers["customer"].tolist()))


def proof_title(analysis: Analysis, offer: int) -> str:
    """“Peers who buy Angle Brush”; those of a wider ring are customers, not peers."""
    row = analysis.recommendations.table.iloc[offer]
    product = analysis.dataset.products["product_name"].iat[int(row["product"])]
    if str(row["play"]) in OWN:
        return f"When this customer bought {product}"
    return f"{'Peers' if row['ring'] == 'cluster' else 'Customers'} who buy {product}"


def own_row(analysis: Analysis, offer: pd.Series) -> dict[str, object]:
    """What the customer of an offer bought of its product in all, as a row of `engine.evidence`."""
    baskets, customer = analysis.baskets, int(offer["customer"])
    first, last = baskets.start[customer], baskets.start[customer + 1]
    at = int(first + np.searchsorted(baskets.product[first:last], int(offer["product"])))
    return {
        "customer": customer,
        "customer_name": f"This customer: {analysis.dataset.customers['customer_name'].iat[customer]}",
        "quantity": float(baskets.quantity[at]),
        "times": int(baskets.times[at]),
        "spend": np.nan if baskets.spend is None else float(baskets.spend[at]),
        "last": np.datetime64("NaT") if baskets.last is None else baskets.last[at].astype("datetime64[s]"),
    }


def value_sentence(analysis: Analysis, offer: int) -> str:
    """“23 of 100 such offers were taken within 60 days × about 410 a year that peers of its size spend on it = 94.”

    "" without money, or where the expected value does not come from a chance.
    """
    row = analysis.recommendations.table.iloc[offer]
    chance, worth, value = (float(row.get(name, math.nan)) for name in ("chance", "worth", "value"))
    if not math.isfinite(worth):
        return ""
    money = WORTH.get(str(row["play"]), WORTH["whitespace"]).format(about_money(worth))
    if by_margin(analysis):
        money += ", margin alone"
    if not math.isfinite(value):
        return f"Worth {money}; how often such offers are taken could not be proven on these data."
    if math.isfinite(chance) and analysis.proof is not None:
        odds = f"{_of_many(chance)} such offers were taken within {analysis.proof.days} days"
    else:
        chance = float(row["strength"])
        odds = (
            f"Nothing could be proven on these data, so the share of peers who buy it, {share(chance)}, is the chance"
        )
    held = ""
    if value + CENT < LEAST_CUT * chance * worth:
        cap = share(analysis.options.recommending.value_cap)
        held = f", held down to {about_money(value)}: a customer’s offers count for at most {cap} of its yearly spend"
    return f"{odds} × {money} = {about_money(chance * worth)} expected{held}."


def _of_many(chance: float) -> str:
    """“23 of 100”, and “23 of 1,000” where hundredths would not tell enough."""
    return f"{chance * 100:.0f} of 100" if chance >= 0.1 else f"{chance * 1000:.0f} of 1,000"
