from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from .choices import Assurance, ConsentText, SignInProfile


class PersonManager(BaseUserManager["User"]):
    """Finds people by their address, in any case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Someone who can sign in; what they may do hangs on the parties they speak for."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="nl")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    owes_second_step = models.BooleanField(default=False)
    is_program = models.BooleanField(default=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def first_word_of_name(self) -> str:
        return self.name.partition(" ")[0]

    @property
    def rest_of_name(self) -> str:
        return self.name.partition(" ")[2]


class SignInLink(models.Model):
    """A personal address that signs someone in; we keep a fingerprint of it, not the address."""

    person = models.ForeignKey(User, models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    is_reusable = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="link_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.expires_at}"


class Consent(models.Model):
    """That someone agreed to a text as it stood on a day."""

    person = models.ForeignKey(User, models.CASCADE, related_name="consents")
    text = models.CharField(max_length=20, choices=ConsentText)
    version = models.CharField(max_length=10)
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} {self.text} {self.version}"


class SignInProvider(models.Model):
    """Where an organisation lets its own people sign in: its OpenID Connect provider."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    issuer = models.URLField(max_length=300)
    client_id = models.CharField(max_length=200)
    sealed_secret = models.TextField()
    domains = models.JSONField(default=list)
    profile = models.CharField(max_length=10, choices=SignInProfile, default=SignInProfile.STANDARD)
    assurance = models.CharField(max_length=12, choices=Assurance, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(profile=SignInProfile.NLGOV, assurance=""),
                name="nlgov_asks_how_sure",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """That someone is signed in on a device; which one in words, and not from where."""

    person = models.ForeignKey(User, models.CASCADE, related_name="visits")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60)
    began_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} {self.began_at}"


class ApiKey(models.Model):
    """With which a program does what its owner may; of the key we keep a fingerprint."""

    person = models.ForeignKey(User, models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="api_key_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return self.name
