import uuid

from django.db import models
from django.db.models import Q

from samenspel.meaning.choices import Importance

from .questions import ScanScale, ScanWord
from .sides import ScanSide


class Respondent(models.Model):
    """Someone who answers for a side, known by a key only; not by name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    side = models.ForeignKey(ScanSide, models.CASCADE, related_name="respondents")
    link_key = models.CharField(max_length=64, blank=True)
    wave_tag = models.CharField(max_length=96, blank=True)
    consent_version = models.CharField(max_length=20)
    agrees_to_small_group = models.BooleanField(default=False)
    came_by_group_link = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link_key"], condition=~Q(link_key=""), name="respondent_link_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class WordAnswer(models.Model):
    """What a respondent said of one word as a whole."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    respondent = models.ForeignKey(Respondent, models.CASCADE, related_name="word_answers")
    word = models.ForeignKey(ScanWord, models.CASCADE, related_name="word_answers")
    own_words = models.CharField(max_length=300, blank=True)
    importance = models.PositiveSmallIntegerField(choices=Importance, null=True, blank=True)
    no_idea_about = models.JSONField(default=list)
    is_skipped = models.BooleanField(default=False)
    device_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["respondent", "word"], name="word_answer_once"),
            models.CheckConstraint(
                condition=Q(importance=None) | Q(importance__lte=4),
                name="word_answer_importance_to_four",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Answer(models.Model):
    """One point on one scale: one's own meaning, or a guess about another side."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    word_answer = models.ForeignKey(WordAnswer, models.CASCADE, related_name="answers")
    scale = models.ForeignKey(ScanScale, models.CASCADE, related_name="answers")
    about = models.ForeignKey(
        ScanSide, models.CASCADE, null=True, blank=True, related_name="guesses"
    )
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["word_answer", "scale"], condition=Q(about=None), name="answer_own_once"
            ),
            models.UniqueConstraint(
                fields=["word_answer", "scale", "about"],
                condition=Q(about__isnull=False),
                name="answer_guess_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
