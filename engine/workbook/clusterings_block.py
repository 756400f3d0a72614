"""Other clusterings beside the one in use, by what their peers would have caught: a part of the Proof sheet."""

from __future__ import annotations

from engine.workbook import columns
from engine.workbook.contents import Contents
from engine.workbook.description import Block, Heading, Sentence, Table


def clusterings_compared(contents: Contents) -> tuple[Block, ...]:
    """The sentence and a table, the clustering in use first; nothing where clusterings were not compared."""
    found = contents.analysis.clusterings
    if found is None:
        return ()
    heading, sentence = Heading("Which clustering predicts best"), Sentence(found.sentence)
    rows = found.rows
    if not rows:
        return heading, sentence
    notes = ["In use" if at == 0 else "Predicts best" if at == found.proposed else "" for at in range(len(rows))]
    shown = (
        columns.text("Compared by", [row.recipe.capitalize() for row in rows]),
        columns.text("Clusters by", [row.how for row in rows]),
        columns.number("Clusters in all", [row.clusters for row in rows], "whole"),
        columns.number("Hit rate", [row.hit_rate.value for row in rows], "fine share"),
        columns.number("More than now", [row.over_hit_rate.value for row in rows], "fine share"),
        columns.number("More from", [row.over_hit_rate.low for row in rows], "fine share"),
        columns.number("More to", [row.over_hit_rate.high for row in rows], "fine share"),
        columns.number("NDCG", [row.ndcg.value for row in rows], "measure"),
        columns.text("Note", notes),
    )
    return heading, sentence, Table("Clusterings", shown)
