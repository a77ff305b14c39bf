from django.conf import settings
from django.db import models

from samenspel.collaborations.models import Collaboration, Party
from samenspel.decisions.choices import Basis, Body, LegalForm, Majority, Turnout


class DecidingBody(models.Model):
    """Who decides about something, with its legal form and what its statutes say of a vote."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="bodies")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    body = models.CharField(max_length=20, choices=Body)
    legal_form = models.CharField(max_length=20, choices=LegalForm)
    statutes_of = models.DateField(null=True)
    allows_electronic = models.BooleanField(default=False)
    majority = models.CharField(max_length=20, choices=Majority)
    majority_of_statutes = models.CharField(max_length=20, choices=Majority)
    basis = models.CharField(max_length=20, choices=Basis)
    turnout = models.CharField(max_length=20, choices=Turnout)
    allows_second = models.BooleanField(default=False)
    proxies = models.PositiveSmallIntegerField(default=0)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "name"], name="deciding_body_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
