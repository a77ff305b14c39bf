from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.collaborations import queries as collaborations
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.events import in_words

from . import actions, queries, tasks
from .forms import WebhookForm
from .models import Webhook


@require_http_methods(["GET", "POST"])
def webhooks(request: MemberRequest, party_id: int) -> HttpResponse:
    ours = get_object_or_404(collaborations.managed_by(request.user), pk=party_id)
    form = WebhookForm(request.POST or None)
    if form.is_valid():
        given, at = form.cleaned_data, timezone.now()
        try:
            made, secret = actions.add_webhook(
                party=ours, address=given["address"], kinds=given["kinds"], by=request.user, at=at
            )
            return _shown_once(request, made, secret)
        except DomainError as refusal:
            form.add_error("address", str(refusal))
    context = {"party": ours, "webhooks": queries.webhooks_of(ours), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "channels/webhooks.html", context, status=status)


@require_http_methods(["GET", "POST"])
def webhook(request: MemberRequest, party_id: int, webhook_id: int) -> HttpResponse:
    ours = get_object_or_404(collaborations.managed_by(request.user), pk=party_id)
    found = get_object_or_404(queries.webhooks_of(ours), pk=webhook_id)
    if request.method == "POST":
        return _changed(request, found)
    kinds = [in_words(kind) for kind in found.kinds]
    context = {"party": ours, "webhook": found, "log": queries.log_of(found), "kinds": kinds}
    return render(request, "channels/webhook.html", context)


@require_POST
def send_again(
    request: MemberRequest, party_id: int, webhook_id: int, delivery_id: UUID
) -> HttpResponse:
    ours = get_object_or_404(collaborations.managed_by(request.user), pk=party_id)
    found = get_object_or_404(queries.webhooks_of(ours), pk=webhook_id)
    delivery = get_object_or_404(found.deliveries.select_related("webhook"), pk=delivery_id)
    try:
        actions.send_again(
            delivery=delivery, task=tasks.send_news, by=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("channels:webhook", ours.pk, found.pk)


def _changed(request: MemberRequest, found: Webhook) -> HttpResponse:
    by, at, what = request.user, timezone.now(), request.POST.get("do", "")
    if what == "renew":
        secret = actions.renew_secret(webhook=found, by=by, at=at)
        return _shown_once(request, found, secret)
    if what == "remove":
        actions.remove(webhook=found, by=by, at=at)
        return redirect("channels:webhooks", found.party_id)
    try:
        if what == "enable":
            actions.enable(webhook=found, task=tasks.send_news, by=by, at=at)
        elif what == "disable":
            actions.disable(webhook=found, by=by, at=at)
        elif what == "ping":
            actions.ping(webhook=found, task=tasks.send_news, by=by, at=at)
            messages.success(request, _("A test is on its way. Look again in a moment."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("channels:webhook", found.party_id, found.pk)


def _shown_once(request: MemberRequest, found: Webhook, secret: str) -> HttpResponse:
    context = {"webhook": found, "secret": secret}
    return render(request, "channels/secret.html", context)
