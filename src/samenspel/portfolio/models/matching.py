from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.agreements.choices import Goal, Kind
from samenspel.collaborations.models import Party
from samenspel.portfolio.choices import Answer, Region, Side

MOST_PARTNERS = 50


class Listing(models.Model):
    """What a party offers to others or needs from them, of which kind, about what and where."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="listings")
    side = models.CharField(max_length=10, choices=Side)
    what = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    theme = models.CharField(max_length=2, choices=Goal)
    region = models.CharField(max_length=20, choices=Region, default=Region.EVERYWHERE)
    capacity = models.PositiveSmallIntegerField(default=1)
    words = models.JSONField(default=list)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=MOST_PARTNERS)
                & (Q(side=Side.OFFER) | Q(capacity=1)),
                name="listing_capacity",
            ),
        ]
        indexes = [models.Index(fields=["withdrawn_at", "published_at"], name="listing_open")]

    def __str__(self) -> str:
        return self.what


class Introduction(models.Model):
    """That one party asks to meet another about an offer and a need, and what that one answers."""

    offer = models.ForeignKey(Listing, models.CASCADE, related_name="introductions_to")
    need = models.ForeignKey(Listing, models.CASCADE, related_name="introductions_of")
    asked_for = models.ForeignKey(Party, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "need"], name="introduction_once"),
            models.CheckConstraint(
                condition=Q(answer=Answer.WAITING, answered_at=None)
                | (~Q(answer=Answer.WAITING) & Q(answered_at__isnull=False)),
                name="introduction_answered_with_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.need_id} {self.answer}"
