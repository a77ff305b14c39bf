"""Where news of a party goes, and what became of it, for programs of who manages that party."""

from typing import Annotated
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.channels import actions, queries, tasks
from samenspel.channels.choices import DeliveryState
from samenspel.channels.models import Delivery, Webhook
from samenspel.collaborations import queries as collaborations
from samenspel.people.http import MemberRequest
from samenspel.platform import events
from samenspel.platform.asking import Asked, In, InPath, Key, Moment, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.choices import OutboundFault
from samenspel.platform.once import once, refuse

router = new_router(_("webhooks"))
ONE = "/webhooks/{webhook_id}"
Kinds = Annotated[list[Annotated[Text, Field(max_length=80)]], Field(min_length=1, max_length=50)]


class WebhookOut(Out):
    """Where news of a party goes: about what, and how many messages wait or were given up."""

    id: int
    party: int
    address: str
    kinds: list[str]
    is_enabled: bool
    waiting: int
    given_up: int
    made_at: Moment


class WebhookPage(Page[WebhookOut]):
    """Webhooks, the oldest first."""


class SecretOut(Out):
    """A webhook with the secret that signs its messages; it can be read this once."""

    webhook: int
    secret: str


class DeliveryOut(Out):
    """One message: whether it arrived; what it said is not kept."""

    id: UUID
    kind: str
    happened_at: Moment
    state: DeliveryState
    attempts: int
    due_at: Moment
    tried_at: Moment | None
    status: int | None
    fault: OutboundFault | None
    milliseconds: int | None


class DeliveryPage(Page[DeliveryOut]):
    """Messages, newest first."""


class KindOut(Out):
    """A kind of news, in the language of the request."""

    code: str
    name: str


class KindsOut(Out):
    """Everything that can be told."""

    items: list[KindOut]


class WebhooksAsked(Asked):
    """Of which party."""

    party: Key | None = None


class DeliveriesAsked(Asked):
    """Which messages."""

    state: DeliveryState | None = None


class WebhookIn(In):
    """Where news of a party that you manage goes, and about what."""

    party: Key
    address: Annotated[Text, Field(min_length=1, max_length=500)]
    kinds: Kinds


class WebhookChange(In):
    """Whether news goes there."""

    is_enabled: bool


@router.get("/news-kinds", response=KindsOut, summary=_("Kinds of news"),
            operation_id="listNewsKinds")  # fmt: skip
def news_kinds(request: MemberRequest) -> KindsOut:  # noqa: ARG001 the same for everyone
    """About what a webhook can be told."""
    told = events.kinds().items()
    return KindsOut(items=[KindOut(code=code, name=str(name)) for code, name in told])


@router.get("/webhooks", response=WebhookPage, summary=_("Webhooks"), operation_id="listWebhooks")
def webhooks(request: MemberRequest, asked: Query[WebhooksAsked]) -> WebhookPage:
    """Where news of the parties that you manage goes."""
    return page_of(WebhookPage, _managed(request), asked, request, _shown)


@router.post("/webhooks", response={201: SecretOut}, summary=_("Connect another program"),
             operation_id="createWebhook")  # fmt: skip
@once(201, at="/webhooks/{webhook}")
def create_webhook(request: MemberRequest, given: WebhookIn) -> SecretOut:
    """Send news of a party that you manage to an address; gives the secret that signs it."""
    party = collaborations.managed_by(request.user).filter(pk=given.party).first()
    if party is None:
        raise refuse("body.party", _now("You do not manage a party with this number here."))
    kinds = list(dict.fromkeys(given.kinds))
    if unknown := [kind for kind in kinds if kind not in events.kinds()]:
        place = given.kinds.index(unknown[0])
        raise refuse(f"body.kinds.{place}", _now("There is no such kind of news."))
    try:
        made, secret = actions.add_webhook(
            party=party, address=given.address, kinds=kinds, by=request.user, at=timezone.now()
        )
    except actions.AddressRefused as refusal:
        raise refuse("body.address", str(refusal)) from refusal
    return SecretOut(webhook=made.pk, secret=secret)


@router.get(ONE, response=WebhookOut, summary=_("Webhook"), operation_id="getWebhook")
def webhook(request: MemberRequest, webhook_id: InPath) -> WebhookOut:
    """One webhook; its secret cannot be read back."""
    return _shown(_found(request, webhook_id))


