import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from .questions import ScanScale
from .scan import Scan
from .sides import ScanSide


class Talk(models.Model):
    """The talk about an outcome: when it is, and whether the numbers are open after it."""

    scan = models.OneToOneField(Scan, models.CASCADE, related_name="talk")
    planned_at = models.DateTimeField(null=True, blank=True)
    guessing_at = models.DateTimeField(null=True, blank=True)
    link_secret = models.CharField(max_length=64, blank=True)
    numbers_at = models.DateTimeField(null=True, blank=True)
    numbers_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_skipped = models.BooleanField(default=False)
    learning = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(numbers_at=None) | Q(link_secret=""),
                name="talk_with_numbers_keeps_no_secret",
            ),
            models.CheckConstraint(
                condition=Q(is_skipped=False) | Q(numbers_at__isnull=False),
                name="talk_skipped_opens_the_numbers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scan_id}"

    @property
    def is_done(self) -> bool:
        """Whether the numbers are open, after the talk or without it."""
        return self.numbers_at is not None

    @property
    def takes_guesses(self) -> bool:
        """Whether people may guess again now."""
        return self.guessing_at is not None and self.numbers_at is None


class TalkWord(models.Model):
    """What was noted of one word in a talk, and its meaning in the group's own sentence."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="words")
    concept = models.CharField(max_length=60)
    notes = models.TextField(max_length=4000, blank=True)
    shared_meaning = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["talk", "concept"], name="talk_word_once"),
        ]

    def __str__(self) -> str:
        return self.concept


class TalkAgreement(models.Model):
    """Something agreed in a talk: what, who sees to it, and by which day."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="agreements")
    concept = models.CharField(max_length=60, blank=True)
    what = models.CharField(max_length=200)
    owner = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.what


class SecondGuess(models.Model):
    """Someone who guesses again after a talk, known by a key only that goes with the numbers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    side = models.ForeignKey(ScanSide, models.CASCADE, related_name="second_guesses")
    link_key = models.CharField(max_length=64, blank=True)
    agrees_to_small_group = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link_key"], condition=~Q(link_key=""), name="second_guess_link_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class GuessedPoint(models.Model):
    """One point on one scale, guessed about another side after a talk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    guess = models.ForeignKey(SecondGuess, models.CASCADE, related_name="points")
    scale = models.ForeignKey(ScanScale, models.CASCADE, related_name="+")
    about = models.ForeignKey(ScanSide, models.CASCADE, related_name="+")
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guess", "scale", "about"], name="guessed_point_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
