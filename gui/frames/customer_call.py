"""A customer as a rep calls it: who it is, and its offers as sentences to say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gui.counting import counted
from gui.frames.customers import customer_card
from gui.frames.offers import offers_of
from gui.frames.plays import WORDS, PlayWords
from gui.frames.texts import about_money, spoken_day, spoken_interval
from gui.widgets.reading_sheet import Point, Sheet, Topic

if TYPE_CHECKING:
    from engine import Analysis

MOST_DRIVERS = 2
NOTHING = "No offers: its peers buy nothing that it lacks, and nothing is due."
FOR_THE_READER = "What stands in italics is for you, not to be read out: it may name other customers."


def call_sheet(analysis: Analysis, customer: int, offers: NDArray[np.integer] | None = None) -> Sheet:
    """Who a customer is and what to offer it, by play; the play of its best offer first.

    offers  positions of those to be told, for None all that it has
    """
    card = customer_card(analysis, customer)
    own = offers_of(analysis, customer)
    told = own if offers is None else own[np.isin(own, offers)]
    left_out = len(own) - len(told)
    notes = [FOR_THE_READER if len(told) else NOTHING if not len(own) else ""]
    if left_out:
        verb = "does" if left_out == 1 else "do"
        notes.append(f"{counted(left_out, 'more offer')} to this customer {verb} not fit the filters.")
    facts = (card.who, *_kind(analysis, customer, card.cluster), _orders(analysis, customer))
    return Sheet(
        card.name,
        tuple(fact for fact in facts if fact),
        _topics(analysis, told.tolist()),
        " ".join(filter(None, notes)),
    )


def _kind(analysis: Analysis, customer: int, words: str) -> tuple[str, ...]:
    """Its cluster, what is advised for such customers, and what sets them apart."""
    at = analysis.segmentation.cluster_of[customer]
    if at < 0:
        return (words,)
    cluster = analysis.segmentation.clusters[at]
    persona = f"{cluster.persona}: {cluster.action}" if cluster.persona else ""
    apart = "; ".join(driver.sentence for driver in cluster.drivers[:MOST_DRIVERS])
    return words, persona, apart


def _orders(analysis: Analysis, customer: int) -> str:
    """“Last order on 12 May 2024, 19 days before the data end; usually every 3 weeks.”"""
    figures = analysis.figures
    if figures.last_order is None or figures.recency_days is None or np.isnat(figures.last_order[customer]):
        return ""
    days = int(figures.recency_days[customer])
    when = f"{counted(days, 'day')} before the data end" if days else "the last day of the data"
    between = math.nan if figures.days_between_orders is None else float(figures.days_between_orders[customer])
    usually = f"; it orders about {spoken_interval(between)}" if math.isfinite(between) else ""
    return f"Last order on {spoken_day(figures.last_order[customer])}, {when}{usually}."


def _topics(analysis: Analysis, offers: list[int]) -> tuple[Topic, ...]:
    """Offers in rank order, under the plays they belong to."""
    table = analysis.recommendations.table
    plays = [str(table["play"].iat[offer]) for offer in offers]
    topics, number = [], 0
    for play in dict.fromkeys(plays):
        points = []
        for offer, of in zip(offers, plays, strict=True):
            if of == play:
                number += 1
                points.append(_point(analysis, table.iloc[offer], number))
        words = WORDS.get(play, PlayWords(play, play, ""))
        title = words.one if len(points) == 1 else words.many
        topics.append(Topic(f"{title[:1].upper()}{title[1:]}", words.meaning, tuple(points)))
    return tuple(topics)


def _point(analysis: Analysis, offer: pd.Series, number: int) -> Point:
    product = analysis.dataset.products.iloc[int(offer["product"])]
    unit = product.get("unit_of_measure")
    quantity = f"{offer['quantity']:,.10g}" + (f" ({unit})" if isinstance(unit, str) and unit else "")
    value = float(offer["value"])
    year = "" if offer["play"] == "reorder due" else " a year"
    worth = f" {about_money(value).capitalize()}{year} expected." if math.isfinite(value) else ""
    return Point(
        number,
        f"{product['product_name']}: {quantity}",
        said(offer, quantity),
        f"Grade {offer['grade']}.{worth} {offer['reason']}",
    )


def said(offer: pd.Series, quantity: str) -> str:
    """What to say of an offer: why it is one, and the question; no other customer is named."""
    last, interval = offer.get("last"), float(offer.get("interval", math.nan))
    day = "" if pd.isna(last) else spoken_day(pd.Timestamp(last).to_datetime64())
    every = f" about {spoken_interval(interval)}" if math.isfinite(interval) else ""
    match str(offer["play"]):
        case "spend gap":
            since = f", last on {day}" if day else ""
            return f"You buy it already{since}, but others of your size buy more of it. Shall we make it {quantity}?"
        case "lapsed":
            once = f"; the last time was {day}" if day else ""
            return f"You used to order it{every}{once}. Shall I send {quantity} again?"
        case "reorder due":
            once = f", and the last time was {day}" if day else ""
            return f"You order it{every}{once}. Shall I send the next {quantity}?"
        case _:
            return f"{_peers(offer)}. Shall I send {quantity} to try?"


def _peers(offer: pd.Series) -> str:
    """“14 of 19 customers like you buy it”; those of a wider ring are not like it."""
    buyers, peers = int(offer["buyers"]), int(offer["peers"])
    whose = "customers like you" if offer["ring"] == "cluster" else "of our customers"
    if peers == 1:
        return "Another customer like you buys it" if offer["ring"] == "cluster" else "Another of our customers buys it"
    return f"{buyers:,} of {peers:,} {whose} {'buys' if buyers == 1 else 'buy'} it"
