from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.choices import StatementState
from samenspel.conversations.forms import AppealForm, SecondLookForm, TranslationForm
from samenspel.conversations.tasks import make_map
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from .finding import find
from .knowing import not_open, participant_in


@login_not_required
@cache_control(private=True, no_store=True)
@require_safe
def moderation_log(request: HttpRequest, conversation_id: int) -> HttpResponse:
    participant = participant_in(request, conversation_id)
    if participant is None:
        return not_open(request, None)
    context = {
        "conversation": participant.conversation,
        "taken_out": queries.taken_out(participant.conversation),
        "own": queries.own_statements(participant),
    }
    return render(request, "conversations/moderation_log.html", context)


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    participant = participant_in(request, conversation_id)
    if participant is None:
        return not_open(request, None)
    own = queries.own_statements(participant).filter(state=StatementState.REFUSED)
    statement = get_object_or_404(own, number=number)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.appeal(
                statement=statement, why=form.cleaned_data["why"], by=participant,
                at=timezone.now(),
            )  # fmt: skip
            return redirect("conversations:moderation_log", conversation_id)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"conversation": participant.conversation, "statement": statement, "form": form}
    return render(request, "conversations/appeal.html", context)


@require_safe
def signals(request: MemberRequest, slug: str, conversation_id: int) -> HttpResponse:
    found = find(request, slug, conversation_id)
    kept = queries.shown_map_of(found)
    context = {
        "conversation": found,
        "map": kept,
        "takes_part": queries.takes_part(found, timezone.now()),
        "signals": analyses.signals_of(kept.pages, get_language() or "nl") if kept else None,
    }
    return render(request, "conversations/signals.html", context)


@require_http_methods(["GET", "POST"])
def look_again(
    request: MemberRequest, slug: str, conversation_id: int, number: int
) -> HttpResponse:
    found = find(request, slug, conversation_id)
    statement = get_object_or_404(queries.statements_of(found), number=number)
    form = SecondLookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.look_again(
                statement=statement, make_map=make_map, by=request.user, at=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
            return redirect("conversations:conversation", slug, found.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"conversation": found, "statement": statement, "form": form}
    return render(request, "conversations/look_again.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def translate_statement(
    request: MemberRequest, slug: str, conversation_id: int, number: int
) -> HttpResponse:
    found = find(request, slug, conversation_id)
    statement = get_object_or_404(queries.statements_of(found), number=number)
    initial = {
        "language": statement.language or found.language,
        "translation": statement.translation,
    }
    form = TranslationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.translate_statement(
                statement=statement, make_map=make_map, by=request.user, at=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
            page = reverse("conversations:conversation", args=[slug, found.pk])
            return redirect(f"{page}#stelling-{number}")
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"conversation": found, "statement": statement, "form": form}
    return render(request, "conversations/translate_statement.html", context)
