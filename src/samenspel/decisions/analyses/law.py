"""What the law asks of a decision of this kind by this body, and whether it is met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import get_language

from samenspel.decisions.choices import Basis, Body, Kind, Majority
from samenspel.decisions.models import Decision
from samenspel.decisions.queries import day_of
from samenspel_report.law import Consequence, Rule, RuleSet, moments, rules_on, votes

from .counting import THRESHOLDS

OF_STATUTES = (Kind.STATUTES, Kind.DISSOLUTION)
OF_BOARDS = (Body.BOARD, Body.SUPERVISORS)
OF_KIND = {
    Kind.ACCOUNTS: ("accounts", "audit_committee"),
    Kind.APPOINTMENT: ("board_members", "nomination"),
    Kind.DISMISSAL: ("dismissal",),
}


class Voter(Protocol):
    """Who votes, as far as the law looks at it."""

    @property
    def votes(self) -> int:
        """How many votes this voter has."""

    @property
    def is_entitled(self) -> bool:
        """Whether this voter is not kept out."""

    @property
    def may_vote(self) -> bool:
        """Whether this vote counts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that the law asks: the article, a plain sentence, and whether it is met.

    `is_met` is `None` where nothing can be seen of it beforehand: someone has to do it.
    """

    article: str
    says: str
    consequence: Consequence
    is_met: bool | None


def asked_of(decision: Decision, on: date, electors: Sequence[Voter] = ()) -> list[Asked]:
    """What the law asks, by the text in force when the vote opens; of informal groups nothing.

    `electors` is who votes, once that is known.
    """
    if not decision.is_of_members:
        return []
    opens_on = day_of(decision.opened_at) if decision.opened_at else on
    rules = rules_on(opens_on)
    return [
        Asked(
            each.article, each.nl if get_language() == "nl" else each.en, each.consequence, is_met
        )
        for each, is_met in (
            *_checks(decision, rules, opens_on), *_of_kind(decision, rules),
            *_of_body(decision, rules, electors), *_afterwards(decision, rules),
        )
    ]  # fmt: skip


def falls_short(decision: Decision, on: date, electors: Sequence[Voter] = ()) -> bool:
    """Whether it lacks something without which it is no valid decision."""
    asked = asked_of(decision, on, electors)
    return any(each.is_met is False and each.consequence == Consequence.BLOCK for each in asked)


def _checks(
    decision: Decision, rules: RuleSet, opens_on: date
) -> Iterator[tuple[Rule, bool | None]]:
    meeting_on = decision.meeting_on
    if meeting_on is None:
        everyone = decision.majority == Majority.ALL and decision.basis == Basis.ENTITLED
        yield rules["unanimous"], everyone
    else:
        by_statutes = decision.allows_electronic
        allowed = votes.electronic_allowed(by_statutes=by_statutes, identified=True)
        yield rules["electronic"], allowed
        yield rules["early"], moments.early_vote_in_time(rules, opens_on, meeting_on)
        if decision.kind in OF_STATUTES:
            yield from _of_statutes(decision, rules, meeting_on)
    if decision.proxies:
        yield rules["proxy"], votes.proxy_counts(recorded=True)


def _of_kind(decision: Decision, rules: RuleSet) -> Iterator[tuple[Rule, bool | None]]:
    """What somebody has to see to, since nothing here can tell."""
    for code in OF_KIND.get(Kind(decision.kind), ()):
        yield rules[code], None


def _of_body(
    decision: Decision, rules: RuleSet, electors: Sequence[Voter]
) -> Iterator[tuple[Rule, bool | None]]:  # fmt: skip
    """A meeting that members can demand and are called to; a board that nobody outvotes."""
    if decision.body in OF_BOARDS:
        may = [each.votes for each in electors if each.is_entitled]
        left = [each for each in electors if each.may_vote]
        yield rules["multiple_vote"], votes.multiple_vote_allowed(may) if may else None
        yield rules["conflict"], bool(left) if may else None
    elif decision.meeting_on is not None:
        yield rules["call_by_mail"], None
        yield rules["asked_meeting"], None


def _afterwards(decision: Decision, rules: RuleSet) -> Iterator[tuple[Rule, None]]:
    if decision.kind == Kind.STATUTES:
        yield rules["statutes_deed"], None
    yield rules["challenge"], None
    yield rules["annulment"], None


def _of_statutes(
    decision: Decision, rules: RuleSet, meeting_on: date
) -> Iterator[tuple[Rule, bool]]:
    noticed_on = decision.noticed_on
    in_time = noticed_on and moments.statutes_notice_in_time(rules, noticed_on, meeting_on)
    yield rules["statutes_notice"], bool(in_time)
    written_on = max(day_of(each.written_at) for each in decision.texts.all())
    yield (
        rules["statutes_text"],
        moments.statutes_text_in_time(
            rules, written_on, meeting_on, delegates=decision.body == Body.COUNCIL
        ),
    )
    code = "statutes_majority" if decision.kind == Kind.STATUTES else "dissolution"
    asked = THRESHOLDS[Majority(decision.majority)].part
    yield rules[code], decision.own_majority or asked >= rules[code].part()
