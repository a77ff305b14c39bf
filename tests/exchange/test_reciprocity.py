"""What goes both ways: the example of the methods page, properties, and bad contributions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_analysis.exchange import ExchangeError, finish, merge, part, rolling

PARTIES = 5
some = st.lists(
    st.tuples(
        st.integers(0, PARTIES - 1), st.integers(1, PARTIES - 1), st.integers(0, 10)
    ).map(lambda t: (t[0], (t[0] + t[1]) % PARTIES, t[2])),
    max_size=30,
)  # fmt: skip


def flows_of(contributions, parties=PARTIES):
    columns = np.array(contributions, dtype=np.int64).reshape(-1, 3).T
    return part(*columns, parties=parties)


def between_two(one, other):
    return finish(flows_of([(0, 1, one), (1, 0, other)], parties=2))


def test_the_example_of_the_methods_page():
    found = between_two(4, 2)
    assert found.weighted == 2 / 3
    assert found.by_chance == pytest.approx(4 / 9)
    assert found.weighted_above_chance == pytest.approx(2 / 5)
    assert (found.ties, found.mutual, found.share) == (2, 1, 1.0)
    assert (found.above_chance, found.free_choice) == (None, None)


def test_the_same_both_ways_is_one_and_one_way_is_zero():
    assert (between_two(3, 3).weighted, between_two(3, 3).weighted_above_chance) == (1.0, 1.0)
    one_way = between_two(3, 0)
    assert (one_way.share, one_way.weighted) == (0.0, 0.0)


def test_where_nothing_was_given_nothing_can_be_said():
    found = finish(flows_of([]))
    said = (found.share, found.above_chance, found.free_choice, found.weighted, found.by_chance)
    assert said == (None,) * 5


@given(some)
def test_numbers_stay_within_bounds(contributions):
    found = finish(flows_of(contributions))
    for number in (found.share, found.weighted, found.by_chance):
        assert number is None or 0 <= number <= 1 + 1e-9
    for number in (found.above_chance, found.weighted_above_chance, found.free_choice):
        assert number is None or number <= 1 + 1e-9


@given(some, st.permutations(range(PARTIES)), st.randoms(use_true_random=False))
def test_neither_the_order_nor_the_numbering_matters(contributions, names, random):
    mixed = [(names[giver], names[receiver], amount) for giver, receiver, amount in contributions]
    random.shuffle(mixed)
    one, other = finish(flows_of(contributions)), finish(flows_of(mixed))
    assert (one.share, one.weighted, one.mutual) == (other.share, other.weighted, other.mutual)
    assert other.by_chance == pytest.approx(one.by_chance, abs=1e-6)


@given(some, st.integers(0, 30))
def test_parts_together_are_the_whole(contributions, at):
    whole = flows_of(contributions)
    merged = merge(flows_of(contributions[:at]), flows_of(contributions[at:]))
    assert (merged.keys == whole.keys).all()
    assert (merged.amounts == whole.amounts).all()


@given(some, st.sampled_from([0.25, 60.0]))
def test_the_unit_does_not_matter(contributions, times):
    flows = flows_of(contributions)
    other = part(flows.givers, flows.receivers, flows.amounts * times, parties=PARTIES)
    one, scaled = finish(flows), finish(other)
    assert scaled.weighted == pytest.approx(one.weighted)
    assert scaled.weighted_above_chance == pytest.approx(one.weighted_above_chance, abs=1e-5)


@given(some)
def test_what_one_gave_is_what_the_other_got(contributions):
    flows = flows_of(contributions)
    turned = part(flows.receivers, flows.givers, flows.amounts, parties=PARTIES)
    gave = np.zeros((PARTIES, PARTIES))
    gave[flows.givers, flows.receivers] = flows.amounts
    got = np.zeros((PARTIES, PARTIES))
    got[turned.givers, turned.receivers] = turned.amounts
    assert (gave == got.T).all()


def test_chance_gives_every_party_what_it_gave_and_got():
    """By drawing: exponential amounts with the fitted rates, against the sum of the formula."""
    from samenspel_analysis.exchange.chance import _rates

    rng = np.random.default_rng(4)
    wanted = rng.lognormal(0, 1, (6, 6)) * (1 - np.eye(6))
    rates = _rates(wanted.sum(axis=1), wanted.sum(axis=0))
    mean = np.where(np.isfinite(rates), 1 / rates, 0)
    assert mean.sum(axis=1) == pytest.approx(wanted.sum(axis=1))
    assert mean.sum(axis=0) == pytest.approx(wanted.sum(axis=0))
    drawn = rng.exponential(1, (20_000, 6, 6)) * mean
    back = np.minimum(drawn, drawn.transpose(0, 2, 1)).sum(axis=(1, 2)).mean()
    found = finish(part(*np.nonzero(wanted), wanted[wanted > 0], parties=6))
    assert found.by_chance * found.given == pytest.approx(back, rel=0.01)


def test_a_hub_through_which_all_goes_leaves_chance_no_other_way():
    found = finish(flows_of([(0, 1, 4), (1, 0, 2), (0, 2, 1), (2, 0, 1)], parties=3))
    assert found.by_chance == pytest.approx((2 * 8 / 6 + 2 * 1 / 2) / 8)


def test_a_window_holds_its_last_day_and_not_the_day_before_its_first():
    days = [1, 2, 3, 4]
    windows = list(
        rolling([0] * 4, [1] * 4, [1, 10, 100, 1000], days, parties=2, length=2, ends=[2, 4, 9])
    )
    assert [each.amounts.sum() for each in windows] == [11, 1100, 0]


def test_arrays_given_are_left_as_they_were():
    amounts = np.array([3.0, 1.0, 2.0])
    finish(part([1, 0, 0], [0, 1, 2], amounts, parties=3))
    assert amounts.tolist() == [3, 1, 2]


@pytest.mark.parametrize(
    ("givers", "receivers", "amounts"),
    [([0], [0], [1]), ([0], [2], [1]), ([0], [1], [-1]), ([0], [1], [np.nan]), ([0, 1], [1], [1]),
     ([0.5], [1], [1])],
)  # fmt: skip
def test_contributions_that_cannot_be_are_refused(givers, receivers, amounts):
    with pytest.raises(ExchangeError):
        part(givers, receivers, amounts, parties=2)


def test_parts_that_number_other_parties_do_not_merge():
    with pytest.raises(ExchangeError):
        merge(flows_of([], parties=2), flows_of([], parties=3))
