from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.forms import AboutForm, AboutYouForm
from samenspel.conversations.models import Conversation, OpinionMap
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from .finding import find
from .knowing import not_open, participant_in


@require_http_methods(["GET", "POST"])
@pressed_once
def who_speaks(request: MemberRequest, slug: str, conversation_id: int) -> HttpResponse:
    found = find(request, slug, conversation_id)
    form = AboutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_about(
                conversation=found, asking=form.asking(), by=request.user, at=timezone.now()
            )
            return redirect(request.path)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, form=form)


@require_POST
def drop_about(request: MemberRequest, slug: str, conversation_id: int, about: str) -> HttpResponse:
    found = find(request, slug, conversation_id)
    asked = queries.about_questions_of(found)
    question = get_object_or_404(asked, kind=about)
    try:
        actions.drop_about(question=question, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return _page(request, found, refusal=refusal)
    return redirect("conversations:who_speaks", slug, found.pk)


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def about_you(request: HttpRequest, conversation_id: int) -> HttpResponse:
    participant = participant_in(request, conversation_id)
    if participant is None or not queries.takes_part(participant.conversation, timezone.now()):
        return not_open(request, participant.conversation if participant else None)
    form = AboutYouForm(
        request.POST or None,
        questions=queries.about_questions_of(participant.conversation),
        told=queries.about_told(participant),
    )
    if request.method == "POST" and form.is_valid():
        actions.tell_about(chosen=form.chosen(), by=participant, at=timezone.now())
        return redirect("conversations:vote", conversation_id)
    context = {"conversation": participant.conversation, "form": form}
    return render(request, "conversations/about_you.html", context)


def speaking_on(kept: OpinionMap | None, conversation: Conversation) -> analyses.Speaking | None:
    """Who spoke on this map, as far as it may be told now."""
    if kept is None or not kept.speaking:
        return None
    texts = dict(queries.shown_statements(conversation).values_list("number", "text"))
    return analyses.who_spoke(
        kept.speaking,
        list(queries.about_questions_of(conversation)),
        texts,
        is_over=not queries.takes_part(conversation, timezone.now()),
    )


def _page(
    request: MemberRequest,
    found: Conversation,
    *,
    form: AboutForm | None = None,
    refusal: DomainError | None = None,
) -> HttpResponse:
    context = {
        "conversation": found,
        "questions": queries.about_questions_of(found),
        "takes_part": queries.takes_part(found, timezone.now()),
        "speaking": speaking_on(queries.shown_map_of(found), found),
        "form": form or AboutForm(),
        "refusal": refusal,
    }
    status = 409 if refusal or (form and form.errors) else 200
    return render(request, "conversations/who_speaks.html", context, status=status)
