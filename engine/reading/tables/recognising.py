"""A sheet as it was written → a table whose columns have roles, with what there is to say about it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from engine.counting import counted
from engine.errors import ColumnError, Issue, Place
from engine.reading.sources import Column, RawTable, Table
from engine.reading.tables.columns import BY_OPTIONS, Found, Tie, Use, find_roles, same_header
from engine.reading.tables.headers import Body, find_table
from engine.reading.tables.kinds import kind_of
from engine.reading.tables.layouts import Layouts, remembered
from engine.reading.tables.levels import with_levels
from engine.reading.tables.product_status import with_status
from engine.roles import Role

_SEARCHED, _LONGEST_EXAMPLE = 1000, 40
_FIGURES = frozenset({Role.QUANTITY, Role.AMOUNT})
_NEEDED = frozenset({Role.CUSTOMER_ID, Role.PRODUCT_ID, *_FIGURES})
_FULL_SHEETS = (65_536, 1_048_576)


def recognise(
    raw: RawTable, chosen: Mapping[str, str], layouts: Layouts, laid_across: str = "leave"
) -> tuple[Table | None, list[Issue]]:
    """The table of a sheet, or None where it holds none.

    chosen       role → header, as the options name them
    layouts      what the user chose before for tables with the same headers; taken as it is, under what the options say
    laid_across  "to lines" to turn months or branches laid across as columns into lines
    Cost: one pass over the cells, to find blank rows and how filled each column is.
    """
    body = find_table(raw, laid_across)
    if body is None:
        return None, []
    found = _found(body, raw, chosen, layouts)
    columns = tuple(_column(name, found.uses.get(i)) for i, name in enumerate(body.headers))
    kind = kind_of(columns, body.cells)
    if body.has_header and remembered(body.headers, layouts) is None:
        columns = with_status(columns, kind, body.cells)
    table = Table(
        file=raw.file,
        sheet=raw.sheet,
        cells=body.cells,
        rows=body.rows,
        columns=columns,
        kind=kind,
        damaged=raw.damaged,
        typed=raw.typed,
        how=raw.how,
        part=raw.part,
    )
    issues = [_tie_issue(table, tie) for tie in found.ties if table.kind != "unused"]
    return table, [*raw.issues, *body.issues, *issues, *_guess_issues(table), *_row_issues(table, raw)]


def _found(body: Body, raw: RawTable, chosen: Mapping[str, str], layouts: Layouts) -> Found:
    before = remembered(body.headers, layouts) if body.has_header else None
    if before is None:
        names = (raw.sheet, raw.file.rsplit(".", 1)[0])
        found = find_roles(body.headers, body.cells, names, chosen, has_header=body.has_header)
        return found if {Role.L2_CATEGORY, Role.L3_CATEGORY} & chosen.keys() else _levelled(found, body)
    by_options = {
        i: Use(Role(role), 1.0, BY_OPTIONS)
        for i, name in enumerate(body.headers)
        for role, wanted in chosen.items()
        if same_header(wanted, name)
    }
    taken = {use.role for use in by_options.values()}
    return Found({i: use for i, use in before.items() if use.role not in taken} | by_options, [])


def _levelled(found: Found, body: Body) -> Found:
    """The uses with numbered categories as coarse and fine ones, whichever way they are numbered."""
    roles = with_levels({i: use.role for i, use in found.uses.items()}, body.headers, body.cells)
    why = "by its header, and each value of the finer level goes with one of the coarser"
    uses = {
        i: use if (use := found.uses.get(i)) and use.role == role else Use(role, 0.9, why) for i, role in roles.items()
    }
    return Found(uses, [tie for tie in found.ties if tie.other not in uses])


def _column(name: str, use: Use | None) -> Column:
    return Column(name, None) if use is None else Column(name, use.role, use.confidence, use.why)


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
            "change it on the Data page where that is wrong."
        ),
        count=2,
        places=tuple(Place(table.file, table.sheet, column=name) for name in (used, other)),
    )


def _guess_issues(table: Table) -> list[Issue]:
    """A warning for each column that lines cannot do without, and that is little more than a guess."""
    if table.kind != "lines":
        return []
    sure = {column.role for column in table.columns if not column.is_guess}
    doubtful = [
        (i, column)
        for i, column in enumerate(table.columns)
        if column.role in _NEEDED - sure and not (column.role in _FIGURES and _FIGURES & sure)
    ]
    return [_guess_issue(table, i, column) for i, column in doubtful]


def _guess_issue(table: Table, at: int, column: Column) -> Issue:
    cells = table.cells.column(at).slice(0, _SEARCHED).to_pylist()
    example = next((cell.strip() for cell in cells if cell and cell.strip()), "")[:_LONGEST_EXAMPLE]
    such = f", which holds values such as “{example}”" if example else ""
    role = column.role.label if column.role else ""
    return Issue(
        kind="guessed_column",
        message=(
            f"No column of {table.name} is clearly the {role}; “{column.header}” is used{such}. "
            "Choose another on the Data page where that is wrong."
        ),
        count=1,
        places=(Place(table.file, table.sheet, column=column.header, value=example),),
    )


def _row_issues(table: Table, raw: RawTable) -> list[Issue]:
    issues = []
    if table.damaged:
        count = len(table.damaged)
        issues.append(
            Issue(
                kind="damaged_row",
                message=f"{counted(count, 'row')} of {table.name} with more or fewer cells than the others; left out.",
                count=count,
                places=table.damaged,
            )
        )
    if raw.mended:
        issues.append(
            Issue(
                kind="mended_row",
                message=f"{counted(len(raw.mended), 'row')} of {table.name} with a stray quote or without the last cells; used as far as they go.",
                count=len(raw.mended),
                places=raw.mended,
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
