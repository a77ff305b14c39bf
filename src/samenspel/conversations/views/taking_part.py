from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.choices import Choice
from samenspel.conversations.forms import SuggestionForm, TakePartForm, VoteForm
from samenspel.conversations.models import Conversation, Participant, Statement
from samenspel.conversations.tasks import make_map
from samenspel.people.http import remember
from samenspel.platform import limits
from samenspel.platform.errors import DomainError
from samenspel.platform.limits import Limit

COOKIE, PATH = "conversation_{}", "/d/"
A_MEETING = Limit("conversation", most=600, seconds=600)  # a hall full shares an address
A_WRITER = Limit("statement", most=20, seconds=600)
AHEAD = 12  # statements at hand for who loses the connection
MEANINGS = (
    (Choice.AGREE, Choice.AGREE.label, gettext_lazy("I stand behind this")),
    (Choice.DISAGREE, Choice.DISAGREE.label, gettext_lazy("I see it otherwise")),
    (Choice.PASS, Choice.PASS.label, gettext_lazy("Unclear, or not mine to judge")),
)


class Shown(NamedTuple):
    """A statement on a page, with the seal of how it was drawn."""

    number: int
    text: str
    drawn: str


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
        key = form.own_key(str(earlier.pk) if earlier else "")
        return _joined(found, actions.join(conversation=found, key=key, by=None, at=now))
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
    is_part = bool(request.headers.get("HX-Request"))
    most = 1 if is_part else 1 + AHEAD
    context = _next(participant, most=most) | {"refusal": refusal, "form": form}
    if is_part:
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
        alike = _alike(participant.conversation, form)
        if alike:
            return _suggesting(request, participant, form, alike)
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
    return _suggesting(request, participant, form, [])


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
        "own_link": _own_link(request, conversation_id),
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


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest, conversation_id: int, token: str) -> HttpResponse:
    participant = queries.participant_of(conversation_id, token)
    if participant is None:
        return _not_open(request, None)
    if request.method == "POST":
        return _joined(participant.conversation, token)
    context = {"conversation": participant.conversation}
    return render(request, "conversations/resume.html", context)


def _alike(conversation: Conversation, form: SuggestionForm) -> list[Statement]:
    """What says much the same already, unless the writer saw it and says it is something else."""
    if form.cleaned_data["is_other"]:
        return []
    shown = {each.number: each for each in queries.shown_statements(conversation)}
    texts = {number: each.text for number, each in shown.items()}
    near = analyses.alike_among(form.cleaned_data["text"], texts, conversation.language)
    return [shown[number] for number in near]


def _suggesting(
    request: HttpRequest, participant: Participant, form: SuggestionForm, alike: list[Statement]
) -> HttpResponse:
    context = {
        "conversation": participant.conversation,
        "form": form,
        "alike": alike,
        "choices": MEANINGS,
    }
    return render(request, "conversations/suggest_statement.html", context)


def _own_link(request: HttpRequest, conversation_id: int) -> str:
    """The way back for this person, on another device too."""
    name = COOKIE.format(conversation_id)
    key = request.get_signed_cookie(name, salt=name)
    return request.build_absolute_uri(reverse("conversations:resume", args=[conversation_id, key]))


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
        is_late=form.cleaned_data["late"],
        at=timezone.now(),
    )


def _next(participant: Participant, *, most: int) -> dict[str, object]:
    """The statement to vote on now, those after it, and how far someone is."""
    left = dict(queries.statements_left(participant).values_list("number", "text"))
    cast = queries.numbers_cast(participant)
    routing = queries.routing_of(participant.conversation)
    drawn = analyses.drawn_ahead(list(left), cast, routing, most=most)
    shown = [Shown(each.number, left[each.number], VoteForm.sealed(each)) for each in drawn]
    return {
        "conversation": participant.conversation,
        "who": participant.key_hash[:16],
        "statement": shown[0] if shown else None,
        "ahead": shown[1:],
        "place": len(cast) + 1,
        "total": len(cast) + len(left),
        "choices": MEANINGS,
    }
