"""The first sheet: what was read, what came out of it, and where to find it."""

from __future__ import annotations

import numpy as np

from engine.clustering import Segment
from engine.counting import counted
from engine.roles import column_in_words
from engine.saving import WORKBOOK_TITLE
from engine.workbook import columns
from engine.workbook.contents import CLUSTERS, HEALTH, METHOD, PROFILES, PROOF, SUMMARY, TARGETS, TOGETHER, Contents
from engine.workbook.description import (
    BarChart,
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Link,
    Links,
    Sentence,
    Sheet,
    Table,
    Title,
)
from engine.workbook.method_sheet import grade_meanings

MOST_BARS = 12
MOST_FILES = 4
LONGEST_VERDICT = 90.0
TITLE_OF_LIST = "Who your customers are"
NO_LINES = "The files hold no invoice lines, so nothing can be recommended."


def summary_sheet(contents: Contents) -> Sheet:
    """Facts, links, recommendations by grade, and a table of segments that links to their sheets."""
    title = Title(WORKBOOK_TITLE if contents.has_lines else TITLE_OF_LIST, _headline(contents))
    chart = _chart(contents)
    blocks: list[Block] = [
        title,
        *([chart] if chart else []),
        Facts(_facts(contents)),
        Heading("In this workbook"),
        Links(_links(contents)),
        *_by_grade(contents),
        Heading("Segments"),
        _segments(contents),
    ]
    return Sheet(SUMMARY, tuple(blocks))


def _by_grade(contents: Contents) -> tuple[Block, ...]:
    if not contents.has_lines:
        return ()
    meanings = (Sentence(f"{grade}  {meaning}") for grade, meaning in grade_meanings().items())
    return (Heading("Recommendations by grade"), _grades(contents), *meanings)


def _headline(contents: Contents) -> str:
    if not contents.has_lines:
        segmentation = contents.analysis.segmentation
        grouped = counted(int((segmentation.cluster_of >= 0).sum()), "customer")
        return f"{grouped} in {counted(len(segmentation.clusters), 'cluster')}. {NO_LINES}"
    offers, customers = int(contents.offers.sum()), int((contents.offers > 0).sum())
    if not offers:
        return "No recommendation could be made: no peers buy anything that a customer does not."
    worth = f", worth about {contents.value.sum():,.0f} {_per_year(contents)}" if contents.has_money else ""
    return f"{counted(offers, 'recommendation')} to {counted(customers, 'customer')}{worth}."


def _per_year(contents: Contents) -> str:
    return "a year" if contents.analysis.dataset.has_dates else "in the period exported"


def _facts(contents: Contents) -> tuple[Fact, ...]:
    analysis = contents.analysis
    dataset, segmentation = analysis.dataset, analysis.segmentation
    report = dataset.report
    by = " × ".join(map(column_in_words, segmentation.columns)) or "none: all customers are one segment"
    made = (
        Fact("Segments", len(segmentation.segments), "whole"),
        Fact("Segments made by", by),
        Fact("Clusters", len(segmentation.clusters), "whole"),
        Fact("Clusters made by", analysis.options.recipe),
    )
    files = _files([file.name for file in report.files])
    if not contents.has_lines:
        return (*files, Fact("Customers", len(dataset.customers), "whole"), *made)
    return (
        *files,
        *_lines(contents),
        Fact("Customers that buy", int(analysis.figures.buys.sum()), "whole"),
        Fact("Products", len(dataset.products), "whole"),
        *made,
        Fact("Recommendations", int(contents.offers.sum()), "whole"),
        *([Fact(f"Expected value {_per_year(contents)}", contents.value.sum(), "money")] if contents.has_money else []),
    )


def _lines(contents: Contents) -> list[Fact]:
    dataset = contents.analysis.dataset
    report = dataset.report
    facts = [
        Fact("Lines read", report.lines_read, "whole"),
        Fact("Lines used", report.lines_used, "whole"),
        Fact("Lines left out", report.lines_read - report.lines_used, "whole"),
    ]
    if contents.has_money:
        facts.append(Fact("Spend", report.amount_used, "money"))
    if dataset.period is not None:
        facts.append(Fact("Period", "{} to {}".format(*dataset.period)))
    return facts


