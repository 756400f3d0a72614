"""Data health: what was read, what was used, what was left out and why, in lines and money."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.dataset import ImportReport
from engine.errors import Issue, Place
from engine.health import DataHealth, data_health
from engine.workbook import columns
from engine.workbook.contents import HEALTH, SUMMARY, Contents
from engine.workbook.description import Block, Column, Heading, Sentence, Sheet, Table, Title

MOST_PLACES = 5


def health_sheet(contents: Contents) -> Sheet:
    """Lines and money, which add up; the issues with places to look them up; the columns as recognised."""
    report = contents.analysis.dataset.report
    left_out = report.lines_read - report.lines_used
    sentence = f"{report.lines_read:,} lines were read: {report.lines_used:,} were used and {left_out:,} were left out."
    if not contents.has_lines:
        sentence = f"{len(contents.analysis.dataset.customers):,} customers were read; there are no invoice lines."
    blocks: list[Block] = [
        Title("Data health", sentence, back=SUMMARY),
        *_grade(data_health(contents.analysis.dataset)),
        *_lines_and_money(report, contents),
        *_charges(report, contents.has_money),
        Heading("Issues"),
        *_issues(report.issues, contents.has_money),
        Heading("Columns as they were recognised"),
        _recognised(report),
    ]
    return Sheet(HEALTH, tuple(blocks))


def _lines_and_money(report: ImportReport, contents: Contents) -> tuple[Block, ...]:
    if not contents.has_lines:
        return ()
    return (Heading("Lines and money" if contents.has_money else "Lines"), _lines(report, contents.has_money))


def _grade(health: DataHealth) -> tuple[Block, ...]:
    """The grade, and what would improve the files most."""
    advice = [Sentence(f"{at}. {found.sentence}") for at, found in enumerate(health.improvements, 1)]
    to_do = " What would improve them most:" if advice else ""
    return (Sentence(f"The files get grade {health.grade}, {health.points:.0f} of 100 points.{to_do}"), *advice)


def _lines(report: ImportReport, has_money: bool) -> Table:
    lines = np.array([report.lines_used, *(reason.lines for reason in report.left_out)], dtype=np.float64)
    money = np.array([report.amount_used, *(reason.amount for reason in report.left_out)])
    labels = ["Used", *(f"Left out: {_lower_first(reason.label)}" for reason in report.left_out)]
    found = [columns.text("What", labels), columns.number("Lines", lines, "whole")]
    found.append(columns.number("Share", lines / max(lines.sum(), 1.0), "fine share"))
    if has_money:
        found.append(_wide_enough(columns.amount("Money", money), report.amount_read))
    return Table("Lines_and_money", tuple(found), total="Read", summed=("Lines", "Share", "Money"))


def _charges(report: ImportReport, has_money: bool) -> tuple[Block, ...]:
    """What is among the used lines but no product to offer."""
    if report.not_goods is None:
        return ()
    part = report.not_goods
    lines = "1 used line is" if part.lines == 1 else f"{part.lines:,} of the used lines are"
    worth = f", worth {part.amount:,.2f}" if has_money else ""
    return (Sentence(f"{lines} postage, charges and the like{worth}: never offered, and no part of any basket."),)


def _wide_enough(column: Column, total: float) -> Column:
    return Column(column.header, column.kind, column.values, max(column.width, len(f"{total:,.2f}") + 3.0))


def _lower_first(label: str) -> str:
    """The label inside a sentence; abbreviations such as ID keep their capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _issues(issues: tuple[Issue, ...], has_money: bool) -> tuple[Block, ...]:
    if not issues:
        return (Sentence("Nothing was found that you should know about."),)
    ordered = sorted(issues, key=lambda issue: (issue.severity != "warning", -issue.count))
    found = [
        columns.text("Issue", [issue.message for issue in ordered], kind="wrapped", width=52),
        columns.number("Count", [issue.count for issue in ordered], "whole"),
        columns.text("Severity", [issue.severity.capitalize() for issue in ordered]),
    ]
    if has_money:
        found.append(columns.amount("Money concerned", [issue.amount or np.nan for issue in ordered]))
    found.append(columns.text("Where, for example", [_places(issue) for issue in ordered], kind="wrapped", width=52))
    return (Table("Issues", tuple(found)),)


def _places(issue: Issue) -> str:
    """The first few places, those in one column of one file on one line: “sales.csv, column Quantity: rows 5, 9 “x””."""
    grouped: dict[Place, list[str]] = {}
    for place in issue.places[:MOST_PLACES]:
        row = f"{place.row:,}" if place.row else ""
        value = f"“{place.value}”" if place.value else ""
        grouped.setdefault(replace(place, row=0, value=""), []).append(f"{row} {value}".strip())
    return "\n".join(_located(where, [row for row in rows if row]) for where, rows in grouped.items())


def _located(where: Place, rows: list[str]) -> str:
    if not rows:
        return str(where)
    return f"{where}: {'rows' if len(rows) > 1 else 'row'} {', '.join(rows)}"


def _recognised(report: ImportReport) -> Table:
    return Table(
        "Recognised_columns",
        (
            columns.text("File or sheet", [use.table for use in report.columns]),
            columns.text("Column", [use.header for use in report.columns]),
            columns.text("Taken as", [use.role.label for use in report.columns]),
            columns.number("Sure", [use.confidence for use in report.columns], "share"),
            columns.text("Because", [_capital(use.why) for use in report.columns], kind="wrapped", width=40),
            columns.text("Read as", [_capital(use.decided) for use in report.columns], kind="wrapped", width=52),
        ),
    )


def _capital(clause: str) -> str:
    return clause[:1].upper() + clause[1:]
