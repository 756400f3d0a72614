"""The workbook: sheets (Analysis → description), writer (description → .xlsx), saving (whole or not at all)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from engine.analysis import Analysis
from engine.progress import Report, silent
from engine.saving import WORKBOOK_TITLE, replacing
from engine.workbook.describing import describe_workbook
from engine.workbook.writer import STAGE, write

__all__ = ["export_workbook"]

NO_DATE = date(2000, 1, 1)


def export_workbook(analysis: Analysis, target: Path, report: Report = silent) -> None:
    """Write the workbook beside `target` and rename it into place; on any failure `target` stays as it was.

    The same analysis gives the same bytes: the file's creation date is the last day of the data. Raises WriteError
    where the folder or the target cannot be written, and lets `Cancelled` from `report` pass.
    Cost: 3.4 s for 43,000 recommendations and 4,300 customers on 2 cores; the window waits no longer than 32 ms. A
    cancel is heard every 2,000 rows while cells are set (40 % of the time) and once before the rename.
    """
    with replacing(target) as stream:
        report(STAGE, 0.0)
        sheets = describe_workbook(analysis)
        period = analysis.dataset.period
        created = NO_DATE if period is None else period[1].astype("datetime64[D]").item()
        try:
            write(sheets, stream, created, WORKBOOK_TITLE, report)
        except FileCreateError as error:
            raise error.args[0] if error.args and isinstance(error.args[0], OSError) else error from None
