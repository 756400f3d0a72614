"""An analysis as the sheets of a workbook, in the order of their tabs."""

from __future__ import annotations

from engine.analysis import Analysis
from engine.workbook.bought_together_sheet import bought_together_sheet
from engine.workbook.clusters_sheet import clusters_sheet
from engine.workbook.contents import MOST_SEGMENT_SHEETS, ROWS_PER_SHEET, Contents, contents
from engine.workbook.description import Sheet
from engine.workbook.health_sheet import health_sheet
from engine.workbook.method_sheet import method_sheet
from engine.workbook.profiles_sheet import profiles_sheet
from engine.workbook.proof_sheet import proof_sheet
from engine.workbook.recommendations_sheet import recommendations_sheets
from engine.workbook.segment_sheets import segment_sheets
from engine.workbook.summary_sheet import summary_sheet
from engine.workbook.targets_sheet import targets_sheet


def describe_workbook(
    analysis: Analysis, most_segment_sheets: int = MOST_SEGMENT_SHEETS, rows_per_sheet: int = ROWS_PER_SHEET
) -> tuple[Sheet, ...]:
    """Every sheet as a value; nothing is written."""
    found = contents(analysis, most_segment_sheets, rows_per_sheet)
    return (
        summary_sheet(found),
        *recommendations_sheets(found, rows_per_sheet),
        *_together(found, rows_per_sheet),
        *segment_sheets(found),
        clusters_sheet(found),
        profiles_sheet(found),
        *([proof_sheet(found)] if found.has_lines else []),
        health_sheet(found),
        method_sheet(found),
    )


def _together(found: Contents, rows_per_sheet: int) -> tuple[Sheet, ...]:
    """What is bought together; nothing is known of it where the files hold no invoice lines."""
    if not found.has_lines:
        return ()
    return bought_together_sheet(found, rows_per_sheet), targets_sheet(found, rows_per_sheet)
