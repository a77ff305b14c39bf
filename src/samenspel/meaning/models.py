from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.collaborations.models import Collaboration, Party

from .choices import ScanOrigin


class Scan(models.Model):
    """One round in which sides say what words mean to them and guess what the other means."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="scans")
    title = models.CharField(max_length=120)
    wave_label = models.CharField(max_length=60, blank=True)
    made_on = models.DateField()
    origin = models.CharField(max_length=12, choices=ScanOrigin)
    brought_in_by = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="scans_brought_in"
    )
    brought_in_by_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(origin=ScanOrigin.SEALED, brought_in_by=None)
                | Q(origin=ScanOrigin.BROUGHT_IN, brought_in_by__isnull=False),
                name="scan_brought_in_by_a_party",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_sealed(self) -> bool:
        return self.origin == ScanOrigin.SEALED


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
