import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django_tasks.base import Task

from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.people.queries import fingerprint
from samenspel.platform import audit, outbound
from samenspel.platform.choices import OutboundFault
from samenspel.platform.errors import DomainError

from . import queries
from .choices import DeliveryState, Rhythm, Trial
from .models import CalendarFeed, Delivery, Digest, Webhook

OVERLAP = timedelta(days=1)
MOST = 20
PAUSES = tuple(timedelta(seconds=each) for each in (10, 60, 300, 1800, 7200, 18_000, 36_000))
GONE = 410


class AddressRefused(DomainError):
    """A webhook was asked for at an address where none may be."""


class AlreadyConnected(DomainError):
    """A party asked for a second webhook at one address, or for too many."""


class Disabled(DomainError):
    """Something was to be sent to a webhook that is switched off."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of sending one message; `was_sent` is false when we did not try it at all."""

    delivery: Delivery
    at: datetime
    milliseconds: int = 0
    status: int | None = None
    fault: OutboundFault | None = None
    was_sent: bool = True


@transaction.atomic
def add_webhook(
    *, party: Party, address: str, kinds: list[str], by: User, at: datetime
) -> tuple[Webhook, str]:
    """Send word of these kinds to an address; gives the secret, which is shown this once."""
    fault = outbound.fault_in(address)
    if fault is not None:
        raise AddressRefused(str(fault.label))
    Party.objects.select_for_update().get(pk=party.pk)
    if party.webhooks.count() >= MOST:
        raise AlreadyConnected(_("A party has at most %(most)s connections.") % {"most": MOST})
    nonce = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            made = Webhook.objects.create(
                party=party, address=address, kinds=kinds, nonce=nonce, made_by=by, made_at=at
            )
    except IntegrityError as error:
        raise AlreadyConnected(_("There is a connection with this address already.")) from error
    audit.record("channels.webhook_added", subject=made, by=by, at=at)
    return made, queries.secret_of(nonce)


@transaction.atomic
def renew_secret(*, webhook: Webhook, by: User, at: datetime) -> str:
    """A new secret; the one that was in use goes on working for a day, so that nothing is lost."""
    locked = Webhook.objects.select_for_update().get(pk=webhook.pk)
    if not locked.previous_until or locked.previous_until <= at:
        locked.previous_nonce, locked.previous_until = locked.nonce, at + OVERLAP
    locked.nonce = secrets.token_urlsafe(32)
    locked.save(update_fields=["nonce", "previous_nonce", "previous_until"])
    audit.record("channels.webhook_secret_renewed", subject=locked, by=by, at=at)
    return queries.secret_of(locked.nonce)


@transaction.atomic
def enable(*, webhook: Webhook, task: "Task[[], None]", by: User, at: datetime) -> None:
    """Let news go there again, also what waited meanwhile."""
    Webhook.objects.filter(pk=webhook.pk).update(is_enabled=True)
    audit.record("channels.webhook_enabled", subject=webhook, by=by, at=at)
    task.enqueue()


@transaction.atomic
def disable(*, webhook: Webhook, by: User | None, at: datetime) -> None:
    """Send nothing there until someone says so."""
    Webhook.objects.filter(pk=webhook.pk).update(is_enabled=False)
    audit.record("channels.webhook_disabled", subject=webhook, by=by, at=at)


@transaction.atomic
def remove(*, webhook: Webhook, by: User, at: datetime) -> None:
    """Take a webhook away, with its log."""
    audit.record("channels.webhook_removed", subject=webhook.party, by=by, at=at)
    webhook.delete()


@transaction.atomic
def ping(*, webhook: Webhook, task: "Task[[], None]", by: User, at: datetime) -> Delivery:
    """Send news about nothing, to see whether it arrives."""
    _must_be_enabled(webhook)
    made: Delivery = webhook.deliveries.create(
        kind=Trial.PING, subject_label="channels.Webhook", subject_id=str(webhook.pk),
        path="/", happened_at=at, due_at=at,
    )  # fmt: skip
    audit.record("channels.webhook_tried", subject=webhook, by=by, at=at)
    task.enqueue()
    return made


