from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samenspel.agreements.choices import Kind
from samenspel.collaborations.models import Collaboration, Party

MOST = 10


class Contribution(models.Model):
    """What one party gave another: what it cost the giver, and was worth to who got it."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="contributions")
    giver = models.ForeignKey(Party, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Party, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    what = models.CharField(max_length=200)
    given_on = models.DateField()
    hours = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    cost = models.PositiveSmallIntegerField(null=True)
    value = models.PositiveSmallIntegerField(null=True)
    in_solidarity = models.BooleanField(default=False)
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
        ]

    def __str__(self) -> str:
        return self.what
