import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet
from django.utils.crypto import salted_hmac

from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.platform.personal import Value

from .choices import DeliveryState
from .models import Delivery, Webhook

SALT = "samenspel.channels.webhook"
LOG_SHOWN = 100


def webhooks_of(party: Party) -> QuerySet[Webhook]:
    """The webhooks of a party with how many messages wait and were given up, oldest first."""
    waiting = Count("deliveries", Q(deliveries__state=DeliveryState.WAITING))
    given_up = Count("deliveries", Q(deliveries__state=DeliveryState.GIVEN_UP))
    found = Webhook.objects.filter(party=party).annotate(waiting=waiting, given_up=given_up)
    return found.order_by("made_at", "pk")


def listening(parties: frozenset[int], kind: str) -> list[Webhook]:
    """The webhooks that want to know of this kind of news about one of these parties."""
    enabled = Webhook.objects.filter(party__in=parties, is_enabled=True).order_by("pk")
    return [each for each in enabled if kind in each.kinds]


def log_of(webhook: Webhook) -> QuerySet[Delivery]:
    """The last messages to a webhook, newest first."""
    return webhook.deliveries.order_by("-happened_at", "-pk")[:LOG_SHOWN]


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


def webhooks_told(person: User) -> Iterator[dict[str, Value]]:
    """The webhooks this person made for a party; they stay with that party."""
    made = Webhook.objects.filter(made_by=person).select_related("party").order_by("made_at", "pk")
    for each in made:
        yield {"made_at": each.made_at, "party": each.party.name, "address": each.address}
