"""Whom to write to once more, and when it is time."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from samenspel.evaluation.choices import MailState
from samenspel.evaluation.models import (
    Evaluation,
    EvaluationInvitation,
    EvaluationRespondent,
    EvaluationSide,
)

from .answers import link_key

INVITED = (MailState.SENT, MailState.SENDING, MailState.UNCERTAIN)
REMIND_BEFORE = timedelta(days=3)  # the last moment to answer


def guests_by_mail(side: EvaluationSide) -> QuerySet[EvaluationInvitation]:
    """Who of a side was asked by e-mail and refused no mail."""
    asked = side.invitations.filter(
        revoked_at=None, mail_refused_at=None, mail_state__in=INVITED
    ).exclude(email="")
    return asked.order_by("pk")


def silent_guests(side: EvaluationSide) -> list[EvaluationInvitation]:
    """Who of them answered nothing yet."""
    answered = EvaluationRespondent.objects.filter(side=side, answers__isnull=False)
    keys = set(answered.values_list("link_key", flat=True))
    return [each for each in guests_by_mail(side) if link_key(side.evaluation, each.pk) not in keys]


def sides_to_remind(at: datetime) -> QuerySet[EvaluationSide]:
    """The sides without a reminder so far that still answer, and for which it ends in three days.

    An evaluation that was asked less than three days ago reminds of nothing by itself.
    """
    soon = EvaluationSide.objects.filter(
        evaluation__opened_at=None,
        evaluation__dropped_at=None,
        evaluation__closes_at__gt=at,
        evaluation__closes_at__lte=at + REMIND_BEFORE,
        evaluation__asked_at__lte=at - REMIND_BEFORE,
    )
    still = soon.filter(accepted_at=None, reminders=0)
    return still.select_related("evaluation", "party").order_by("pk")


def ended_with_reminders(at: datetime) -> QuerySet[Evaluation]:
    """The evaluations whose last day has passed, that still hold whom they reminded."""
    ended = Evaluation.objects.filter(
        closes_at__lte=at, sides__invitations__reminders__isnull=False
    )
    return ended.distinct().order_by("pk")
