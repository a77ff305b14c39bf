from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.agreements.choices import Again, Manner
from samenspel.collaborations.models import Collaboration, Party

from .agreement import Agreement
from .exchange import MOST


class Ending(models.Model):
    """How a collaboration or an agreement came to its end, why, and what was learned."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="endings")
    agreement = models.ForeignKey(Agreement, models.CASCADE, null=True, related_name="endings")
    manner = models.CharField(max_length=20, choices=Manner)
    ended_on = models.DateField()
    reason = models.CharField(max_length=500)
    lessons = models.TextField(max_length=2000, blank=True)
    still_promised = models.CharField(max_length=500, blank=True)
    talk_on = models.DateField(null=True)
    noted_for = models.ForeignKey(Party, models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration"],
                condition=Q(agreement=None, manner__in=Manner.final()),
                name="ending_once_of_a_collaboration",
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(agreement__isnull=False, manner__in=Manner.final()),
                name="ending_once_of_an_agreement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.manner}"


class Farewell(models.Model):
    """What a party says at an ending: sealed until each party said it."""

    ending = models.ForeignKey(Ending, models.CASCADE, related_name="farewells")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    recognises = models.BooleanField()
    again = models.CharField(max_length=20, choices=Again)
    goals_reached = models.PositiveSmallIntegerField(null=True)
    value = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=500, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ending", "party"], name="farewell_once"),
            models.CheckConstraint(
                condition=(Q(goals_reached=None) | Q(goals_reached__lte=MOST))
                & (Q(value=None) | Q(value__lte=MOST)),
                name="farewell_rated_on_scale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ending_id} {self.party_id}"
