import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.people.queries import fingerprint
from samenspel.platform import agenda
from samenspel.platform.agenda import Entry
from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked

from .choices import DeliveryState, Rhythm
from .models import CalendarFeed, Delivery, Digest, Webhook

SALT = "samenspel.channels.webhook"
NO_DIGEST = "samenspel.channels.no_digest"
NO_DIGEST_LASTS = timedelta(days=400)  # a digest that is found back after a year still ends it
LOG_SHOWN = 100


def webhooks_of(party: Party) -> QuerySet[Webhook]:
    """The webhooks of a party with how many messages wait and were given up, oldest first."""
    return webhooks_of_parties(Party.objects.filter(pk=party.pk))


def webhooks_of_parties(parties: QuerySet[Party]) -> QuerySet[Webhook]:
    """The same of several parties at once."""
    waiting = Count("deliveries", Q(deliveries__state=DeliveryState.WAITING))
    given_up = Count("deliveries", Q(deliveries__state=DeliveryState.GIVEN_UP))
    among = parties.order_by().values("pk")
    found = Webhook.objects.filter(party__in=among).annotate(waiting=waiting, given_up=given_up)
    return found.order_by("made_at", "pk")


def listening(parties: frozenset[int], kind: str) -> list[Webhook]:
    """The webhooks that want to know of this kind of news about one of these parties."""
    enabled = Webhook.objects.filter(party__in=parties, is_enabled=True).order_by("pk")
    return [each for each in enabled if kind in each.kinds]


def log_of(webhook: Webhook) -> QuerySet[Delivery]:
    """The last messages to a webhook, newest first."""
    return deliveries_to(webhook)[:LOG_SHOWN]


def deliveries_to(webhook: Webhook) -> QuerySet[Delivery]:
    """Every message to a webhook that is kept, newest first."""
    return webhook.deliveries.select_related("webhook").order_by("-happened_at", "-pk")


def due(at: datetime) -> QuerySet[Delivery]:
    """What is to be sent at this moment, the oldest news first."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, due_at__lte=at)
    return waiting.filter(webhook__is_enabled=True).order_by("happened_at", "pk")


def next_due() -> datetime | None:
    """When the first message that waits is to be sent."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, webhook__is_enabled=True)
    first: datetime | None = waiting.aggregate(Min("due_at"))["due_at__min"]
    return first


def secret_of(nonce: str) -> str:
    """The secret with which messages are signed: made of a stored part and the key of this site.

    Who reads the database alone does not know it. Written as Standard Webhooks asks.
    """
    key = salted_hmac(SALT, nonce, algorithm="sha256").digest()
    return "whsec_" + base64.b64encode(key).decode()


def body_of(delivery: Delivery) -> bytes:
    """What a message says: what happened to what, and where to read on; nothing more."""
    says = {
        "type": delivery.kind,
        "timestamp": delivery.happened_at.astimezone(UTC).isoformat(timespec="seconds"),
        "data": {
            "party": delivery.webhook.party_id,
            "object": delivery.subject_label,
            "id": delivery.subject_id,
            "url": settings.SITE.rstrip("/") + delivery.path,
        },
    }
    return json.dumps(says, separators=(",", ":")).encode()


def headers_of(delivery: Delivery, body: bytes, *, at: datetime) -> dict[str, str]:
    """The identity, the moment and the signature, also with the secret of before a renewal."""
    webhook, stamp = delivery.webhook, str(int(at.timestamp()))
    nonces = [webhook.nonce]
    if webhook.previous_until and webhook.previous_until > at:
        nonces.append(webhook.previous_nonce)
    signed = f"{delivery.pk}.{stamp}.".encode() + body
    return {
        "Content-Type": "application/json",
        "User-Agent": "Samenspel-Webhooks",
        "webhook-id": str(delivery.pk),
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(_signature(nonce, signed) for nonce in nonces),
    }