@router.patch(ONE, response=WebhookOut, summary=_("Switch a webhook on or off"),
              operation_id="changeWebhook")  # fmt: skip
@once(200)
def change_webhook(request: MemberRequest, webhook_id: InPath, given: WebhookChange) -> WebhookOut:
    """Let news go there, also what waited meanwhile; or send nothing until someone says so."""
    found, by, at = _found(request, webhook_id), request.user, timezone.now()
    if given.is_enabled:
        actions.enable(webhook=found, task=tasks.send_news, by=by, at=at)
    else:
        actions.disable(webhook=found, by=by, at=at)
    return _shown(_found(request, webhook_id))


@router.delete(ONE, response={204: None}, summary=_("Take a webhook away"),
               operation_id="deleteWebhook")  # fmt: skip
@once(204)
def delete_webhook(request: MemberRequest, webhook_id: InPath) -> None:
    """Take a webhook away, with its log."""
    actions.remove(webhook=_found(request, webhook_id), by=request.user, at=timezone.now())


@router.post(f"{ONE}/_renew", response=SecretOut, summary=_("Renew the secret of a webhook"),
             operation_id="renewSecret")  # fmt: skip
@once(200)
def renew_secret(request: MemberRequest, webhook_id: InPath) -> SecretOut:
    """A new secret; the earlier one goes on signing too for a day."""
    found = _found(request, webhook_id)
    secret = actions.renew_secret(webhook=found, by=request.user, at=timezone.now())
    return SecretOut(webhook=found.pk, secret=secret)


@router.post(f"{ONE}/_ping", response=DeliveryOut, summary=_("Send a test to a webhook"),
             operation_id="pingWebhook")  # fmt: skip
@once(200)
def ping(request: MemberRequest, webhook_id: InPath) -> DeliveryOut:
    """Send news about nothing, to see whether it arrives."""
    found = _found(request, webhook_id)
    made = actions.ping(webhook=found, task=tasks.send_news, by=request.user, at=timezone.now())
    return _delivery(made)


@router.get(f"{ONE}/deliveries", response=DeliveryPage, summary=_("Messages to a webhook"),
            operation_id="listDeliveries")  # fmt: skip
def deliveries(
    request: MemberRequest, webhook_id: InPath, asked: Query[DeliveriesAsked]
) -> DeliveryPage:
    """What was sent or waits, and what came of it."""
    found = queries.deliveries_to(_found(request, webhook_id))
    return page_of(DeliveryPage, found, asked, request, _delivery)


@router.post(f"{ONE}/deliveries/{{delivery_id}}/_resend", response=DeliveryOut,
             summary=_("Send a message again"), operation_id="resendDelivery")  # fmt: skip
@once(200)
def resend(request: MemberRequest, webhook_id: InPath, delivery_id: UUID) -> DeliveryOut:
    """Try a message that was given up once more from the start, under the same identity."""
    found = queries.deliveries_to(_found(request, webhook_id))
    delivery = get_object_or_404(found, pk=delivery_id)
    actions.send_again(delivery=delivery, task=tasks.send_news, by=request.user, at=timezone.now())
    return _delivery(found.get(pk=delivery_id))


def _managed(request: MemberRequest) -> QuerySet[Webhook]:
    return queries.webhooks_of_parties(collaborations.managed_by(request.user))


def _found(request: MemberRequest, webhook_id: int) -> Webhook:
    return get_object_or_404(_managed(request), pk=webhook_id)


def _shown(found: Webhook) -> WebhookOut:
    counts = {name: getattr(found, name) for name in ("waiting", "given_up")}
    same = ("address", "kinds", "is_enabled", "made_at")
    return WebhookOut(
        id=found.pk,
        party=found.party_id,
        **counts,
        **{name: getattr(found, name) for name in same},
    )


def _delivery(found: Delivery) -> DeliveryOut:
    same = ("kind", "happened_at", "state", "attempts", "due_at", "tried_at", "status",
            "milliseconds")  # fmt: skip
    return DeliveryOut(
        id=found.pk,
        fault=OutboundFault(found.fault) if found.fault else None,
        **{name: getattr(found, name) for name in same},
    )
