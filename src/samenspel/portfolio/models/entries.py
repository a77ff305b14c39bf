from django.db import models
from django.db.models import Q

from samenspel.collaborations.models import Collaboration, Party
from samenspel.portfolio.choices import Standing, Strength

from .theory import ChainStep


class PortfolioEntry(models.Model):
    """A collaboration as one party keeps it in its portfolio, also one that is not on this site."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="portfolio_entries")
    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, null=True, related_name="portfolio_entries"
    )
    reference = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=200)
    partner = models.CharField(max_length=200, blank=True)
    partner_org_id = models.CharField(max_length=100, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.RUNNING)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_what = models.CharField(max_length=120, blank=True)
    hours = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party", "collaboration"],
                condition=Q(collaboration__isnull=False),
                name="entry_of_collaboration_once",
            ),
            models.UniqueConstraint(
                fields=["party", "reference"],
                condition=~Q(reference=""),
                name="entry_reference_once",
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gte=0), name="entry_hours_from_zero"
            ),
            models.CheckConstraint(
                condition=Q(amount=None, currency="") | (Q(amount__isnull=False) & ~Q(currency="")),
                name="entry_amount_with_currency",
            ),
            models.CheckConstraint(
                condition=Q(begins_on=None)
                | Q(ends_on=None)
                | Q(ends_on__gte=models.F("begins_on")),
                name="entry_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OutcomeLink(models.Model):
    """How much a collaboration works on an outcome of a party: mainly, or also."""

    entry = models.ForeignKey(PortfolioEntry, models.CASCADE, related_name="links")
    step = models.ForeignKey(ChainStep, models.CASCADE, related_name="links")
    strength = models.CharField(max_length=10, choices=Strength)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "step"], name="outcome_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.step_id} {self.strength}"


class SavedView(models.Model):
    """A filter and order of a portfolio under a name, for everyone who speaks for the party."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "name"], name="saved_view_once"),
        ]

    def __str__(self) -> str:
        return self.name
