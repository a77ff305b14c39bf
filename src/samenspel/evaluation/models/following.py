from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.collaborations.models import Party
from samenspel.evaluation.choices import Fate

from .evaluation import Evaluation


class Improvement(models.Model):
    """What parties do about an evaluation: what, who sees to it, and by which day."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="improvements")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    owner = models.CharField(max_length=120)
    due_on = models.DateField()
    fate = models.CharField(max_length=10, choices=Fate, default=Fate.OPEN)
    settled_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fate=Fate.OPEN) | Q(settled_at__isnull=False),
                name="improvement_settled_once",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class OutsideEvaluator(models.Model):
    """Someone of no party who reads an evaluation with the parties, once each of them accepted."""

    evaluation = models.OneToOneField(Evaluation, models.CASCADE, related_name="evaluator")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    asked_for = models.ForeignKey(Party, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    findings = models.TextField(max_length=4000, blank=True)
    written_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.evaluation_id}"
