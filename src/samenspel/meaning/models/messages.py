from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.meaning.choices import MailState, MessageKind

from .scan import Scan
from .sides import Invitation


class ScanMessage(models.Model):
    """An e-mail about a scan to one person after the invitation, and whether it went out."""

    scan = models.ForeignKey(Scan, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=MessageKind)
    number = models.PositiveSmallIntegerField(default=1)
    invitation = models.ForeignKey(
        Invitation, models.CASCADE, null=True, blank=True, related_name="messages"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, blank=True)
    mail_state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(invitation=None, person__isnull=False)
                | Q(invitation__isnull=False, person=None),
                name="scan_message_to_one",
            ),
            models.UniqueConstraint(
                fields=["invitation", "kind", "number"], name="scan_message_to_guest_once"
            ),
            models.UniqueConstraint(
                fields=["scan", "kind", "number", "person"], name="scan_message_to_person_once"
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="scan_message_token_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
