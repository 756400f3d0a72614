"""Offers that are taken back between two runs, because somebody has said that they are not to be made."""

from __future__ import annotations

from dataclasses import replace

from engine.analysis import Analysis
from engine.options import RecommendOptions
from engine.recommending.dismissed import dismissed_pairs
from engine.recommending.offerable import KeptOut, kept_out, offerable, unknown_texts
from engine.sparse_values import values_at


def withdraw(analysis: Analysis, lists: RecommendOptions) -> Analysis:
    """The analysis without the offers that `lists` does not allow, and with its lists among the options.

    Taken from `lists` are what is not offered, by product, category and customer; a do-not-sell file is read by the next
    run alone. Places that become free stay so until then; ranks close up. Cost: a pass over the offers.
    """
    given = analysis.options.recommending
    asked = replace(
        given,
        not_offered=tuple(dict.fromkeys((*given.not_offered, *lists.not_offered))),
        categories_not_offered=lists.categories_not_offered,
        dismissed=lists.dismissed,
    )
    table = analysis.recommendations.table
    customer, product = table["customer"].to_numpy(), table["product"].to_numpy()
    kept = offerable(analysis.dataset, analysis.baskets, asked)[product]
    kept &= values_at(dismissed_pairs(analysis.dataset, asked), customer, product) == 0
    table = table[kept].reset_index(drop=True)
    table["rank"] = (table.groupby("customer").cumcount() + 1).astype(table["rank"].dtype)
    return replace(
        analysis,
        options=replace(analysis.options, recommending=asked),
        recommendations=replace(analysis.recommendations, table=table),
    )


def products_kept_out(analysis: Analysis) -> tuple[KeptOut, ...]:
    """How many products were offered to nobody, by reason, the first that applies to each."""
    return kept_out(analysis.dataset, analysis.baskets, analysis.options.recommending)


def unknown_on_lists(analysis: Analysis) -> tuple[str, ...]:
    """What the lists of the options name and these files do not have, as it was written."""
    return unknown_texts(analysis.dataset, analysis.options.recommending)
