import dataclasses

import numpy as np
import pytest

from samenspel_analysis.meaning import Wave, analyse
from samenspel_analysis.meaning.coorientation import seen_share
from samenspel_analysis.meaning.states import NoticeKind, Pattern
from tests.make_answers import make_questionnaire, make_side

SCALES = 6


def two_waves(moves, *, people=10, other_people=False, guess_shift=0.0, seed=0):
    """Two sides four points apart; `moves` are how far A and B go towards the other."""
    rng = np.random.default_rng(seed)
    start, step = {"A": 2.0, "B": 6.0}, {"A": moves[0], "B": -moves[1]}
    waves = []
    lean = {name: rng.normal(0, 0.6, (people, SCALES)) for name in start}
    for wave in (0, 1):
        sides = []
        for name, other in (("A", "B"), ("B", "A")):
            noise = rng.normal(0, 0.3, (people, SCALES))
            own = np.clip(start[name] + wave * step[name] + lean[name] + noise, 1, 7)
            truth = start[other] + wave * step[other]
            wrong = (start[name] - start[other]) * (1 - wave * guess_shift)
            guess = np.clip(truth + 0.5 * wrong + rng.normal(0, 0.3, own.shape), 1, 7)
            keys = np.arange(people) + (1000 * wave if other_people else 0)
            sides.append(make_side(name, own, guess=guess, about=other, people=keys))
        waves.append(Wave(str(wave + 1), tuple(sides)))
    return waves


def moved(waves):
    result = analyse(make_questionnaire(scales=SCALES), waves, rng=np.random.default_rng(1))
    (movement,) = result.movements
    return movement.concepts[0]


def test_two_sides_that_both_come_nearer():
    word = moved(two_waves((1.0, 1.6)))
    first, second = (side.road_travelled.mean for side in word.sides)
    assert first == pytest.approx(1.0 / 4, abs=0.08)
    assert second == pytest.approx(1.6 / 4, abs=0.08)
    assert word.mutual.mean == pytest.approx(min(first, second), abs=0.02)
    assert word.pattern is Pattern.MUTUAL


@pytest.mark.parametrize(
    ("moves", "pattern"),
    [
        ((2.0, 0.0), Pattern.ONE_SIDED),
        ((-0.9, 0.0), Pattern.APART),
        ((0.0, 0.0), Pattern.HELD),
    ],
)
def test_pattern_of_a_clear_movement(moves, pattern):
    assert moved(two_waves(moves)).pattern is pattern


def test_one_side_alone_is_not_mutual():
    word = moved(two_waves((2.0, 0.0)))
    assert word.sides[0].road_travelled.mean > 0.4
    assert word.mutual.mean < 0.1


def test_a_joint_move_across_the_line_is_a_common_move():
    waves = two_waves((0.0, 0.0))
    across = np.array([1.5, -1.5] * 3)  # no nearer and no further: a third meaning
    shifted = tuple(
        dataclasses.replace(side, own=np.clip(side.own + across, 1, 7)) for side in waves[1].sides
    )
    still, together = moved(waves), moved([waves[0], Wave("2", shifted)])
    assert together.common_move.low > still.common_move.high
    assert abs(together.sides[0].road_travelled.mean) < 0.15


def test_learning_is_a_fall_of_the_misreading_without_own_change():
    word = moved(two_waves((0.0, 0.0), guess_shift=1.0))
    for side in word.sides:
        assert side.learning.low > 0.5
        assert side.road_travelled.low < 0 < side.road_travelled.high


def test_same_people_are_linked_by_their_keys():
    waves = two_waves((1.0, 1.0))
    assert [side.same_people for side in moved(waves).sides] == [10, 10]
    order = np.arange(10)[::-1]
    turned = tuple(
        dataclasses.replace(
            side,
            people=side.people[order],
            own=side.own[order],
            guesses={name: guess[order] for name, guess in side.guesses.items()},
        )
        for side in waves[1].sides
    )
    one, other = moved(waves), moved([waves[0], Wave("2", turned)])
    assert one.sides[0].road_travelled.low == pytest.approx(other.sides[0].road_travelled.low)


def test_other_people_in_the_next_wave_widen_the_interval():
    def width(waves):
        road = moved(waves).sides[0].road_travelled
        return road.high - road.low

    assert width(two_waves((1.0, 1.0), other_people=True)) > 1.3 * width(two_waves((1.0, 1.0)))


def test_a_side_of_which_nobody_answered_twice_is_noticed():
    questionnaire = make_questionnaire(scales=SCALES)
    waves = two_waves((1.0, 1.0), other_people=True)
    notices = analyse(questionnaire, waves, rng=np.random.default_rng(1)).notices
    unlinked = [n.side for n in notices if n.kind is NoticeKind.NO_LINKED_PEOPLE]
    assert unlinked == ["A", "B"]


def test_no_road_is_told_where_there_was_no_clear_difference():
    waves = two_waves((0.0, 0.0))
    near = [
        Wave(
            wave.name,
            (wave.sides[0], dataclasses.replace(wave.sides[1], own=wave.sides[0].own.copy())),
        )
        for wave in waves
    ]
    word = moved(near)
    assert [side.road_travelled for side in word.sides] == [None, None]
    assert (word.mutual, word.pattern) == (None, Pattern.HELD)


def test_a_word_not_asked_again_has_no_movement():
    waves = two_waves((1.0, 1.0))
    silent = tuple(
        dataclasses.replace(side, own=np.full_like(side.own, np.nan), guesses={})
        for side in waves[1].sides
    )
    word = moved([waves[0], Wave("2", silent)])
    assert (word.pattern, word.mutual, word.common_move) == (Pattern.UNDECIDED, None, None)
    assert [side.same_people for side in word.sides] == [0, 0]
    assert [side.learning for side in word.sides] == [None, None]


def test_three_waves_give_two_movements():
    waves = two_waves((1.0, 1.0))
    third = Wave("3", waves[1].sides)
    questionnaire = make_questionnaire(scales=SCALES)
    result = analyse(questionnaire, [*waves, third], rng=np.random.default_rng(1))
    steps = [(movement.from_wave, movement.to_wave) for movement in result.movements]
    assert steps == [("1", "2"), ("2", "3")]


def test_worked_example():
    # docs/methods/waves.md: A moves from 2 to 3, B from 6 to 4.4
    difference, first, second = np.array([4.0]), np.array([1.0]), np.array([-1.6])
    roads = seen_share(difference, first), seen_share(-difference, second)
    assert roads == (pytest.approx(0.25), pytest.approx(0.4))
    word = moved(two_waves((1.0, 1.6), people=400))
    assert word.sides[0].road_travelled.mean == pytest.approx(0.25, abs=0.02)
    assert word.sides[1].road_travelled.mean == pytest.approx(0.40, abs=0.02)
    assert word.common_move.mean < 0.1
