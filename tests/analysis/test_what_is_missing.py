"""Small groups, missing answers, and questions that were not asked."""

import dataclasses

import numpy as np
import pytest

from samenspel_analysis.meaning.states import NoticeKind, State, Verdict
from tests.make_answers import analyse_sides, make_pair, make_questionnaire

LOW, HIGH = [2, 2, 2, 2], [6, 6, 6, 6]


def only_word(*sides):
    return analyse_sides(make_questionnaire(), *sides).pairs[0].concepts[0]


@pytest.mark.parametrize("people", [3, 4])
def test_groups_of_three_or_four_show_means_and_nothing_more(people):
    result = analyse_sides(make_questionnaire(), *make_pair(LOW, HIGH, LOW, HIGH, people=people))
    word = result.pairs[0].concepts[0]
    scale = word.scales[0]
    assert scale.own[0].mean is not None
    assert (scale.own[0].low, scale.own[0].high) == (None, None)
    assert dataclasses.astuple(scale.difference) == (None, None, None, None)
    assert (word.tension, word.state, word.state_probability) == (None, State.UNDECIDED, None)
    assert word.sides[0].importance.low is None
    assert {notice.kind for notice in result.notices} == {NoticeKind.MEANS_ONLY}
    assert result.pairs[0].agenda == ()


@pytest.mark.parametrize("people", [1, 2])
def test_fewer_than_three_people_show_nothing(people):
    result = analyse_sides(make_questionnaire(), *make_pair(LOW, HIGH, LOW, HIGH, people=people))
    scale = result.pairs[0].concepts[0].scales[0]
    assert (scale.own[0].mean, scale.own[0].n) == (None, people)
    assert result.pairs[0].concepts[0].sides[0].importance is None
    assert {notice.kind for notice in result.notices} == {NoticeKind.TOO_FEW}


def test_missing_answers_are_left_out_and_counted():
    first, second = make_pair(LOW, HIGH, LOW, HIGH)
    holes = first.own.copy()
    holes[0, 0] = holes[1, :] = np.nan
    result = analyse_sides(make_questionnaire(), dataclasses.replace(first, own=holes), second)
    word = result.pairs[0].concepts[0]
    assert [scale.own[0].n for scale in word.scales] == [6, 7, 7, 7]
    assert word.sides[0].n == 7
    assert result.sides[0].n == 7
    (notice,) = result.notices
    assert (notice.kind, notice.side, notice.count) == (NoticeKind.MISSING_ANSWERS, "A", 1)


def test_a_person_who_skips_one_scale_does_not_silence_the_word():
    first, second = make_pair(LOW, HIGH, LOW, HIGH, people=5)
    holes = first.own.copy()
    holes[0, 0] = np.nan
    word = only_word(dataclasses.replace(first, own=holes), second)
    assert word.state is State.HIDDEN_DIFFERENCE
    assert word.scales[0].own[0].low is None
    assert word.scales[0].difference.verdict is None
    assert word.scales[1].difference.verdict is Verdict.DIFFERENT


def test_without_guesses_seen_and_hidden_cannot_be_told_apart():
    first, second = (dataclasses.replace(s, guesses={}) for s in make_pair(LOW, HIGH, LOW, HIGH))
    result = analyse_sides(make_questionnaire(), first, second)
    word = result.pairs[0].concepts[0]
    assert word.tension.mean > 0.4
    assert (word.seen_part, word.hidden_part, word.imagined) == (None, None, None)
    assert word.state is State.UNDECIDED
    assert {notice.kind for notice in result.notices} == {NoticeKind.NO_GUESSES}


def test_importance_that_was_not_asked_weighs_one():
    first, second = (
        dataclasses.replace(s, importance=None) for s in make_pair(LOW, HIGH, LOW, HIGH)
    )
    result = analyse_sides(make_questionnaire(), first, second)
    full = only_word(*make_pair(LOW, HIGH, LOW, HIGH, importance=4))
    assert result.pairs[0].concepts[0].tension.mean == pytest.approx(full.tension.mean, abs=0.02)
    assert {notice.kind for notice in result.notices} == {NoticeKind.NO_IMPORTANCE}


def test_a_word_that_plays_no_part_for_anyone_of_a_side_is_not_on_the_agenda():
    first, second = make_pair(LOW, HIGH, LOW, HIGH)
    careless = dataclasses.replace(first, importance=np.zeros_like(first.importance))
    pair = analyse_sides(make_questionnaire(), careless, second).pairs[0]
    assert pair.concepts[0].tension.mean == 0
    assert pair.agenda == ()


def test_three_guesses_carry_no_state_part_or_square():
    first, second = make_pair(LOW, HIGH, LOW, HIGH, people=5)
    few = first.guesses["B"].copy()
    few[3:] = np.nan
    result = analyse_sides(
        make_questionnaire(), dataclasses.replace(first, guesses={"B": few}), second
    )
    word = result.pairs[0].concepts[0]
    assert (word.seen_part, word.hidden_part, word.imagined) == (None, None, None)
    assert word.unbiased.misreading == (None, None)
    assert word.scales[0].guess[0].low is None
    assert word.state is State.UNDECIDED


def test_a_scale_that_two_answered_moves_no_interval():
    first, second = make_pair(LOW, HIGH, LOW, HIGH, people=6)

    def intervals(two):
        own = first.own.copy()
        own[2:, 3] = np.nan
        own[:2, 3] = two
        word = only_word(dataclasses.replace(first, own=own), second)
        return [scale.own[0] for scale in word.scales[:3]], word.sides[0].divided_probability

    assert intervals([2.0, 7.0]) == intervals([4.0, 4.0])


def test_without_consent_groups_of_three_or_four_show_no_mean():
    sides = make_pair(LOW, HIGH, LOW, HIGH, people=4)
    result = analyse_sides(make_questionnaire(), *sides, means_of_small_groups=False)
    word = result.pairs[0].concepts[0]
    assert [answer.mean for scale in word.scales for answer in (*scale.own, *scale.guess)] == [
        None
    ] * 16
    assert [side.importance for side in word.sides] == [None, None]


def test_importance_of_three_people_weighs_nothing():
    first, second = make_pair(LOW, HIGH, LOW, HIGH, people=6, importance=1)
    few = first.importance.copy()
    few[3:] = np.nan
    word = only_word(dataclasses.replace(first, importance=few), second)
    full = only_word(dataclasses.replace(first, importance=None), second)
    assert word.sides[0].importance.low is None
    assert word.tension.mean == pytest.approx(full.tension.mean, abs=0.02)
