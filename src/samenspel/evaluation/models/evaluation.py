from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.collaborations.models import Collaboration, Party
from samenspel.evaluation.choices import Depth


class Evaluation(models.Model):
    """One time that each side says, sealed, how working together goes."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="evaluations")
    depth = models.CharField(max_length=5, choices=Depth)
    items = models.JSONField()
    asked_for = models.ForeignKey(Party, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    next_on = models.DateField()
    consent_version = models.CharField(max_length=20)
    link_secret = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration"],
                condition=Q(opened_at=None, dropped_at=None),
                name="evaluation_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(dropped_at=None), name="evaluation_one_outcome"
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, dropped_at=None) | Q(link_secret=""),
                name="evaluation_over_keeps_no_secret",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.asked_at:%Y-%m-%d}"

    @property
    def is_sealed(self) -> bool:
        return self.opened_at is None and self.dropped_at is None

    @property
    def is_light(self) -> bool:
        return self.depth == Depth.LIGHT

    def takes_answers(self, at: datetime) -> bool:
        """Whether people may answer at this moment, as far as the last day goes."""
        return self.is_sealed and at < self.closes_at


class EvaluationSide(models.Model):
    """The side of one party in an evaluation: how many people it has, and whether it accepts."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="sides")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    population = models.PositiveSmallIntegerField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    evaluator_accepted_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "party"], name="evaluation_side_once"),
            models.CheckConstraint(
                condition=Q(reminders__lte=2), name="evaluation_side_reminded_twice_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.evaluation_id}"


class EvaluationResult(models.Model):
    """What came of an evaluation, as stored when it opened; pages never compute it again."""

    evaluation = models.OneToOneField(Evaluation, models.CASCADE, related_name="result")
    payload = models.JSONField()
    remarks = models.JSONField()
    checks = models.JSONField()
    input_hash = models.CharField(max_length=64)
    method_version = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.method_version}"
