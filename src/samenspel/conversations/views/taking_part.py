from typing import NamedTuple

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
from samenspel.conversations.forms import SuggestionForm, VoteForm
from samenspel.conversations.models import Conversation, Participant, Statement
from samenspel.conversations.tasks import make_map
from samenspel.platform import limits
from samenspel.platform.errors import DomainError
from samenspel.platform.limits import Limit

from .asking import speaking_on
from .knowing import COOKIE, PATH, not_open, participant_in

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
    language: str
    translation: str
    translation_language: str


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, conversation_id: int) -> HttpResponse:
    participant, refusal = participant_in(request, conversation_id), None
    if participant is None or not queries.takes_part(participant.conversation, timezone.now()):
        return not_open(request, participant.conversation if participant else None)
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
    participant, now = participant_in(request, conversation_id), timezone.now()
    if participant is None or not queries.takes_part(participant.conversation, now):
        return not_open(request, participant.conversation if participant else None)
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
    participant = participant_in(request, conversation_id)
    if participant is None:
        return not_open(request, None)
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
    participant = participant_in(request, conversation_id)
    return _own_map(request, participant) if participant else not_open(request, None)


@login_not_required
@cache_control(private=True, no_store=True)
@require_safe
def map_paper(request: HttpRequest, conversation_id: int) -> HttpResponse:
    participant = participant_in(request, conversation_id)
    if participant is None:
        return not_open(request, None)
    kept = queries.map_to_print(participant.conversation)
    if kept is None:
        return _own_map(request, participant, status=409)
    content = analyses.paper_of(kept, get_language() or "nl")
    response = HttpResponse(content, content_type=analyses.KINDS[analyses.PAPER])
    response.headers["Content-Disposition"] = f'attachment; filename="samenspel-{analyses.PAPER}"'
    return response


@login_not_required
@cache_control(private=True, no_store=True)
@require_POST
def leave_conversation(request: HttpRequest, conversation_id: int) -> HttpResponse:
    participant = participant_in(request, conversation_id)
    if participant is None:
        return not_open(request, None)
    erases = "erase" in request.POST
    if erases:
        actions.leave(make_map=make_map, by=participant, at=timezone.now())
    response = render(request, "conversations/leave_conversation.html", {"erased": erases})
    response.delete_cookie(COOKIE.format(conversation_id), path=PATH, samesite="Lax")
    return response


def _own_map(request: HttpRequest, participant: Participant, *, status: int = 200) -> HttpResponse:
    """Someone's own place and the whole, or that there is no map yet."""
    kept = queries.shown_map_of(participant.conversation)
    votes = list(queries.votes_of(participant))
    cast = [(each.statement.number, each.value) for each in votes]
    texts = _read(participant.conversation, [each.statement for each in votes])
    context = {
        "conversation": participant.conversation,
        "map": kept,
        "outcome": analyses.outcome_of(kept.pages, get_language() or "nl") if kept else None,
        "own": analyses.own_place_on(cast, kept.axes, kept.payload, texts) if kept else None,
        "cast": len(cast),
        "speaking": speaking_on(kept, participant.conversation),
        "takes_part": queries.takes_part(participant.conversation, timezone.now()),
    }
    return render(request, "conversations/own_map.html", context, status=status)


def _read(conversation: Conversation, statements: list[Statement]) -> dict[int, analyses.Reading]:
    """Statements in the language of who reads."""
    language = get_language() or "nl"
    return {each.number: analyses.read_in(language, queries.worded(each, conversation))
            for each in statements}  # fmt: skip


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
    statements, routing = queries.ballot_of(participant)
    left = {each.number: each for each in statements if not each.is_cast}
    cast = [each.number for each in statements if each.is_cast]
    drawn = analyses.drawn_ahead(list(left), cast, routing, most=most)
    shown = [_shown(left[each.number], VoteForm.sealed(each)) for each in drawn]
    return {
        "conversation": participant.conversation,
        "who": participant.key_hash[:16],
        "statement": shown[0] if shown else None,
        "ahead": shown[1:],
        "place": len(cast) + 1,
        "total": len(cast) + len(left),
        "choices": MEANINGS,
    }


def _shown(statement: queries.OnBallot, drawn: str) -> Shown:
    same = statement.number, statement.text, drawn, statement.language, statement.translation
    return Shown(*same, statement.translation_language)
