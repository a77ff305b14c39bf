from datetime import datetime

from django.db import transaction

from samenspel.evaluation import queries
from samenspel.evaluation.models import Improvement, ReadinessStep
from samenspel.people.models import User
from samenspel.platform import audit


@transaction.atomic
def forget_owners(*, person: User, by: User, at: datetime) -> None:
    """Take the name of someone who is erased off what they would see to."""
    for improvement in queries.improvements_owned(person):
        Improvement.objects.filter(pk=improvement.pk).update(owner="")
        audit.record("evaluation.owner_erased", subject=improvement, by=by, at=at)
    for step in queries.steps_owned(person):
        ReadinessStep.objects.filter(pk=step.pk).update(owner="")
        audit.record("evaluation.owner_erased", subject=step, by=by, at=at)
