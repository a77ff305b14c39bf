from django.utils import timezone
from django_tasks import task

from samenspel.platform import audit
from samenspel.platform.choices import Origin

from . import actions
from .models import Decision


@task()
def close_vote(decision_id: int) -> None:
    """Count a vote whose time is over; one that was counted, withdrawn or put off stays."""
    decision = Decision.objects.filter(pk=decision_id).first()
    now = timezone.now()
    if decision and decision.is_open and now >= decision.closes_at:
        with audit.acting_from(Origin.JOB):
            actions.close(decision=decision, by=None, at=now)
