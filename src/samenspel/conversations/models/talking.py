from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.collaborations.models import Collaboration
from samenspel.conversations.choices import (
    Access,
    Beginning,
    Choice,
    ConversationState,
    Moderation,
    StatementState,
)


class Conversation(models.Model):
    """One open question to many people, who answer in statements and vote on each other's."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="conversations")
    question = models.CharField(max_length=200)
    background = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="nl")
    moderation = models.CharField(max_length=6, choices=Moderation, default=Moderation.BEFORE)
    access = models.CharField(max_length=7, choices=Access, default=Access.LINK)
    shown_on = models.TextField(max_length=2000, blank=True)
    shares_votes = models.BooleanField(default=False)
    state = models.CharField(
        max_length=6, choices=ConversationState, default=ConversationState.DRAFT
    )
    link_hash = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    map_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link_hash"], condition=~Q(link_hash=""), name="conversation_link_once"
            ),
            models.CheckConstraint(condition=~Q(question=""), name="conversation_asks_something"),
            models.CheckConstraint(
                condition=~Q(state=ConversationState.OPEN) | Q(opened_at__isnull=False),
                name="conversation_open_since",
            ),
            models.CheckConstraint(
                condition=~Q(access=Access.PUBLIC) | Q(moderation=Moderation.BEFORE),
                name="conversation_public_read_first",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_draft(self) -> bool:
        return self.state == ConversationState.DRAFT


class Participant(models.Model):
    """Someone who takes part in a conversation, known there by a key only; not by name."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="participants")
    key_hash = models.CharField(max_length=64, unique=True)
    consent_version = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.pk} {self.conversation_id}"


class EntryCode(models.Model):
    """A code on paper with which one person takes part, who got it is not kept."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.pk}"


class Statement(models.Model):
    """One sentence that people agree or disagree with, or pass over."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=1000)  # 280 here; elsewhere people wrote longer ones
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, blank=True)
    translation = models.CharField(max_length=1000, blank=True)  # by a person, in the other one
    state = models.CharField(max_length=7, choices=StatementState, default=StatementState.WAITING)
    suggested_by = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="statements"
    )
    made_on = models.DateField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    appeal = models.CharField(max_length=300, blank=True)
    appealed_on = models.DateField(null=True, blank=True)
    looked_again_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    looked_again_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "number"], name="statement_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=StatementState.REFUSED) | ~Q(reason=""),
                name="statement_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(translation="") | ~Q(language=""),
                name="statement_translated_from_a_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.number}"

    @property
    def translation_language(self) -> str:
        return "en" if self.language == "nl" else "nl"

    @property
    def waits_for_a_decision(self) -> bool:
        appeals = self.appealed_on is not None and self.looked_again_at is None
        return self.state == StatementState.WAITING or appeals


class Vote(models.Model):
    """What someone last said of a statement: agree, disagree or pass."""

    participant = models.ForeignKey(  # the constraint below has the index it needs
        Participant, models.CASCADE, related_name="votes", db_index=False
    )
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="votes")
    value = models.SmallIntegerField(choices=Choice)
    matters = models.BooleanField(default=False)
    chance = models.FloatField(null=True, blank=True)
    is_counted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "statement"], name="vote_once"),
            models.CheckConstraint(
                condition=Q(value__in=Choice.values), name="vote_is_one_of_three"
            ),
            models.CheckConstraint(
                condition=Q(chance=None) | Q(chance__gt=0, chance__lte=1),
                name="vote_chance_is_a_chance",
            ),
        ]
        indexes = [
            models.Index(
                fields=["statement"], condition=Q(is_counted=False), name="vote_not_counted"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class OpinionMap(models.Model):
    """A picture on which people who vote alike stand close together; its axes have no names."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="map")
    payload = models.JSONField()
    pages = models.JSONField(default=dict, blank=True)
    papers = models.JSONField(default=dict, blank=True)
    axes = models.JSONField()
    speaking = models.JSONField(default=dict, blank=True)
    routing = models.JSONField()
    counted = models.BinaryField(default=b"")
    standing = models.BinaryField(default=b"")  # what the next map goes on from
    begun = models.CharField(max_length=10, choices=Beginning, default=Beginning.FIRST)
    input_hash = models.CharField(max_length=64)
    worded = models.CharField(max_length=64, default="")  # of the statements as the pages have them
    method_version = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.method_version}"
