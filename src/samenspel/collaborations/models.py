from django.conf import settings
from django.db import models
from django.db.models import Q

from .choices import PartyKind, Phase, Role, Team


class Party(models.Model):
    """An organisation or community that takes part in a collaboration."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=PartyKind, default=PartyKind.ORGANISATION)
    team = models.CharField(max_length=20, choices=Team)
    org_id = models.CharField(max_length=8, blank=True)
    second_step_since = models.DateTimeField(null=True)
    sign_in_provider = models.OneToOneField(
        "people.SignInProvider", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(org_id="") | Q(org_id__regex=r"^[0-9]{8}$"), name="party_org_id_kvk"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Representation(models.Model):
    """That a person speaks for a party, and in which role."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="representations"
    )
    party = models.ForeignKey(Party, models.CASCADE, related_name="representations")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "party"], name="representation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.party_id}"


class Collaboration(models.Model):
    """Two or more parties that start something together for a purpose."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    purpose = models.CharField(max_length=300)
    phase = models.CharField(max_length=20, choices=Phase, default=Phase.APPROACH)
    is_example = models.BooleanField(default=False)
    parties = models.ManyToManyField(Party, through="Participation", related_name="collaborations")

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """That a party takes part in a collaboration."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="participations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="participations")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "party"], name="participation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.collaboration_id}"


class PhaseNote(models.Model):
    """That a collaboration came into a phase: since when, what shows it, and who says so."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="phase_notes")
    phase = models.CharField(max_length=20, choices=Phase)
    reached_on = models.DateField()
    evidence = models.CharField(max_length=500)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(evidence=""), name="phase_note_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.phase} {self.reached_on}"


class RoleInvitation(models.Model):
    """That someone was asked by e-mail to speak for a party, or to join with a party."""

    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    party = models.ForeignKey(Party, models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role, blank=True)
    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, null=True, related_name="invitations"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role="", collaboration__isnull=False)
                | (~Q(role="") & Q(collaboration=None)),
                name="invitation_to_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.expires_at}"
