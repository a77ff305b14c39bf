"""Votes: who has how many, and how many are enough."""

from collections.abc import Sequence
from fractions import Fraction

from samenspel_report.law.rules import RuleSet

MAJORITIES = ("statutes_majority", "dissolution", "conversion")


def enough(rules: RuleSet, code: str, in_favour: int, cast: int) -> bool:
    """Whether so many of the votes cast are enough; exact, never rounded."""
    return cast > 0 and Fraction(in_favour, cast) >= rules[code].part()


def may_vote(*, suspended: bool) -> bool:
    """Whether a member has a vote."""
    return not suspended


def weight_allowed(votes: int, *, by_statutes: bool) -> bool:
    """Whether a member may have so many votes."""
    return votes == 1 or (votes > 1 and by_statutes)


def organ_votes(rules: RuleSet, of_members: int, of_others: int) -> Fraction:
    """For how many the votes of who are no members count."""
    return min(Fraction(of_others), rules["organ_cap"].part("most") * of_members)


def proxy_counts(*, recorded: bool) -> bool:
    """Whether a vote by proxy counts."""
    return recorded


def electronic_allowed(*, by_statutes: bool, identified: bool) -> bool:
    """Whether people may vote electronically."""
    return by_statutes and identified


def may_demand_meeting(rules: RuleSet, votes: int, of_all: int) -> bool:
    """Whether so many of all votes may demand a meeting."""
    return of_all > 0 and Fraction(votes, of_all) >= rules["asked_meeting"].part()


def unanimous_outside(*, members: int, in_favour: int, board_knew: bool) -> bool:
    """Whether a decision outside a meeting counts as one of the meeting."""
    return members > 0 and in_favour == members and board_knew


def multiple_vote_allowed(votes: Sequence[int]) -> bool:
    """Whether nobody has more votes than the others together; who is alone has no others."""
    return len(votes) == 1 or max(votes) <= sum(votes) - max(votes)


def nomination_quorum_allowed(rules: RuleSet, quorum: Fraction) -> bool:
    """Whether a quorum for breaking a nomination is not too high."""
    return quorum <= rules["nomination"].part()


def new_vote_due(*, named: bool, asked_by: int, votes: int) -> bool:
    """Whether an outcome that was contested at once is voted on again."""
    return asked_by * 2 > votes or (not named and asked_by > 0)
