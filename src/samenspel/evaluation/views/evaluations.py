from datetime import timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Party
from samenspel.evaluation import actions, analyses, queries, rules
from samenspel.evaluation.choices import Depth, Fate
from samenspel.evaluation.forms import (
    EvaluationForm,
    EvaluatorForm,
    ExtendForm,
    FindingsForm,
    ForPartyForm,
    ImprovementForm,
)
from samenspel.evaluation.models import Evaluation
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once


@require_safe
def evaluations(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    told = list(queries.evaluations_visible_to(request.user).filter(collaboration=here))
    context = {
        "collaboration": here,
        "evaluations": told,
        "sealed": next((each for each in told if each.is_sealed), None),
        "due": queries.due_again(told, timezone.localdate()),
        "improvements": list(
            queries.improvements_visible_to(request.user).filter(
                evaluation__collaboration=here, fate=Fate.OPEN
            )
        ),
        "may_ask": queries.speaking_parties(request.user, here).exists(),
    }
    return render(request, "evaluation/evaluations.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def new_evaluation(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    mine = queries.speaking_parties(request.user, here)
    today = timezone.localdate()
    proposed = {
        "closes_on": today + timedelta(days=14),
        "next_on": today + timedelta(days=14) + queries.AGAIN_AFTER[Depth.LIGHT],
    }
    form = EvaluationForm(request.POST or None, parties=mine, initial=proposed)
    if form.is_valid():
        said = form.cleaned_data
        given = {"party": said["party"], "depth": Depth(said["depth"]), "next_on": said["next_on"]}
        try:
            made = actions.ask_evaluation(
                collaboration=here, closes_at=form.closes_at(), by=request.user,
                at=timezone.now(), **given,
            )  # fmt: skip
            return redirect("evaluation:evaluation", slug, made.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"collaboration": here, "form": form, "may_ask": mine.exists()}
    return render(request, "evaluation/new_evaluation.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@pressed_once
def evaluation(request: MemberRequest, slug: str, evaluation_id: int) -> HttpResponse:
    found = find_evaluation(request, slug, evaluation_id)
    mine = queries.speaking_parties(request.user, found.collaboration)
    form = ImprovementForm(request.POST or None, parties=mine)
    if form.is_valid():
        try:
            actions.note_improvement(
                evaluation=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            return back_to(found, "#doen")
        except DomainError as refusal:
            is_day = isinstance(refusal, actions.DueInThePast)
            form.add_error("due_on" if is_day else None, str(refusal))
    return _show(request, found, improving=form)


@require_safe
def evaluation_document(request: MemberRequest, slug: str, opened_id: int) -> HttpResponse:
    found = find_evaluation(request, slug, opened_id)
    if found.opened_at is None:
        raise Http404
    answer = HttpResponse(analyses.document_of(found), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="evaluatie.pdf"'
    return answer


@require_POST
@pressed_once
def extend_evaluation(request: MemberRequest, slug: str, evaluation_id: int) -> HttpResponse:
    found = _ours(request, slug, evaluation_id)
    form = ExtendForm(request.POST, parties=_mine(request, found))
    if form.is_valid():
        said = form.cleaned_data
        given = {"closes_at": queries.end_of(said["closes_on"]), "party": said["party"]}
        try:
            actions.extend_evaluation(evaluation=found, by=request.user, at=timezone.now(), **given)
            return back_to(found)
        except DomainError as refusal:
            form.add_error("closes_on", str(refusal))
    return _show(request, found, extending=form)


@require_POST
def drop_evaluation(request: MemberRequest, slug: str, evaluation_id: int) -> HttpResponse:
    found = _ours(request, slug, evaluation_id)
    form = ForPartyForm(request.POST, parties=_mine(request, found))
    if not form.is_valid():
        return _show(request, found)
    try:
        party = form.cleaned_data["party"]
        actions.drop_evaluation(evaluation=found, party=party, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return back_to(found)
    return redirect("evaluation:evaluations", slug)


@require_POST
@pressed_once
def accept_opening(request: MemberRequest, slug: str, evaluation_id: int) -> HttpResponse:
    found = _ours(request, slug, evaluation_id)
    form = ForPartyForm(request.POST, parties=_mine(request, found))
    if form.is_valid():
        side = get_object_or_404(queries.sides_of(found), party=form.cleaned_data["party"])
        try:
            actions.accept_opening(side=side, by=request.user, at=timezone.now())
        except DomainError as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("You do not decide for this party here. Its manager does."))
    return back_to(found)


def find_evaluation(request: MemberRequest, slug: str, evaluation_id: int) -> Evaluation:
    """An evaluation of this person's collaborations, or one that they read from outside."""
    inside = queries.evaluations_visible_to(request.user).filter(pk=evaluation_id)
    outside = queries.read_from_outside(request.user).filter(pk=evaluation_id)
    found = inside.filter(collaboration__slug=slug).first()
    found = found or outside.filter(collaboration__slug=slug).first()
    if found is None:
        raise Http404
    return found


def _show(request: MemberRequest, found: Evaluation, **bound: Form) -> HttpResponse:
    """The page of an evaluation; a form that was not right comes with what is wrong."""
    mine = queries.speaking_parties(request.user, found.collaboration)
    len(mine)  # read once, for every form on the page
    context = _about(request, found, mine) | _forms(request, found, mine) | bound
    context["form"] = next((form for form in bound.values() if form.is_bound), None)
    context |= _sealed(request, found) if found.is_sealed else _opened(request, found)
    name = "evaluation/sealed.html" if found.is_sealed else "evaluation/evaluation.html"
    return render(request, name, context, status=422 if context["form"] else 200)


def _about(request: MemberRequest, found: Evaluation, mine: QuerySet[Party]) -> dict[str, object]:
    evaluator = getattr(found, "evaluator", None)
    inside = queries.evaluations_visible_to(request.user).filter(pk=found.pk)
    improvements = found.improvements.select_related("party").order_by("due_on", "pk")
    return {
        "collaboration": found.collaboration,
        "evaluation": found,
        "is_inside": evaluator is None or inside.exists(),
        "mine": mine,
        "evaluator": evaluator,
        "improvements": [] if found.is_sealed else list(improvements),
        "checked": list(queries.checked_by(found)) if found.is_sealed else [],
        "takes_answers": found.takes_answers(timezone.now()),
    }


def _forms(request: MemberRequest, found: Evaluation, mine: QuerySet[Party]) -> dict[str, object]:
    """What can be filled in on the page, empty."""
    given: dict[str, object] = {
        "improving": ImprovementForm(parties=mine),
        "extending": ExtendForm(parties=mine),
        "proposing": EvaluatorForm(parties=mine),
    }
    has_evaluator = getattr(found, "evaluator", None) is not None
    if has_evaluator and rules.may_write_findings(request.user, found):
        given["writing"] = FindingsForm(initial={"findings": found.evaluator.findings})
    return given


def back_to(found: Evaluation, where: str = "") -> HttpResponse:
    """To the page of an evaluation, at one of its parts."""
    answer = redirect("evaluation:evaluation", found.collaboration.slug, found.pk)
    answer.headers["Location"] += where
    return answer


def _sealed(request: MemberRequest, found: Evaluation) -> dict[str, object]:
    counts = queries.side_counts(found, person=request.user, at=timezone.now())
    return {
        "counts": counts,
        "to_accept": [
            each.side for each in counts if each.is_mine and each.side.accepted_at is None
        ],
        "ready_to_open": all(each.invited for each in counts if each.is_mine),
        "is_asker": any(
            each.is_mine and each.side.party_id == found.asked_for_id for each in counts
        ),
    }


def _opened(request: MemberRequest, found: Evaluation) -> dict[str, object]:
    report = analyses.shown(found)
    return {
        "report": report,
        "body": analyses.body_of(report),
        "after": queries.evaluation_after(found, person=request.user),
        "is_past": found.next_on < timezone.localdate(),
    }


def _mine(request: MemberRequest, found: Evaluation) -> QuerySet[Party]:
    return queries.speaking_parties(request.user, found.collaboration)


def _ours(request: MemberRequest, slug: str, evaluation_id: int) -> Evaluation:
    visible = queries.evaluations_visible_to(request.user).filter(collaboration__slug=slug)
    return get_object_or_404(visible, pk=evaluation_id)


def _status(form: EvaluationForm) -> int:
    return 422 if form.is_bound else 200
