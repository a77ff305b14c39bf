from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.decisions.choices import Position, RemarkKind, Standing, Step

from .decision import Decision, DecisionText
from .voting import Elector


class ConsentRound(models.Model):
    """One text that goes round until everyone has said where they stand on it."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    text = models.ForeignKey(DecisionText, models.PROTECT, related_name="rounds")
    step = models.CharField(max_length=20, choices=Step)
    began_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="consent_round_once"),
            models.UniqueConstraint(
                fields=["decision"],
                condition=~Q(step=Step.OVER),
                name="consent_round_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.number}"

    @property
    def asks_consent(self) -> bool:
        """Whether people say where they stand now."""
        return self.step == Step.CONSENT

    @property
    def asks_names(self) -> bool:
        """Whether people nominate someone now."""
        return self.step in (Step.NOMINATIONS, Step.CHANGES)

    @property
    def hears_remarks(self) -> bool:
        """Whether people ask questions or react now."""
        return self.step in (Step.QUESTIONS, Step.REACTIONS)


class Remark(models.Model):
    """A question or a reaction to a proposal before consent is asked, and the answer to it."""

    round = models.ForeignKey(ConsentRound, models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=20, choices=RemarkKind)
    words = models.CharField(max_length=1000)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    said_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="remark_answered_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"


class Nomination(models.Model):
    """Whom someone wants for a task, and why; in the second turn they may name another."""

    round = models.ForeignKey(ConsentRound, models.CASCADE, related_name="nominations")
    elector = models.ForeignKey(Elector, models.CASCADE, related_name="nominations")
    turn = models.CharField(max_length=20, choices=Step)
    nominee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    why = models.CharField(max_length=500)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "elector", "turn"], name="nomination_once_a_turn"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="nomination_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.elector_id}"


class Stance(models.Model):
    """Where a member of the circle stands on the text of a round."""

    round = models.ForeignKey(ConsentRound, models.CASCADE, related_name="stances")
    elector = models.ForeignKey(Elector, models.CASCADE, related_name="stances")
    position = models.CharField(max_length=20, choices=Position)
    words = models.CharField(max_length=1000, blank=True)
    text_digest = models.CharField(max_length=64)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "elector"], name="stance_once_a_round"),
            models.CheckConstraint(
                condition=Q(position__in=(Position.CONSENT, Position.ASIDE)) | ~Q(words=""),
                name="stance_with_concern_says_which",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.elector_id}"


class Objection(models.Model):
    """A reason why a proposal would do harm, and what became of it."""

    round = models.ForeignKey(ConsentRound, models.CASCADE, related_name="objections")
    elector = models.ForeignKey(Elector, models.CASCADE, related_name="objections")
    argument = models.CharField(max_length=1000)
    raised_at = models.DateTimeField()
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.OPEN)
    integrated_in = models.ForeignKey(
        DecisionText, models.PROTECT, null=True, related_name="integrates"
    )
    outcome = models.CharField(max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["elector"], condition=Q(standing=Standing.OPEN),
                name="objection_one_open_each",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.OPEN, settled_at=None)
                | (~Q(standing=Standing.OPEN) & Q(settled_at__isnull=False)),
                name="objection_settled_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.INTEGRATED, integrated_in__isnull=False)
                | (~Q(standing=Standing.INTEGRATED) & Q(integrated_in=None)),
                name="objection_integrated_in_a_text",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.round_id} {self.elector_id}"

    @property
    def is_open(self) -> bool:
        """Whether it still stands in the way."""
        return self.standing == Standing.OPEN
