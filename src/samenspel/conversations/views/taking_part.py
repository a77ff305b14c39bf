from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.choices import Choice
from samenspel.conversations.forms import SuggestionForm, TakePartForm, VoteForm
from samenspel.conversations.models import Conversation, Participant
from samenspel.conversations.tasks import make_map
from samenspel.people.http import remember
from samenspel.platform import limits
from samenspel.platform.errors import DomainError
from samenspel.platform.limits import Limit

COOKIE, PATH = "conversation_{}", "/d/"
A_MEETING = Limit("conversation", most=600, seconds=600)  # a hall full shares an address
A_WRITER = Limit("statement", most=20, seconds=600)


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def join_conversation(request: HttpRequest, token: str) -> HttpResponse:
    found, now = queries.conversation_of(token), timezone.now()
    if found is None or not queries.takes_part(found, now):
        return _not_open(request, found)
    earlier = _participant(request, found.pk)
    if earlier and "not_me" not in request.POST:
        return redirect("conversations:vote", found.pk)
    form = TakePartForm(request.POST or None, now=now)
    if request.method == "POST" and form.is_valid():
        if limits.is_one_too_many(A_MEETING, who=limits.address_of(request), at=now):
            return render(request, "429.html", status=429)
        return _joined(found, actions.join(conversation=found, by=None, at=now))
    context = {"conversation": found, "form": form, "count": queries.shown_statements(found).count}
    return render(request, "conversations/join_conversation.html", context)


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, conversation_id: int) -> HttpResponse:
    participant, refusal = _participant(request, conversation_id), None
    if participant is None or not queries.takes_part(participant.conversation, timezone.now()):
        return _not_open(request, participant.conversation if participant else None)
    form = VoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _cast(participant, form)
            if not request.headers.get("HX-Request"):
                return redirect("conversations:vote", conversation_id)
        except DomainError as fault:
            refusal = fault
    context = _next(participant) | {"refusal": refusal, "form": form}
    if request.headers.get("HX-Request"):
        return render(request, "conversations/vote.html#statement", context)
    return render(request, "conversations/vote.html", context, status=409 if refusal else 200)


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def suggest_statement(request: HttpRequest, conversation_id: int) -> HttpResponse:
    participant, now = _participant(request, conversation_id), timezone.now()
    if participant is None or not queries.takes_part(participant.conversation, now):
        return _not_open(request, participant.conversation if participant else None)
    form = SuggestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if limits.is_one_too_many(A_WRITER, who=f"participant {participant.pk}", at=now):
            return render(request, "429.html", status=429)
        try:
            added = actions.suggest_statement(
                text=form.cleaned_data["text"], by=participant, at=now
            )
            context = {"conversation": participant.conversation, "added": added}
            return render(request, "conversations/suggest_statement.html", context)
        except DomainError as refusal:
            form.add_error("text", str(refusal))
    asked: dict[str, object] = {"conversation": participant.conversation, "form": form}
    return render(request, "conversations/suggest_statement.html", asked)


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def own_votes(request: HttpRequest, conversation_id: int) -> HttpResponse:
    participant = _participant(request, conversation_id)
    if participant is None:
        return _not_open(request, None)
    takes, refusal = queries.takes_part(participant.conversation, timezone.now()), None
    form = VoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _cast(participant, form)
            return redirect(f"{request.path}#stelling-{form.cleaned_data['number']}")
        except DomainError as fault:
            refusal = fault
    context = {
        "conversation": participant.conversation,
        "votes": queries.votes_of(participant),
        "choices": Choice,
        "takes_part": takes,
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "conversations/own_votes.html", context, status=status)


@login_not_required
@cache_control(private=True, no_store=True)
@require_safe
def own_map(request: HttpRequest, conversation_id: int) -> HttpResponse:
    participant = _participant(request, conversation_id)
    if participant is None:
        return _not_open(request, None)
    kept = queries.shown_map_of(participant.conversation)
    cast = [(each.statement.number, each.value) for each in queries.votes_of(participant)]
    position = analyses.own_position(cast, kept.axes) if kept else None
    context = {
        "conversation": participant.conversation,
        "map": kept,
        "outcome": analyses.outcome_of(kept.pages, get_language() or "nl") if kept else None,
        "position": position,
        "near": analyses.group_letter(position.nearest) if position else "",
        "cast": len(cast),
        "takes_part": queries.takes_part(participant.conversation, timezone.now()),
    }
    return render(request, "conversations/own_map.html", context)


@login_not_required
@cache_control(private=True, no_store=True)
@require_POST
def leave_conversation(request: HttpRequest, conversation_id: int) -> HttpResponse:
    participant = _participant(request, conversation_id)
    if participant is None:
        return _not_open(request, None)
    erases = "erase" in request.POST
    if erases:
        actions.leave(make_map=make_map, by=participant, at=timezone.now())
    response = render(request, "conversations/leave_conversation.html", {"erased": erases})
    response.delete_cookie(COOKIE.format(conversation_id), path=PATH, samesite="Lax")
    return response


def _participant(request: HttpRequest, conversation_id: int) -> Participant | None:
    """Who takes part in this browser, as its signed cookie says."""
    name = COOKIE.format(conversation_id)
    key = request.get_signed_cookie(name, default="", salt=name)
    return queries.participant_of(conversation_id, key) if key else None


def _joined(conversation: Conversation, key: str) -> HttpResponse:
    name = COOKIE.format(conversation.pk)
    response = redirect("conversations:vote", conversation.pk)
    remember(response, name, key, path=PATH, seconds=settings.LANGUAGE_COOKIE_AGE)
    return response


def _not_open(request: HttpRequest, conversation: Conversation | None) -> HttpResponse:
    """No key in this browser, or a conversation that takes no votes now."""
    context = {"conversation": conversation}
    status = 410 if conversation else 404
    return render(request, "conversations/not_open.html", context, status=status)


def _cast(participant: Participant, form: VoteForm) -> None:
    actions.cast_vote(
        number=form.cleaned_data["number"],
        value=Choice(form.cleaned_data["value"]),
        matters=form.cleaned_data["matters"],
        chance=form.chance(),
        make_map=make_map,
        by=participant,
        at=timezone.now(),
    )


def _next(participant: Participant) -> dict[str, object]:
    """The statement to vote on now, and how far someone is."""
    left = dict(queries.statements_left(participant).values_list("number", "text"))
    cast = queries.numbers_cast(participant)
    drawn = analyses.drawn_next(list(left), cast, queries.routing_of(participant.conversation))
    return {
        "conversation": participant.conversation,
        "number": drawn.number if drawn else None,
        "text": left[drawn.number] if drawn else "",
        "drawn": VoteForm.sealed(drawn) if drawn else "",
        "place": len(cast) + 1,
        "total": len(cast) + len(left),
        "choices": Choice,
    }
