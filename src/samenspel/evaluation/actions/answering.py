from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.evaluation import queries
from samenspel.evaluation.choices import Seen
from samenspel.evaluation.models import (
    Evaluation,
    EvaluationInvitation,
    EvaluationRespondent,
    EvaluationSide,
    FacetAnswer,
)
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from .asking import EvaluationOver
from .inviting import _forget_answers

SAID = ["points", "remark", "device_key"]


class NotAsked(DomainError):
    """An answer named an item or a point that was not asked."""


class NotBegun(DomainError):
    """An answer came in before its giver agreed to take part."""


@dataclass(frozen=True, slots=True)
class Said:
    """What someone says of one facet: a point for each item answered, and a line of their own."""

    facet: str
    points: Mapping[str, int]
    remark: str = ""


@transaction.atomic
def begin_answering(
    *, agrees_to_small_group: bool, by: EvaluationInvitation, at: datetime
) -> EvaluationRespondent:
    """Let someone take part who agreed to the consent text; again on another device.

    Who begins again can take back that a small group may be shown, and not give it: a link may be
    in other hands by then.
    """
    evaluation = _taking_answers(by, at)
    earlier = queries.respondent_of(by)
    still_agrees = earlier is None or earlier.agrees_to_small_group
    respondent, _made = EvaluationRespondent.objects.update_or_create(
        link_key=queries.link_key(evaluation, by.pk),
        side=by.side,
        defaults={
            "agrees_to_small_group": agrees_to_small_group and still_agrees,
            "consent_version": evaluation.consent_version,
        },
    )
    # The line names the evaluation, not the person: nobody can read from it who took part.
    audit.record("evaluation.answering_begun", subject=evaluation, by=None, at=at)
    return respondent


@transaction.atomic
def save_answer(*, said: list[Said], nonce: str, by: EvaluationInvitation, at: datetime) -> None:
    """Keep what someone says of some facets; saying it again replaces what was said before."""
    evaluation = _taking_answers(by, at)
    respondent = queries.respondent_of(by)
    if respondent is None:
        raise NotBegun(_("Begin with your personal link."))
    for each in said:
        _check(evaluation, each)
    device_key = queries.device_key(evaluation, nonce)
    kept = [
        FacetAnswer(
            id=uuid5(respondent.pk, each.facet),
            respondent=respondent,
            facet=each.facet,
            points=dict(each.points),
            remark=each.remark,
            device_key=device_key,
        )
        for each in said
    ]
    FacetAnswer.objects.bulk_create(
        kept, update_conflicts=True, unique_fields=["respondent", "facet"], update_fields=SAID
    )
    audit.record("evaluation.answer_saved", subject=evaluation, by=None, at=at)


@transaction.atomic
def erase_answers(*, by: EvaluationInvitation, at: datetime) -> None:
    """Forget everything this person answered, while it can be answered."""
    evaluation = _taking_answers(by, at)
    _forget_answers(by)
    audit.record("evaluation.answers_erased", subject=evaluation, by=None, at=at)


def _taking_answers(invitation: EvaluationInvitation, at: datetime) -> Evaluation:
    """The evaluation, locked so that nothing is saved while it opens or its side is done."""
    found = Evaluation.objects.select_for_update().get(pk=invitation.side.evaluation_id)
    side = EvaluationSide.objects.get(pk=invitation.side_id)
    usable = EvaluationInvitation.objects.filter(pk=invitation.pk, revoked_at=None)
    if not found.takes_answers(at) or side.accepted_at or not usable.exists():
        raise EvaluationOver(_("This evaluation has ended. Your last answers were not saved."))
    invitation.side.evaluation = found
    return found


def _check(evaluation: Evaluation, said: Said) -> None:
    points = queries.POINTS
    asked = {code for code in evaluation.items if code.partition(".")[0] == said.facet}
    if said.facet == queries.CHECKS:
        points = range(min(Seen.values), max(Seen.values) + 1)
        asked = {str(each.pk) for each in queries.checked_by(evaluation)}
    for item, point in said.points.items():
        if item not in asked or point not in points:
            raise NotAsked(_("Choose one of the points on the line."))
    if not asked:
        raise NotAsked(_("This was not asked."))
