import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.evaluation import queries
from samenspel.evaluation.analyses import readiness_of
from samenspel.evaluation.choices import Fate
from samenspel.evaluation.models import ReadinessAnswer, ReadinessRound, ReadinessStep
from samenspel.people.models import User
from samenspel.platform import audit

from .answering import NotAsked
from .asking import CONSENT_VERSION, LONGEST, BadDay, EvaluationOver, NotForYou, UnderWay
from .following import MOST_IMPROVEMENTS, AlreadySettled, DueInThePast, TooManyImprovements


@transaction.atomic
def ask_readiness(
    *, party: Party, closes_at: datetime, by: User | None, at: datetime
) -> ReadinessRound:
    """Ask people of an organisation how ready it is to work with others."""
    Party.objects.select_for_update().get(pk=party.pk)
    _check_leads(by, party)
    if party.readiness_rounds.filter(closed_at=None).exists():
        raise UnderWay(_("People are answering already. Close that first."))
    if not at < closes_at <= at + LONGEST:
        raise BadDay(_("Choose a last day to answer after today, within three months."))
    made = ReadinessRound.objects.create(
        party=party,
        asked_by=by,
        asked_at=at,
        closes_at=closes_at,
        consent_version=CONSENT_VERSION,
        link_secret=secrets.token_hex(32),
    )
    audit.record("evaluation.readiness_asked", subject=made, by=by, at=at)
    return made


@transaction.atomic
def answer_readiness(
    *, asked: ReadinessRound, levels: Mapping[str, int], agrees_to_small_group: bool, nonce: str,
    by: None, at: datetime,
) -> None:  # fmt: skip
    """Keep what someone chose; answering again in the same browser replaces it."""
    found = _open_round(asked)
    if at >= found.closes_at:
        raise EvaluationOver(_("This has ended. Your last answers were not saved."))
    codes = set(queries.readiness_codes())
    if not levels or not all(
        code in codes and level in queries.LEVELS for code, level in levels.items()
    ):
        raise NotAsked(_("Choose a level for at least one question."))
    ReadinessAnswer.objects.update_or_create(
        round=found,
        browser_key=queries.browser_key(found, nonce),
        defaults={"levels": dict(levels), "agrees_to_small_group": agrees_to_small_group},
    )
    # The line names the round, not the person: nobody can read from it who took part.
    audit.record("evaluation.readiness_answered", subject=found, by=by, at=at)


@transaction.atomic
def close_readiness(*, asked: ReadinessRound, by: User | None, at: datetime) -> None:
    """Keep how the answers lie, and erase the answers themselves."""
    found = _open_round(asked)
    _check_leads(by, found.party)
    told, people = readiness_of(found)
    found.answers.all().delete()
    ReadinessRound.objects.filter(pk=found.pk).update(
        told=told, people=people, closed_at=at, link_secret=""
    )
    audit.record("evaluation.readiness_closed", subject=found, by=by, at=at)


@transaction.atomic
def plan_step(
    *, party: Party, what: str, owner: str, due_on: date, by: User | None, at: datetime
) -> ReadinessStep:
    """Note what an organisation does to get readier, who sees to it, and by when."""
    Party.objects.select_for_update().get(pk=party.pk)
    _check_leads(by, party)
    if party.readiness_steps.filter(fate=Fate.OPEN).count() >= MOST_IMPROVEMENTS:
        raise TooManyImprovements(_("Ten is enough. Finish some first."))
    if due_on < queries.day_of(at):
        raise DueInThePast(_("Choose today or a day after it."))
    made = party.readiness_steps.create(
        what=what, owner=owner, due_on=due_on, written_by=by, made_at=at
    )
    audit.record("evaluation.readiness_step_planned", subject=made, by=by, at=at)
    return made


@transaction.atomic
def settle_step(*, step: ReadinessStep, fate: Fate, by: User | None, at: datetime) -> None:
    """Say that a step of the plan is done, or that it is dropped."""
    locked = ReadinessStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    _check_leads(by, locked.party)
    if locked.fate != Fate.OPEN:
        raise AlreadySettled(_("Someone settled this already."))
    locked.fate, locked.settled_at = fate, at
    locked.save(update_fields=["fate", "settled_at"])
    audit.record("evaluation.readiness_step_settled", subject=locked, by=by, at=at)


def _open_round(asked: ReadinessRound) -> ReadinessRound:
    locked = ReadinessRound.objects.select_related("party").select_for_update(of=("self",))
    found = locked.get(pk=asked.pk)
    if found.closed_at:
        raise EvaluationOver(_("This has ended. Your last answers were not saved."))
    return found


def _check_leads(by: User | None, party: Party) -> None:
    if by is not None and not queries.leads_readiness(by, party):
        raise NotForYou(_("Only a manager or representative of a party can do this."))
