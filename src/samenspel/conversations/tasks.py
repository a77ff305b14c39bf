from django.utils import timezone
from django_tasks import task

from samenspel.platform import audit
from samenspel.platform.choices import Origin

from . import actions
from .models import Conversation, GoalVersion


@task()
def make_map(conversation_id: int) -> None:
    """Bring the map of a conversation up to date; doing it twice gives the same map.

    A worker that dies halfway has written nothing, and the votes are as new as they were.
    """
    conversation = Conversation.objects.filter(pk=conversation_id).first()
    if conversation is None:
        return
    with audit.acting_from(Origin.JOB):
        try:
            actions.renew_map(conversation=conversation, by=None, at=timezone.now())
        except actions.NotOfNow:
            soon = timezone.now() + actions.SETTLING
            make_map.using(run_after=soon).enqueue(conversation_id)


@task()
def count_round(version_id: int) -> None:
    """Count what people said of a goal; doing it twice changes nothing."""
    version = GoalVersion.objects.filter(pk=version_id).first()
    if version:
        with audit.acting_from(Origin.JOB):
            actions.count_reactions(version=version, by=None, at=timezone.now())
