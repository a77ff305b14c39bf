"""What a personal link opens, and what ties answers to it while the evaluation is sealed."""

import hashlib
import hmac

from django.db.models import Q, QuerySet

from samenspel.evaluation.models import (
    Evaluation,
    EvaluationInvitation,
    EvaluationReminder,
    EvaluationRespondent,
    FacetAnswer,
)
from samenspel.people.queries import fingerprint


def invitation_of(token: str) -> EvaluationInvitation | None:
    """The invitation that `token` belongs to, unless it was withdrawn."""
    kept = fingerprint(token)
    reminded = EvaluationReminder.objects.filter(token_hash=kept).values("invitation")
    return _usable().filter(Q(token_hash=kept) | Q(pk__in=reminded)).first()


def invitation_for(evaluation_id: int, invitation_id: int) -> EvaluationInvitation | None:
    """The invitation someone began with, unless it was withdrawn."""
    return _usable().filter(pk=invitation_id, side__evaluation_id=evaluation_id).first()


def respondent_of(invitation: EvaluationInvitation) -> EvaluationRespondent | None:
    """Who answers on this invitation; not to be found once the evaluation is opened."""
    key = link_key(invitation.side.evaluation, invitation.pk)
    found = EvaluationRespondent.objects.filter(side=invitation.side_id, link_key=key)
    return found.first() if key else None


def answers_given_here(invitation: EvaluationInvitation, nonce: str) -> dict[str, FacetAnswer]:
    """What was answered on this invitation in this browser, by facet; of others nothing shows."""
    respondent = respondent_of(invitation)
    key = device_key(invitation.side.evaluation, nonce)
    given = respondent.answers.filter(device_key=key) if respondent and key else ()
    return {answer.facet: answer for answer in given}


def answers_of(evaluation: Evaluation) -> QuerySet[FacetAnswer]:
    """Everything that was answered, in an order that does not depend on when."""
    given = FacetAnswer.objects.filter(respondent__side__evaluation=evaluation)
    return given.select_related("respondent").order_by("respondent_id", "facet")


def link_key(evaluation: Evaluation, invitation_id: int) -> str:
    """What ties a respondent to an invitation, with the evaluation's secret; empty without it."""
    return _keyed(evaluation.link_secret, f"invitation {invitation_id}")


def device_key(evaluation: Evaluation, nonce: str) -> str:
    """What ties an answer to the browser that gave it; empty without the evaluation's secret."""
    return _keyed(evaluation.link_secret, f"device {nonce}")


def _keyed(secret: str, text: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest() if secret else ""


def _usable() -> QuerySet[EvaluationInvitation]:
    related = ("side__evaluation__collaboration", "side__party")
    return EvaluationInvitation.objects.select_related(*related).filter(revoked_at=None)
