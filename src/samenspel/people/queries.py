import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked

from .models import ApiKey, Consent, SignInLink, SignInProvider, User, Visit

FIRST_TIME = "people.first_time"
FIRST_TIME_LASTS = timedelta(minutes=20)
SEEN_AT = "people.seen_at"
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class FirstTime:
    """Who came from a provider for the first time, as it says."""

    slug: str
    uid: str
    email: str
    acr: str


@dataclass(frozen=True, slots=True)
class Linked:
    """An organisation through which someone signs in."""

    pk: int
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A device on which someone is signed in; seen to the hour."""

    pk: int
    device: str
    began_at: datetime
    seen_at: datetime
    is_here: bool


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


def keys_to_sign_in(person: User) -> list[tuple[int, str]]:
    """The passkeys, app and emergency codes of this person: the key of each row, and its kind."""
    kept = Authenticator.objects.filter(user=person).order_by("pk")
    return list(kept.values_list("pk", "type"))


def api_key(token: str, *, at: datetime) -> ApiKey | None:
    """The key that a program shows at this moment, if it works, with its owner."""
    working = ApiKey.objects.select_related("person").filter(
        token_hash=fingerprint(token), expires_at__gt=at, revoked_at=None, person__is_active=True
    )
    return working.first()


def api_keys_of(person: User, *, at: datetime) -> QuerySet[ApiKey]:
    """The keys of this person that work, newest first."""
    working = person.api_keys.filter(expires_at__gt=at, revoked_at=None)
    return working.order_by("-made_at", "-pk")


@prepared
def _api_keys_of(person: User) -> QuerySet[ApiKey]:
    return person.api_keys.order_by("made_at", "pk")


def api_keys_told(person: User) -> Asking[Fact]:
    """The keys that this person made for programs; never the keys themselves."""
    fields = ("name", "made_at", "expires_at", "last_used_at")
    for key in (yield from asked(_api_keys_of(person))):
        told = {name: getattr(key, name) for name in fields}
        yield told | {"scopes": ", ".join(key.scopes)}


def person_with_address(email: str) -> User | None:
    """Who has this address, if anyone."""
    return User.objects.filter(email__iexact=email, is_active=True).first()


def fictional_people() -> QuerySet[User]:
    """The people of the example: their addresses end where no mail ever arrives."""
    return User.objects.filter(email__endswith=".example", is_active=True).order_by("pk")


@prepared
def _account_of(person: User) -> "QuerySet[User, Any]":
    fields = ("name", "email", "language", "last_login", "is_staff", "is_active")
    found: QuerySet[User, Any] = User.objects.filter(pk=person.pk).values(*fields)
    return found


def account_told(person: User) -> Asking[Fact]:
    """What is kept of someone who can sign in."""
    for each in (yield from asked(_account_of(person))):
        yield dict(each)


@prepared
def _consents_of(person: User) -> QuerySet[Consent]:
    return person.consents.order_by("given_at", "pk")


def consents_told(person: User) -> Asking[Fact]:
    """To what this person agreed."""
    for consent in (yield from asked(_consents_of(person))):
        yield {
            "given_at": consent.given_at,
            "text": consent.get_text_display(),
            "version": consent.version,
        }


@prepared
def _authenticators_of(person: User) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=person)
    return found.order_by("created_at", "pk")


def passkeys_told(person: User) -> Asking[Fact]:
    """The passkeys of this person, and how they are called; codes themselves are not repeated."""
    for key in (yield from asked(_authenticators_of(person))):
        yield {
            "name": str(key.data.get("name") or key.get_type_display()),
            "created_at": key.created_at,
            "last_used_at": key.last_used_at,
        }


@prepared
def _sign_in_links_of(person: User) -> QuerySet[SignInLink]:
    return person.sign_in_links.order_by("made_at", "pk")


def sign_in_links_told(person: User) -> Asking[Fact]:
    """The links that were made for this person."""
    for link in (yield from asked(_sign_in_links_of(person))):
        yield {"made_at": link.made_at, "expires_at": link.expires_at, "used_at": link.used_at}


def sessions_of(person: User) -> list[str]:
    """The keys of the sessions in which this person signed in or was about to."""
    return [
        session.session_key
        for session in Session.objects.iterator()
        if _speaks_of(session.get_decoded(), person)
    ]


def visits_of(person: User, *, here: str | None, at: datetime) -> list[OpenVisit]:
    """Where this person is signed in, this device first and then the last seen."""
    visits = {each.session_key: each for each in person.visits.order_by("-began_at", "-pk")}
    going_on = Session.objects.filter(session_key__in=visits, expire_date__gt=at)
    found = [_as_open(visits[each.session_key], each, here) for each in going_on]
    return sorted(found, key=lambda visit: (visit.is_here, visit.seen_at, visit.pk), reverse=True)


@prepared
def _visits_of(person: User) -> QuerySet[Visit]:
    return person.visits.order_by("began_at", "pk")


def visits_told(person: User) -> Asking[Fact]:
    """Where this person signed in."""
    for visit in (yield from asked(_visits_of(person))):
        yield {"began_at": visit.began_at, "device": visit.device}


def has_second_step(person: User) -> bool:
    """Whether signing in takes this person a passkey or the code of an app."""
    return bool(Authenticator.objects.filter(user=person, type__in=SECOND_STEPS).exists())


def sign_in_provider(slug: str) -> SignInProvider | None:
    """The provider with this name in its address."""
    return SignInProvider.objects.filter(slug=slug).first()


def first_time(session: SessionBase, *, at: datetime) -> FirstTime | None:
    """Who came from a provider in this browser a short while ago and was not known yet."""
    kept: dict[str, Any] = session.get(FIRST_TIME) or {}
    if not kept or at - datetime.fromisoformat(kept["at"]) > FIRST_TIME_LASTS:
        return None
    return FirstTime(kept["slug"], kept["uid"], kept["email"], kept["acr"])


def linked_to(person: User) -> list[Linked]:
    """The organisations through which this person signs in, by name."""
    accounts = SocialAccount.objects.filter(user=person)
    slugs = [each.provider for each in accounts]
    names = dict(SignInProvider.objects.filter(slug__in=slugs).values_list("slug", "name"))
    found = [
        Linked(a.pk, names[a.provider], a.date_joined) for a in accounts if a.provider in names
    ]
    return sorted(found, key=lambda each: (each.name, each.pk))


@prepared
def _accounts_of(person: User) -> QuerySet[SocialAccount]:
    found: QuerySet[SocialAccount] = SocialAccount.objects.filter(user=person)
    return found.order_by("date_joined", "pk")


@prepared
def _providers_of(person: User) -> "QuerySet[SignInProvider, Any]":
    accounts = SocialAccount.objects.filter(user=person)
    known = SignInProvider.objects.filter(slug__in=accounts.values("provider"))
    return known.values_list("slug", "name")


def linked_told(person: User) -> Asking[Fact]:
    """The names by which organisations know this person, and how sure they were last."""
    names = dict((yield from asked(_providers_of(person))))
    for account in (yield from asked(_accounts_of(person))):
        yield {
            "since": account.date_joined,
            "organisation": names.get(account.provider, account.provider),
            "uid": account.uid,
            "assurance": str(account.extra_data.get("acr", "")),
        }


def never_came(*, since: datetime) -> QuerySet[User]:
    """Who signed up by themselves before this moment and never filled in the code."""
    return User.objects.filter(last_login=None, consents__given_at__lt=since)


def _speaks_of(kept: dict[str, object], person: User) -> bool:
    return kept.get("_auth_user_id") == str(person.pk) or person.email in json.dumps(kept)


def _as_open(visit: Visit, session: Session, here: str | None) -> OpenVisit:
    kept = session.get_decoded()
    seen_at = datetime.fromisoformat(kept.get(SEEN_AT, visit.began_at.isoformat()))
    return OpenVisit(visit.pk, visit.device, visit.began_at, seen_at, session.session_key == here)
