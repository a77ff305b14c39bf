"""What the law asks of a decision of this kind by this body, and whether it is met."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from samenspel.decisions.choices import Basis, Kind, Majority
from samenspel.decisions.models import Decision
from samenspel.decisions.queries import day_of
from samenspel_report.law import Consequence, Rule, RuleSet, moments, rules_on, votes

from .counting import THRESHOLDS

OF_STATUTES = (Kind.STATUTES, Kind.DISSOLUTION)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that the law asks: the article, a plain sentence, and whether it is met.

    `is_met` is `None` where nothing can be seen of it beforehand: someone has to do it.
    """

    article: str
    says: str
    consequence: Consequence
    is_met: bool | None


def asked_of(decision: Decision, on: date) -> list[Asked]:
    """What the law asks, by the text in force when the vote opens; of informal groups nothing."""
    if not decision.is_of_members:
        return []
    opens_on = day_of(decision.opened_at) if decision.opened_at else on
    rules = rules_on(opens_on)
    return [
        Asked(
            each.article, each.nl if get_language() == "nl" else each.en, each.consequence, is_met
        )
        for each, is_met in _checks(decision, rules, opens_on)
    ]


def falls_short(decision: Decision, on: date) -> bool:
    """Whether it lacks something without which it is no valid decision."""
    asked = asked_of(decision, on)
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
    if decision.kind == Kind.STATUTES:
        yield rules["statutes_deed"], None
    if decision.kind == Kind.ACCOUNTS:
        yield rules["accounts"], None
    yield rules["challenge"], None
    yield rules["annulment"], None


def _of_statutes(
    decision: Decision, rules: RuleSet, meeting_on: date
) -> Iterator[tuple[Rule, bool]]:
    noticed_on = decision.noticed_on
    in_time = noticed_on and moments.statutes_notice_in_time(rules, noticed_on, meeting_on)
    yield rules["statutes_notice"], bool(in_time)
    written_on = max(day_of(each.written_at) for each in decision.texts.all())
    yield rules["statutes_text"], moments.statutes_text_in_time(rules, written_on, meeting_on)
    code = "statutes_majority" if decision.kind == Kind.STATUTES else "dissolution"
    asked = THRESHOLDS[Majority(decision.majority)].part
    yield rules[code], decision.own_majority or asked >= rules[code].part()
