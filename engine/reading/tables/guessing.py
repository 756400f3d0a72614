"""Roles by cells alone: for a table without a header, and for headers in words that are not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.reading.tables.relations import comes_in_runs, determines, find_product, goes_with, shared_within
from engine.reading.tables.samples import Cells
from engine.reading.tables.weighing import PRODUCT_WHY, Claim
from engine.reading.words.words import header
from engine.roles import Role

_LEAST_ROWS = 20
_ALL, _MOST = 0.95, 0.9
_MOST_NUMBERS = 12
_CONTENT, _PROVEN, _VAGUE = 0.45, 0.55, 0.35
_FEWEST_PARTIES = 3
_SHARED, _VARIED = 0.95, 0.6
_LONGEST = 80


@dataclass
class _Guess:
    """What is known so far, role → column, and the claims made for it."""

    sample: Sequence[Cells]
    free: list[int]
    roles: dict[Role, int]
    claims: list[Claim] = field(default_factory=list)

    def take(self, column: int | None, role: Role, strength: float, why: str) -> None:
        if column is None or role in self.roles or column not in self.free:
            return
        self.free.remove(column)
        self.roles[role] = column
        self.claims.append(Claim(strength, column, role, why))


def guesses(
    headers: Sequence[str], sample: Sequence[Cells], known: Mapping[int, Role], *, has_header: bool
) -> list[Claim]:
    """Claims that the cells make for columns without a role, on roles that no header claims; [] where too little is sure.

    known  column → role, by the headers

    Only a table that has quantity, price and amount, of which one is the product of the others, is taken for lines
    against headers that are not understood; without a header, dates and repeating numbers are enough. A column whose
    header means something else is never taken.
    """
    if not sample or len(sample[0].texts) < _LEAST_ROWS:
        return []
    free = [i for i, name in enumerate(headers) if i not in known and (not has_header or not header(name).ideas)]
    free = [i for i in free if sample[i].filled > _MOST]
    guess = _Guess(sample, free, {role: column for column, role in known.items()})
    proven = _figures(guess)
    if has_header and not proven:
        return []
    _dates(guess)
    _documents(guess)
    _parties(guess)
    return guess.claims


def _dates(guess: _Guess) -> None:
    dates = [i for i in guess.free if guess.sample[i].clear_date_share > _ALL and guess.sample[i].distinct > 1]
    guess.take(next(iter(dates), None), Role.DATE, _PROVEN, "by its cells: each holds a date")
    for column in dates:
        if column in guess.free:
            guess.free.remove(column)


def _figures(guess: _Guess) -> bool:
    """Quantity, price and amount by quantity × price = amount, and whether they are proven so."""
    numbers = [i for i in guess.free if _is_figure(guess.sample[i])][:_MOST_NUMBERS]
    candidates = {
        role: [guess.roles[role]] if role in guess.roles else numbers
        for role in (Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT)
    }
    found = find_product(guess.sample, *candidates.values())
    if found:
        if {Role.QUANTITY, Role.UNIT_PRICE}.isdisjoint(guess.roles) and _is_price(
            guess.sample[found[0]], guess.sample[found[1]]
        ):
            found = (found[1], found[0], found[2])
        for role, column in zip(candidates, found, strict=True):
            guess.take(column, role, _PROVEN, f"by its cells: {PRODUCT_WHY[role]}")
    elif not any(role in guess.roles for role in candidates):
        whole = [i for i in numbers if guess.sample[i].whole and guess.sample[i].distinct <= 0.5 * guess.sample[i].seen]
        broken = [i for i in numbers if not guess.sample[i].whole]
        guess.take(broken[-1] if broken else None, Role.AMOUNT, _VAGUE, "by its cells: they are broken numbers")
        if broken and len(whole) == 1:
            guess.take(whole[0], Role.QUANTITY, _VAGUE, "by its cells: they are small whole numbers")
    return found is not None


def _is_figure(cells: Cells) -> bool:
    """Whether a column holds numbers that are no codes: not all the same, without leading zeros, no dates."""
    if cells.number_share < _ALL or cells.distinct < 2 or cells.clear_date_share > 0:
        return False
    return not any(len(text) > 1 and text[0] == "0" and text.isdigit() for text in cells.texts)


def _is_price(first: Cells, second: Cells) -> bool:
    """Whether of two factors the first is rather the price: it has cents where the other has none."""
    return second.whole and not first.whole


def _documents(guess: _Guess) -> None:
    runs = [
        i
        for i in guess.free
        if comes_in_runs(guess.sample[i]) and guess.sample[i].distinct > 5 and guess.sample[i].digit_share > _MOST
    ]
    several = [i for i in runs if guess.sample[i].distinct < guess.sample[i].seen]
    guess.take(
        next(iter(several or runs), None),
        Role.INVOICE_ID,
        _CONTENT,
        "by its cells: lines that follow one another share one",
    )


def _parties(guess: _Guess) -> None:
    """Customer and product: the same on all lines of an invoice, and not."""
    invoice = guess.roles.get(Role.INVOICE_ID)
    keys = [i for i in guess.free if _is_key(guess.sample[i])]
    if invoice is None:
        return
    shared = {i: shared_within(guess.sample[invoice], guess.sample[i]) for i in keys}
    customers = [i for i in keys if (share := shared[i]) is not None and share > _SHARED]
    products = [i for i in keys if (share := shared[i]) is not None and share < _VARIED]
    if not any(share is not None for share in shared.values()):
        products = _with_a_price(guess, keys)
        customers = [i for i in keys if i not in products]
    _party(guess, customers, Role.CUSTOMER_ID, Role.CUSTOMER_NAME, "by its cells: each invoice has one")
    _party(guess, products, Role.PRODUCT_ID, Role.PRODUCT_NAME, "by its cells: the lines of an invoice differ in it")


def _is_key(cells: Cells) -> bool:
    """Whether a column could name customers or products: several, that come again, and are short and no broken numbers."""
    broken = cells.number_share > _ALL and not cells.whole
    repeats = _FEWEST_PARTIES <= cells.distinct < 0.9 * cells.seen
    return repeats and not broken and cells.length <= _LONGEST and cells.clear_date_share < _MOST


def _with_a_price(guess: _Guess, keys: Sequence[int]) -> list[int]:
    """Of the keys, those of which each has one price: where every invoice has one line, this tells products."""
    price = guess.roles.get(Role.UNIT_PRICE)
    if price is None:
        return []
    return [i for i in keys if determines(guess.sample[i], guess.sample[price]) > _MOST]


def _party(guess: _Guess, keys: Sequence[int], id_role: Role, name_role: Role, why: str) -> None:
    """The finest key, in digits rather than words, is the id; a key in words that goes with it is the name."""
    if not keys:
        return
    if id_role not in guess.roles:
        finest = max(guess.sample[i].distinct for i in keys)
        fine = [i for i in keys if guess.sample[i].distinct >= _MOST * finest]
        guess.take(min(fine, key=lambda i: (guess.sample[i].word_share > 0.5, i)), id_role, _CONTENT, why)
    key = guess.roles.get(id_role)
    named = [
        i
        for i in keys
        if key is not None
        and i != key
        and guess.sample[i].word_share > 0.5
        and goes_with(guess.sample[key], guess.sample[i])
    ]
    guess.take(next(iter(named), None), name_role, _VAGUE, "by its cells: each id has one")
