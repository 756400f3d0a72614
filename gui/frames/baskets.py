"""What one customer bought, product by product, and the peers behind an offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gui.frames.texts import text_array
from gui.tables.column import Column

if TYPE_CHECKING:
    import pandas as pd

    from engine import Analysis


def basket_columns(analysis: Analysis, customer: int) -> tuple[Column, ...]:
    """The market basket of one customer, largest spend (quantity without money) first."""
    baskets, products = analysis.baskets, analysis.dataset.products
    entries = slice(baskets.start[customer], baskets.start[customer + 1])
    rows = np.arange(entries.start, entries.stop)[np.argsort(-baskets.spend_or_quantity[entries], kind="stable")]
    bought = products.iloc[baskets.product[rows]]
    names, ids = text_array(bought["product_name"]), text_array(bought["product_id"])
    columns = [Column("product", "Product", names), Column("product_id", "Product ID", ids, shown=False)]
    columns.append(Column("quantity", "Quantity", baskets.quantity[rows], unit="units"))
    columns.append(Column("times", "Times bought", baskets.times[rows]))
    if baskets.spend is not None:
        columns.append(Column("spend", "Spend", baskets.spend[rows]))
    if baskets.last is not None:
        columns.append(Column("last", "Last bought", baskets.last[rows], shown=baskets.spend is None))
    if "l2_category" in products:
        columns.append(Column("category", "Category", text_array(bought["l2_category"]), shown=False))
    return tuple(columns)


def evidence_columns(buyers: pd.DataFrame, who: str = "Peer") -> tuple[Column, ...]:
    """Customers that buy an offered product, as `engine.evidence` gives them; `who` they are heads their names."""
    dated = bool(buyers["last"].notna().any())
    columns = [
        Column("customer", who, text_array(buyers["customer_name"])),
        Column("quantity", "Quantity", buyers["quantity"].to_numpy(), unit="units"),
        Column("times", "Times bought", buyers["times"].to_numpy(), shown=not dated),
    ]
    if buyers["spend"].notna().any():
        columns.append(Column("spend", "Spend", buyers["spend"].to_numpy()))
    if dated:
        columns.append(Column("last", "Last bought", buyers["last"].to_numpy().astype("datetime64[D]")))
    return tuple(columns)


def own_columns(purchases: pd.DataFrame) -> tuple[Column, ...]:
    """A customer's purchases of one product, as `engine.own_purchases` gives them: by day, the latest first, and the days between."""
    by_day = purchases.groupby("day", dropna=False)["quantity"].sum()
    days = by_day.index.to_numpy().astype("datetime64[D]")[::-1]
    gap = np.full(len(days), np.nan)
    gap[:-1] = (days[:-1] - days[1:]) / np.timedelta64(1, "D")
    return (
        Column("day", "Bought on", days),
        Column("gap", "Days since the time before", gap),
        Column("quantity", "Quantity", by_day.to_numpy()[::-1], unit="units"),
    )
