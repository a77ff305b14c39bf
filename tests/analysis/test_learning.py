"""What a talk taught: how much of a misreading went away, with what is sure and what is not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.learning import row
from samenspel_analysis.meaning.learning import lesson


def around(*means, people=6):
    """People whose answers lie evenly around these means, half a point to each side."""
    half = np.where(np.arange(people) % 2 == 0, 0.5, -0.5)[:, None]
    return np.array(means, dtype=float)[None] + half


def test_worked_example():
    """Guessed 2 where 6 was meant, afterwards 5: three of four points, less what means wobble."""
    found = lesson(around(2.0), around(5.0), around(6.0), tolerance=1.0)
    wobble = 6 * 0.25 / (6 * 5)  # the variance of a mean of six
    assert found.people == (6, 6, 6)
    assert found.before == pytest.approx(np.sqrt(16 - 2 * wobble))
    assert found.after == pytest.approx(np.sqrt(1 - 2 * wobble))
    assert found.share.mean == pytest.approx((3 * 4 - wobble) / (16 - 2 * wobble))
    assert found.share.low < 0.75 < found.share.high < 1.0
    (scale,) = found.scales
    assert (scale.before, scale.after, scale.meant) == (2.0, 5.0, 6.0)


def test_the_interval_is_that_of_the_delta_method_worked_out_by_hand():
    before, after, meant = around(2.0, people=8), around(4.0, people=6), around(6.0, people=10)
    found = lesson(before, after, meant, tolerance=1.0)
    sizes = np.array([8, 6, 10])
    of_mean = 0.25 / (sizes - 1)  # half a point to each side
    squared = 16 - of_mean[0] - of_mean[2]
    share = (8 - of_mean[0]) / squared
    slopes = np.array([2 * share * 4 - 4 - 2, 4, 2 - 2 * share * 4]) / squared
    parts = slopes**2 * of_mean
    freedom = parts.sum() ** 2 / (parts**2 / (sizes - 1)).sum()
    from scipy.stats import t

    reach = t.ppf(0.975, freedom) * np.sqrt(parts.sum())
    assert found.share.mean == pytest.approx(share)
    assert found.share.high - found.share.mean == pytest.approx(reach)


@pytest.mark.parametrize(
    ("people", "says"), [(2, (False, False)), (4, (True, False)), (5, (True, True))]
)
def test_three_people_have_a_mean_and_five_a_misreading(people, says):
    found = lesson(around(2.0), around(5.0, people=people), around(6.0), tolerance=1.0)
    assert (found.scales[0] is not None, found.before is not None) == says
    assert (found.share is not None) == says[1]


def test_where_there_was_nothing_to_learn_no_share_is_told():
    found = lesson(around(5.6), around(6.0), around(6.0), tolerance=1.0)
    assert found.share is None
    assert found.before == pytest.approx(np.sqrt(max(0.16 - 2 * 0.05, 0)))


@pytest.mark.parametrize(("apart", "is_told"), [(1.2, False), (1.5, True)])
def test_a_misreading_just_above_the_tolerance_is_not_sure_enough_to_tell_of(apart, is_told):
    found = lesson(around(6.0 - apart), around(6.0), around(6.0), tolerance=1.0)
    assert found.before > 1.0
    assert (found.share is not None) == is_told


def test_a_scale_that_too_few_answered_tells_nothing_and_harms_nothing():
    alone = lesson(around(2.0), around(5.0), around(6.0), tolerance=1.0)
    beside = [around(m, 3.0) for m in (2.0, 5.0, 6.0)]
    beside[1][1:, 1] = np.nan
    found = lesson(*beside, tolerance=1.0)
    assert found.scales == (alone.scales[0], None)
    assert (found.share, found.before, found.after) == (alone.share, alone.before, alone.after)


points = st.lists(st.integers(1, 7), min_size=7, max_size=7)


@given(points, points, points, st.permutations(range(7)))
def test_order_of_people_and_turning_a_scale_round_change_nothing(before, after, meant, order):
    given = [np.array(each, dtype=float)[:, None] for each in (before, after, meant)]
    kept = [each.copy() for each in given]
    found = lesson(*given, tolerance=1.0)
    shuffled = lesson(*(each[list(order)] for each in given), tolerance=1.0)
    turned = lesson(*(8 - each for each in given), tolerance=1.0)
    assert all(np.array_equal(a, b) for a, b in zip(given, kept, strict=True))
    for other in (shuffled, turned):
        assert other.before == pytest.approx(found.before, abs=1e-6)
        assert (other.share is None) == (found.share is None)
        if found.share:
            assert other.share.mean == pytest.approx(found.share.mean)
            assert other.share.high == pytest.approx(found.share.high)


@pytest.mark.slow
@pytest.mark.parametrize("learned", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("same", [True, False], ids=["the same people", "others"])
@pytest.mark.parametrize("people", [5, 12])
def test_intervals_hold_what_they_say(people, same, learned):
    told, bias, held = row(people, learned, same=same, sets=600)
    assert told > 0.5
    assert abs(bias) < (0.13 if people == 5 else 0.06)
    assert held > 0.90
