"""Which products are no goods: postage, bank charges, discounts and the like, which are never offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_CODES = re.compile(
    r"(post|postage|dot|pads|cruk|amazonfee|bank charges|gift_\d\w*|freight|shipping|carriage|porto|versand|fracht)",
    re.IGNORECASE,
)
_CHARGE = r"( (costs?|charges?|fees?|surcharge))?"
_NAMES = re.compile(
    rf"((dotcom|next day|express|standard|uk|export) )?(postage|freight|carriage|shipping|delivery|handling|packing|p&p){_CHARGE}"
    r"|(postage|shipping) (and|&) (packing|packaging|handling)"
    r"|(bank|service|handling|fuel|restocking|credit card|payment|small order) (charges?|fees?|surcharge)"
    r"|manual|discounts?|samples?|adjustments?|adjust bad debt|adjustment by .*|rounding|amazon fees?|cruk commission"
    r"|(dotcomgiftshop )?gift (voucher|card)s?( .*)?|deposits?|pallet deposit"
    r"|porto|versand|versandkosten|fracht|frachtkosten|rabatt|skonto|pfand|bankgebühren|verpackung|mindermengenzuschlag"
    r"|frais de port|port|remise|transport|escompte|gastos de env[ií]o|portes|descuento|spese di (spedizione|trasporto)|sconto"
    r"|verzendkosten|vrachtkosten|korting|frete",
    re.IGNORECASE,
)
_MOST_SHARE = 0.1
_MOST_ANYWAY = 3


def are_goods(ids: Sequence[str], names: Sequence[str]) -> NDArray[np.bool_]:
    """False where the whole id or the whole name is a word for postage, charges, discounts, samples or corrections.

    Where that would strike more than a tenth of the products, the words mean something else here: all are goods.
    """
    goods = np.array(
        [not (_CODES.fullmatch(code) or _NAMES.fullmatch(name.strip())) for code, name in zip(ids, names, strict=True)],
        dtype=bool,
    )
    struck = int(np.count_nonzero(~goods))
    if struck == len(goods) or struck > max(_MOST_ANYWAY, _MOST_SHARE * len(goods)):
        return np.ones(len(goods), dtype=bool)
    return goods
