import csv
import io
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party, Representation
from samenspel.people.models import User
from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked
from samenspel_report.spreadsheet import harmless

from .models import Breach, PrivacyRequest, RightsReview, months_after

MONTHS_OF_PARTY, MONTHS_OF_ALL = 12, 3  # BIO2 5.18.02: yearly; 8.02.01: privileged, quarterly


@dataclass(frozen=True, slots=True)
class Processing:
    """One thing that is done with personal data, as AVG article 30 wants it described."""

    code: str
    name: str
    purpose: str
    basis: str
    persons: str
    held: str
    recipients: str
    transfers: str
    terms: str
    measures: str
    is_special: bool


@dataclass(frozen=True, slots=True)
class Rights:
    """Someone who can sign in, what they may do, and how they sign in."""

    person: User
    roles: tuple[tuple[str, str], ...]
    second_factor: str

    @property
    def says(self) -> str:
        """For which party in which role, in one line."""
        return "; ".join(f"{party}: {role}" for party, role in self.roles)


def processing_record(language: str) -> list[Processing]:
    """What is done with personal data here, from docs/data-policy.toml, in `language`."""
    policy: dict[str, Any] = tomllib.loads((settings.DOCS / "data-policy.toml").read_text("utf-8"))
    measures: str = policy["processing_measures"][language]
    return [
        Processing(
            code=code,
            **{each: entry[f"{each}_{language}"] for each in _SAID},
            measures=measures,
            is_special=entry.get("special", False),
        )
        for code, entry in policy["processing"].items()
    ]


_SAID = ("name", "purpose", "basis", "persons", "held", "recipients", "transfers", "terms")


def privacy_requests() -> QuerySet[PrivacyRequest]:
    """Requests about personal data: the open ones first, the oldest of them on top."""
    return PrivacyRequest.objects.order_by(
        F("answered_at").desc(nulls_first=True), "received_on", "pk"
    )


def breaches() -> QuerySet[Breach]:
    """What went wrong with personal data, newest first."""
    return Breach.objects.order_by("-noticed_at", "-pk")


def rights_of_all() -> list[Rights]:
    """Everyone who can sign in, administrators first, with all their roles."""
    everyone = User.objects.filter(is_active=True).order_by("-is_staff", "name", "pk")
    return _rights(everyone, Representation.objects.all())


def rights_in(party: Party) -> list[Rights]:
    """Who speaks for this party, with the role they have in it and nothing of other parties."""
    people = User.objects.filter(representations__party=party).order_by("name", "pk")
    return _rights(people, Representation.objects.filter(party=party))


def last_review(party: Party | None) -> RightsReview | None:
    """When someone last went through who may what, here."""
    found = RightsReview.objects.filter(party=party).select_related("reviewed_by")
    return found.order_by("-reviewed_at", "-pk").first()


def next_review_on(party: Party | None) -> date | None:
    """By when it is time again: a party yearly, the installation each quarter."""
    last = last_review(party)
    months = MONTHS_OF_PARTY if party else MONTHS_OF_ALL
    return months_after(last.reviewed_at.date(), months) if last else None


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV for a spreadsheet; a cell that it would calculate stays text."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + file.getvalue()


@prepared
def _requests_from(email: str) -> QuerySet[PrivacyRequest]:
    return PrivacyRequest.objects.filter(contact__iexact=email).order_by("received_on", "pk")


def requests_told(person: User) -> Asking[Fact]:
    """The requests that were noted under the address of this person."""
    for each in (yield from asked(_requests_from(person.email))):
        yield {
            "received_on": each.received_on.isoformat(),
            "kind": each.get_kind_display(),
            "answer": each.get_answer_display() if each.answer else "",
        }


@prepared
def _rights_reviews_by(person: User) -> QuerySet[RightsReview]:
    return RightsReview.objects.filter(reviewed_by=person).order_by("reviewed_at", "pk")


def reviews_told(person: User) -> Asking[Fact]:
    """When this person went through who may what."""
    for each in (yield from asked(_rights_reviews_by(person))):
        yield {"at": each.reviewed_at, "people": each.people}


@prepared
def _breaches_noted_by(person: User) -> QuerySet[Breach]:
    return Breach.objects.filter(noted_by=person).order_by("noted_at", "pk")


@prepared
def _privacy_requests_noted_by(person: User) -> QuerySet[PrivacyRequest]:
    return PrivacyRequest.objects.filter(noted_by=person).order_by("received_on", "pk")


def noted_told(person: User) -> Asking[Fact]:
    """Requests and breaches that this person wrote down for others."""
    for breach in (yield from asked(_breaches_noted_by(person))):
        yield {"at": breach.noted_at, "what": breach.what}
    for each in (yield from asked(_privacy_requests_noted_by(person))):
        yield {"at": each.received_on.isoformat(), "what": each.get_kind_display()}


def _rights(people: QuerySet[User], given: QuerySet[Representation]) -> list[Rights]:
    roles: dict[int, list[tuple[str, str]]] = defaultdict(list)
    spoken = given.filter(person__in=people).select_related("party").order_by("party__name", "pk")
    for each in spoken:
        roles[each.person_id].append((each.party.name, str(each.get_role_display())))
    kinds: dict[int, set[str]] = defaultdict(set)
    for key in Authenticator.objects.filter(user__in=people).exclude(type="recovery_codes"):
        kinds[key.user_id].add(str(key.get_type_display()))
    return [
        Rights(each, tuple(roles[each.pk]), ", ".join(sorted(kinds[each.pk])) or _("none"))
        for each in people
    ]
