"""Describe every customer by the families that the options ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.counting import verb
from engine.dataset import Dataset
from engine.errors import NothingToAnalyse
from engine.features.blocks import Block
from engine.features.buying_behaviour import buying_behaviour
from engine.features.category_mix import category_mix
from engine.features.customer_profile import customer_profile
from engine.features.extremes import REACH, capped, key_accounts, set_aside_note, usual_range
from engine.features.features import Features
from engine.features.figures import Figures
from engine.market_baskets import MarketBaskets
from engine.options import FeatureOptions, Options
from engine.options.describing import Extremes, Family, Measure
from engine.recipes import propose

NAMED = 8
PROFILED_LEVELS = ("l2_category", "l3_category")
"""Where the category mix is not compared and the options name no level, the first of these that products have is profiled."""


def describe(dataset: Dataset, baskets: MarketBaskets, figures: Figures, options: Options) -> Features:
    """The features that the (resolved) options ask for, families in the order of `options.features.families`.

    What the data tell of families that are not compared is among the attributes all the same, to be profiled. A column
    in which all customers that can be clustered are alike is not compared, and a note says so. Extreme customers are
    treated as `options.features.extremes` says. Names are unique: where two families share one, the later bears the
    name of its family as well.

    Raises OptionError where the category mix is asked for in spend and no money is known, NothingToAnalyse where the
    files tell nothing of what is to be compared.
    Cost: O(customers × columns) memory, two float64 arrays of what is compared and one more while extremes are capped.
    """
    asked = options.features
    clustered = figures.buys if dataset.has_lines else np.ones(len(dataset.customers), dtype=bool)
    blocks = _named_apart(_blocks(dataset, baskets, figures, asked))
    compared = _side_by_side([blocks[f] for f in blocks if f in asked.families], len(dataset.customers))
    if not compared.columns:
        raise _nothing(dataset)
    compared = _without_constants(compared, clustered)
    features = Features(
        columns=compared.columns,
        plain=compared.plain,
        scaled=compared.scaled,
        attributes=tuple(attribute for block in blocks.values() for attribute in block.attributes),
        set_aside=np.zeros(len(dataset.customers), dtype=bool),
        notes=(*_why(dataset, options), *compared.notes),
    )
    return _treated(features, asked.extremes, clustered, dataset.customers["customer_name"])


def _nothing(dataset: Dataset) -> NothingToAnalyse:
    if not dataset.has_lines:
        return NothingToAnalyse(
            "There are no invoice lines, and no column of the list of customers tells them apart.",
            "Open the list together with an export of invoice lines, or choose on the list how a column is used.",
        )
    return NothingToAnalyse(
        "The files tell nothing of what customers are to be compared by.", "Choose another recipe or other figures."
    )


def _why(dataset: Dataset, options: Options) -> tuple[str, ...]:
    """Why the recipe is another than the usual one, where the data decide it."""
    proposal = propose(dataset)
    return (proposal.why,) if options.recipe == proposal.recipe != "category basket" else ()


def _blocks(dataset: Dataset, baskets: MarketBaskets, figures: Figures, options: FeatureOptions) -> dict[Family, Block]:
    """What every family that the data know tells, those that are compared first, in the order of the options."""
    found: dict[Family, Block] = {}
    if dataset.has_lines:
        if (mix := _mix(dataset, baskets, options)) is not None:
            found["category mix"] = mix
        found["buying behaviour"] = buying_behaviour(figures, options)
    if set(dataset.customers.columns) - {"customer_id", "customer_name"}:
        found["customer profile"] = customer_profile(dataset, options)
    asked = [family for family in found if family in options.families]
    asked.sort(key=options.families.index)
    return {family: found[family] for family in dict.fromkeys((*asked, *found))}


def _mix(dataset: Dataset, baskets: MarketBaskets, options: FeatureOptions) -> Block | None:
    """The category mix as it is compared; where it is not, in money, or quantities where there is none."""
    if "category mix" in options.families:
        return category_mix(dataset, baskets, options)
    known = [level for level in options.levels or PROFILED_LEVELS if level in dataset.products.columns]
    if not known:
        return None
    levels = tuple(known) if options.levels else (known[0],)
    measure: Measure = "quantity" if baskets.spend is None else "spend"
    return category_mix(dataset, baskets, replace(options, levels=levels, measure=measure))


def _named_apart(blocks: Mapping[Family, Block]) -> dict[Family, Block]:
    """The blocks with names that differ between families, also for readers that do not tell case."""
    taken: set[str] = set()
    found: dict[Family, Block] = {}
    for family, given in blocks.items():
        block = given
        new = {a.name: f"{a.name} ({family})" for a in block.attributes if a.name.casefold() in taken}
        if new:
            columns = tuple(
                replace(
                    c,
                    name=new.get(c.attribute, c.name) if c.name == c.attribute else c.name,
                    attribute=new.get(c.attribute, c.attribute),
                )
                for c in block.columns
            )
            attributes = tuple(replace(a, name=new.get(a.name, a.name)) for a in block.attributes)
            block = replace(block, columns=columns, attributes=attributes)
        taken.update(attribute.name.casefold() for attribute in block.attributes)
        found[family] = block
    return found


def _side_by_side(blocks: Sequence[Block], n: int) -> Block:
    """What is compared of all blocks; the arrays themselves where there is but one block."""
    notes = tuple(note for block in blocks for note in block.notes)
    if len(blocks) == 1:
        return replace(blocks[0], notes=notes)
    columns = tuple(column for block in blocks for column in block.columns)
    nothing = np.empty((n, 0))
    plain = np.hstack([nothing, *(block.plain for block in blocks)])
    scaled = np.hstack([nothing, *(block.scaled for block in blocks)])
    return Block(columns, plain, scaled, (), notes)


def _without_constants(block: Block, clustered: NDArray[np.bool_]) -> Block:
    """Without the columns in which all customers that can be clustered are alike, and a note of them."""
    n = int(clustered.sum())
    alike = np.array([n > 1 and np.ptp(block.scaled[clustered, i]) == 0 for i in range(len(block.columns))], dtype=bool)
    if not alike.any():
        return block
    if alike.all():
        return replace(block, notes=(*block.notes, f"All {n:,} customers are alike in everything that is compared."))
    names = [block.columns[i].name for i in np.flatnonzero(alike)]
    named = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED:,} more" if len(names) > NAMED else "")
    note = f"Not compared, because all customers are alike in {verb(len(names), 'it', 'them')}: {named}."
    columns = tuple(column for column, out in zip(block.columns, alike, strict=True) if not out)
    return replace(
        block, columns=columns, plain=block.plain[:, ~alike], scaled=block.scaled[:, ~alike], notes=(*block.notes, note)
    )


def _treated(features: Features, extremes: Extremes, clustered: NDArray[np.bool_], names: pd.Series) -> Features:
    """Extreme customers capped, or set aside and the others capped, or left as they are."""
    if extremes == "leave":
        return features
    usual = usual_range(features.columns, features.scaled, clustered)
    set_aside, notes = features.set_aside, features.notes
    if extremes == "set aside":
        set_aside = key_accounts(features.columns, features.scaled, usual, clustered)
        if set_aside.any():
            notes = (*notes, set_aside_note(names[set_aside].tolist()))
    scaled, said = capped(features.columns, features.scaled, usual, clustered & ~set_aside)
    return replace(features, scaled=scaled, set_aside=set_aside, notes=(*notes, *said), reach=REACH)
