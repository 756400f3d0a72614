"""Method, as far as it tells what is offered to nobody: how many products, and why."""

from __future__ import annotations

from engine.counting import counted, verb
from engine.recommending.offerable import kept_out, unknown_texts
from engine.workbook import columns
from engine.workbook.contents import Contents
from engine.workbook.description import Block, Heading, Sentence, Table

_MOST = 5
"""Texts that are named of those that no file has."""
_WIDTHS = (30.0, 96.0)


def not_offered(contents: Contents) -> tuple[Block, ...]:
    """A heading, a sentence with the total, a table by reason where there is one, and what no file has; () without lines."""
    if not contents.has_lines:
        return ()
    analysis = contents.analysis
    options = analysis.options.recommending
    found = kept_out(analysis.dataset, analysis.baskets, options)
    total, products = sum(part.products for part in found), len(analysis.dataset.products)
    blocks: list[Block] = [Heading("Not offered"), Sentence(_total(total, products))]
    if found:
        names = [part.reason[0].upper() + part.reason[1:] for part in found]
        counts = columns.text("Products", [f"{part.products:,}" for part in found], kind="wrapped", width=_WIDTHS[0])
        blocks.append(Table("NotOffered", (counts, columns.text("Why", names, kind="wrapped", width=_WIDTHS[1]))))
    if options.dismissed:
        many = len(options.dismissed)
        blocks.append(
            Sentence(f"{counted(many, 'offer')} {verb(many, 'was', 'were')} turned down for one customer alone.")
        )
    if unknown := unknown_texts(analysis.dataset, options):
        blocks.append(Sentence(_unknown(unknown)))
    return tuple(blocks)


def _total(total: int, products: int) -> str:
    if not total:
        return f"Each of the {counted(products, 'product')} may be offered."
    return f"{total:,} of {counted(products, 'product')} {verb(total, 'is', 'are')} offered to nobody."


def _unknown(unknown: tuple[str, ...]) -> str:
    named = ", ".join(f"“{text}”" for text in unknown[:_MOST])
    more = f" and {len(unknown) - _MOST:,} more" if len(unknown) > _MOST else ""
    return f"The lists of what is not offered name {named}{more}, which these files do not have."
