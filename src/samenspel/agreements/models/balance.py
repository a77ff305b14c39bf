from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.agreements.choices import Feeling
from samenspel.collaborations.models import Collaboration, Party


class BalanceRound(models.Model):
    """One time that each party is asked whether give and take feels in balance."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="balance_rounds")
    asked_for = models.ForeignKey(Party, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration"],
                condition=Q(opened_at=None, dropped_at=None),
                name="balance_one_round_open",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(dropped_at=None), name="balance_one_ending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.asked_at:%Y-%m-%d}"


class BalanceAnswer(models.Model):
    """What a party feels about give and take: sealed until each party answered."""

    round = models.ForeignKey(BalanceRound, models.CASCADE, related_name="answers")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    feeling = models.CharField(max_length=20, choices=Feeling)
    because = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "party"], name="balance_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.party_id}"
