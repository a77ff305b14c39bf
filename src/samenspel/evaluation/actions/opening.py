from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.evaluation import queries
from samenspel.evaluation.analyses import finding_of
from samenspel.evaluation.choices import News
from samenspel.evaluation.models import (
    Evaluation,
    EvaluationRespondent,
    EvaluationResult,
    EvaluationSide,
    FacetAnswer,
)
from samenspel.people.models import User
from samenspel.platform import audit, events

from .asking import NotForYou, _check_may, _sealed
from .reminding import forget_reminders


@transaction.atomic
def accept_opening(*, side: EvaluationSide, by: User, at: datetime) -> bool:
    """Say for one side, by name, that it is done and that the answers open together.

    From then on nobody of this side answers any more. Whether that opened it: the last one does.
    """
    evaluation = _sealed(side.evaluation)
    _check_may(by, side.party, evaluation.collaboration)
    if by.is_program:
        raise NotForYou(_("A person accepts this by name, not a program."))
    accepted = {"accepted_at": at, "accepted_by": by}
    evaluation.sides.filter(pk=side.pk, accepted_at=None).update(**accepted)
    audit.record("evaluation.opening_accepted", subject=side, by=by, at=at)
    if evaluation.sides.filter(accepted_at=None).exists():
        return False
    _open(evaluation, by=by, at=at)
    return True


def _open(evaluation: Evaluation, *, by: User, at: datetime) -> None:
    """Store the outcome, and forget for good whose answers were whose."""
    people = EvaluationRespondent.objects.filter(side__evaluation=evaluation)
    people.filter(link_key="").delete()  # whose answers were erased
    EvaluationResult.objects.create(
        evaluation=evaluation, made_at=at, **asdict(finding_of(evaluation))
    )
    people.update(link_key="")
    FacetAnswer.objects.filter(respondent__in=people).update(device_key="")
    Evaluation.objects.filter(pk=evaluation.pk).update(opened_at=at, link_secret="")
    forget_reminders(evaluation=evaluation, by=by, at=at)
    audit.record("evaluation.opened", subject=evaluation, by=by, at=at)
    events.tell(News.OPENED, queries.news_about(evaluation), at=at)
