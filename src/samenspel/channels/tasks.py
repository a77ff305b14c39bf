import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from samenspel.platform import audit, letters, outbound
from samenspel.platform.choices import Origin, OutboundFault
from samenspel.platform.events import Event

from . import actions, queries
from .actions import Tried
from .models import Delivery
from .queries import Issue

LEASE = timedelta(minutes=3)
AT_ONCE = 200
HANDS = 16  # computers that we speak to at the same time
AWAY = (OutboundFault.CONNECTION, OutboundFault.TIMEOUT, OutboundFault.NAME, OutboundFault.TLS)


def put_in_line(event: Event) -> None:
    """Write down who is to be told, inside the transaction of what happened."""
    wanted = queries.listening(event.parties, event.kind)
    Delivery.objects.bulk_create(
        Delivery(
            webhook=each, kind=event.kind, subject_label=event.subject_label,
            subject_id=event.subject_id, path=event.path, happened_at=event.at, due_at=event.at,
        )
        for each in wanted
    )  # fmt: skip
    if wanted:
        send_news.enqueue()


@transaction.atomic
def claim(at: datetime) -> list[Delivery]:
    """Take what is due; who dies with it lets go after three minutes, and it is sent again."""
    free = queries.due(at).select_for_update(skip_locked=True, of=("self",))
    keys = list(free.values_list("pk", flat=True)[:AT_ONCE])
    Delivery.objects.filter(pk__in=keys).update(due_at=at + LEASE, attempts=F("attempts") + 1)
    taken = Delivery.objects.filter(pk__in=keys).select_related("webhook")
    return list(taken.order_by("happened_at", "pk"))


@task()
def send_news() -> None:
    """Send what is due, and come back for what has to wait."""
    with audit.acting_from(Origin.JOB):
        while taken := claim(timezone.now()):
            by_webhook = defaultdict(list)
            for each in taken:
                by_webhook[each.webhook_id].append(each)
            with ThreadPoolExecutor(HANDS) as hands:
                told = [each for some in hands.map(_sent, by_webhook.values()) for each in some]
            actions.note(outcomes=told, by=None, at=timezone.now())
    _come_back()


def _sent(deliveries: Iterable[Delivery]) -> list[Tried]:
    """One computer gets its messages in order; when it is away we do not knock for each of them."""
    told: list[Tried] = []
    for each in deliveries:
        is_away = bool(told) and told[-1].fault in AWAY
        told.append(_skipped(each, told[-1]) if is_away else _one(each))
    return told


def _skipped(delivery: Delivery, before: Tried) -> Tried:
    return Tried(delivery, timezone.now(), fault=before.fault, was_sent=False)


def _one(delivery: Delivery) -> Tried:
    """No database here: this runs beside others."""
    at, began = timezone.now(), time.monotonic()
    body = queries.body_of(delivery)
    headers = queries.headers_of(delivery, body, at=at)
    status, fault = None, None
    try:
        status = outbound.send(delivery.webhook.address, body=body, headers=headers)
    except outbound.Refused as refusal:
        status, fault = refusal.status, refusal.fault
    passed = int(1000 * (time.monotonic() - began))
    return Tried(delivery, at, milliseconds=passed, status=status, fault=fault)


def _come_back() -> None:
    first = queries.next_due()
    if first is None:
        return
    in_line = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY,
        task_path=send_news.module_path,
        run_after__gt=timezone.now(),
        run_after__lte=first,
    )
    if not in_line.exists():
        send_news.using(run_after=first).enqueue()


@task()
def send_digests() -> None:
    """Put the digests that are due in line, each apart: one that fails keeps back no other."""
    for digest in queries.digests_due(timezone.now()):
        letters.put_in_line(mail=send_digest, about=digest, given=[digest.pk])


@task()
def send_digest(letter_id: str) -> None:
    """Send one digest, once, in the language of its reader; an empty one is not sent."""
    letters.send(letter_id, _digest)


def _digest(digest_id: int) -> EmailMultiAlternatives | None:
    digest = queries.digest_by(digest_id)
    if digest is None:
        return None
    with translation.override(digest.person.language):
        issue = actions.begin_digest(digest_id=digest_id, by=None, at=timezone.now())
        return _letter(issue) if issue else None


def _letter(issue: Issue) -> EmailMultiAlternatives:
    """A digest as text and as HTML; one press in the mail program of its reader ends it."""
    home, person = settings.SITE.rstrip("/"), issue.digest.person
    token = queries.no_digest_token(issue.digest)
    refuse = home + reverse("channels:no_digest", args=[token])
    subject = _("What waits for you, and what changed")
    context = {
        "language": translation.get_language(),
        "subject": subject,
        "person": person,
        "issue": issue,
        "home": home,
        "settings": home + reverse("channels:informed"),
        "refuse": refuse,
    }
    letter = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string("channels/mail/digest.txt", context),
        to=[person.email],
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{refuse}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    html = render_to_string("channels/mail/digest.html", context)
    letter.attach_alternative(html, "text/html")
    return letter
