import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.evaluation.choices import MailState

from .evaluation import EvaluationSide


class EvaluationInvitation(models.Model):
    """That someone is asked to answer an evaluation; kept apart from what they answer."""

    side = models.ForeignKey(EvaluationSide, models.CASCADE, related_name="invitations")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="nl")
    token_hash = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    mail_state = models.CharField(max_length=10, choices=MailState, default=MailState.NONE)
    mail_refused_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"],
                condition=~Q(token_hash=""),
                name="evaluation_invitation_token_once",
            ),
            models.UniqueConstraint(
                fields=["side", "email"],
                condition=~Q(email="") & Q(revoked_at=None),
                name="evaluation_invitation_address_once",
            ),
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(email=""), name="evaluation_invitation_for_someone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.side_id}"


class EvaluationReminder(models.Model):
    """One more e-mail to someone who was asked and had not answered, and whether it went out."""

    invitation = models.ForeignKey(EvaluationInvitation, models.CASCADE, related_name="reminders")
    number = models.PositiveSmallIntegerField()
    token_hash = models.CharField(max_length=64, blank=True)
    mail_state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "number"], name="evaluation_reminder_once"
            ),
            models.UniqueConstraint(
                fields=["token_hash"],
                condition=~Q(token_hash=""),
                name="evaluation_reminder_token_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation_id} {self.number}"


class EvaluationRespondent(models.Model):
    """Someone who answers an evaluation for a side, known by a key only; not by name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    side = models.ForeignKey(EvaluationSide, models.CASCADE, related_name="respondents")
    link_key = models.CharField(max_length=64, blank=True)
    consent_version = models.CharField(max_length=20)
    agrees_to_small_group = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link_key"],
                condition=~Q(link_key=""),
                name="evaluation_respondent_link_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class FacetAnswer(models.Model):
    """What a respondent said of one facet: a point for each item, and a line of one's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    respondent = models.ForeignKey(EvaluationRespondent, models.CASCADE, related_name="answers")
    facet = models.CharField(max_length=20)
    points = models.JSONField()
    remark = models.CharField(max_length=300, blank=True)
    device_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["respondent", "facet"], name="facet_answer_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
