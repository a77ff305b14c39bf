from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.collaborations.models import Collaboration, Party

from .choices import (
    Basis,
    Body,
    Kind,
    LegalForm,
    Majority,
    Said,
    Secrecy,
    State,
    Turnout,
    Verdict,
    Voters,
)


class Decision(models.Model):
    """A text put to a vote: who may vote, how it is counted and until when is fixed before."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    why = models.TextField(max_length=2000)
    changes = models.TextField(max_length=1000, blank=True)
    body = models.CharField(max_length=20, choices=Body, default=Body.PARTNERS)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.MATTER)
    legal_form = models.CharField(max_length=20, choices=LegalForm, default=LegalForm.INFORMAL)
    meeting_on = models.DateField(null=True)
    noticed_on = models.DateField(null=True)
    allows_electronic = models.BooleanField(default=False)
    own_majority = models.BooleanField(default=False)
    is_consultation = models.BooleanField(default=False)
    voters = models.CharField(max_length=20, choices=Voters)
    majority = models.CharField(max_length=20, choices=Majority)
    basis = models.CharField(max_length=20, choices=Basis)
    turnout = models.CharField(max_length=20, choices=Turnout)
    secrecy = models.CharField(max_length=20, choices=Secrecy)
    closes_at = models.DateTimeField()
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED)
    proposed_for = models.ForeignKey(Party, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    rule = models.JSONField(null=True)
    electorate_hash = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "number"], name="decision_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state=State.PROPOSED, opened_at=None, closed_at=None)
                | Q(state=State.OPEN, opened_at__isnull=False, closed_at=None)
                | Q(state__in=(State.CLOSED, State.DECLARED), opened_at__isnull=False,
                    closed_at__isnull=False)
                | (Q(state=State.WITHDRAWN, closed_at__isnull=False) & ~Q(withdrawn_because="")),
                name="decision_moments_fit_state",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, rule=None, electorate_hash="")
                | (Q(opened_at__isnull=False, rule__isnull=False) & ~Q(electorate_hash="")),
                name="decision_opened_with_rule",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_proposed(self) -> bool:
        """Whether its text may still change."""
        return self.state == State.PROPOSED

    @property
    def is_open(self) -> bool:
        """Whether the vote was opened and not closed yet; its time may be over."""
        return self.state == State.OPEN

    @property
    def is_counted(self) -> bool:
        """Whether there is an outcome."""
        return self.state in (State.CLOSED, State.DECLARED)

    @property
    def is_of_members(self) -> bool:
        """Whether members decide by the rules of associations."""
        return self.legal_form in LegalForm.of_members()

    @property
    def is_confidential(self) -> bool:
        """Whether nobody sees who voted what."""
        return self.secrecy == Secrecy.CONFIDENTIAL


class DecisionText(models.Model):
    """One wording of a decision, with its fingerprint: each vote says on which it was given."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=8000)
    digest = models.CharField(max_length=64)
    why = models.CharField(max_length=500, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="decision_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.number}"


class Elector(models.Model):
    """Who may vote on a decision and with how many votes, as it stood when the vote opened."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="electors")
    key = models.CharField(max_length=60)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    votes = models.PositiveIntegerField(default=1)
    is_entitled = models.BooleanField(default=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "key"], name="elector_once"),
            models.CheckConstraint(
                condition=Q(is_entitled=True) | ~Q(reason=""), name="elector_kept_out_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.key}"


class Ballot(models.Model):
    """What one voter says in a vote; equal ballots are counted together."""

    elector = models.OneToOneField(Elector, models.CASCADE, related_name="ballot")
    choice = models.CharField(max_length=10, choices=Said)
    why = models.CharField(max_length=500, blank=True)
    text_digest = models.CharField(max_length=64)
    cast_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    cast_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.elector_id}"


class Tally(models.Model):
    """What a count of the votes gave, with everything to count them again; never changed."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="tally")
    document = models.JSONField()
    input_hash = models.CharField(max_length=64)
    verdict = models.CharField(max_length=20, choices=Verdict)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.decision_id} {self.verdict}"


class Declaration(models.Model):
    """What the chair says the outcome is, apart from what was counted."""

    tally = models.OneToOneField(Tally, models.CASCADE, related_name="declaration")
    verdict = models.CharField(max_length=20, choices=Verdict)
    words = models.CharField(max_length=1000, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    declared_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.tally_id} {self.verdict}"
