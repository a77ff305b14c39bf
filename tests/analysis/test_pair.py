import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_analysis.meaning import Questionnaire
from samenspel_analysis.meaning.states import NoticeKind, State, Verdict
from tests.make_answers import (
    analyse_sides,
    around,
    make_pair,
    make_questionnaire,
    make_side,
)

LOW, HIGH, MIDDLE = [2, 2, 2, 2], [6, 6, 6, 6], [4, 4, 4, 4]


def only_word(*sides, **options):
    return analyse_sides(make_questionnaire(), *sides, **options).pairs[0].concepts[0]


@pytest.mark.parametrize(
    ("own", "other_own", "guess", "other_guess", "state"),
    [
        (LOW, LOW, LOW, LOW, State.SHARED_GROUND),
        (LOW, HIGH, HIGH, LOW, State.SEEN_DIFFERENCE),
        (LOW, HIGH, LOW, HIGH, State.HIDDEN_DIFFERENCE),
        (LOW, HIGH, HIGH, HIGH, State.HIDDEN_DIFFERENCE),
        (LOW, LOW, HIGH, LOW, State.IMAGINED_DIFFERENCE),
    ],
)
def test_state_of_a_clear_word(own, other_own, guess, other_guess, state):
    word = only_word(*make_pair(own, other_own, guess, other_guess))
    assert word.state is state
    assert word.state_probability >= 0.8


def test_people_far_apart_within_a_side_make_a_divided_word():
    first, second = make_pair(LOW, HIGH, HIGH, LOW)
    split = np.where(np.arange(8)[:, None] % 2 == 0, 1.0, 7.0) * np.ones((8, 4))
    word = only_word(dataclasses.replace(first, own=split), second)
    assert word.state is State.DIVIDED
    assert [side.divided for side in word.sides] == [True, False]


def test_near_the_tolerance_five_people_often_cannot_say():
    centre = np.array(MIDDLE)
    states = [
        only_word(
            *make_pair(centre - 0.6, centre + 0.6, centre, centre, people=5, spread=1.1, seed=seed)
        ).state
        for seed in range(20)
    ]
    assert states.count(State.UNDECIDED) >= 5


def test_verdicts_follow_the_distance():
    sides = make_pair([2, 4, 4, 4], [6, 4, 4, 4], [2, 4, 4, 4], [6, 4, 4, 4], people=12)
    verdicts = [scale.difference.verdict for scale in only_word(*sides).scales]
    assert verdicts == [Verdict.DIFFERENT] + [Verdict.SHARED] * 3


def test_parts_add_up_and_stay_in_bounds():
    sides = make_pair(LOW, HIGH, MIDDLE, MIDDLE, importance=3)
    word = only_word(*sides)
    assert word.seen_part.mean + word.hidden_part.mean == pytest.approx(word.tension.mean)
    for part in (word.tension, word.seen_part, word.hidden_part, word.imagined):
        assert 0 <= part.low <= part.mean <= part.high <= 1


def test_own_and_guess_are_the_plain_means_of_the_answers():
    first, second = make_pair(LOW, HIGH, MIDDLE, MIDDLE)
    scale = only_word(first, second).scales[2]
    assert scale.own[0].mean == pytest.approx(first.own[:, 2].mean())
    assert scale.guess[1].mean == pytest.approx(second.guesses["A"][:, 2].mean())
    assert scale.own[0].low < scale.own[0].mean < scale.own[0].high


@given(st.permutations(range(8)))
@settings(max_examples=10)
def test_order_of_people_does_not_matter(order):
    first, second = make_pair(LOW, HIGH, MIDDLE, MIDDLE)
    rows = list(order)
    shuffled = dataclasses.replace(
        first,
        own=first.own[rows],
        guesses={"B": first.guesses["B"][rows]},
        importance=first.importance[rows],
    )
    one, other = only_word(first, second), only_word(shuffled, second)
    assert one.tension.mean == pytest.approx(other.tension.mean)
    assert one.state_probability == pytest.approx(other.state_probability, abs=0.01)


def test_names_of_sides_do_not_matter():
    first, second = make_pair(LOW, HIGH, MIDDLE, MIDDLE)
    renamed = (
        dataclasses.replace(first, name="Z", guesses={"Y": first.guesses["B"]}),
        dataclasses.replace(second, name="Y", guesses={"Z": second.guesses["A"]}),
    )
    assert only_word(first, second) == only_word(*renamed)


def test_turning_a_scale_turns_the_difference():
    questionnaire = make_questionnaire(scales=4)
    first, second = make_pair(LOW, HIGH, MIDDLE, MIDDLE)
    turned = [
        dataclasses.replace(
            side, own=8 - side.own, guesses={k: 8 - g for k, g in side.guesses.items()}
        )
        for side in (first, second)
    ]
    word = analyse_sides(questionnaire, first, second).pairs[0].concepts[0]
    other = analyse_sides(questionnaire, *turned).pairs[0].concepts[0]
    for scale, mirror in zip(word.scales, other.scales, strict=True):
        assert scale.difference.value == pytest.approx(-mirror.difference.value, abs=0.15)
    assert word.state is other.state


