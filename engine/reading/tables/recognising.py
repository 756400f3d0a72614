"""A sheet as it was written → a table whose columns have roles, with what there is to say about it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from engine.errors import ColumnError, Issue, Place
from engine.reading.sources import Column, RawTable, Table
from engine.reading.tables.columns import Tie, find_roles, same_header
from engine.reading.tables.headers import find_table
from engine.reading.tables.kinds import kind_of
from engine.reading.tables.levels import with_levels
from engine.roles import Role

_SHOWN = 5
_FULL_SHEETS = (65_536, 1_048_576)


def recognise(raw: RawTable, chosen: Mapping[str, str]) -> tuple[Table | None, list[Issue]]:
    """The table of a sheet, or None where it holds none.

    chosen  role → header, as the user named them
    Cost: one pass over the cells, to find blank rows and how filled each column is.
    """
    body = find_table(raw)
    if body is None:
        return None, []
    roles, ties = find_roles(body.headers, body.cells, (raw.sheet, raw.file.rsplit(".", 1)[0]), chosen)
    if not {Role.L2_CATEGORY, Role.L3_CATEGORY} & chosen.keys():
        roles = with_levels(roles, body.headers, body.cells)
    columns = tuple(Column(name, roles.get(i)) for i, name in enumerate(body.headers))
    table = Table(
        file=raw.file,
        sheet=raw.sheet,
        cells=body.cells,
        rows=body.rows,
        columns=columns,
        kind=kind_of(columns, body.cells),
        damaged=raw.damaged,
        typed=raw.typed,
        how=raw.how,
    )
    issues = [_tie_issue(table, tie) for tie in ties if table.kind != "unused"]
    return table, [*raw.issues, *body.issues, *issues, *_row_issues(table, raw)]


def require_chosen(tables: Sequence[Table], chosen: Mapping[str, str]) -> None:
    """Raise ColumnError where a header the user named is in no table."""
    headers = [column.header for table in tables for column in table.columns]
    for role, name in chosen.items():
        if not any(same_header(name, header) for header in headers):
            close = difflib.get_close_matches(name, headers, n=1, cutoff=0.4)
            raise ColumnError(
                f"No file has a column “{name}”, which the options name as {Role(role).label}.",
                f"Did you mean “{close[0]}”?" if close else f"The columns are {', '.join(headers)}.",
            )


def unused_tables(tables: Sequence[Table]) -> list[Issue]:
    """A note for each table that is neither lines nor a list, where another one is."""
    if not any(table.kind in ("lines", "customers") for table in tables):
        return []
    return [
        Issue(
            kind="unused_table",
            message=f"{table.name} is not used: it has no column for customer or product, or neither quantity nor amount.",
            count=table.cells.num_rows,
            severity="note",
            places=(Place(table.file, table.sheet),),
        )
        for table in tables
        if table.kind == "unused"
    ]


def _tie_issue(table: Table, tie: Tie) -> Issue:
    used, other = table.columns[tie.used].header, table.columns[tie.other].header
    return Issue(
        kind="two_columns",
        message=(
            f"Two columns of {table.name} could be {tie.role.label}: “{used}” and “{other}”. “{used}” is used; "
            f'change it on the Data page, or with {tie.role.value} = "{other}" under [reading.columns] in an options file.'
        ),
        count=2,
        places=tuple(Place(table.file, table.sheet, column=name) for name in (used, other)),
    )


def _row_issues(table: Table, raw: RawTable) -> list[Issue]:
    issues = []
    if table.damaged:
        count = len(table.damaged)
        issues.append(
            Issue(
                kind="damaged_row",
                message=f"{_rows(count)} of {table.name} with more or fewer cells than the others; left out.",
                count=count,
                places=table.damaged[:_SHOWN],
            )
        )
    if raw.mended:
        issues.append(
            Issue(
                kind="mended_row",
                message=f"{_rows(len(raw.mended))} of {table.name} with a stray quote or without the last cells; used as far as they go.",
                count=len(raw.mended),
                places=raw.mended[:_SHOWN],
            )
        )
    if len(raw.rows) and int(raw.rows[-1]) in _FULL_SHEETS:
        issues.append(
            Issue(
                kind="full_sheet",
                message=f"{table.name} has exactly {int(raw.rows[-1]):,} rows, the most that a sheet can hold: lines after them were probably cut off.",
                count=1,
            )
        )
    return issues


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
