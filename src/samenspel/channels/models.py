import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.collaborations.models import Party
from samenspel.platform.choices import OutboundFault
from samenspel.platform.events import in_words

from .choices import DeliveryState, Rhythm


class Webhook(models.Model):
    """An address of a party to which we send word when something happens."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="webhooks")
    address = models.URLField(max_length=500)
    kinds = models.JSONField(default=list)
    nonce = models.CharField(max_length=64)
    previous_nonce = models.CharField(max_length=64, blank=True)
    previous_until = models.DateTimeField(null=True)
    is_enabled = models.BooleanField(default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "address"], name="webhook_once"),
            models.CheckConstraint(
                condition=Q(previous_nonce="") | Q(previous_until__isnull=False),
                name="webhook_old_secret_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.address


class Delivery(models.Model):
    """One message to a webhook: whether it arrived; what it said is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=80)
    subject_label = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    path = models.CharField(max_length=300, blank=True)
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    fault = models.CharField(max_length=10, choices=OutboundFault, blank=True)
    milliseconds = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state=DeliveryState.WAITING),
                name="delivery_waiting",
            ),
        ]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def in_words(self) -> str:
        return in_words(self.kind)


class Digest(models.Model):
    """That someone wants to read by e-mail, once in a while, what waits and what changed."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest")
    rhythm = models.CharField(max_length=6, choices=Rhythm)
    told_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} {self.rhythm}"


class CalendarFeed(models.Model):
    """A secret address at which a calendar reads one person's days; we keep its fingerprint."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at}"
