"""The four numbers of 1 + 1 = 3, and when their ratio cannot be said."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_analysis.exchange import ExchangeError, gain

NO = math.nan


def numbers(found):
    return [
        (side.received.total, side.borne.total) for side in found.sides
    ]  # fmt: skip


def test_the_example_of_the_methods_page():
    found = gain([0, 0, 1], [1, 1, 0], [8, 6, 9], [3, 5, 4], sides=2)
    assert numbers(found) == [(9, 8), (14, 4)]
    assert found.ratio == 23 / 12


def test_a_side_that_did_not_rate_leaves_the_ratio_unsaid():
    found = gain([0, 1], [1, 0], [8, NO], [3, 4], sides=2)
    assert numbers(found) == [(None, 3), (8, 4)]
    assert (found.sides[0].received.rated, found.sides[0].received.asked) == (0, 1)
    assert found.ratio is None


def test_one_rating_missing_among_many_leaves_the_ratio_unsaid():
    found = gain([0, 0, 1], [1, 1, 0], [8, NO, 9], [3, 5, 4], sides=2)
    assert found.ratio is None
    assert found.sides[1].received.is_complete is False
    assert found.sides[0].borne.is_complete is True


def test_what_cost_nobody_anything_has_no_ratio():
    assert gain([0, 1], [1, 0], [8, 9], [0, 0], sides=2).ratio is None
    assert gain([], [], [], [], sides=2).ratio is None


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 10), st.integers(0, 10)), min_size=1))
def test_all_that_was_received_is_what_all_gave(given_by):
    givers = [giver for giver, *_ in given_by]
    receivers = [(giver + 1) % 3 for giver in givers]
    value, cost = [v for _, v, _ in given_by], [c for *_, c in given_by]
    found = gain(givers, receivers, value, cost, sides=3)
    assert sum(side.received.total or 0 for side in found.sides) == sum(value)
    assert sum(side.borne.total or 0 for side in found.sides) == sum(cost)


@pytest.mark.parametrize(("value", "cost"), [([11], [1]), ([1], [-1]), ([1, 2], [1])])
def test_ratings_off_the_scale_are_refused(value, cost):
    with pytest.raises(ExchangeError):
        gain([0], [1], value, cost, sides=2)
