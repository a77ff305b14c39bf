from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.choices import ActState, GoalState
from samenspel.conversations.forms import ActForm, GoalForm, ReactionForm, RoundForm
from samenspel.conversations.models import Conversation, SharedGoal
from samenspel.conversations.tasks import count_round
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from .finding import find
from .knowing import not_open, participant_in


@require_safe
def goals(request: MemberRequest, slug: str, conversation_id: int) -> HttpResponse:
    found = find(request, slug, conversation_id)
    context = {
        "conversation": found,
        "goals": queries.goals_of(found),
        "loose": queries.loose_ends_of(found),
    }
    return render(request, "conversations/goals.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def new_goal(request: MemberRequest, slug: str, conversation_id: int) -> HttpResponse:
    found = find(request, slug, conversation_id)
    form = GoalForm(request.POST or None, statements=_statements(found))
    if request.method == "POST" and form.is_valid():
        made = actions.word_goal(
            conversation=found, wording=form.wording(), by=request.user, at=timezone.now()
        )
        return redirect("conversations:goal", slug, found.pk, made.number)
    context = {"conversation": found, "form": form}
    return render(request, "conversations/new_goal.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def reword_goal(
    request: MemberRequest, slug: str, conversation_id: int, goal_number: int
) -> HttpResponse:
    found = find(request, slug, conversation_id)
    chosen = get_object_or_404(queries.goals_of(found), number=goal_number)
    newest = queries.newest_version_of(chosen)
    sources = queries.sources_of([newest])
    initial = {
        "text": newest.text,
        "why": newest.why,
        "numbers": [each.statement.number for each in sources],
    }
    form = GoalForm(request.POST or None, statements=_statements(found), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reword_goal(
                goal=chosen, wording=form.wording(), by=request.user, at=timezone.now()
            )
            return redirect("conversations:goal", slug, found.pk, goal_number)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"conversation": found, "goal": chosen, "form": form}
    return render(request, "conversations/reword_goal.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def goal(request: MemberRequest, slug: str, conversation_id: int, goal_number: int) -> HttpResponse:
    found = find(request, slug, conversation_id)
    chosen = get_object_or_404(queries.goals_of(found), number=goal_number)
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"state": ActState(form.cleaned_data["state"])}
        try:
            actions.tell_act(goal=chosen, by=request.user, at=timezone.now(), **given)
            return redirect(request.path)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _goal_page(request, found, chosen, form=form)


@require_POST
def ask_consent(
    request: MemberRequest, slug: str, conversation_id: int, goal_number: int
) -> HttpResponse:
    found = find(request, slug, conversation_id)
    chosen = get_object_or_404(queries.goals_of(found), number=goal_number)
    form = RoundForm(request.POST, today=timezone.localdate())
    if form.is_valid():
        try:
            actions.ask_consent(
                version=queries.newest_version_of(chosen),
                measure=form.measure(),
                count_round=count_round,
                by=request.user,
                at=timezone.now(),
            )
            return redirect("conversations:goal", slug, found.pk, goal_number)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _goal_page(request, found, chosen, round_form=form)


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def own_goals(request: HttpRequest, conversation_id: int) -> HttpResponse:
    participant = participant_in(request, conversation_id)
    if participant is None:
        return not_open(request, None)
    asked, form = queries.versions_asked(participant), ReactionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        version = get_object_or_404(asked, goal__number=given["number"])
        actions.react(
            version=version, consents=given["consents"] == "1", reason=given["reason"],
            by=participant, at=timezone.now(),
        )  # fmt: skip
        return redirect(request.path)
    said = queries.own_reactions(participant)
    context = {
        "conversation": participant.conversation,
        "asked": [(each, said.get(each.pk)) for each in asked],
        "sources": queries.sources_of(asked),
        "goals": [
            (each, _called(each)) for each in queries.said_and_done(participant.conversation)
        ],
        "form": form,
    }
    return render(request, "conversations/own_goals.html", context)


def _called(goal: SharedGoal) -> analyses.Called:
    return analyses.called(queries.parts_of(goal), is_carried=True)


def _statements(conversation: Conversation) -> list[tuple[int, str]]:
    shown = queries.shown_statements(conversation)
    return list(shown.values_list("number", "text"))


def _goal_page(
    request: MemberRequest,
    found: Conversation,
    chosen: SharedGoal,
    *,
    form: ActForm | None = None,
    round_form: RoundForm | None = None,
) -> HttpResponse:
    versions = list(chosen.versions.all())
    context = {
        "conversation": found,
        "goal": chosen,
        "newest": versions[0],
        "versions": versions,
        "sources": queries.sources_of(versions),
        "objections": queries.reactions_to(versions[0]) if versions[0].decided_at else [],
        "is_carried": any(each.state == GoalState.RATIFIED for each in versions),
        "called": analyses.called(queries.parts_of(chosen), is_carried=queries.is_carried(chosen)),
        "form": form or ActForm(),
        "round_form": round_form or RoundForm(today=timezone.localdate()),
    }
    faults = (form and form.errors) or (round_form and round_form.errors)
    return render(request, "conversations/goal.html", context, status=409 if faults else 200)
