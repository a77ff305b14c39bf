from django.utils import timezone
from django_tasks import task

from samenspel.platform import audit
from samenspel.platform.choices import Origin

from . import actions
from .models import Conversation, GoalVersion


@task()
def make_map(conversation_id: int) -> None:
    """Make the map of a conversation anew; doing it twice gives the same map."""
    conversation = Conversation.objects.filter(pk=conversation_id).first()
    if conversation:
        with audit.acting_from(Origin.JOB):
            actions.renew_map(conversation=conversation, by=None, at=timezone.now())


@task()
def count_round(version_id: int) -> None:
    """Count what people said of a goal; doing it twice changes nothing."""
    version = GoalVersion.objects.filter(pk=version_id).first()
    if version:
        with audit.acting_from(Origin.JOB):
            actions.count_reactions(version=version, by=None, at=timezone.now())
