"""Which product ids are no goods: postage, bank charges, discounts and the like, which are never offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_CODES = re.compile(
    r"(?i)^(post|postage|dot|m|d|s|b|c2|pads|cruk|amazonfee|bank charges|gift_\w+|adjust\d*|manual|freight|shipping|"
    r"delivery|porto|versand|fracht|rabatt|skonto|pfand|deposit|discount|sample|samples|fee|handling)$"
)
_NAMES = re.compile(
    r"(?i)^(dotcom |next day |express )?(postage|freight|carriage|shipping|delivery|handling)( (cost|costs|charge|charges|fee|fees))?$"
    r"|^(bank|service|handling|shipping|freight|delivery|restocking) (charge|charges|fee|fees|costs?)$"
    r"|^(manual|discount|samples?|adjustment|amazon fee|rounding|deposit|adjust bad debt|adjustment by \w+ on .*)$"
    r"|^(porto|versandkosten|fracht|frachtkosten|rabatt|skonto|pfand|frais de port|gastos de envio|portes)$"
    r"|^dotcomgiftshop gift voucher.*$|^cruk commission$|^carriage$"
)


def are_goods(ids: Sequence[str], names: Sequence[str]) -> NDArray[np.bool_]:
    """False where the whole id or the whole name is a word for postage, charges, discounts, samples or corrections."""
    return np.array(
        [not (_CODES.match(code) or _NAMES.match(name.strip())) for code, name in zip(ids, names, strict=True)],
        dtype=bool,
    )