def _files(names: list[str]) -> list[Fact]:
    """One row per file; where there are many, the last row says how many more."""
    shown = names if len(names) <= MOST_FILES else [*names[: MOST_FILES - 1], f"and {len(names) - MOST_FILES + 1} more"]
    return [Fact("" if place else "Files", name) for place, name in enumerate(shown)]


def _links(contents: Contents) -> tuple[Link, ...]:
    issues = len(contents.analysis.dataset.report.issues)
    offers = "one row per offer, with a place for what came of it"
    return (
        *(Link(name, offers) for name in contents.recommendations),
        *_together(contents),
        Link(CLUSTERS, "what sets each cluster apart, and what to do"),
        Link(PROFILES, "everything that is known of each cluster, beside the average"),
        *([Link(PROOF, "whether the recommendations would have been bought")] if contents.has_lines else []),
        Link(HEALTH, f"what was left out and why; {counted(issues, 'issue')}"),
        Link(METHOD, "what the words mean, options, files, versions"),
    )


def _together(contents: Contents) -> tuple[Link, ...]:
    if not contents.has_lines:
        return ()
    rules = counted(len(contents.analysis.associations), "rule")
    return (
        Link(TOGETHER, f"who buys this also buys that; {rules}, overall and by cluster"),
        Link(TARGETS, "the customers who lack the second half of a rule"),
    )


def _grades(contents: Contents) -> Table:
    table = contents.analysis.recommendations.table
    meanings = grade_meanings()
    of_grade = {grade: (table["grade"] == grade).to_numpy() for grade in meanings}
    value = np.nan_to_num(table["value"].to_numpy())
    found = [
        columns.text("Grade", list(meanings)),
        columns.number("Recommendations", [inside.sum() for inside in of_grade.values()], "whole"),
    ]
    if contents.has_money:
        found.append(columns.amount("Expected value", [value[inside].sum() for inside in of_grade.values()]))
    return Table("Grades", tuple(found))


def _segments(contents: Contents) -> Table:
    """Segments that matter most first; their names lead to their sheets."""
    ordered = sorted(contents.analysis.segmentation.segments, key=lambda s: (-contents.weight(s), s.id))
    found = [
        columns.text("Segment", [s.name for s in ordered], links=tuple(contents.segment_sheet[s.id] for s in ordered)),
        columns.number("Customers", [len(s.members) for s in ordered], "whole"),
        columns.number("Clusters", [len(s.clusters) for s in ordered], "whole"),
    ]
    if contents.has_lines:
        found += _worth(contents, ordered)
    verdicts = [s.verdict for s in ordered]
    found.append(columns.text("How far to trust the clusters", verdicts, kind="wrapped", width=LONGEST_VERDICT))
    return Table("Segments", tuple(found))


def _worth(contents: Contents, ordered: list[Segment]) -> list[Column]:
    earned = np.array([contents.earned[s.members].sum() for s in ordered])
    total = earned.sum()
    found = [
        (columns.amount if contents.has_money else columns.quantity)(contents.earned_word, earned),
        columns.number(f"Share of {contents.earned_word.lower()}", earned / (total or np.nan), "fine share"),
        columns.number("Recommendations", [contents.offers[s.members].sum() for s in ordered], "whole"),
    ]
    if contents.has_money:
        found.append(columns.amount("Expected value", [contents.value[s.members].sum() for s in ordered]))
    return found


def _chart(contents: Contents) -> BarChart | None:
    segments = contents.analysis.segmentation.segments
    if len(segments) < 2 or not contents.offers.any():
        return None
    values = "Expected value" if contents.has_money else "Recommendations"
    what = f"{values} {_per_year(contents)}" if contents.has_money else values
    shown = f", the {MOST_BARS} largest segments" if len(segments) > MOST_BARS else " by segment"
    return BarChart(what + shown, "Segments", "Segment", values, MOST_BARS, column=4)