def test_inputs_are_left_alone_and_the_seed_decides():
    first, second = make_pair(LOW, HIGH, MIDDLE, MIDDLE)
    before = first.own.copy(), first.guesses["B"].copy()
    one, other = only_word(first, second, seed=5), only_word(first, second, seed=5)
    np.testing.assert_array_equal(first.own, before[0])
    np.testing.assert_array_equal(first.guesses["B"], before[1])
    assert one == other


def test_asking_everyone_narrows_the_interval():
    first, second = make_pair(MIDDLE, MIDDLE, MIDDLE, MIDDLE, people=6, spread=1.5)
    whole = dataclasses.replace(first, population=6)
    some = dataclasses.replace(first, population=60)

    def width(side):
        mean = only_word(side, second).scales[0].own[0]
        return mean.high - mean.low

    assert width(whole) < width(some) < width(first)
    assert width(whole) > 0.2  # answering again still varies


def test_three_sides_make_three_pairs_with_guesses_about_each_other():
    rng = np.random.default_rng(4)
    profiles = {"A": LOW, "B": HIGH, "C": LOW}
    sides = []
    for name, own in profiles.items():
        side = make_side(name, around(own, 8, rng, spread=0.7))
        guesses = {other: around(LOW, 8, rng, spread=0.7) for other in profiles if other != name}
        sides.append(dataclasses.replace(side, guesses=guesses))
    pairs = analyse_sides(make_questionnaire(), *sides).pairs
    states = {pair.sides: pair.concepts[0].state for pair in pairs}
    assert states == {
        ("A", "B"): State.HIDDEN_DIFFERENCE,
        ("A", "C"): State.SHARED_GROUND,
        ("B", "C"): State.HIDDEN_DIFFERENCE,
    }


def test_agenda_holds_at_most_three_words_and_names_ties():
    first, second = make_pair([2, 2] * 4, [6, 6] * 4, [2, 2] * 4, [6, 6] * 4, words=4, people=12)
    same = [0, 1, 2, 3, 2, 3, 6, 7]  # the middle two words have the very same answers
    sides = [
        dataclasses.replace(
            side, own=side.own[:, same], guesses={k: g[:, same] for k, g in side.guesses.items()}
        )
        for side in (first, second)
    ]
    pair = analyse_sides(make_questionnaire(words=4, scales=2), *sides).pairs[0]
    assert [word.state for word in pair.concepts] == [State.HIDDEN_DIFFERENCE] * 4
    assert len(pair.agenda) == 3
    ties = {item.concept: item.tied_with for item in pair.agenda}
    for word, twin in (("word 1", "word 2"), ("word 2", "word 1")):
        assert word not in ties or twin in ties[word]
    assert {"word 1", "word 2"} & set(ties)


def test_words_that_clearly_differ_in_hidden_part_are_not_tied():
    own, other = np.repeat([1.5, 3], 4), np.repeat([6.5, 5], 4)
    sides = make_pair(own, other, own, other, words=2, people=12, spread=0.4)
    agenda = analyse_sides(make_questionnaire(words=2), *sides).pairs[0].agenda
    assert [(item.concept, item.tied) for item in agenda] == [("word 0", False), ("word 1", False)]


def test_imagined_difference_comes_after_hidden_ones():
    own = np.repeat([2, 4], 4)
    sides = make_pair(own, np.repeat([4, 4], 4), np.repeat([2, 7], 4), own, words=2, people=12)
    agenda = analyse_sides(make_questionnaire(words=2), *sides).pairs[0].agenda
    assert [item.reason for item in agenda] == [
        State.HIDDEN_DIFFERENCE,
        State.IMAGINED_DIFFERENCE,
    ]


def test_state_is_repeated_at_a_tighter_and_a_wider_tolerance():
    sides = make_pair(MIDDLE, [5.1] * 4, MIDDLE, [5.1] * 4, people=40, seed=2)
    word = only_word(*sides)
    assert word.state_at_tighter_tolerance is State.HIDDEN_DIFFERENCE
    assert word.state_at_wider_tolerance is State.SHARED_GROUND


def test_a_tolerance_over_a_quarter_of_the_range_is_noticed():
    sides = make_pair(LOW, HIGH, LOW, HIGH)
    result = analyse_sides(make_questionnaire(), *sides, tolerance=2.0)
    assert result.tolerance == 2.0
    assert {notice.kind for notice in result.notices} == {NoticeKind.WIDE_TOLERANCE}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"own": np.ones((8, 3))}, "a column per scale"),
        ({"own": np.full((8, 4), 9.0)}, "within the range"),
        ({"population": 5}, "smaller than its answers"),
    ],
)
def test_answers_that_do_not_fit_are_refused(change, words):
    first, second = make_pair(LOW, HIGH, LOW, HIGH)
    with pytest.raises(ValueError, match=words):
        analyse_sides(make_questionnaire(), dataclasses.replace(first, **change), second)


def test_a_questionnaire_that_does_not_fit_is_refused():
    sides = make_pair(LOW, HIGH, LOW, HIGH)
    order = np.array([1, 0, 1, 0])
    crossed = Questionnaire(("a", "b"), ("s",) * 4, order, 1.0, 7.0)
    with pytest.raises(ValueError, match="never fall"):
        analyse_sides(crossed, *sides)
    with pytest.raises(ValueError, match="low must be below high"):
        analyse_sides(make_questionnaire(low=7.0, high=1.0), *sides)
    with pytest.raises(ValueError, match="above zero"):
        analyse_sides(make_questionnaire(), *sides, tolerance=-1.0)
