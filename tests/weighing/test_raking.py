"""Weights by known shares: the worked example, other programs, what always holds, when not."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_analysis.weighing import (
    HEAVIEST,
    CannotWeigh,
    MarginError,
    told_weighted,
    weigh,
)

FOLDER = Path(os.environ.get("SAMENSPEL_DATA", "../shared/data")) / "04_weighted_surveys"
no_data = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real data in {FOLDER}")


def test_the_worked_example():
    groups = [[0]] * 30 + [[1]] * 10
    found = weigh(groups, [[0.5, 0.5]])
    assert found.weights[[0, 39]] == pytest.approx([2 / 3, 2])
    assert (found.effective, found.deff) == pytest.approx((30, 4 / 3))
    votes = [[who, 0, 1 if who < 18 or who >= 38 else -1] for who in range(40)]
    told = told_weighted(votes, found.weights, statements=1)
    assert (told.plain[0, 0], told.weighted[0, 0]) == pytest.approx((0.5, 0.4))


def test_two_margins_at_once_by_hand():
    """Independent margins on a table of products: weights are products of one factor each."""
    groups = [[a, b] for a in (0, 1) for b in (0, 1) for _each in range((8, 12)[a] * (1 + b))]
    found = weigh(groups, [[0.5, 0.5], [0.5, 0.5]])
    for a, b in ((0, 0), (0, 1), (1, 0), (1, 1)):
        share = (0.4, 0.6)[a] * (1 / 3, 2 / 3)[b]
        assert found.weights[groups.index([a, b])] == pytest.approx(0.25 / share)


def test_kish_of_five_weights():
    weights = np.array([0.5, 1, 1, 2, 4])
    effective = weights.sum() ** 2 / (weights**2).sum()
    assert (round(effective, 3), round(5 / effective, 2)) == (3.247, 1.54)


@pytest.mark.parametrize(
    ("groups", "shares", "cannot"),
    [
        ([[0]] * 20, [[0.5, 0.5]], CannotWeigh.TOO_FEW),
        ([[0]] * 20 + [[1]] * 4, [[0.5, 0.5]], CannotWeigh.TOO_FEW),
        ([[0]] * 95 + [[1]] * 5, [[0.5, 0.5]], CannotWeigh.TOO_HEAVY),
        ([[0, 0]] * 20 + [[1, 1]] * 20, [[0.5, 0.5], [0.4, 0.6]], CannotWeigh.AT_ODDS),
        ([[-1]] * 20, [[0.5, 0.5]], CannotWeigh.NOBODY),
        (np.empty((3, 0)), [], CannotWeigh.NOBODY),
    ],
)
def test_no_weights_where_none_can_be_defended(groups, shares, cannot):
    found = weigh(groups, shares)
    assert (found.cannot, found.deff, found.weights.any()) == (cannot, None, np.False_)


def test_who_tells_not_all_and_groups_without_a_share_stay_out():
    groups = [[0, 0]] * 10 + [[1, 1]] * 10 + [[0, 1]] * 5 + [[1, 0]] * 5 + [[-1, 0], [2, 0]]
    found = weigh(groups, [[1, 1, 0], [1, 1]])
    assert (found.counted, found.weights[-2:].tolist()) == (30, [0, 0])


@pytest.mark.parametrize(
    ("groups", "shares"),
    [
        ([[0]], []),
        ([[2]], [[1, 1]]),
        ([[-2]], [[1, 1]]),
        ([[0]], [[0, 0]]),
        ([[0]], [[1, -1]]),
        ([[0]], [[1, np.nan]]),
    ],
)
def test_what_does_not_fit_is_refused(groups, shares):
    with pytest.raises(MarginError):
        weigh(groups, shares)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 3), st.integers(2, 4), st.integers(30, 200), st.integers(0, 2**32 - 1))
def test_what_always_holds(margins, wide, people, seed):
    rng = np.random.default_rng(seed)
    groups = rng.integers(-1, wide, (people, margins))
    shares = [rng.dirichlet(np.full(wide, 8.0)) for _margin in range(margins)]
    before = groups.copy()
    found = weigh(groups, shares)
    order = rng.permutation(people)
    again = weigh(groups[order], shares)
    assert (groups == before).all()
    assert again.cannot is found.cannot
    if found.cannot:
        return
    assert again.weights == pytest.approx(found.weights[order])
    assert weigh(groups, [share * 7 for share in shares]).weights == pytest.approx(found.weights)
    inside = (groups >= 0).all(axis=1)
    assert found.weights[inside].mean() == pytest.approx(1)
    assert 0 < found.weights[inside].min() <= found.weights.max() <= HEAVIEST
    assert 1 <= found.effective <= found.counted * (1 + 1e-9)
    for margin, share in zip(groups.T, shares, strict=True):
        now = np.bincount(margin[inside], found.weights[inside], wide) / found.counted
        assert now == pytest.approx(share, abs=1e-8)
    turned = weigh(wide - 1 - np.where(groups < 0, wide, groups), [s[::-1] for s in shares])
    assert turned.weights == pytest.approx(found.weights)


def table(name):
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.realdata
@no_data
def test_schools_of_california_weigh_as_in_r():
    """`rake` of R's survey, which stops within one school of each margin."""
    schools = table("api/apiclus1.csv")
    groups = [["EHM".index(each["stype"]), each["sch.wide"] == "Yes"] for each in schools]
    found = weigh(groups, [[4421, 755, 1018], [1072, 5122]])
    weights = found.weights * 6194 / len(schools)
    names = [(each["stype"], each["sch.wide"]) for each in schools]
    known = {
        ("E", "No"): 39.8385094, ("H", "No"): 67.1257826, ("M", "No"): 49.0700674,
        ("E", "Yes"): 29.8704639, ("H", "Yes"): 50.3301528, ("M", "Yes"): 36.7921817,
    }  # fmt: skip
    assert weights == pytest.approx([known[name] for name in names], rel=5e-5)
    mean = np.average([float(each["api00"]) for each in schools], weights=weights)
    assert mean == pytest.approx(641.2302, abs=0.002)


@pytest.mark.realdata
@no_data
def test_american_voters_weigh_as_in_r():
    people = [each for each in table("anes04/anes04.csv") if each["married"]]
    ages = np.digitize([float(each["age"]) for each in people], [25, 35, 45, 55, 65], right=True)
    groups = np.stack([[each["married"] == "True" for each in people], ages], axis=1)
    found = weigh(groups, [[0.6, 0.4], [0.10, 0.15, 0.17, 0.23, 0.22, 0.13]])
    assert (found.counted, found.cannot) == (1211, None)
    spread = found.weights.min(), np.median(found.weights), found.heaviest, found.deff
    assert spread == pytest.approx((0.466147, 0.885638, 1.785490, 1.128460), abs=2e-4)
    mean = np.average([float(each["age"]) for each in people], weights=found.weights)
    assert mean == pytest.approx(48.3034487, abs=0.01)
