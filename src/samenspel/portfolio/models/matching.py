from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.agreements.choices import Goal, Kind
from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.portfolio.choices import Answer, Region, Side

MOST_PARTNERS = 50


class Listing(models.Model):
    """What a party or a person offers or needs, of which kind, about what and where."""

    party = models.ForeignKey(Party, models.CASCADE, null=True, related_name="listings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="listings"
    )
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
            models.CheckConstraint(
                condition=Q(party=None, person__isnull=False) | Q(party__isnull=False, person=None),
                name="listing_of_a_party_or_a_person",
            ),
        ]
        indexes = [models.Index(fields=["withdrawn_at", "published_at"], name="listing_open")]

    def __str__(self) -> str:
        return self.what

    @property
    def owner(self) -> Party | User:
        """Whose it is: a party, or a person on their own behalf."""
        return self.party or cast("User", self.person)

    @property
    def whose(self) -> tuple[int | None, int | None]:
        """The keys of its party and its person, of which one is known."""
        return self.party_id, self.person_id

    def is_of(self, owner: Party | User) -> bool:
        """Whether this party or this person published it."""
        key = self.party_id if isinstance(owner, Party) else self.person_id
        return key == owner.pk


class Introduction(models.Model):
    """That one side asks to meet another about an offer and a need, and what that one answers."""

    offer = models.ForeignKey(Listing, models.CASCADE, related_name="introductions_to")
    need = models.ForeignKey(Listing, models.CASCADE, related_name="introductions_of")
    asked_side = models.CharField(max_length=10, choices=Side)
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

    @property
    def asking(self) -> Listing:
        """The offer or need of who asks."""
        return self.offer if self.asked_side == Side.OFFER else self.need

    @property
    def asked(self) -> Listing:
        """The offer or need of who is asked."""
        return self.need if self.asked_side == Side.OFFER else self.offer
