import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Collaboration, Party
from samenspel.evaluation import queries, rules
from samenspel.evaluation.choices import Depth, News
from samenspel.evaluation.models import Evaluation, EvaluationReminder, EvaluationRespondent
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError, NotAllowed

CONSENT_VERSION = "2026-11"
LONGEST = timedelta(days=90)


class NotForYou(NotAllowed):
    """Someone tried what only a manager or representative of a party here may do."""


class AloneHere(DomainError):
    """An evaluation was asked where there is one party."""


class UnderWay(DomainError):
    """An evaluation was asked while another is still answered."""


class BadDay(DomainError):
    """An evaluation would end, or come back, on a day that does not fit."""


class BadNextDay(BadDay):
    """Parties would look back again before the last day to answer."""


class EvaluationOver(DomainError):
    """Something was done to an evaluation that was opened or taken back, or takes no answers."""


@transaction.atomic
def ask_evaluation(
    *, collaboration: Collaboration, depth: Depth, closes_at: datetime, next_on: date,
    party: Party, by: User | None, at: datetime,
) -> Evaluation:  # fmt: skip
    """Ask every party of a collaboration how working together goes; people can answer at once."""
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    _check_may(by, party, collaboration)
    here = queries.parties_of(collaboration)
    if len(here) < 2:
        raise AloneHere(_("There is no other party here yet. Ask one to join first."))
    if queries.sealed_evaluation(collaboration):
        raise UnderWay(_("An evaluation is under way here. Open it together first."))
    _check_days(closes_at, next_on, at)
    made = Evaluation.objects.create(
        collaboration=collaboration,
        depth=depth,
        items=queries.item_codes(depth),
        closes_at=closes_at,
        next_on=next_on,
        consent_version=CONSENT_VERSION,
        link_secret=secrets.token_hex(32),
        asked_for=party,
        asked_by=by,
        asked_at=at,
    )
    for each in here:
        made.sides.create(party=each)
    audit.record("evaluation.asked", subject=made, by=by, at=at)
    events.tell(News.ASKED, queries.news_about(made), at=at)
    return made


@transaction.atomic
def extend_evaluation(
    *, evaluation: Evaluation, closes_at: datetime, party: Party, by: User | None, at: datetime
) -> None:
    """Give everyone more time; who had accepted that it opens is asked again."""
    locked = _sealed(evaluation)
    _check_may(by, party, locked.collaboration)
    if party.pk != locked.asked_for_id:
        raise NotForYou(_("Only who asked this gives it more time."))
    _check_days(closes_at, locked.next_on, at)
    locked.closes_at = closes_at
    locked.save(update_fields=["closes_at"])
    locked.sides.update(accepted_at=None, accepted_by=None)
    audit.record("evaluation.extended", subject=locked, by=by, at=at)


@transaction.atomic
def drop_evaluation(*, evaluation: Evaluation, party: Party, by: User | None, at: datetime) -> None:
    """Take an evaluation back before it opened; what was answered is erased unread."""
    locked = _sealed(evaluation)
    _check_may(by, party, locked.collaboration)
    if party.pk != locked.asked_for_id:
        raise NotForYou(_("Only who asked this takes it back."))
    EvaluationRespondent.objects.filter(side__evaluation=locked).delete()
    EvaluationReminder.objects.filter(invitation__side__evaluation=locked).delete()
    Evaluation.objects.filter(pk=locked.pk).update(dropped_at=at, link_secret="")
    audit.record("evaluation.dropped", subject=locked, by=by, at=at)


def _sealed(evaluation: Evaluation) -> Evaluation:
    """The evaluation, locked, as long as it was neither opened nor taken back."""
    related = Evaluation.objects.select_related("collaboration")
    locked = related.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if not locked.is_sealed:
        raise EvaluationOver(_("This evaluation was opened or taken back meanwhile."))
    return locked


def _check_may(by: User | None, party: Party, collaboration: Collaboration) -> None:
    """Refuse who does not decide for this party here."""
    if by is not None and not rules.may_decide_for(by, party, collaboration):
        raise NotForYou(_("You do not decide for this party here. Its manager does."))
    if party not in queries.parties_of(collaboration):
        raise NotForYou(_("This party does not take part here."))


def _check_days(closes_at: datetime, next_on: date, at: datetime) -> None:
    if not at < closes_at <= at + LONGEST:
        raise BadDay(_("Choose a last day to answer after today, within three months."))
    if next_on <= queries.day_of(closes_at):
        raise BadNextDay(_("Choose a next time after the last day to answer."))
