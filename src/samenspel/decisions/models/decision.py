from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samenspel.collaborations.models import Collaboration, Party
from samenspel.decisions.choices import (
    Basis,
    Body,
    Form,
    Kind,
    LegalForm,
    Majority,
    Method,
    Secrecy,
    State,
    Turnout,
    Voters,
)

from .body import DecidingBody


class Decision(models.Model):
    """A text put to a vote: who may vote, how it is counted and until when is fixed before."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    why = models.TextField(max_length=2000)
    changes = models.TextField(max_length=1000, blank=True)
    body = models.CharField(max_length=20, choices=Body, default=Body.PARTNERS)
    decided_by = models.ForeignKey(
        DecidingBody, models.PROTECT, null=True, related_name="decisions"
    )
    form = models.CharField(max_length=20, choices=Form, default=Form.MAJORITY)
    method = models.CharField(max_length=20, choices=Method, blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    dots = models.PositiveSmallIntegerField(default=8)
    budget = models.PositiveIntegerField(null=True)
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
    evaluate_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    proxies = models.PositiveSmallIntegerField(default=0)
    circle = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    shares = models.JSONField(default=dict)
    silence_is_consent = models.BooleanField(default=False)
    allows_second = models.BooleanField(default=False)
    is_second = models.BooleanField(default=False)
    in_force_on = models.DateField(null=True)
    deed = models.CharField(max_length=200, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
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
                | Q(state__in=(State.CLOSED, State.DECLARED, State.LAPSED), opened_at__isnull=False,
                    closed_at__isnull=False)
                | (Q(state=State.WITHDRAWN, closed_at__isnull=False) & ~Q(withdrawn_because="")),
                name="decision_moments_fit_state",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, rule=None, electorate_hash="")
                | (Q(opened_at__isnull=False, rule__isnull=False) & ~Q(electorate_hash="")),
                name="decision_opened_with_rule",
            ),
            models.CheckConstraint(
                condition=~Q(form__in=Form.by_consent()) | Q(evaluate_on__isnull=False),
                name="decision_by_consent_is_evaluated",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(evaluate_on=None) | Q(ends_on__gte=F("evaluate_on")),
                name="decision_ends_after_evaluation",
            ),
            models.CheckConstraint(
                condition=(Q(in_force_on=None) & Q(deed="")) | Q(in_force_on__isnull=False),
                name="decision_deed_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(is_second=False) | Q(follows__isnull=False),
                name="decision_second_after_a_first",
            ),
            models.CheckConstraint(
                condition=Q(silence_is_consent=False) | Q(form__in=Form.by_consent()),
                name="decision_silence_speaks_in_consent_only",
            ),
            models.CheckConstraint(
                condition=Q(form=Form.BUDGET, budget__gt=0)
                | (~Q(form=Form.BUDGET) & Q(budget=None)),
                name="decision_on_a_budget_has_one",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def decider(self) -> str:
        """Who decides, by the name that was written down or else by what it is."""
        return self.decided_by.name if self.decided_by else self.get_body_display()

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
        return self.state in (State.CLOSED, State.DECLARED, State.LAPSED)

    @property
    def is_by_consent(self) -> bool:
        """Whether it goes in rounds until nobody objects."""
        return self.form in Form.by_consent()

    @property
    def has_options(self) -> bool:
        """Whether people choose among several."""
        return self.form in Form.of_options()

    @property
    def needs_deed(self) -> bool:
        """Whether it is in force only once a notary made a deed of it."""
        return self.kind == Kind.STATUTES and self.is_of_members

    @property
    def is_budget(self) -> bool:
        """Whether money is divided."""
        return self.form == Form.BUDGET

    @property
    def is_election(self) -> bool:
        """Whether people choose who takes on a task."""
        return self.form == Form.ELECTION

    @property
    def is_of_members(self) -> bool:
        """Whether members decide by the rules of associations."""
        return self.legal_form in LegalForm.of_members()

    @property
    def is_confidential(self) -> bool:
        """Whether nobody sees who voted what."""
        return self.secrecy != Secrecy.OPEN

    @property
    def is_separated(self) -> bool:
        """Whether votes are kept apart from who voted."""
        return self.secrecy == Secrecy.SEPARATED

    @property
    def is_elsewhere(self) -> bool:
        """Whether people vote in another system, whose result is brought in."""
        return self.secrecy == Secrecy.ELSEWHERE

    @property
    def is_boxed(self) -> bool:
        """Whether votes are counted from a box, without who cast them."""
        return self.is_separated or self.is_elsewhere


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
