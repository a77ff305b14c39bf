"""Votes on a proposal as Dutch statutes and book 2 of the civil code have them."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from samenspel_analysis.decision import DecisionError
from samenspel_analysis.decision.majority import (
    Basis,
    Chambers,
    Choice,
    Fate,
    MajorityRule,
    Mandate,
    MandateRule,
    Quorum,
    Threshold,
    Verdict,
    capped_units,
    majority,
    resolve,
    votes_of,
)

TWO_THIRDS = Threshold(Fraction(2, 3), strict=False)
UNANIMOUS = Threshold(Fraction(1), strict=False)
F, A, B, N = Choice.FOR, Choice.AGAINST, Choice.BLANK, Choice.NOTHING


def said(in_favour=0, against=0, blank=0, nothing=0, **more):
    return votes_of([F] * in_favour + [A] * against + [B] * blank + [N] * nothing, **more)


PLAIN, ONE_LINK = MajorityRule(), MandateRule()


def verdict(votes, rule=PLAIN):
    return majority(votes, rule).verdict


@pytest.mark.parametrize(
    ("whole", "threshold", "needed"),
    [
        (9, TWO_THIRDS, 6), (10, TWO_THIRDS, 7), (100, TWO_THIRDS, 67),
        (10, Threshold(), 6), (9, Threshold(), 5), (1, Threshold(), 1),
        (7, UNANIMOUS, 7), (0, TWO_THIRDS, 1), (3, Threshold(Fraction(2, 3)), 3),
    ],
)  # fmt: skip
def test_the_line_is_drawn_in_whole_votes(whole, threshold, needed):
    assert threshold.needed(whole) == needed


def test_the_worked_example_of_67_of_100():
    """Statute change by two thirds of the votes cast: 66 of 100 is not enough, 67 is."""
    rule = MajorityRule(TWO_THIRDS, quorum=Quorum(Fraction(2, 3)))
    short = majority(said(66, 34, 6, 44), rule)
    assert short.verdict is Verdict.REJECTED
    assert (short.total.needed, short.total.whole, short.margin) == (67, 100, -1)
    assert (short.presence.present, short.presence.needed, short.presence.met) == (106, 100, True)
    assert verdict(said(67, 33, 6, 44), rule) is Verdict.ADOPTED


def test_blank_votes_are_not_cast_unless_agreed_otherwise():
    votes = said(5, 4, 3)
    assert verdict(votes) is Verdict.ADOPTED
    assert verdict(votes, MajorityRule(blanks_count=True)) is Verdict.REJECTED


def test_a_tie_on_a_matter_is_a_rejection():
    assert verdict(said(5, 5)) is Verdict.REJECTED
    assert verdict(said(0, 0, 4)) is Verdict.REJECTED


@pytest.mark.parametrize(
    ("basis", "expected"),
    [(Basis.CAST, Verdict.ADOPTED), (Basis.PRESENT, Verdict.REJECTED),
     (Basis.ENTITLED, Verdict.REJECTED)],
)  # fmt: skip
def test_the_basis_says_of_what_it_is_the_majority(basis, expected):
    votes = said(5, 4, 2, 9, present=[True] * 12 + [False] * 8)
    found = majority(votes, MajorityRule(basis=basis))
    assert found.verdict is expected
    assert found.total.whole == {"cast": 9, "present": 12, "entitled": 20}[basis]


def test_a_missed_quorum_decides_nothing_and_a_second_meeting_needs_none():
    votes = said(9, 1, nothing=10)
    rule = MajorityRule(quorum=Quorum(Fraction(2, 3)))
    missed = majority(votes, rule)
    assert (missed.verdict, missed.presence.needed) == (Verdict.NO_QUORUM, 14)
    again = MajorityRule(quorum=Quorum(Fraction(2, 3)), second_meeting=True)
    assert verdict(votes, again) is Verdict.ADOPTED


def test_who_cannot_vote_on_the_matter_does_not_count_for_the_quorum():
    """Half of 10 must be there; 2 have a conflict of interest, so 4 of 8 is enough."""
    entitled = [True] * 8 + [False] * 2
    votes = votes_of([F] * 4 + [N] * 6, entitled=entitled)
    found = majority(votes, MajorityRule(quorum=Quorum(Fraction(1, 2))))
    assert (found.presence.needed, found.presence.entitled) == (4, 8)
    assert found.verdict is Verdict.ADOPTED


def test_a_unanimous_decision_fails_on_one_silent_member():
    rule = MajorityRule(UNANIMOUS, basis=Basis.ENTITLED)
    assert verdict(said(7), rule) is Verdict.ADOPTED
    for other in ({"nothing": 1}, {"blank": 1}, {"against": 1}):
        assert verdict(said(6, **other), rule) is Verdict.REJECTED


CLASSES = ("customers", "workers")


def classes(*counts):
    """(for, against) of each class."""
    choices = [choice for n, m in counts for choice in [F] * n + [A] * m]
    numbers = [k for k, (n, m) in enumerate(counts) for _ in range(n + m)]
    return votes_of(choices, classes=numbers, class_names=CLASSES[: len(counts)])


def test_each_class_may_have_a_veto():
    votes = classes((9, 1), (2, 3))
    assert verdict(votes) is Verdict.ADOPTED
    found = majority(votes, MajorityRule(chambers=Chambers.CONCURRENT))
    assert found.verdict is Verdict.REJECTED
    assert [part.enough for part in found.classes] == [True, False]
    assert found.classes[1].needed == 3


def test_classes_with_shares_add_their_part():
    """Three fifths of 9/10 and two fifths of 2/5: 0.54 + 0.16 = 0.7."""
    shares = {"customers": Fraction(3, 5), "workers": Fraction(2, 5)}
    rule = MajorityRule(TWO_THIRDS, chambers=Chambers.SHARES, shares=shares)
    found = majority(classes((9, 1), (2, 3)), rule)
    assert (found.total.in_favour, found.verdict) == (Fraction(7, 10), Verdict.ADOPTED)
    silent = majority(classes((9, 1), (0, 0)), rule)
    assert (silent.total.in_favour, silent.verdict) == (Fraction(27, 50), Verdict.REJECTED)


def test_organs_count_for_at_most_half_of_what_members_cast():
    """Members 4 for and 6 against; 20 votes of an organ for are held to 5: 9 of 15."""
    votes = classes((4, 6), (20, 0))
    found = majority(votes, MajorityRule(organs=frozenset({"workers"})))
    assert (found.organ_factor, found.total.in_favour, found.total.whole) == (Fraction(1, 4), 9, 15)
    assert found.verdict is Verdict.ADOPTED
    held = majority(classes((1, 9), (20, 0)), MajorityRule(organs=frozenset({"workers"})))
    assert (held.total.in_favour, held.verdict) == (6, Verdict.REJECTED)
    few = majority(classes((4, 6), (5, 0)), MajorityRule(organs=frozenset({"workers"})))
    assert few.organ_factor == 1


def test_units_give_votes_up_to_a_cap():
    assert capped_units([0, 1, 7, 40], most=5).tolist() == [0, 1, 5, 5]
    assert capped_units([0, 9, 25], most=5, per_vote=10).tolist() == [0, 0, 2]


def test_weights_are_added_up():
    votes = votes_of([F, A, A], weights=[5, 2, 2])
    assert verdict(votes) is Verdict.ADOPTED
    assert majority(votes, MajorityRule()).margin == 0


def test_every_vote_of_up_to_six_is_judged_as_one_by_one():
    for size in range(1, 7):
        for choices in product((F, A, B, N), repeat=size):
            f, a, b = (choices.count(each) for each in (F, A, B))
            votes = votes_of(np.array(choices))
            for rule, whole in (
                (MajorityRule(TWO_THIRDS), f + a),
                (MajorityRule(TWO_THIRDS, blanks_count=True), f + a + b),
                (MajorityRule(TWO_THIRDS, basis=Basis.ENTITLED), size),
            ):
                assert (verdict(votes, rule) is Verdict.ADOPTED) == (
                    whole > 0 and 3 * f >= 2 * whole
                )
            assert (verdict(votes) is Verdict.ADOPTED) == (f > a)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"weights": [-1]}, "a weight"),
        ({"entitled": [False]}, "not entitled"),
        ({"present": [False]}, "neither there"),
        ({"classes": [1]}, "a class that is not there"),
        ({"weights": [1, 2]}, "as many of each"),
    ],
)
def test_votes_that_cannot_be_counted_are_refused(changes, said):
    with pytest.raises(DecisionError, match=said):
        votes_of([F], **changes)
    with pytest.raises(DecisionError, match="for, against"):
        votes_of([4])


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (MajorityRule(Threshold(Fraction(0))), "parts above 0"),
        (MajorityRule(Threshold(Fraction(1))), "more than all"),
        (MajorityRule(quorum=Quorum(Fraction(3, 2))), "parts above 0"),
        (MajorityRule(organs=frozenset({"board"})), "an organ"),
        (MajorityRule(chambers=Chambers.SHARES, shares={"all": Fraction(1, 2)}), "add up to 1"),
    ],
)
def test_rules_that_cannot_hold_are_refused(rule, said):
    with pytest.raises(DecisionError, match=said):
        majority(votes_of([F]), rule)


# proxies ---------------------------------------------------------------------------------------

EACH = [1] * 6


def fates(mandates, voted, rule=ONE_LINK, weights=EACH, at=0):
    return resolve(weights, [v in voted for v in range(len(weights))], mandates, rule, at=at)


def test_a_proxy_is_cast_by_its_holder_and_a_vote_of_ones_own_goes_first():
    found = fates([Mandate(0, 1), Mandate(2, 1)], voted={1, 2})
    assert found.caster == (1, 1, 2, None, None, None)
    assert found.fate[:4] == (Fate.CARRIED, Fate.OWN, Fate.OWN, Fate.NOT_CAST)
    assert (found.carried, found.largest) == ((0, 2, 1, 0, 0, 0), 2)
    assert found.effective == Fraction(9, 5)


def test_a_proxy_is_not_handed_on_and_a_delegation_may_be():
    chain = [Mandate(0, 1), Mandate(1, 2)]
    assert fates(chain, voted={2}).fate[0] is Fate.CHAIN_TOO_LONG
    assert fates(chain, voted={2}, rule=MandateRule(longest=2)).caster[:2] == (2, 2)


def test_a_circle_and_a_dead_end_are_told():
    found = fates([Mandate(0, 1), Mandate(1, 0), Mandate(2, 3)], voted={4}, rule=MandateRule(9))
    assert found.fate[:3] == (Fate.CIRCLE, Fate.CIRCLE, Fate.DEAD_END)


def test_a_chain_that_leads_into_a_circle_ends_too():
    chain = [Mandate(0, 1), Mandate(1, 2), Mandate(2, 3), Mandate(3, 2)]
    assert fates(chain, voted={4}, rule=MandateRule(9)).fate[:4] == (Fate.CIRCLE,) * 4


def test_a_mandate_ends_when_taken_back_or_over_and_a_later_one_replaces_it():
    taken_back = [Mandate(0, 1, given_at=1, revoked_at=5)]
    assert fates(taken_back, {1}, at=4).fate[0] is Fate.CARRIED
    assert fates(taken_back, {1}, at=5).fate[0] is Fate.REVOKED
    over = [Mandate(0, 1, given_at=1, ends_at=5)]
    assert fates(over, {1}, at=5).fate[0] is Fate.EXPIRED
    later = [Mandate(0, 1, given_at=1), Mandate(0, 2, given_at=3)]
    assert fates(later, {1, 2}, at=2).caster[0] == 1
    assert fates(later, {1, 2}, at=3).caster[0] == 2


def test_above_the_limit_the_last_are_not_cast():
    """At most two proxies each; the third that was given is lost."""
    mandates = [Mandate(0, 5, given_at=3), Mandate(1, 5, given_at=1), Mandate(2, 5, given_at=2)]
    found = fates(mandates, {5}, MandateRule(most_each=2), at=9)
    assert found.fate[:3] == (Fate.OVER_LIMIT, Fate.CARRIED, Fate.CARRIED)
    part = fates(mandates, {5}, MandateRule(most_part=Fraction(1, 3)), at=9)
    assert part.fate[:3] == (Fate.OVER_LIMIT, Fate.CARRIED, Fate.OVER_LIMIT)


@pytest.mark.parametrize(
    ("mandates", "rule", "said"),
    [
        ([Mandate(0, 0)], MandateRule(), "oneself"),
        ([Mandate(0, 9)], MandateRule(), "not there"),
        ([], MandateRule(longest=0), "one link"),
    ],
)
def test_mandates_that_cannot_hold_are_refused(mandates, rule, said):
    with pytest.raises(DecisionError, match=said):
        fates(mandates, set(), rule)
