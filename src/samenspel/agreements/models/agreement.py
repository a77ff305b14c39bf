from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.agreements.choices import Changers, Objective, Standing
from samenspel.collaborations.models import Collaboration, Party


class Agreement(models.Model):
    """What parties of a collaboration settle with each other, version after version."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="agreements")
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class AgreementVersion(models.Model):
    """One wording of an agreement: proposed by a party, and in force once each party accepted."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=300)
    objective = models.CharField(max_length=20, choices=Objective)
    what = models.TextField(max_length=4000)
    for_whom = models.CharField(max_length=300)
    review_on = models.DateField()
    changers = models.CharField(max_length=20, choices=Changers, default=Changers.SPEAKERS)
    goals = models.JSONField(default=list)
    why = models.CharField(max_length=500, blank=True)
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.PROPOSED)
    proposed_for = models.ForeignKey(Party, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    declined_for = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    declined_because = models.CharField(max_length=500, blank=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(standing=Standing.PROPOSED),
                name="version_one_proposal",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.PROPOSED, closed_at=None)
                | (~Q(standing=Standing.PROPOSED) & Q(closed_at__isnull=False)),
                name="version_closed_with_moment",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.DECLINED)
                | (~Q(declined_because="") & Q(declined_for__isnull=False)),
                name="version_declined_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.number}"

    @property
    def is_proposed(self) -> bool:
        """Whether it still waits for a party."""
        return self.standing == Standing.PROPOSED

    @property
    def is_accepted(self) -> bool:
        """Whether each party accepted it."""
        return self.standing == Standing.ACCEPTED


class Acceptance(models.Model):
    """That someone accepted a version for a party: recorded, and no legal signature."""

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="acceptances")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "party"], name="acceptance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.party_id}"


class GoalTarget(models.Model):
    """The text of a target under a goal of the United Nations, as brought in from a file."""

    code = models.CharField(max_length=5, unique=True)
    text_nl = models.CharField(max_length=600, blank=True)
    text_en = models.CharField(max_length=600, blank=True)

    def __str__(self) -> str:
        return self.code
