from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samenspel.agreements.choices import Kind
from samenspel.collaborations.models import Collaboration, Party

from .commitment import Commitment

MOST = 10


class Contribution(models.Model):
    """What one party gave another: what it cost the giver, and was worth to who got it."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="contributions")
    giver = models.ForeignKey(Party, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Party, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    own_kind = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=200)
    given_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    unit = models.CharField(max_length=20, blank=True)
    hours = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    cost = models.PositiveSmallIntegerField(null=True)
    value = models.PositiveSmallIntegerField(null=True)
    in_solidarity = models.BooleanField(default=False)
    fulfils = models.ForeignKey(Commitment, models.SET_NULL, null=True, related_name="deliveries")
    is_part = models.BooleanField(default=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="contribution_to_another"
            ),
            models.CheckConstraint(
                condition=(Q(cost=None) | Q(cost__lte=MOST)) & (Q(value=None) | Q(value__lte=MOST)),
                name="contribution_rated_on_scale",
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gt=0), name="contribution_hours_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(amount=None, unit="")
                | (Q(amount__isnull=False, amount__gt=0) & ~Q(unit="")),
                name="contribution_amount_with_unit",
            ),
            models.CheckConstraint(
                condition=Q(own_kind="") | Q(kind=Kind.OTHER), name="contribution_own_kind_is_other"
            ),
        ]
        indexes = [
            models.Index(fields=["collaboration", "given_on"], name="contribution_by_day"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def kind_in_words(self) -> str:
        """What sort of thing it is, in the words of the parties where they chose their own."""
        return self.own_kind or str(Kind(self.kind).label)
