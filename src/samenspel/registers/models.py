import calendar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.collaborations.models import Party

from .choices import Answer, BreachKind, RequestKind

MONTHS, MONTHS_EXTENDED = 1, 3
REPORT_WITHIN = timedelta(hours=72)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it is shorter."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class PrivacyRequest(models.Model):
    """That someone asked something about their own data, and by when they get an answer."""

    kind = models.CharField(max_length=16, choices=RequestKind)
    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=254, blank=True)
    received_on = models.DateField()
    extension_reason = models.CharField(max_length=500, blank=True)
    extended_on = models.DateField(null=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_reason = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(extended_on=None) | ~Q(extension_reason=""),
                name="privacy_request_longer_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="privacy_request_answer_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.received_on}"

    @property
    def due_on(self) -> date:
        return months_after(self.received_on, MONTHS_EXTENDED if self.extended_on else MONTHS)

    @property
    def extendable_until(self) -> date:
        return months_after(self.received_on, MONTHS)


class Breach(models.Model):
    """That personal data were seen, changed or lost, what was done, and whether it was reported."""

    kind = models.CharField(max_length=8, choices=BreachKind)
    what = models.CharField(max_length=500)
    noticed_at = models.DateTimeField()
    people = models.PositiveIntegerField(null=True)
    consequences = models.CharField(max_length=500, blank=True)
    measures = models.CharField(max_length=500, blank=True)
    reported_at = models.DateTimeField(null=True)
    late_reason = models.CharField(max_length=500, blank=True)
    no_report_reason = models.CharField(max_length=500, blank=True)
    people_told_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_at=None) | Q(no_report_reason=""),
                name="breach_reported_or_not",
            ),
        ]
        verbose_name_plural = "breaches"

    def __str__(self) -> str:
        return f"{self.kind} {self.noticed_at}"

    @property
    def due_at(self) -> datetime:
        return self.noticed_at + REPORT_WITHIN

    @property
    def is_open(self) -> bool:
        return self.reported_at is None and not self.no_report_reason


class RightsReview(models.Model):
    """That someone went through who may what: of a party, or of the whole installation."""

    party = models.ForeignKey(Party, models.CASCADE, null=True, related_name="rights_reviews")
    people = models.PositiveIntegerField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.party_id} {self.reviewed_at}"
