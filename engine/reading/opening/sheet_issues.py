"""What is known about a sheet beside its values → sentences for the user, counted and located."""

from __future__ import annotations

from collections.abc import Sequence

from engine.counting import counted, verb
from engine.errors import Issue, Place
from engine.reading.opening.sheets import Cell, Sheet, letters

_SAVE_ONCE = "Open it in Excel, save it once, and open it here again."


def sheet_issues(file: str, sheet: Sheet) -> tuple[Issue, ...]:
    """The issues of one sheet; none for an ordinary one. Rows and columns outside its cells are not counted."""
    found = [*_of_cells(file, sheet), *_of_what_is_hidden(file, sheet)]
    return tuple(issue for issue in found if issue.count)


def _of_cells(file: str, sheet: Sheet) -> list[Issue]:
    facts, where = sheet.facts, _where(file, sheet)
    least = "At least " if facts.partly else ""
    errors, unsaved, long, unequal = len(facts.errors), len(facts.unsaved), len(facts.long), len(facts.unequal)
    merged = [Cell(block.top, block.left) for block in facts.merged]
    example = facts.errors[0].value if facts.errors else ""
    return [
        Issue(
            "error_cell",
            f"{counted(errors, 'cell')} of {where} {verb(errors, 'holds', 'hold')} an error such as {example}, and "
            f"{verb(errors, 'is', 'are')} taken as blank.",
            errors,
            places=_places(file, sheet, facts.errors),
        ),
        Issue(
            "formula_without_result",
            f"{least}{counted(unsaved, 'formula')} of {where} {verb(unsaved, 'has', 'have')} no result, and "
            f"{verb(unsaved, 'is', 'are')} taken as blank. {_SAVE_ONCE}",
            unsaved,
            places=_places(file, sheet, facts.unsaved),
        ),
        Issue(
            "long_number",
            f"{counted(long, 'number')} of {where} {verb(long, 'has', 'have')} more than 15 digits. Excel keeps only the "
            "first 15: where they are ids, export them as text.",
            long,
            places=_places(file, sheet, facts.long),
        ),
        Issue(
            "unequal_readings",
            f"{counted(unequal, 'cell')} of {where} can be read in two ways; the likelier one was taken. Compare "
            f"{verb(unequal, 'it', 'them')} with Excel.",
            unequal,
            places=_places(file, sheet, facts.unequal),
        ),
        Issue(
            "merged_cells",
            f"{counted(len(merged), 'block')} of merged cells in {where}: the value of each was taken for all its rows.",
            len(merged),
            "note",
            places=_places(file, sheet, merged),
        ),
    ]


def _of_what_is_hidden(file: str, sheet: Sheet) -> list[Issue]:
    facts, where = sheet.facts, _where(file, sheet)
    bottom, right = sheet.first_row + sheet.cells.num_rows, sheet.first_column + sheet.cells.num_columns
    rows = sorted(row for row in facts.hidden_rows if sheet.first_row <= row < bottom)
    columns = sorted(column for column in facts.hidden_columns if sheet.first_column <= column < right)
    least = "At least " if facts.partly else ""
    by = ", which a filter hides," if facts.filtered else ""
    hidden = "" if facts.filtered else "hidden "
    listed = ", ".join(letters(column) for column in columns[:5]) + (", …" if len(columns) > 5 else "")
    return [
        Issue(
            "hidden_rows",
            f"{least}{counted(len(rows), hidden + 'row')} of {where}{by} {verb(len(rows), 'was', 'were')} read like the others. "
            "To leave them out, delete them in Excel.",
            len(rows),
            places=[Place(file, sheet.name, row) for row in rows],
        ),
        Issue(
            "hidden_columns",
            f"{counted(len(columns), 'hidden column')} of {where} {verb(len(columns), 'was', 'were')} read like the others: {listed}.",
            len(columns),
            "note",
            places=[Place(file, sheet.name, column=letters(column)) for column in columns],
        ),
    ]


def _where(file: str, sheet: Sheet) -> str:
    return f"sheet “{sheet.name}” of {file}"


def _places(file: str, sheet: Sheet, cells: Sequence[Cell]) -> list[Place]:
    return [Place(file, sheet.name, cell.row, letters(cell.column), cell.value) for cell in cells]
