from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.decisions import actions, analyses, queries, rules, tasks
from samenspel.decisions.choices import Said, Verdict
from samenspel.decisions.forms import (
    BallotForm,
    DecisionForm,
    DeclareForm,
    PickForm,
    TextForm,
    WithdrawForm,
    plain,
    week_later,
)
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from .page import _elector, _found, _page, _tried

FIELDS = {
    actions.EndsTooSoon: "closes_at", actions.NoTerm: "evaluate_on",
    actions.WrongOptions: "options", actions.WrongCircle: "circle", actions.WrongShares: "voters",
}  # fmt: skip


@require_safe
def decisions(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    found = list(queries.decisions_in(here))
    context = {
        "collaboration": here,
        "running": [each for each in found if each.is_proposed or each.is_open],
        "past": [each for each in found if not (each.is_proposed or each.is_open)],
        "may_propose": rules.parties_to_propose_for(request.user, here).exists(),
        "now": timezone.now(),
        "today": timezone.localdate(),
    }
    return render(request, "decisions/decisions.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def new_decision(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    mine, now = rules.parties_to_propose_for(request.user, here), timezone.now()
    begin = {"chair": request.user.pk, "closes_at": week_later(timezone.localtime(now))}
    people = queries.speakers_in(here)
    bodies = queries.bodies_in(here)
    form = DecisionForm(
        request.POST or None,
        parties=mine,
        people=people,
        bodies=bodies,
        sides=here.parties.order_by("participations__pk"),
        initial=begin,
    )
    if form.is_valid():
        given = {"party": form.cleaned_data["party"], "chair": form.cleaned_data["chair"]}
        try:
            made = actions.propose(
                collaboration=here, text=form.wording, terms=form.terms, by=request.user, at=now,
                options=form.options_given, circle=form.cleaned_data["circle"],
                body=form.cleaned_data.get("decided_by"), **given,
            )  # fmt: skip
            return redirect("decisions:decision", slug, made.pk)
        except DomainError as refusal:
            form.add_error(FIELDS.get(type(refusal)), str(refusal))
    context = {"collaboration": here, "form": form, "may_propose": mine.exists()}
    status = 422 if form.is_bound else 200
    return render(request, "decisions/new_decision.html", context, status=status)


@require_safe
def decision(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    return _page(request, _found(request, slug, decision_id))


@require_http_methods(["GET", "POST"])
@pressed_once
def change_text(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    form = TextForm(request.POST or None, initial={"text": queries.text_of(found).text})
    if form.is_valid():
        text, why = plain(form.cleaned_data["text"]), form.cleaned_data["why"]
        try:
            actions.change_text(
                decision=found, text=text, why=why, by=request.user, at=timezone.now()
            )
            return redirect("decisions:decision", slug, found.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {
        "collaboration": found.collaboration,
        "decision": found,
        "form": form,
        "may_change": found.is_proposed and rules.may_lead(request.user, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "decisions/change_text.html", context, status=status)


@require_POST
@pressed_once
def open_vote(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    return _tried(
        request,
        found,
        actions.open_vote,
        decision=found,
        electorate=None,
        count=tasks.close_vote,
        mail=tasks.mail_opened,
    )


@require_POST
@pressed_once
def cast_vote(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    form = BallotForm(request.POST)
    if not form.is_valid():
        return _page(request, found, refusal=_("Choose for, against or blank."))
    said = form.cleaned_data
    elector = _elector(found, said["elector"])
    return _tried(
        request,
        found,
        actions.cast,
        elector=elector,
        choice=Said(said["choice"]),
        why=said["why"],
        on_text=said["on_text"],
    )


@require_POST
@pressed_once
def pick_options(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    form = PickForm(request.POST, decision=found)
    if not form.is_valid():
        return _page(request, found, refusal=_("That is no number you can give here."))
    said = form.cleaned_data
    elector = _elector(found, said["elector"])
    return _tried(
        request,
        found,
        actions.pick,
        elector=elector,
        picked=form.picked,
        why=said["why"],
        on_text=said["on_text"],
    )


@require_POST
@pressed_once
def close_vote(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    return _tried(request, found, actions.close, decision=found, mail=tasks.mail_counted)


@require_POST
@pressed_once
def declare_outcome(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    form = DeclareForm(request.POST, decision=found)
    if form.is_valid():
        verdict, words = Verdict(form.cleaned_data["verdict"]), form.cleaned_data["words"]
        try:
            actions.declare(
                decision=found, verdict=verdict, words=words, by=request.user, at=timezone.now()
            )
            return redirect("decisions:decision", slug, found.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, form=form)


@require_POST
@pressed_once
def withdraw_decision(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        because = form.cleaned_data["because"]
        try:
            actions.withdraw(decision=found, because=because, by=request.user, at=timezone.now())
            return redirect("decisions:decision", slug, found.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, form=form)


@require_safe
def count_document(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    if not found.is_counted or not analyses.tells_document(found, found.tally):
        raise Http404
    response = JsonResponse(found.tally.document, json_dumps_params={"indent": 1})
    name = f"samenspel-besluit-{found.number}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
