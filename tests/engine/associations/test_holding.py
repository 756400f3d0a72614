from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine import Cancelled
from engine.associations import holding as module
from engine.associations.holding import holding
from tests.engine.associations.naive import matrix


@given(st.integers(1, 200), st.integers(1, 6), st.integers(1, 3), st.data())
@settings(deadline=None)
def test_sets_are_counted_as_by_hand(n_baskets: int, n_items: int, size: int, data: st.DataObject) -> None:
    bought = data.draw(arrays(np.bool_, (n_baskets, n_items)))
    sets = data.draw(
        arrays(np.int32, st.tuples(st.integers(0, 9), st.just(size)), elements=st.integers(0, n_items - 1))
    )
    expected = [bought[:, row].all(axis=1).sum() for row in sets]
    assert holding(matrix(bought), sets).tolist() == expected


def test_the_counts_are_the_same_however_the_work_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    bought = np.random.default_rng(0).random((300, 12)) < 0.4
    sets = np.array(list(combinations(range(12), 2)), dtype=np.int32)
    whole = holding(matrix(bought), sets)
    monkeypatch.setattr(module, "ITEMS", 5)
    monkeypatch.setattr(module, "WORDS", 20)
    assert np.array_equal(holding(matrix(bought), sets), whole)


def test_a_cancel_is_heard_between_the_pieces() -> None:
    def cancel(stage: str, fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        holding(matrix(np.ones((3, 2), dtype=bool)), np.array([[0, 1]], dtype=np.int32), cancel)
