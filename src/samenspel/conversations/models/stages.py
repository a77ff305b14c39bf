from django.db import models

from samenspel.conversations.choices import InitiativeStage, Part

from .goals import SharedGoal


class GoalStage(models.Model):
    """What part the people a goal is for took in one stage of it; it decides what it is called."""

    goal = models.ForeignKey(SharedGoal, models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=6, choices=InitiativeStage)
    part = models.CharField(max_length=8, choices=Part)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "stage"], name="goal_stage_once")]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.stage}"
