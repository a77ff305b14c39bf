from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.collaborations.models import Party
from samenspel.decisions.choices import Said, Verdict

from .decision import Decision


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
    has_voted = models.BooleanField(default=False)
    recused_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "key"], name="elector_once"),
            models.CheckConstraint(
                condition=Q(is_entitled=True) | ~Q(reason=""), name="elector_kept_out_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.key}"

    @property
    def called(self) -> str:
        """The name of the person who votes, or of the party."""
        return self.person.name if self.person else self.party.name

    @property
    def may_vote(self) -> bool:
        """Whether this vote counts: entitled, and not stepped back from the matter."""
        return self.is_entitled and not self.recused_because


class DecisionOption(models.Model):
    """One of several that people choose from; of a budget a project with its cost."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="options")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    cost = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "place"], name="option_once_a_place"),
            models.UniqueConstraint(fields=["decision", "name"], name="option_named_once"),
            models.CheckConstraint(condition=Q(cost=None) | Q(cost__gt=0), name="option_costs"),
        ]

    def __str__(self) -> str:
        return self.name


class Ballot(models.Model):
    """What one voter says in a vote; equal ballots are counted together."""

    elector = models.OneToOneField(Elector, models.CASCADE, related_name="ballot")
    choice = models.CharField(max_length=10, choices=Said, blank=True)
    picked = models.JSONField(null=True)
    why = models.CharField(max_length=500, blank=True)
    text_digest = models.CharField(max_length=64)
    cast_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    cast_at = models.DateTimeField()
    by_proxy = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(~Q(choice="") & Q(picked__isnull=True))
                | (Q(choice="") & Q(picked__isnull=False)),
                name="ballot_says_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.elector_id}"


class BoxBallot(models.Model):
    """A vote in a ballot box: with a code, without who cast it, when, or in which order."""

    key = models.BigAutoField(primary_key=True)  # drawn anew each time; never counts up
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="box")
    receipt = models.CharField(max_length=19)
    choice = models.CharField(max_length=10, choices=Said, blank=True)
    picked = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "receipt"], name="box_receipt_once"),
            models.CheckConstraint(
                condition=(~Q(choice="") & Q(picked__isnull=True))
                | (Q(choice="") & Q(picked__isnull=False)),
                name="box_ballot_says_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt


class Tally(models.Model):
    """What a count of the votes gave, with everything to count them again; never changed."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="tally")
    document = models.JSONField()
    input_hash = models.CharField(max_length=64)
    box_hash = models.CharField(max_length=64, blank=True)
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
