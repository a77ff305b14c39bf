from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.agreements.choices import Conclusion, Turn
from samenspel.collaborations.models import Collaboration, Party

from .agreement import Agreement


class Pause(models.Model):
    """That a collaboration or an agreement rests: why, until when, and what stays alive."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="pauses")
    agreement = models.ForeignKey(Agreement, models.CASCADE, null=True, related_name="pauses")
    reason = models.CharField(max_length=500)
    stays_alive = models.CharField(max_length=500)
    message = models.TextField(max_length=2000, blank=True)
    until_on = models.DateField()
    asked_for = models.ForeignKey(Party, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_for = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration"],
                condition=Q(agreement=None, ended_at=None),
                name="pause_one_of_a_collaboration",
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(agreement__isnull=False, ended_at=None),
                name="pause_one_of_an_agreement",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_for=None)
                | Q(ended_at__isnull=False, ended_for__isnull=False),
                name="pause_ended_for_a_party",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.until_on}"

    def is_due(self, on: date) -> bool:
        """Whether the day has come to take it up again or to rest longer."""
        return self.ended_at is None and self.until_on <= on


class Upheaval(models.Model):
    """Something big that changed for a party, so that parties look again at what they agreed."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="upheavals")
    kind = models.CharField(max_length=20, choices=Turn)
    what = models.CharField(max_length=500)
    happened_on = models.DateField()
    noted_for = models.ForeignKey(Party, models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.what


class Reassessment(models.Model):
    """That an agreement, or a collaboration, is looked at again after something big changed."""

    upheaval = models.ForeignKey(Upheaval, models.CASCADE, related_name="reassessments")
    agreement = models.ForeignKey(Agreement, models.CASCADE, null=True, related_name="+")
    conclusion = models.CharField(max_length=20, choices=Conclusion, blank=True)
    because = models.CharField(max_length=500, blank=True)
    concluded_for = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upheaval", "agreement"], name="reassessment_once"),
            models.UniqueConstraint(
                fields=["upheaval"], condition=Q(agreement=None), name="reassessment_whole_once"
            ),
            models.CheckConstraint(
                condition=Q(conclusion="", concluded_at=None)
                | (~Q(conclusion="") & Q(concluded_at__isnull=False)),
                name="reassessment_concluded_with_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.upheaval_id} {self.agreement_id}"
