"""Sales in which what goes together is known, because it was made so."""

from __future__ import annotations

import numpy as np

from tests.engine.builders import Line

START = np.datetime64("2024-01-01")
CUT = np.datetime64("2024-11-01")
"""The last known day of `tastes` with 60 days hidden."""


def day(offset: int) -> str:
    return str(START + offset)


def tastes(customers: int = 80, seed: int = 0) -> list[Line]:
    """Customers of four tastes, ten products each; everyone buys six of its taste, one a month, and two more at the end.

    So the next product of a customer is of its taste, while bestsellers are of all four.
    """
    rng = np.random.default_rng(seed)
    lines: list[Line] = []
    for customer in range(customers):
        order = rng.permutation(10)
        for step in range(8):
            when = 10 + 40 * step + int(rng.integers(0, 20)) if step < 6 else 310 + int(rng.integers(0, 54))
            product = f"t{customer % 4}-{order[step]}"
            lines.append((f"C{customer:03d}", product, 1.0 + step % 3, day(when), 10.0 + order[step]))
    return [*lines, ("C000", lines[0][1], 1.0, day(365), 5.0)]


def noise(customers: int = 80, products: int = 40, seed: int = 1, *, leak: bool = False) -> list[Line]:
    """Purchases at random, so that nothing can be foreseen; each product has a marker that its buyers buy with it.

    Of what is bought in the hidden days the marker is bought in those days too. leak  dates these markers before them.
    """
    rng = np.random.default_rng(seed)
    lines: list[Line] = []
    for customer in range(customers):
        chosen = rng.permutation(products)[:7]
        for step, product in enumerate(chosen):
            late = step == 6
            when = 320 + step if late else 20 + 30 * step
            lines += [
                (f"C{customer:03d}", f"p{product:02d}", 1.0, day(when), 10.0),
                (f"C{customer:03d}", f"marker of p{product:02d}", 1.0, day(200 if leak and late else when), 1.0),
            ]
    return [*lines, ("C000", "p00", 1.0, day(365), 5.0)]
