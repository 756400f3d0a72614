"""Describe every customer by the families that the options ask for."""

from __future__ import annotations

import numpy as np

from engine.dataset import Dataset
from engine.errors import NothingToAnalyse
from engine.features.blocks import Block
from engine.features.buying_behaviour import buying_behaviour
from engine.features.category_mix import category_mix
from engine.features.features import Features
from engine.features.figures import Figures
from engine.market_baskets import MarketBaskets
from engine.options import Options
from engine.recipes import propose


def describe(dataset: Dataset, baskets: MarketBaskets, figures: Figures, options: Options) -> Features:
    """The features that the (resolved) options ask for, families in the order of `options.features.families`.

    Attributes of families that are not compared are described all the same, to be profiled.
    """
    blocks: list[Block] = []
    if "category mix" in options.features.families:
        blocks.append(category_mix(dataset, baskets, options.features))
    if "buying behaviour" in options.features.families:
        blocks.append(buying_behaviour(figures, options.features))
    if not blocks:
        raise NothingToAnalyse(
            "The files list customers but hold no invoice lines, so there is nothing to group them by.",
            "Open the list together with an export of invoice lines.",
        )
    proposal = propose(dataset)
    notes = (proposal.why,) if options.recipe == proposal.recipe == "buying behaviour" else ()
    return Features(
        columns=tuple(column for block in blocks for column in block.columns),
        plain=np.hstack([block.plain for block in blocks]),
        scaled=np.hstack([block.scaled for block in blocks]),
        attributes=tuple(attribute for block in blocks for attribute in block.attributes),
        set_aside=np.zeros(len(dataset.customers), dtype=bool),
        notes=(*notes, *(note for block in blocks for note in block.notes)),
    )