@transaction.atomic
def send_again(*, delivery: Delivery, task: "Task[[], None]", by: User, at: datetime) -> None:
    """Try a message that was given up once more from the start, under the same identity."""
    _must_be_enabled(delivery.webhook)
    given_up = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.GIVEN_UP)
    if given_up.update(state=DeliveryState.WAITING, attempts=0, due_at=at):
        audit.record("channels.news_sent_again", subject=delivery, by=by, at=at)
        task.enqueue()


@transaction.atomic
def note(*, outcomes: Iterable[Tried], by: User | None, at: datetime) -> None:
    """Write down what arrived, what is tried again later, and what is given up."""
    told = list(outcomes)
    for each in told:
        _put_down(each)
    Delivery.objects.bulk_update(
        [each.delivery for each in told],
        ["state", "attempts", "due_at", "tried_at", "status", "fault", "milliseconds"],
    )
    gone = {each.delivery.webhook_id: each.delivery.webhook for each in told if each.status == GONE}
    for webhook in gone.values():
        disable(webhook=webhook, by=by, at=at)
    for webhook in {each.delivery.webhook_id: each.delivery.webhook for each in told}.values():
        audit.record("channels.news_sent", subject=webhook, by=by, at=at)


@transaction.atomic
def choose_digest(*, rhythm: Rhythm | None, by: User, at: datetime) -> None:
    """Send someone a digest this often, or not at all; it begins with what changes from now on."""
    known = Digest.objects.select_for_update().filter(person=by).first()
    if rhythm is None:
        if known is not None:
            end_digest(digest=known, by=by, at=at)
        return
    if known is None:
        known = Digest(person=by, told_until=at)
    known.rhythm = rhythm
    known.save()
    audit.record("channels.digest_chosen", subject=known, by=by, at=at)


@transaction.atomic
def end_digest(*, digest: Digest, by: User, at: datetime) -> None:
    """Send no digest any more."""
    audit.record("channels.digest_ended", subject=digest, by=by, at=at)
    digest.delete()


@transaction.atomic
def begin_digest(*, digest_id: int, by: None, at: datetime) -> "queries.Issue | None":
    """Claim the digest that is due; `None` when there is nothing to tell, or someone was first.

    It is never sent twice: what a process that died had begun is part of no later digest.
    """
    digest = Digest.objects.select_for_update(of=("self",)).select_related("person")
    found = digest.filter(pk=digest_id, person__is_active=True).first()
    if found is None or not queries.is_due(found, at):
        return None
    issue = queries.issue_of(found, at=at)
    Digest.objects.filter(pk=found.pk).update(told_until=at)
    if not issue:
        return None
    audit.record("channels.digest_begun", subject=found, by=by, at=at)
    return issue


@transaction.atomic
def make_feed(*, by: User, at: datetime) -> str:
    """A secret address for the calendar of this person, shown once; an earlier one stops."""
    token = secrets.token_urlsafe(24)
    made, _is_new = CalendarFeed.objects.update_or_create(
        person=by, defaults={"token_hash": fingerprint(token), "made_at": at}
    )
    audit.record("channels.feed_made", subject=made, by=by, at=at)
    return token


@transaction.atomic
def end_feed(*, by: User, at: datetime) -> None:
    """Let no calendar read the days of this person any more."""
    feed = CalendarFeed.objects.filter(person=by).first()
    if feed is not None:
        audit.record("channels.feed_ended", subject=feed, by=by, at=at)
        feed.delete()


def _put_down(tried: Tried) -> None:
    delivery = tried.delivery
    if not tried.was_sent:  # the message before it found nobody at home
        delivery.attempts -= 1
        delivery.due_at = tried.at + PAUSES[0]
        return
    delivery.tried_at, delivery.milliseconds = tried.at, tried.milliseconds
    delivery.status, delivery.fault = tried.status, tried.fault or ""
    if tried.fault is None:
        delivery.state = DeliveryState.DELIVERED
    elif delivery.attempts > len(PAUSES):
        delivery.state = DeliveryState.GIVEN_UP
    else:
        delivery.due_at = tried.at + PAUSES[delivery.attempts - 1]


def _must_be_enabled(webhook: Webhook) -> None:
    if not webhook.is_enabled:
        raise Disabled(_("This connection is switched off. Switch it on first."))
