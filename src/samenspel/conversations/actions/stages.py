from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samenspel.conversations.choices import InitiativeStage, Part
from samenspel.conversations.models import GoalStage, SharedGoal
from samenspel.people.models import User
from samenspel.platform import audit

from .common import _check_may_lead


@transaction.atomic
def tell_stages(
    *, goal: SharedGoal, parts: Mapping[InitiativeStage, Part], by: User | None, at: datetime
) -> None:
    """Tell what part people took in each stage of a goal; a stage left out is not known yet."""
    _check_may_lead(by, goal.conversation.collaboration)
    goal.stages.exclude(stage__in=parts).delete()
    for stage, part in parts.items():
        GoalStage.objects.update_or_create(goal=goal, stage=stage, defaults={"part": part})
    audit.record("conversations.goal_stages_told", subject=goal, by=by, at=at)
