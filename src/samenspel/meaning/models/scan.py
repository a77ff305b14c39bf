import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.collaborations.models import Collaboration, Party
from samenspel.meaning.choices import Depth, ScanOrigin, ScanState


class Scan(models.Model):
    """One round in which sides say what words mean to them and guess what the other means."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="scans")
    title = models.CharField(max_length=120)
    wave_label = models.CharField(max_length=60, blank=True)
    series = models.UUIDField(default=uuid.uuid4, editable=False)
    wave = models.PositiveSmallIntegerField(default=1)
    made_on = models.DateField()
    origin = models.CharField(max_length=12, choices=ScanOrigin)
    state = models.CharField(max_length=10, choices=ScanState, default=ScanState.DRAFT)
    depth = models.CharField(max_length=5, choices=Depth, default=Depth.LIGHT)
    low = models.PositiveSmallIntegerField(default=1)
    high = models.PositiveSmallIntegerField(default=7)
    tolerance = models.FloatField(default=1.0)
    consent_version = models.CharField(max_length=20, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closes_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    revealed_at = models.DateTimeField(null=True, blank=True)
    next_wave_told_at = models.DateTimeField(null=True, blank=True)
    link_secret = models.CharField(max_length=64, blank=True)
    brought_in_by = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="scans_brought_in"
    )
    brought_in_by_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "wave"], name="scan_wave_once"),
            models.CheckConstraint(
                condition=Q(origin=ScanOrigin.SEALED, brought_in_by=None)
                | Q(origin=ScanOrigin.BROUGHT_IN, brought_in_by__isnull=False),
                name="scan_brought_in_by_a_party",
            ),
            models.CheckConstraint(
                condition=~Q(state=ScanState.REVEALED) | Q(link_secret=""),
                name="scan_revealed_keeps_no_secret",
            ),
            models.CheckConstraint(
                condition=~Q(state=ScanState.OPEN) | Q(closes_at__isnull=False),
                name="scan_open_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_sealed(self) -> bool:
        return self.origin == ScanOrigin.SEALED

    @property
    def is_draft(self) -> bool:
        return self.state == ScanState.DRAFT

    @property
    def is_revealed(self) -> bool:
        return self.state == ScanState.REVEALED

    def takes_answers(self, at: datetime) -> bool:
        """Whether people may answer at this moment."""
        return self.state == ScanState.OPEN and self.closes_at is not None and at < self.closes_at

    def is_over(self, at: datetime) -> bool:
        """Whether answering has ended, by the date or by agreement."""
        return self.state in (ScanState.CLOSED, ScanState.REVEALED) or (
            self.state == ScanState.OPEN and not self.takes_answers(at)
        )


class ScanResult(models.Model):
    """What the analysis found in a scan, as stored; pages show it and never compute it again."""

    scan = models.OneToOneField(Scan, models.CASCADE, related_name="result")
    payload = models.JSONField()
    context = models.JSONField(default=dict)
    input_hash = models.CharField(max_length=64)
    method_version = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.scan_id} {self.method_version}"
