from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.people.http import MemberRequest
from samenspel.platform import agenda
from samenspel.platform.calendars import CalendarItem, calendar_file
from samenspel.platform.errors import DomainError
from samenspel.platform.events import in_words
from samenspel.platform.pressed import pressed_once

from . import actions, queries, tasks
from .choices import Rhythm
from .forms import DigestForm, WebhookForm
from .models import Webhook


@require_http_methods(["GET", "POST"])
@pressed_once
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
@pressed_once
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


@require_http_methods(["GET", "POST"])
@pressed_once
def informed(request: MemberRequest) -> HttpResponse:
    known = queries.digest_of(request.user)
    form = DigestForm(request.POST or None, initial={"rhythm": known.rhythm if known else ""})
    if form.is_valid():
        chosen = form.cleaned_data["rhythm"]
        rhythm = Rhythm(chosen) if chosen else None
        actions.choose_digest(rhythm=rhythm, by=request.user, at=timezone.now())
        messages.success(request, _("Kept."))
        return redirect("channels:informed")
    context = {"form": form, "feed": queries.feed_of(request.user)}
    return render(request, "channels/informed.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def feed(request: MemberRequest) -> HttpResponse:
    if request.method == "GET":
        return redirect("channels:informed")  # the address is shown once, in the answer to a press
    if request.POST.get("do") == "end":
        actions.end_feed(by=request.user, at=timezone.now())
        messages.success(request, _("The address does not work any more."))
        return redirect("channels:informed")
    token = actions.make_feed(by=request.user, at=timezone.now())
    address = request.build_absolute_uri(reverse("channels:calendar", args=[token]))
    return render(request, "channels/feed.html", {"address": address})


@login_not_required
@cache_control(private=True, no_store=True)
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    reader, host, at = queries.reader_of(token), request.get_host(), timezone.now()
    if reader is None:
        raise Http404
    with translation.override(reader.language):
        items = [
            CalendarItem(
                f"{each.key}@{host}", each.title, each.on,
                request.build_absolute_uri(each.path), each.text,
            )
            for each in agenda.days_of(reader, at=at)
        ]  # fmt: skip
    return HttpResponse(calendar_file(items, at=at), content_type="text/calendar; charset=utf-8")


@csrf_exempt  # mail programs press this button too (RFC 8058); the token in the address is the key
@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def no_digest(request: HttpRequest, token: str) -> HttpResponse:
    found = queries.digest_ended_by(token)
    if request.method == "POST" and found:
        actions.end_digest(digest=found, by=found.person, at=timezone.now())
        found = None
    is_known = queries.is_no_digest_token(token)
    context = {"is_known": is_known, "is_sent": found is not None}
    return render(request, "channels/no_digest.html", context, status=200 if is_known else 404)


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
