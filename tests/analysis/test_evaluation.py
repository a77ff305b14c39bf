"""Evaluations: the gap of the meaning scan, and what of a side may be told."""

import copy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_analysis.evaluation import Asked, Group, evaluate
from samenspel_analysis.meaning import Questionnaire, Side, Wave, analyse

ASKED = Asked(("a.one", "a.two", "b.one"), ("a", "a", "b"), 1, 7)


def group(name, rows, *, agrees=True, population=None):
    answers = np.array(rows, dtype=float).reshape(len(rows), 3)
    return Group(name, answers, np.full(len(rows), agrees), population)


def found(*groups, seed=1):
    return evaluate(ASKED, groups, rng=np.random.default_rng(seed))


def rows(seed, people, mean):
    drawn = np.random.default_rng(seed).normal(mean, 1, (people, 3))
    return np.clip(np.rint(drawn), 1, 7)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 999), st.integers(5, 9), st.integers(5, 9), st.integers(2, 6))
def test_gap_interval_and_verdict_are_those_of_the_meaning_scan(seed, first, second, mean):
    told = [group("A", rows(seed, first, 5)), group("B", rows(seed + 1, second, mean))]
    scan = analyse(
        Questionnaire(("a", "b"), ASKED.items, np.array([0, 0, 1]), 1.0, 7.0),
        [Wave("x", tuple(Side(g.name, np.arange(len(g.answers)), g.answers) for g in told))],
        rng=np.random.default_rng(3),
    )
    scales = [scale for word in scan.pairs[0].concepts for scale in word.scales]
    for item, scale in zip(found(*told, seed=3).items, scales, strict=True):
        gap, same = item.gaps[0], scale.difference
        assert (gap.value, gap.low, gap.high) == (same.value, same.low, same.high)
        assert gap.verdict == same.verdict
        assert [side.mean for side in item.sides] == [own.mean for own in scale.own]


def test_the_worked_example_of_the_method_page():
    def asked_once(*points):
        return Group("x", np.array([[float(p)] for p in points]), np.full(len(points), True))

    one = Asked(("a",), ("a",), 1, 7)
    first = asked_once(6, 6, 5, 6, 7, 6)
    told = [
        evaluate(one, [first, asked_once(*second)], rng=np.random.default_rng(1)).items[0].gaps[0]
        for second in ((3, 2, 3, 4, 3, 3), (5, 5, 4, 5, 6, 5))
    ]
    assert [round(v, 1) for v in (told[0].value, told[0].low, told[0].high)] == [-2.8, -3.6, -1.7]
    assert [gap.verdict.value for gap in told] == ["different", "undecided"]


def test_counts_add_up_to_the_answers_and_a_blank_is_no_answer():
    first = rows(1, 7, 5)
    first[0, 1] = np.nan
    sides = [item.sides[0] for item in found(group("A", first), group("B", rows(2, 6, 3))).items]
    assert [sum(side.counts) for side in sides] == [7, 6, 7] == [side.n for side in sides]


@pytest.mark.parametrize(
    ("people", "agrees", "shown"),
    [(5, False, True), (4, True, True), (4, False, False), (3, True, True), (2, True, True),
     (1, True, True), (1, False, False)],
)  # fmt: skip
def test_few_are_told_only_if_all_agree_and_then_as_a_mean_without_verdict(people, agrees, shown):
    told = found(group("A", rows(1, people, 5), agrees=agrees), group("B", rows(2, 6, 3)))
    for item in told.items:
        assert (item.sides[0].mean is not None) is shown
        assert (item.sides[0].counts is not None) is (people >= 5)
        assert (item.gaps[0].verdict is not None) is (people >= 5)


def test_two_answers_of_a_bigger_side_are_not_told_though_they_agreed():
    first = rows(1, 6, 5)
    first[2:, 1] = np.nan
    told = found(group("A", first), group("B", rows(2, 6, 3)))
    assert [item.sides[0].n for item in told.items] == [6, None, 6]


def test_one_who_does_not_agree_hides_only_what_they_answered():
    first = rows(1, 4, 5)
    first[3, 2] = np.nan
    agrees = np.array([True, True, True, False])
    told = found(Group("A", first, agrees), group("B", rows(2, 6, 3)))
    assert [item.sides[0].n for item in told.items] == [None, None, 3]


def test_every_pair_of_three_sides_is_judged_and_the_order_of_rows_says_nothing():
    sides = [group(name, rows(n, 6, 3 + n)) for n, name in enumerate("ABC")]
    turned = [Group(g.name, g.answers[::-1], g.agrees_to_few) for g in sides]
    one, other = found(*sides), found(*turned)
    assert [(gap.first, gap.second) for gap in one.items[0].gaps] == [(0, 1), (0, 2), (1, 2)]
    for item, same in zip(one.items, other.items, strict=True):
        assert [side.counts for side in item.sides] == [side.counts for side in same.sides]
        assert [gap.verdict for gap in item.gaps] == [gap.verdict for gap in same.gaps]


def test_inputs_stay_as_they_are():
    told = [group("A", rows(1, 4, 5), agrees=False), group("B", rows(2, 6, 3), population=9)]
    kept = copy.deepcopy(told)
    found(*told)
    for one, same in zip(told, kept, strict=True):
        assert np.array_equal(one.answers, same.answers, equal_nan=True)


@pytest.mark.parametrize(
    "groups",
    [
        [group("A", rows(1, 5, 5))],
        [group("A", [[1.5, 2, 3]]), group("B", rows(1, 5, 5))],
        [Group("A", rows(1, 5, 5), np.array([True])), group("B", rows(1, 5, 5))],
        [group("A", [[8, 2, 3]] * 5), group("B", rows(1, 5, 5))],
    ],
)
def test_answers_that_do_not_fit_are_refused(groups):
    with pytest.raises(ValueError, match=r".+"):
        found(*groups)


def test_items_of_one_facet_stand_together():
    with pytest.raises(ValueError, match="stand together"):
        evaluate(
            Asked(("a", "b", "c"), ("x", "y", "x"), 1, 7),
            [group("A", rows(1, 5, 5)), group("B", rows(2, 5, 3))],
            rng=np.random.default_rng(1),
        )
