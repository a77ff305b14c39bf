from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samenspel.collaborations.models import Party
from samenspel.meaning.choices import MailState

from .scan import Scan


class ScanSide(models.Model):
    """The side of one party in a scan: how many people it has, and whether it accepts opening."""

    scan = models.ForeignKey(Scan, models.CASCADE, related_name="sides")
    party = models.ForeignKey(Party, models.PROTECT, related_name="scan_sides")
    population = models.PositiveIntegerField()
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    close_agreed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withheld_at = models.DateTimeField(null=True, blank=True)
    withheld_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scan", "party"], name="scan_side_once"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withheld_at=None),
                name="scan_side_accepts_or_withholds",
            ),
            models.CheckConstraint(
                condition=Q(reminders__lte=2), name="scan_side_reminded_twice_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.scan_id}"


class GroupLink(models.Model):
    """One address for a whole side, as on a poster; whoever follows it gets a personal link."""

    side = models.ForeignKey(ScanSide, models.CASCADE, related_name="group_links")
    token_hash = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="group_link_token_once"
            ),
            models.UniqueConstraint(
                fields=["side"], condition=Q(revoked_at=None), name="group_link_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.side_id}"


class Guessing(models.Model):
    """That the people of one side guess what another side means."""

    by = models.ForeignKey(ScanSide, models.CASCADE, related_name="guessings")
    about = models.ForeignKey(ScanSide, models.CASCADE, related_name="guessed_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "about"], name="guessing_once"),
            models.CheckConstraint(condition=~Q(by=F("about")), name="guessing_about_another"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} {self.about_id}"


class Invitation(models.Model):
    """That someone is asked to answer for a side; kept apart from what they answer."""

    side = models.ForeignKey(ScanSide, models.CASCADE, related_name="invitations")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="nl")
    token_hash = models.CharField(max_length=64, blank=True)
    group_link = models.ForeignKey(
        GroupLink, models.CASCADE, null=True, blank=True, related_name="joined"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    mail_state = models.CharField(max_length=10, choices=MailState, default=MailState.NONE)
    mail_refused_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="invitation_token_once"
            ),
            models.UniqueConstraint(
                fields=["side", "email"],
                condition=~Q(email="") & Q(revoked_at=None),
                name="invitation_address_once",
            ),
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(email="") | Q(group_link__isnull=False),
                name="invitation_is_for_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.side_id}"
