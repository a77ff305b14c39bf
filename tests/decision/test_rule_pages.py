"""The worked example on the page of each rule is what the count gives."""

from fractions import Fraction
from pathlib import Path

import pytest

from samenspel_analysis.decision.budget import EqualShares, Greedy, equal_shares, greedy
from samenspel_analysis.decision.budget import pack as pack_budget
from samenspel_analysis.decision.points import most_points, pack_points
from samenspel_analysis.decision.ranked import RankedTerms, borda, irv, pack, schulze, stv
from tests.consistency import house

PAGES = house.ROOT / "docs" / "methods"
ABC, PLACES = ["A", "B", "C"], ["School", "Kerk", "Schuur"]
CHURCH_BETWEEN = {((0,), (1,), (2,)): 4, ((2,), (1,), (0,)): 3, ((1,), (2,), (0,)): 2}
CIRCLE = {((0,), (1,), (2,)): 4, ((1,), (2,), (0,)): 3, ((2,), (0,), (1,)): 2}
BEFORE = {
    ((0,), (1,), (2,)): 6, ((1,), (2,), (0,)): 4, ((1,), (0,), (2,)): 2, ((2,), (0,), (1,)): 5,
}  # fmt: skip
AFTER = {((0,), (1,), (2,)): 8, ((1,), (2,), (0,)): 4, ((2,), (0,), (1,)): 5}
PROJECTS = ["Banken", "Boom", "Kast", "Hek"]
TICKED = {((0, 1), (3, 1)): 5, ((3, 1),): 1, ((1, 1), (2, 1)): 4}


def rounds_of(outcome):
    return [[None if v is None else float(v) for v in each.votes] for each in outcome.rounds]


@pytest.mark.parametrize(
    ("names", "ballots", "totals"),
    [
        (ABC[:2], {((0, 1), (1, 1)): 3, ((1, 1),): 2}, (3, 5)),
        (ABC[:2], {((0, 5), (1, 4)): 3, ((1, 5),): 2}, (15, 22)),
        (["Banken", "Stoelen", "Boom"], {((0, 4), (1, 4)): 3, ((2, 8),): 2}, (12, 12, 16)),
    ],
)
def test_points_are_added_up(names, ballots, totals):
    found = most_points(pack_points(names, ballots))
    assert found.totals == totals
    assert found.elected == (totals.index(max(totals)),)


def test_a_copy_changes_who_wins_by_places():
    assert borda(pack(ABC[:2], {((0,), (1,)): 3, ((1,), (0,)): 2})).totals == (3, 2)
    copied = borda(pack(ABC, {((0,), (1,), (2,)): 3, ((1,), (2,), (0,)): 2}))
    assert (copied.totals, copied.elected) == ((6, 7, 2), (1,))


def test_two_by_two():
    found = schulze(pack(PLACES, CHURCH_BETWEEN))
    assert found.elected == (1,)
    assert found.pairwise.preferred == ((0, 4, 4), (5, 0, 6), (5, 3, 0))
    circle = schulze(pack(PLACES, CIRCLE))
    assert (circle.elected, circle.pairwise.condorcet) == ((0,), None)
    assert circle.pairwise.preferred == ((0, 6, 4), (3, 0, 7), (5, 2, 0))


def test_more_first_places_make_one_lose():
    before, after = irv(pack(PLACES, BEFORE)), irv(pack(PLACES, AFTER))
    assert (before.elected, rounds_of(before)[-1]) == ((0,), [11, 6, None])
    assert (after.elected, rounds_of(after)[-1]) == ((2,), [8, None, 9])


def test_seats_in_proportion():
    ballots = {((0,), (1,), (2,)): 6, ((2,), (1,), (0,)): 3, ((1,), (2,), (0,)): 1}
    found = stv(pack(["Ada", "Ben", "Cor"], ballots), terms=RankedTerms(seats=2))
    assert (found.elected, found.quota) == ((0, 2), 4)
    assert rounds_of(found)[1] == [4, 2.99998, 3]


def test_a_budget_by_two_rules():
    asked = pack_budget(PROJECTS, [600, 300, 100, 400], 1000, TICKED)
    first = greedy(asked, Greedy())
    assert [PROJECTS[each] for each in first.funded] == ["Hek", "Banken"]
    plain = equal_shares(asked, EqualShares())
    assert [(PROJECTS[p.project], p.rate) for p in plain.shares.purchases] == [
        ("Hek", Fraction(200, 3)), ("Kast", 25), ("Boom", 75),
    ]  # fmt: skip
    assert [(each.held, each.lacked) for each in plain.unfunded] == [
        (Fraction(500, 3), Fraction(1300, 3))
    ]
    grown = equal_shares(asked, EqualShares(increment=Fraction(1)))
    assert (grown.shares.share, grown.shares.next_cost, grown.spent) == (186, 1400, 800)
    assert [(each.held, each.lacked) for each in grown.unfunded] == [
        (Fraction(1790, 3), Fraction(10, 3))
    ]


@pytest.mark.parametrize("rule", [
    "approval", "score", "dots", "borda", "schulze", "irv", "stv", "greedy", "equal-shares",
])  # fmt: skip
@pytest.mark.parametrize(("ending", "wrong"), [(".md", "goes wrong"), (".nl.md", "misgaat")])
def test_each_rule_has_a_page_that_says_where_it_goes_wrong(rule, ending, wrong):
    assert wrong in Path(PAGES / f"decision-{rule}{ending}").read_text()
