from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.evaluation import queries, rules
from samenspel.evaluation.models import Evaluation, EvaluationSide, OutsideEvaluator
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.errors import DomainError
from samenspel.platform.letters import Mail, put_in_line

from .asking import NotForYou, _check_may


class HasEvaluator(DomainError):
    """An outside evaluator was proposed where there is one."""


class NoEvaluator(DomainError):
    """An outside evaluator was accepted who was let go, or takes part for a party."""


@transaction.atomic
def ask_evaluator(
    *, evaluation: Evaluation, name: str, email: str, party: Party, by: User | None, at: datetime
) -> OutsideEvaluator:
    """Propose someone of no party to read an evaluation with the parties."""
    locked = _locked(evaluation, party, by)
    if OutsideEvaluator.objects.filter(evaluation=locked).exists():
        raise HasEvaluator(_("Someone was proposed already."))
    if queries.speakers_in(locked.collaboration).filter(email__iexact=email).exists():
        raise NoEvaluator(_("This person speaks for a party here. Choose someone from outside."))
    made = OutsideEvaluator.objects.create(
        evaluation=locked, name=name, email=email, asked_for=party, asked_by=by, asked_at=at
    )
    locked.sides.filter(party=party).update(evaluator_accepted_at=at)
    audit.record("evaluation.evaluator_asked", subject=made, by=by, at=at)
    return made


@transaction.atomic
def accept_evaluator(
    *, evaluation: Evaluation, party: Party, mail: Mail, by: User | None,
    at: datetime,
) -> None:  # fmt: skip
    """Accept the outside evaluator for a party; with the last one that person may read along."""
    locked = _locked(evaluation, party, by)
    found = OutsideEvaluator.objects.filter(evaluation=locked, accepted_at=None).first()
    if found is None:
        raise NoEvaluator(_("Nobody waits for your answer here."))
    locked.sides.filter(party=party).update(evaluator_accepted_at=at)
    audit.record("evaluation.evaluator_accepted", subject=found, by=by, at=at)
    if not locked.sides.filter(evaluator_accepted_at=None).exists():
        found.accepted_at = at
        found.save(update_fields=["accepted_at"])
        put_in_line(mail=mail, about=found, given=[found.pk])


@transaction.atomic
def drop_evaluator(*, evaluation: Evaluation, party: Party, by: User | None, at: datetime) -> None:
    """Say no to the outside evaluator, or let them go; each party can, until findings stand."""
    locked = _locked(evaluation, party, by)
    found = OutsideEvaluator.objects.filter(evaluation=locked, findings="").first()
    if found is None:
        raise NoEvaluator(_("There is nobody to let go here."))
    audit.record("evaluation.evaluator_dropped", subject=found, by=by, at=at)
    _forget(found)


@transaction.atomic
def write_findings(*, evaluation: Evaluation, findings: str, by: User, at: datetime) -> None:
    """Write what the outside evaluator saw; writing it again replaces it."""
    if not rules.may_write_findings(by, evaluation):
        raise NotForYou(_("Only the outside evaluator writes this."))
    found = OutsideEvaluator.objects.select_for_update().get(evaluation=evaluation)
    found.findings, found.written_at = findings, at
    found.save(update_fields=["findings", "written_at"])
    audit.record("evaluation.findings_written", subject=found, by=by, at=at)


@transaction.atomic
def erase_evaluators(*, person: User, by: User, at: datetime) -> None:
    """Let go of someone who is erased; what they wrote goes with them."""
    for found in OutsideEvaluator.objects.filter(email__iexact=person.email).order_by("pk"):
        audit.record("evaluation.evaluator_erased", subject=found, by=by, at=at)
        _forget(found)


def _forget(found: OutsideEvaluator) -> None:
    EvaluationSide.objects.filter(evaluation=found.evaluation_id).update(evaluator_accepted_at=None)
    found.delete()


def _locked(evaluation: Evaluation, party: Party, by: User | None) -> Evaluation:
    related = Evaluation.objects.select_related("collaboration")
    locked = related.select_for_update(of=("self",)).get(pk=evaluation.pk, dropped_at=None)
    _check_may(by, party, locked.collaboration)
    return locked
