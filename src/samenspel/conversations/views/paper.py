from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.conversations import actions, queries
from samenspel.conversations.choices import Choice
from samenspel.conversations.forms import CodesForm, PaperForm
from samenspel.conversations.models import Conversation
from samenspel.conversations.tasks import make_map
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.markup import qr_of
from samenspel.platform.pressed import pressed_once

from .finding import find


@require_http_methods(["GET", "POST"])
@pressed_once
def paper(request: MemberRequest, slug: str, conversation_id: int) -> HttpResponse:
    found, kept = find(request, slug, conversation_id), None
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.read_paper(
                conversation=found,
                ticked=form.cleaned_data["ticked"],
                make_map=make_map,
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error("ticked", str(refusal))
    context = {
        "conversation": found,
        "takes_part": queries.takes_part(found, timezone.now()),
        "form": form if kept is None else PaperForm(),
        "codes_form": CodesForm(),
        "kept": kept,
        "read": len(form.cleaned_data["ticked"]) if kept is not None else 0,
    }
    return render(request, "conversations/paper.html", context)


@require_POST
@pressed_once
def sheets(request: MemberRequest, slug: str, conversation_id: int) -> HttpResponse:
    found = find(request, slug, conversation_id)
    form, refusal = CodesForm(request.POST), None
    codes: list[str] = []
    if form.is_valid():
        try:
            codes = actions.make_codes(
                conversation=found, count=form.cleaned_data["count"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except DomainError as fault:
            refusal = fault
    context = {
        "conversation": found,
        "form": form,
        "refusal": refusal,
        "sheets": [(code, qr_of(_address(request, found, code))) for code in codes],
        "statements": queries.shown_statements(found),
        "choices": Choice,
    }
    status = 200 if codes else 409
    return render(request, "conversations/sheets.html", context, status=status)


def _address(request: MemberRequest, found: Conversation, code: str) -> str:
    path = reverse("conversations:begin_by_code", args=[found.pk, code])
    return request.build_absolute_uri(path)
