"""The body itself: its name, its board, who checks the books, and who shares a deficit."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from samenspel_report.law.rules import RuleSet


def name_allowed(rules: RuleSet, name: str) -> bool:
    """Whether a co-operative may be called so."""
    rule = rules["coop_name"]
    words = rule.texts("word")[0] in name.casefold()
    return words and name.strip().endswith(rule.texts("endings"))


def trade_fits(rules: RuleSet, of_members: Fraction, *, by_statutes: bool) -> bool:
    """Whether trade with who are no members is allowed and stays the lesser part."""
    if of_members == 1:
        return True
    return by_statutes and of_members >= rules["coop_trade"].part("least_of_members")


def deficit_parts(
    rules: RuleSet, deficit: int, members: int, left_months_ago: Iterable[int]
) -> tuple[int, Fraction]:
    """How many share a deficit in a W.A., and what each owes."""
    limit = rules["coop_liability"].whole("months")
    sharing = members + sum(months < limit for months in left_months_ago)
    return sharing, Fraction(deficit, sharing)


def contract_may_change(*, reserved: bool) -> bool:
    """Whether a decision may change the contracts of members."""
    return reserved


def letters_for(consents: Mapping[str, bool]) -> tuple[str, ...]:
    """Who is called by letter, as they did not consent to e-mail."""
    return tuple(name for name, consent in consents.items() if not consent)


def board_appointed_well(rules: RuleSet, by_others: int, seats: int) -> bool:
    """Whether who are no members appoint a small enough part of the board."""
    return Fraction(by_others, seats) < rules["board_members"].part("below")


def stand_in_named(stand_in: str) -> bool:
    """Whether it is settled who governs when all of the board are absent."""
    return bool(stand_in.strip())


def deciders(
    board: Sequence[str], conflicted: Iterable[str], *, supervisors: bool
) -> Sequence[str]:
    """Who decides without those with a conflict of interest; if nobody is left, another body."""
    out = set(conflicted)
    left = [name for name in board if name not in out]
    return left or (["supervisors"] if supervisors else ["members_meeting"])


def committee_fits(rules: RuleSet, committee: Iterable[str], board: Iterable[str]) -> bool:
    """Whether the committee that checks the books is large enough and apart from the board."""
    chosen = set(committee)
    return len(chosen) >= rules["audit_committee"].whole("least") and not chosen & set(board)
