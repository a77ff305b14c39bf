import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.collaborations.models import Party
from samenspel.evaluation.choices import Fate


class ReadinessRound(models.Model):
    """One time that people of an organisation say how ready it is to work with others."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="readiness_rounds")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    consent_version = models.CharField(max_length=20)
    link_secret = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    people = models.PositiveSmallIntegerField(null=True)
    told = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party"],
                condition=Q(closed_at=None),
                name="readiness_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(link_secret=""),
                name="readiness_closed_keeps_no_secret",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.asked_at:%Y-%m-%d}"


class ReadinessAnswer(models.Model):
    """What someone of an organisation chose, known by a key only, until the round closes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ReadinessRound, models.CASCADE, related_name="answers")
    browser_key = models.CharField(max_length=64)
    levels = models.JSONField()
    agrees_to_small_group = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "browser_key"], name="readiness_answer_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ReadinessStep(models.Model):
    """What an organisation does to get readier: what, who sees to it, and by which day."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="readiness_steps")
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
                name="readiness_step_settled_once",
            ),
        ]

    def __str__(self) -> str:
        return self.what
