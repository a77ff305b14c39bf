import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samenspel_analysis.meaning import community
from samenspel_analysis.meaning.states import NoticeKind
from tests.make_answers import analyse_sides, around, make_questionnaire, make_side

answers = st.one_of(st.just(np.nan), *[st.integers(1, 7).map(float)] * 4)


def slow_twin(own, guess):
    """The definitions, one answer at a time; scales that fewer than five can carry are left out."""
    people, items = own.shape
    others = np.full_like(own, np.nan)
    for person in range(people):
        for item in range(items):
            rest = np.delete(own[:, item], person)
            if not np.isnan(rest).all():
                others[person, item] = rest[~np.isnan(rest)].mean()
    owned, guessed = (~np.isnan(own)).sum(axis=0) >= 5, (~np.isnan(guess)).sum(axis=0) >= 5
    both = (~np.isnan(own + guess)).sum(axis=0) >= 5
    pairs = {
        "own_others": (own, others, owned),
        "guess_others": (guess, others, owned & guessed),
        "own_guess": (own, guess, both),
    }
    distances, correlations = {}, {}
    for name, (x, y, counts) in pairs.items():
        gap = np.where(counts, np.abs(x - y), np.nan)
        who = (~np.isnan(gap)).any(axis=1).sum()
        distances[name] = gap[~np.isnan(gap)].mean() if who >= 5 else None
        each = []
        for person in range(people):
            known = ~np.isnan(gap[person])
            if known.sum() >= 3 and np.ptp(x[person, known]) and np.ptp(y[person, known]) > 1e-9:
                each.append(np.corrcoef(x[person, known], y[person, known])[0, 1])
        correlations[name] = np.mean(each) if len(each) >= 5 else None
    return distances, correlations


def one_community(own, guess, *, words=2, **kwargs):
    side = make_side("we", own, guess=guess, about="we", **kwargs)
    return analyse_sides(make_questionnaire(words=words, scales=4), side)


@given(arrays(float, (9, 8), elements=answers), arrays(float, (9, 8), elements=answers))
@settings(max_examples=60, deadline=None)
def test_numbers_equal_those_of_the_slow_twin(own, guess):
    result = one_community(own, guess).community
    distances, correlations = slow_twin(own, guess)
    found = result.distances
    pairs = [
        (found.own_others_mad, distances["own_others"]),
        (found.guess_others_mad, distances["guess_others"]),
        (found.own_guess_mad, distances["own_guess"]),
        (result.correlation.agreement, correlations["own_others"]),
        (result.correlation.accuracy, correlations["guess_others"]),
        (result.correlation.congruency, correlations["own_guess"]),
    ]
    for estimate, expected in pairs:
        assert estimate.mean == (None if expected is None else pytest.approx(expected, abs=1e-9))


def test_one_guess_among_five_members_is_told_nowhere():
    own = np.array([[2.0] * 8, [6.0] * 8, [4.0] * 8, [5.0] * 8, [3.0] * 8])
    guess = np.full((5, 8), np.nan)
    guess[0] = 7.0
    found = one_community(own, guess).community
    assert found.distances.own_others_mad.mean is not None
    assert (found.distances.guess_others_mad.mean, found.distances.own_guess_mad.mean) == (
        None,
    ) * 2
    assert found.concepts[0].scales[0].guess.mean is None


def test_nothing_of_a_word_that_two_answered_can_be_taken_from_the_whole():
    rng = np.random.default_rng(2)
    own = around([4] * 8, 6, rng)
    own[:, 4:] = np.nan
    alone = one_community(own, own).community.distances
    own[:2, 4:] = [[2.0] * 4, [7.0] * 4]
    assert one_community(own, own).community.distances == alone


def test_blocks_of_any_size_give_one_answer(monkeypatch):
    rng = np.random.default_rng(0)
    own, guess = around([4] * 8, 50, rng), around([5] * 8, 50, rng)
    whole = one_community(own, guess).community
    monkeypatch.setattr(community, "BLOCK", 7)
    parts = one_community(own, guess).community
    for name in ("own_others_mad", "guess_others_mad", "own_guess_mad"):
        one, other = getattr(whole.distances, name), getattr(parts.distances, name)
        assert (one.mean, one.low) == (pytest.approx(other.mean), pytest.approx(other.low))


def test_interval_takes_people_as_the_units():
    # five people, each with the same distance everywhere: the mean of five numbers
    own = np.array([[1.0] * 8, [2.0] * 8, [3.0] * 8, [4.0] * 8, [5.0] * 8])
    guess = np.array([[2.0] * 8, [4.0] * 8, [6.0] * 8, [4.0] * 8, [6.0] * 8])
    found = one_community(own, guess).community.distances.own_guess_mad
    each = np.array([1, 2, 3, 0, 1])
    reach = 2.7764 * each.std(ddof=1) / np.sqrt(5)
    assert found.mean == pytest.approx(1.4)
    assert found.high == pytest.approx(1.4 + reach, abs=1e-3)


def test_guessing_what_the_others_mean_exactly_leaves_no_distance():
    own = np.tile([[2.0, 6.0, 3.0, 5.0, 1.0, 7.0, 4.0, 2.0]], (6, 1))
    found = one_community(own, own).community
    assert found.distances.guess_others_mad.mean == 0
    assert found.correlation.accuracy.mean == pytest.approx(1)


def test_small_communities_show_means_only():
    rng = np.random.default_rng(1)
    result = one_community(around([4] * 8, 4, rng), around([4] * 8, 4, rng))
    found = result.community
    assert found.concepts[0].scales[0].own.mean is not None
    assert found.concepts[0].scales[0].own.low is None
    assert found.distances.own_others_mad.mean is None  # a distance is spread
    assert found.correlation.agreement.mean is None
    assert found.concepts[0].divided is None
    assert NoticeKind.MEANS_ONLY in {notice.kind for notice in result.notices}


def test_without_guesses_only_own_and_others_are_compared():
    rng = np.random.default_rng(1)
    side = make_side("we", around([4] * 8, 9, rng))
    result = analyse_sides(make_questionnaire(words=2), side)
    assert result.community.distances.own_others_mad.mean > 0
    assert result.community.distances.guess_others_mad.mean is None
    assert result.community.correlation.accuracy.mean is None
    assert result.pairs == ()


def test_a_divided_community_is_called_divided():
    own = np.where(np.arange(10)[:, None] % 2 == 0, 1.0, 7.0) * np.ones((10, 8))
    own[:, 4:] = 4
    first, second = one_community(own, own).community.concepts
    assert (first.divided, second.divided) == (True, False)
