from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.decisions import actions, queries, rules, tasks
from samenspel.decisions.actions import Amendment
from samenspel.decisions.choices import Body, Position, Step
from samenspel.decisions.forms import (
    AmendForm,
    EscalateForm,
    NominationForm,
    RemarkForm,
    StanceForm,
    plain,
)
from samenspel.decisions.models import Decision
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from .page import _elector, _found, _page, _tried


@require_POST
@pressed_once
def add_remark(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found, form = _found(request, slug, decision_id), RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, found, refusal=_("Write down what you want to ask or say."))
    return _tried(request, found, actions.remark, decision=found, words=form.cleaned_data["words"])


@require_POST
@pressed_once
def answer_remark(
    request: MemberRequest, slug: str, decision_id: int, remark_id: int
) -> HttpResponse:
    found, form = _found(request, slug, decision_id), RemarkForm(request.POST)
    remark = get_object_or_404(queries.remarks_in(found), pk=remark_id)
    if not form.is_valid():
        return _page(request, found, refusal=_("Write down the answer."))
    return _tried(request, found, actions.answer, remark=remark, words=form.cleaned_data["words"])


@require_POST
@pressed_once
def next_step(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    seen = request.POST.get("after", "")
    after = Step(seen) if seen in Step.values else Step.OVER
    return _tried(request, found, actions.go_on, decision=found, after=after,
                  mail=tasks.mail_opened)  # fmt: skip


@require_POST
@pressed_once
def nominate_person(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    form = NominationForm(request.POST, people=queries.speakers_in(found.collaboration))
    if not form.is_valid():
        return _page(request, found, refusal=_("Choose whom you nominate, and say why."))
    said = form.cleaned_data
    elector = _elector(found, said["elector"])
    return _tried(
        request, found, actions.nominate, elector=elector, nominee=said["nominee"], why=said["why"]
    )


@require_POST
@pressed_once
def take_stance(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found, form = _found(request, slug, decision_id), StanceForm(request.POST)
    if not form.is_valid():
        return _page(request, found, refusal=_("Choose where you stand."))
    said = form.cleaned_data
    elector = _elector(found, said["elector"])
    return _tried(
        request,
        found,
        actions.stand,
        elector=elector,
        position=Position(said["position"]),
        words=said["words"],
        on_text=said["on_text"],
    )


@require_http_methods(["GET", "POST"])
@pressed_once
def new_round(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    begin = {"text": queries.text_of(found).text, "closes_at": found.closes_at}
    standing = queries.open_objections(found)
    form = AmendForm(request.POST or None, objections=standing, initial=begin)
    if form.is_valid() and _amended(request, found, form):
        return redirect("decisions:decision", slug, found.pk)
    context = {
        "collaboration": found.collaboration,
        "decision": found,
        "form": form,
        "standing_objections": standing,
        "may_change": found.is_open and found.is_by_consent and rules.may_lead(request.user, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "decisions/new_round.html", context, status=status)


@require_POST
@pressed_once
def escalate_decision(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found, form = _found(request, slug, decision_id), EscalateForm(request.POST)
    if not form.is_valid():
        return _page(
            request, found, refusal=_("Say who decides instead, and what you disagree on.")
        )
    said = form.cleaned_data
    try:
        made = actions.escalate(
            decision=found, to=Body(said["to"]), why=said["escalated_because"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except DomainError as refusal:
        return _page(request, found, refusal=str(refusal))
    return redirect("decisions:decision", slug, made.pk)


def _amended(request: MemberRequest, found: Decision, form: Form) -> bool:
    given = form.cleaned_data
    amendment = Amendment(
        text=plain(given["text"]), why=given["why"], closes_at=given["closes_at"],
        integrates=list(given.get("integrates", ())), asks=Step(given["asks"]),
    )  # fmt: skip
    try:
        actions.amend(
            decision=found, amendment=amendment, count=tasks.close_vote, by=request.user,
            at=timezone.now(), mail=tasks.mail_opened,
        )  # fmt: skip
    except DomainError as refusal:
        is_moment = isinstance(refusal, actions.EndsTooSoon)
        form.add_error("closes_at" if is_moment else None, str(refusal))
        return False
    return True
