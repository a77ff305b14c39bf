"""What must hold of every vote on a proposal; reduced here, whole in `make test-all`."""

import os
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_analysis.decision.majority import (
    Basis,
    Chambers,
    Choice,
    MajorityRule,
    Mandate,
    MandateRule,
    Quorum,
    Threshold,
    Verdict,
    majority,
    resolve,
    votes_of,
)

FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
many = settings(max_examples=10_000 if FULL else 100)
pytestmark = pytest.mark.slow
NAMES = ("a", "b", "c")

parts = st.fractions(Fraction(1, 10), 1, max_denominator=10)
entries = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(list(Choice)), st.integers(0, 2)), min_size=1,
    max_size=12,
)  # fmt: skip


@st.composite
def rules(draw):
    part = draw(parts)
    share = draw(st.fractions(0, 1, max_denominator=10))
    return MajorityRule(
        threshold=Threshold(part, strict=part < 1 and draw(st.booleans())),
        basis=draw(st.sampled_from(list(Basis))),
        blanks_count=draw(st.booleans()),
        quorum=draw(st.none() | st.builds(Quorum, parts)),
        chambers=draw(st.sampled_from(list(Chambers))),
        shares={"a": share, "b": (1 - share) / 2, "c": (1 - share) / 2},
        organs=draw(st.sets(st.sampled_from(NAMES)).map(frozenset)),
    )


def votes(rows):
    weights, choices, classes = zip(*rows, strict=True)
    return votes_of(np.array(choices), weights=weights, classes=classes, class_names=NAMES)


@many
@given(entries, rules(), st.randoms(use_true_random=False), st.integers(2, 5))
def test_order_merging_and_more_of_the_same_change_nothing(rows, rule, random, times):
    found = majority(votes(rows), rule)
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert majority(votes(shuffled), rule) == found
    merged = {}
    for weight, choice, number in rows:
        merged[choice, number] = merged.get((choice, number), 0) + weight
    together = [(weight, choice, number) for (choice, number), weight in merged.items()]
    assert majority(votes(together), rule) == found
    heavier = [(weight * times, choice, number) for weight, choice, number in rows]
    assert majority(votes(heavier), rule).verdict is found.verdict
    assert majority(votes(list(rows) * times), rule).verdict is found.verdict


@many
@given(entries, rules(), st.integers(1, 5), st.integers(0, 2))
def test_one_more_in_favour_never_turns_adopted_into_rejected(rows, rule, weight, number):
    if rule.organs or majority(votes(rows), rule).verdict is not Verdict.ADOPTED:
        return
    assert majority(votes([*rows, (weight, Choice.FOR, number)]), rule).verdict is Verdict.ADOPTED


@many
@given(entries, rules(), st.integers(1, 5), st.integers(0, 2))
def test_blank_votes_change_nothing_of_what_counts_votes_cast(rows, rule, weight, number):
    if rule.basis is not Basis.CAST or rule.blanks_count or rule.quorum:
        return
    more = votes([*rows, (weight, Choice.BLANK, number)])
    assert majority(more, rule).verdict is majority(votes(rows), rule).verdict


@many
@given(entries, rules())
def test_organs_stay_within_their_part_and_the_margin_is_what_lacks(rows, rule):
    found = majority(votes(rows), rule)
    counts = {part.name: part.counts for part in found.classes}
    cast = {name: each.in_favour + each.against for name, each in counts.items()}
    organs = sum(cast[name] for name in rule.organs) * found.organ_factor
    assert organs <= rule.organ_cap * sum(cast[name] for name in NAMES if name not in rule.organs)
    if found.margin is not None and found.organ_factor == 1 and found.total.whole:
        assert found.total.enough == (found.margin >= 0)


@many
@given(
    st.lists(st.integers(0, 5), min_size=2, max_size=9),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 3)), max_size=12),
    st.sets(st.integers(0, 8)),
    st.integers(1, 4),
    st.none() | st.integers(0, 3),
    st.none() | parts,
)
def test_every_vote_is_cast_once_or_told_why_not(weights, given_out, voted, longest, each, part):
    size = len(weights)
    mandates = [
        Mandate(giver % size, holder % size, at)
        for giver, holder, at in given_out
        if giver % size != holder % size
    ]
    rule = MandateRule(longest, each, part)
    found = resolve(weights, [v in voted for v in range(size)], mandates, rule, at=3)
    cast = [v for v in range(size) if found.caster[v] is not None]
    assert sum(found.carried) == sum(weights[v] for v in cast)
    assert all(found.caster[v] == v for v in range(size) if v in voted)
    assert all(found.caster[v] in voted for v in cast)
    for holder in voted & set(range(size)):
        held = [v for v in cast if found.caster[v] == holder and v != holder]
        assert each is None or len(held) <= each
        if held and part is not None:
            assert found.carried[holder] <= part * sum(weights)
