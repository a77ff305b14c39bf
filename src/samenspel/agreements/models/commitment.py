from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samenspel.agreements.choices import Fate, Kind, Standing
from samenspel.collaborations.models import Collaboration, Party


class TermsFields(models.Model):
    """What is given, by when, and how much of it."""

    what = models.CharField(max_length=200)
    due_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    unit = models.CharField(max_length=20, blank=True)
    hours = models.DecimalField(max_digits=8, decimal_places=2, null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None, unit="")
                | (Q(amount__isnull=False, amount__gt=0) & ~Q(unit="")),
                name="%(class)s_amount_with_unit",
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gt=0), name="%(class)s_hours_above_zero"
            ),
        ]


class Commitment(TermsFields):
    """What one party is to give another by some day, in its latest terms, and what became of it."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="commitments")
    giver = models.ForeignKey(Party, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Party, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    own_kind = models.CharField(max_length=40, blank=True)
    fate = models.CharField(max_length=20, choices=Fate, default=Fate.OPEN)
    delivered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            *TermsFields.Meta.constraints,
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="commitment_to_another"),
            models.CheckConstraint(
                condition=Q(own_kind="") | Q(kind=Kind.OTHER), name="commitment_own_kind_is_other"
            ),
            models.CheckConstraint(
                condition=Q(fate=Fate.DELIVERED, delivered_on__isnull=False)
                | (~Q(fate=Fate.DELIVERED) & Q(delivered_on=None)),
                name="commitment_delivered_with_day",
            ),
        ]
        indexes = [
            models.Index(fields=["collaboration", "fate", "due_on"], name="commitment_by_fate"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_running(self) -> bool:
        """Whether something is still to be given or said."""
        return self.fate in Fate.running()

    @property
    def came_late(self) -> bool:
        """Whether it was delivered after its day."""
        return self.delivered_on is not None and self.delivered_on > self.due_on

    @property
    def kind_in_words(self) -> str:
        """What sort of thing it is, in the words of the parties where they chose their own."""
        return self.own_kind or str(Kind(self.kind).label)

    def is_late(self, on: date) -> bool:
        """Whether its day has passed and what was promised was not delivered."""
        return self.fate == Fate.OPEN and self.due_on < on


class CommitmentTerms(TermsFields):
    """One wording of a commitment; other terms count once the other side accepted them."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField()
    calls_off = models.BooleanField(default=False)
    why = models.CharField(max_length=500, blank=True)
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.PROPOSED)
    proposed_for = models.ForeignKey(Party, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    declined_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            *TermsFields.Meta.constraints,
            models.UniqueConstraint(fields=["commitment", "number"], name="terms_number_once"),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(standing=Standing.PROPOSED),
                name="terms_one_proposal",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.PROPOSED, closed_at=None)
                | (~Q(standing=Standing.PROPOSED) & Q(closed_at__isnull=False)),
                name="terms_closed_with_moment",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.DECLINED) | ~Q(declined_because=""),
                name="terms_declined_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.number}"

    @property
    def is_proposed(self) -> bool:
        """Whether it still waits for the other side."""
        return self.standing == Standing.PROPOSED
