from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_analysis.opinion import (
    UNTESTED,
    Settings,
    cells,
    division,
    opinion_map,
    pack_matrix,
    speed,
)
from samenspel_analysis.opinion import products as ways
from samenspel_analysis.opinion.products import products
from samenspel_analysis.opinion.simulation import coin_flips, crowd

NUMBA = pytest.mark.skipif(not speed.HAS_NUMBA, reason="the optional library Numba is not there")


def without(work):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(speed, "HAS_NUMBA", False)
        return work()


@NUMBA
@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.integers(1, 12))
def test_sums_in_machine_code_have_the_same_bits(seed, people, statements):
    votes = coin_flips(people, statements, 5, rng=np.random.default_rng(seed))
    for one, other in zip(products(votes), without(lambda: products(votes)), strict=True):
        assert np.array_equal(one, other)


@NUMBA
@pytest.mark.parametrize("votes_at_once", [1, 7, 100])
def test_sums_in_machine_code_do_not_depend_on_blocks(votes_at_once, monkeypatch):
    votes = coin_flips(50, 12, 5, rng=np.random.default_rng(3))
    whole = products(votes)
    monkeypatch.setattr(ways, "VOTES_AT_ONCE", votes_at_once)
    for one, other in zip(whole, products(votes), strict=True):
        assert np.array_equal(one, other)


@given(st.integers(0, 2**32 - 1), st.integers(1, 300), st.sampled_from([0, 3, 6]))
def test_cells_are_the_same_by_table_and_by_sorting(seed, people, level):
    points = np.random.default_rng(seed).normal(0, 2, (people, 2))
    found = []
    for table in (0, 10**9):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cells, "TABLE", table)
            found.append(cells.cells_of(points, level))
    assert found[0].people.sum() == people
    for name in ("at", "people", "sums"):
        assert np.array_equal(getattr(found[0], name), getattr(found[1], name))


@given(st.integers(0, 2**32 - 1), st.integers(1, 300), st.integers(1, 60))
def test_cells_made_wider_hold_the_same_people_whichever_way_axes_point(seed, people, most):
    points = np.random.default_rng(seed).normal(0, 2, (people, 2))
    fine, signs = cells.cells_of(points, 6), np.array([-1, 1])
    wide, at, level = cells.coarsened(fine, most), fine.at, fine.level
    while len(np.unique(at, axis=0)) > most:  # one doubling after another, and no more than needed
        at, level = np.rint(at / 2), level - 1
    assert wide.level == level
    assert np.array_equal(wide.at, np.unique(at, axis=0))
    assert wide.people.sum() == people
    one, other = cells.coarsened(fine.turned(signs), most), wide.turned(signs)
    for name in ("at", "people", "sums"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


@NUMBA
@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.integers(1, 5), st.booleans())
def test_centres_in_machine_code_come_to_rest_at_the_same_bits(seed, cells, k, coarse):
    chance = np.random.default_rng(seed)
    points = chance.integers(-2, 3, (cells, 2)) / 2 if coarse else chance.normal(size=(cells, 2))
    weights = chance.integers(1, 9, cells).astype(float)
    begun = points[chance.integers(0, cells, (4, k))]

    def both():
        rest = division.lloyd(points, weights, begun, 30)
        drawn = division.starts(points, weights, k, seed)
        return drawn, rest, *division.nearest(points, rest)

    kept = begun.copy()
    for one, other in zip(both(), without(both), strict=True):
        assert np.array_equal(one, other)
    assert np.array_equal(begun, kept)


@NUMBA
@pytest.mark.parametrize("tests", [UNTESTED, Settings(permutations=9, clouds=9, resamples=3)])
def test_a_map_in_machine_code_has_the_same_bits(tests):
    votes = crowd(400, 60, 20, 3, rng=np.random.default_rng(4), apart=3).votes
    one = opinion_map(votes, settings=tests)
    other = without(lambda: opinion_map(votes, settings=tests))
    for field in fields(one):
        found, again = getattr(one, field.name), getattr(other, field.name)
        if field.name == "projection":
            for part in fields(found):
                assert np.array_equal(getattr(found, part.name), getattr(again, part.name))
        else:
            assert found == again


def test_more_people_than_one_number_can_count_are_summed_in_blocks():
    votes = pack_matrix(np.tile([[1.0, -1.0], [1.0, 0.0]], (40_000, 1)))
    for found in (products(votes), without(lambda: products(votes))):
        assert [each.tolist() for each in found] == [
            [[80_000, 80_000], [80_000, 80_000]],
            [[80_000, 80_000], [-40_000, -40_000]],
            [[80_000, -40_000], [-40_000, 40_000]],
        ]
