import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from samenspel.platform.personal import Value

from .models import SignInLink, User


def fingerprint(token: str) -> str:
    """What we keep of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in_link(token: str, *, at: datetime) -> SignInLink | None:
    """The link that `token` opens at this moment, if it opens one."""
    links = SignInLink.objects.select_related("person").filter(
        Q(is_reusable=True) | Q(used_at=None),
        token_hash=fingerprint(token),
        expires_at__gt=at,
        revoked_at=None,
        person__is_active=True,
    )
    return links.first()


def person_with_address(email: str) -> User | None:
    """Who has this address, if anyone."""
    return User.objects.filter(email__iexact=email, is_active=True).first()


def fictional_people() -> QuerySet[User]:
    """The people of the example: their addresses end where no mail ever arrives."""
    return User.objects.filter(email__endswith=".example", is_active=True).order_by("pk")


def account_told(person: User) -> Iterator[dict[str, Value]]:
    """What is kept of someone who can sign in."""
    fields = ("name", "email", "language", "last_login", "is_staff", "is_active")
    yield from User.objects.filter(pk=person.pk).values(*fields)


def consents_told(person: User) -> Iterator[dict[str, Value]]:
    """To what this person agreed."""
    for consent in person.consents.order_by("given_at", "pk"):
        yield {
            "given_at": consent.given_at,
            "text": consent.get_text_display(),
            "version": consent.version,
        }


def passkeys_told(person: User) -> Iterator[dict[str, Value]]:
    """The passkeys of this person, and how they are called; codes themselves are not repeated."""
    for key in Authenticator.objects.filter(user=person).order_by("created_at", "pk"):
        yield {
            "name": str(key.data.get("name") or key.get_type_display()),
            "created_at": key.created_at,
            "last_used_at": key.last_used_at,
        }


def sign_in_links_told(person: User) -> Iterator[dict[str, Value]]:
    """The links that were made for this person."""
    links = person.sign_in_links.order_by("made_at", "pk")
    for link in links:
        yield {"made_at": link.made_at, "expires_at": link.expires_at, "used_at": link.used_at}


def sessions_of(person: User) -> list[str]:
    """The keys of the sessions in which this person signed in or was about to."""
    return [
        session.session_key
        for session in Session.objects.iterator()
        if _speaks_of(session.get_decoded(), person)
    ]


def never_came(*, since: datetime) -> QuerySet[User]:
    """Who signed up by themselves before this moment and never filled in the code."""
    return User.objects.filter(last_login=None, consents__given_at__lt=since)


def _speaks_of(kept: dict[str, object], person: User) -> bool:
    return kept.get("_auth_user_id") == str(person.pk) or person.email in json.dumps(kept)