def _signature(nonce: str, signed: bytes) -> str:
    key = base64.b64decode(secret_of(nonce).removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


@prepared
def _webhooks_made_by(person: User) -> QuerySet[Webhook]:
    return Webhook.objects.filter(made_by=person).select_related("party").order_by("made_at", "pk")


def webhooks_told(person: User) -> Asking[Fact]:
    """The webhooks this person made for a party; they stay with that party."""
    for each in (yield from asked(_webhooks_made_by(person))):
        yield {"made_at": each.made_at, "party": each.party.name, "address": each.address}


@dataclass(frozen=True, slots=True)
class Issue:
    """What one digest tells; it is true when there is something to tell."""

    digest: Digest
    since: datetime
    waiting: tuple[Entry, ...]
    changed: tuple[Entry, ...]

    def __bool__(self) -> bool:
        return bool(self.waiting or self.changed)


def digest_of(person: User) -> Digest | None:
    """How often someone gets a digest, if at all."""
    return Digest.objects.filter(person=person).first()


def digest_by(digest_id: int) -> Digest | None:
    """A digest with its reader, unless it was ended."""
    return Digest.objects.select_related("person").filter(pk=digest_id).first()


def digests_due(at: datetime) -> list[Digest]:
    """The digests that are to be sent now, in the order in which they were asked for."""
    chosen = Digest.objects.filter(person__is_active=True).order_by("pk")
    return [each for each in chosen.iterator() if is_due(each, at)]


def is_due(digest: Digest, at: datetime) -> bool:
    """Whether nothing was told yet on this day or, by the week, since Monday."""
    here = at.astimezone(timezone.get_current_timezone())
    begin = here.replace(hour=0, minute=0, second=0, microsecond=0)
    if digest.rhythm == Rhythm.WEEKLY:
        begin -= timedelta(days=here.weekday())
    return digest.told_until < begin


def issue_of(digest: Digest, *, at: datetime) -> Issue:
    """What waits for its reader, and what changed since the last time."""
    person, since = digest.person, digest.told_until
    return Issue(
        digest,
        since,
        tuple(agenda.waiting_for(person, at=at)),
        tuple(agenda.changed_for(person, since=since, until=at)),
    )


def no_digest_token(digest: Digest) -> str:
    """What ends one digest without signing in; it does nothing else."""
    return signing.dumps(digest.pk, salt=NO_DIGEST)


def is_no_digest_token(token: str) -> bool:
    """Whether `token` came from a digest of ours, ended meanwhile or not."""
    return _digest_id(token) is not None


def digest_ended_by(token: str) -> Digest | None:
    """The digest that `token` ends, if it is sent still."""
    found = _digest_id(token)
    return digest_by(found) if found is not None else None


def feed_of(person: User) -> CalendarFeed | None:
    """The address for the calendar of this person, if there is one."""
    return CalendarFeed.objects.filter(person=person).first()


def reader_of(token: str) -> User | None:
    """Whose days are read at the secret address with this token."""
    found = CalendarFeed.objects.select_related("person").filter(person__is_active=True)
    feed = found.filter(token_hash=fingerprint(token)).first()
    return feed.person if feed else None


@prepared
def _digests_of(person: User) -> QuerySet[Digest]:
    return Digest.objects.filter(person=person)


def digests_told(person: User) -> Asking[Fact]:
    """How often this person gets a digest, and until when it told."""
    for each in (yield from asked(_digests_of(person))):
        yield {"rhythm": each.get_rhythm_display(), "told_until": each.told_until}


@prepared
def _calendar_feeds_of(person: User) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(person=person)


def feeds_told(person: User) -> Asking[Fact]:
    """Since when a calendar can read the days of this person."""
    for each in (yield from asked(_calendar_feeds_of(person))):
        yield {"made_at": each.made_at}


def _digest_id(token: str) -> int | None:
    try:
        found: int = signing.loads(token, salt=NO_DIGEST, max_age=NO_DIGEST_LASTS)
    except signing.BadSignature:
        return None
    return found
