"""Method, as far as clusters are concerned: what customers were compared by, how it was folded, the scheme of personas."""

from __future__ import annotations

from engine.clustering.personas import rfm_scores
from engine.options.persona_scheme import BEST, Range, persona_rules
from engine.workbook import columns
from engine.workbook.contents import Contents
from engine.workbook.description import Block, Heading, Sentence, Table

_WORDS = {
    "What sets it apart": "Each driver is told with its size. They are ranked by effect size, which is comparable between all of "
    "them: the standardised difference of a number (Glass 1976) and Cohen's h of a share (1988); 0.2 is small, 0.8 large.",
    "Typical customer": "The member nearest to the centre of its cluster.",
    "Borderline customer": "A member that is as near to another cluster as to its own.",
    "Silhouette": "How much nearer customers are to their own cluster than to the next one: 1 is perfectly apart, "
    "0 is no difference (Rousseeuw 1987).",
    "Stability": "Whether the clusters come back when they are made anew on a part of the customers: stable, fair or "
    "fragile (Hennig 2007).",
}
_PERSONA = (
    "What kind of customer it is, by scores of 1 to 5 for how lately, how often and how much it buys: each score is its fifth "
    "of all customers that buy, 5 the best. A cluster has the persona of the medians of its members' scores."
)


def cluster_words(contents: Contents) -> dict[str, str]:
    """The words of the clusters, and what they mean."""
    scored = rfm_scores(contents.analysis.figures) is not None
    return {**_WORDS, **({"Persona": _PERSONA} if scored else {})}


def compared_by(contents: Contents) -> tuple[Block, ...]:
    """What customers were compared by: the notes of the run, and what they do not say of single attributes."""
    features = contents.analysis.features
    compared = {column.attribute for column in features.columns}
    told = [a for a in features.attributes if a.note and not any(a.note in note for note in features.notes)]
    blocks: list[Block] = [Heading("What customers were compared by"), Sentence(_families(contents))]
    blocks += [Sentence(note) for note in features.notes]
    if told:
        shown = (
            columns.text("Attribute", [attribute.name for attribute in told], kind="wrapped", width=30.0),
            columns.text("How it was read", [attribute.note for attribute in told], kind="wrapped", width=96.0),
            columns.text("Used", ["compared" if a.name in compared else "profiled" for a in told], width=28.0),
        )
        blocks.append(Table("Foldings", shown))
    return tuple(blocks)


def _families(contents: Contents) -> str:
    features = contents.analysis.features
    counts = [f"{family} ({len(features.of_family(family)):,})" for family in features.families]
    return f"Columns compared: {', '.join(counts) or 'none'}."


def personas_scheme(contents: Contents) -> tuple[Block, ...]:
    """The scheme of personas, where customers have one: the first row that fits decides."""
    if rfm_scores(contents.analysis.figures) is None:
        return ()
    rules = persona_rules(contents.analysis.options.clustering.personas)
    scores = [f"{_range(rule.recency)} · {_range(rule.frequency)} · {_range(rule.monetary)}" for rule in rules]
    shown = (
        columns.text("Persona", [rule.name for rule in rules], kind="wrapped", width=30.0),
        columns.text("What to do", [rule.action for rule in rules], kind="wrapped", width=96.0),
        columns.text("Recency · orders · spend", scores, kind="wrapped", width=28.0),
    )
    said = "The first row that fits decides. It can be changed in the options, under clustering.personas."
    return (Heading("Personas"), Sentence(said), Table("Personas", shown))


def _range(scored: Range) -> str:
    low, high = scored
    if scored == (1, BEST):
        return "any"
    return f"{low}" if low == high else f"{low}–{high}"
