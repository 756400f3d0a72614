import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from engine.associations import counting_sets
from engine.associations.counting_sets import count_sets, pieces


@st.composite
def tables(draw):
    """Rows × items, sets of items padded with -1, and a group for each row."""
    n, m = draw(st.integers(1, 12)), draw(st.integers(1, 6))
    cells = draw(st.lists(st.booleans(), min_size=n * m, max_size=n * m))
    sets = draw(st.lists(st.sets(st.integers(0, m - 1), min_size=1, max_size=3), min_size=0, max_size=9))
    padded = [[*sorted(items), *[-1] * (3 - len(items))] for items in sets]
    group = draw(st.lists(st.integers(-1, 2), min_size=n, max_size=n))
    table = np.array(cells, dtype=np.uint8).reshape(n, m)
    return table, np.array(padded, dtype=np.int32).reshape(-1, 3), np.array(group, dtype=np.int32)


@pytest.mark.parametrize("cells", [1, 5, 2_000_000])
@given(given_tables=tables(), weighted=st.booleans())
def test_sets_are_counted_as_a_loop_over_rows_counts_them_in_pieces_of_any_size(cells, given_tables, weighted):
    table, sets, group = given_tables
    weight = np.linspace(0.1, 1.0, len(table)) if weighted else None
    own = np.ones(len(table)) if weight is None else weight
    expected = np.zeros((len(sets), 4))
    for number, items in enumerate(sets):
        for row, held in enumerate(table):
            if all(held[item] for item in items if item >= 0):
                expected[number, 0] += own[row]
                if group[row] >= 0:
                    expected[number, 1 + group[row]] += own[row]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting_sets, "CELLS", cells)
        found = count_sets(sparse.csc_array(table), sets, group, 3, weight)
    np.testing.assert_allclose(found, expected)


@given(given_tables=tables())
def test_pieces_cover_every_set_once(given_tables):
    table, sets, _ = given_tables
    covered = [i for piece in pieces(sparse.csc_array(table), sets) for i in range(len(sets))[piece]]
    assert covered == list(range(len(sets)))
