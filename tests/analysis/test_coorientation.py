"""Properties (1) to (8) of the formal model, on exact meanings."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samenspel_analysis.meaning.coorientation import seen_share, tension_parts

SPAN = 6.0
points = arrays(float, 6, elements=st.floats(-6, 6).map(lambda value: round(value, 3)))
share = st.floats(0, 1)


def parts(difference, first, second, w=1.0, v=1.0):
    return tension_parts(
        difference, first, second, importance_first=w, importance_second=v, span=SPAN
    )


def test_worked_example():
    # docs/methods/meaning.md, "Worked example": two points apart on two scales, one side saw half
    found = parts(np.array([2.0, -2.0]), np.array([1.0, -1.0]), np.array([-2.0, 2.0]), 0.81, 1.0)
    assert found.tension == pytest.approx(0.9 * 2 / 6)
    assert found.seen_share_first == pytest.approx(0.5)
    assert found.seen_share_second == pytest.approx(1.0)
    assert found.seen == pytest.approx(found.tension / 2)
    assert found.hidden == pytest.approx(found.tension / 2)
    assert found.imagined == 0


@given(points, points, points, share, share)
def test_both_sides_count_the_same(difference, first, second, w, v):
    one, other = parts(difference, first, second, w, v), parts(-difference, second, first, v, w)
    assert one.hidden == pytest.approx(other.hidden)
    assert one.imagined == pytest.approx(other.imagined)
    assert one.seen_share_first == pytest.approx(other.seen_share_second)


@given(points, points, points, share)
def test_a_word_that_plays_no_part_for_one_side_has_no_tension(difference, first, second, w):
    found = parts(difference, first, second, w, 0.0)
    assert (found.tension, found.seen, found.hidden, found.imagined) == (0, 0, 0, 0)


@given(points, points, share, share)
def test_no_difference_leaves_nothing_seen_or_hidden(first, second, w, v):
    found = parts(np.zeros(6), first, second, w, v)
    assert (found.tension, found.seen, found.hidden) == (0, 0, 0)


@given(points, share, share)
def test_any_difference_that_both_see_has_no_hidden_part(difference, w, v):
    assume(np.abs(difference).max() > 0.01)
    found = parts(difference, difference, -difference, w, v)
    assert found.hidden == pytest.approx(0, abs=1e-12)
    assert found.seen == pytest.approx(found.tension)
    assert found.imagined == pytest.approx(0, abs=1e-12)


@given(points, share, share, share, share, st.floats(1, 3))
def test_hidden_part_rises_with_importance_and_difference_and_falls_with_seeing(
    difference, seen, w, v, less, more
):
    difference = difference / 3  # stays within the range when it grows
    assume(np.abs(difference).max() > 0.01)
    hidden = parts(difference, seen * difference, -seen * difference, w, v).hidden
    assert parts(difference, seen * difference, -seen * difference, w * less, v).hidden <= hidden
    larger = more * difference
    assert parts(larger, seen * larger, -seen * larger, w, v).hidden >= hidden - 1e-12
    blinder = parts(difference, seen * less * difference, -seen * difference, w, v).hidden
    assert blinder >= hidden - 1e-12


@given(points, points, points, st.permutations(range(6)), arrays(bool, 6))
def test_turning_or_shuffling_scales_changes_nothing(difference, first, second, order, turned):
    sign = np.where(turned, -1.0, 1.0)
    moved = parts(*((sign * values)[list(order)] for values in (difference, first, second)))
    found = parts(difference, first, second)
    for name in ("tension", "seen", "hidden", "imagined"):
        assert getattr(moved, name) == pytest.approx(getattr(found, name))


def test_asking_a_scale_twice_does_change_the_tension():
    difference, twice = np.array([2.0, 0.0]), np.array([2.0, 2.0, 0.0])
    unseen = np.zeros(2), np.zeros(2)
    once = parts(difference, *unseen).tension
    assert parts(twice, np.zeros(3), np.zeros(3)).tension > once


@given(points, points, points, share, share)
def test_tension_is_the_seen_part_and_the_hidden_part(difference, first, second, w, v):
    found = parts(difference, first, second, w, v)
    assert found.seen + found.hidden == pytest.approx(found.tension)
    for value in (found.tension, found.seen, found.hidden, found.imagined):
        assert 0 <= value <= 1 + 1e-12


@given(points, points)
def test_difference_is_what_is_assumed_and_what_is_misread(difference, assumed):
    misread = difference - assumed
    assume((difference**2).sum() > 1e-6)
    total = seen_share(difference, assumed) + seen_share(difference, misread)
    assert total == pytest.approx(1, abs=1e-6)


@given(points, points, points)
def test_inputs_are_left_alone(difference, first, second):
    copies = [values.copy() for values in (difference, first, second)]
    parts(difference, first, second)
    for values, copy in zip((difference, first, second), copies, strict=True):
        np.testing.assert_array_equal(values, copy)


def test_exaggeration_and_the_wrong_direction_can_be_told_apart():
    difference = np.array([1.0, 1.0])
    assert seen_share(difference, 2 * difference) == 2
    assert seen_share(difference, -difference) == -1
