from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from sklearn.preprocessing import StandardScaler

from engine.clustering.points import points
from engine.features import Feature, Features


def features(*families, scaled=None, standardise=True, n=50):
    """One feature per entry of `families`, with random values where none are given."""
    values = np.random.default_rng(1).gamma(1.0, 3.0, (n, len(families))) if scaled is None else scaled
    columns = tuple(Feature(f"F{i}", family, "", f"F{i}", standardise) for i, family in enumerate(families))
    return Features(columns, values, values, (), np.zeros(len(values), dtype=bool))


MIX, BEHAVIOUR = "category mix", "buying behaviour"


def test_points_of_one_family_are_those_of_scikit_learns_standard_scaler():
    given_ = features(BEHAVIOUR, BEHAVIOUR)
    members = np.arange(10, 40)
    expected = StandardScaler().fit_transform(given_.scaled[members])
    np.testing.assert_allclose(points(given_, members), expected, atol=1e-5)
    assert points(given_, members).dtype == np.float32


def test_what_needs_no_standardising_is_taken_as_it_is():
    given_ = features(MIX, MIX, standardise=False)
    np.testing.assert_allclose(points(given_, np.arange(50)), given_.scaled, rtol=1e-6)


def test_families_weigh_alike_however_many_columns_they_have():
    given_ = features(*[MIX] * 40, *[BEHAVIOUR] * 3)
    variance = points(given_, np.arange(50)).var(axis=0)
    assert variance[:40].sum() == pytest.approx(variance[40:].sum(), rel=1e-4)
    assert variance.sum() == pytest.approx(43, rel=1e-4)


def test_a_family_in_which_all_are_alike_does_not_silence_the_other():
    scaled = np.column_stack([np.full(50, 3.0), np.arange(50)])
    given_ = features(MIX, BEHAVIOUR, scaled=scaled)
    assert points(given_, np.arange(50)).var(axis=0).tolist() == pytest.approx([0, 1], abs=1e-5)


def test_key_accounts_do_not_decide_the_scale_of_the_others():
    given_ = features(BEHAVIOUR, scaled=np.append(np.arange(9.0), 1e9)[:, None])
    aside = replace(given_, set_aside=np.arange(10) == 9)
    np.testing.assert_array_equal(points(aside, np.arange(10))[:9], points(aside, np.arange(9)))


@pytest.mark.parametrize("members", [[], [3], [3, 3]])
def test_segments_of_no_one_and_two_customers_have_points(members):
    found = points(features(MIX, BEHAVIOUR), np.array(members, dtype=np.int32))
    assert found.shape == (len(members), 2)
    assert not found.any()


def test_if_all_customers_are_alike_but_for_rounding_they_stay_alike():
    given_ = features(BEHAVIOUR, scaled=np.array([[0.1 + 0.2], [0.3], [0.3]]))
    assert not points(given_, np.arange(3)).any()


@given(
    arrays.arrays(np.float64, (12, 4), elements=st.floats(-1e12, 1e12)),
    st.permutations(range(12)),
)
def test_points_are_finite_and_each_belongs_to_its_customer(scaled, order):
    given_ = features(MIX, MIX, BEHAVIOUR, BEHAVIOUR, scaled=scaled)
    found = points(given_, np.arange(12))
    assert np.isfinite(found).all()
    np.testing.assert_allclose(points(given_, np.array(order)), found[list(order)], rtol=1e-4, atol=1e-4)
