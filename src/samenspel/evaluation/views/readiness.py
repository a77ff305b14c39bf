import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.collaborations.models import Party
from samenspel.evaluation import actions, analyses, queries
from samenspel.evaluation.choices import Fate
from samenspel.evaluation.forms import AskReadinessForm, ReadinessForm, SettleStepForm, StepForm
from samenspel.people.http import MemberRequest, remember
from samenspel.platform import limits
from samenspel.platform.errors import DomainError
from samenspel.platform.limits import Limit
from samenspel.platform.pressed import pressed_once

COOKIE, PATH = "ready_{}", "/k/"
AN_OFFICE = Limit("readiness", most=120, seconds=600)  # who answers at work may share an address


@require_http_methods(["GET", "POST"])
@pressed_once
def readiness(request: MemberRequest, party_id: int) -> HttpResponse:
    party = get_object_or_404(queries.parties_visible_to(request.user), pk=party_id)
    form = StepForm(request.POST or None, auto_id="stap_%s")
    if form.is_valid():
        try:
            actions.plan_step(party=party, by=request.user, at=timezone.now(), **form.cleaned_data)
            return _back(party, "#plan")
        except DomainError as refusal:
            is_day = isinstance(refusal, actions.DueInThePast)
            form.add_error("due_on" if is_day else None, str(refusal))
    return _page(request, party, form=form)


@require_POST
@pressed_once
def ask_readiness(request: MemberRequest, party_id: int) -> HttpResponse:
    party = get_object_or_404(queries.parties_visible_to(request.user), pk=party_id)
    asking = AskReadinessForm(request.POST)
    if asking.is_valid():
        try:
            actions.ask_readiness(
                party=party, closes_at=asking.closes_at(), by=request.user, at=timezone.now()
            )
            return _back(party)
        except DomainError as refusal:
            asking.add_error("closes_on", str(refusal))
    return _page(request, party, asking=asking)


@require_POST
@pressed_once
def close_readiness(request: MemberRequest, party_id: int) -> HttpResponse:
    party = get_object_or_404(queries.parties_visible_to(request.user), pk=party_id)
    asked = get_object_or_404(queries.rounds_of(party), closed_at=None)
    try:
        actions.close_readiness(asked=asked, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return _back(party)


@require_POST
@pressed_once
def settle_step(request: MemberRequest, party_id: int, ready_step_id: int) -> HttpResponse:
    party = get_object_or_404(queries.parties_visible_to(request.user), pk=party_id)
    step = get_object_or_404(queries.steps_of(party), pk=ready_step_id)
    form = SettleStepForm(request.POST)
    if form.is_valid():
        fate = Fate(form.cleaned_data["fate"])
        try:
            actions.settle_step(step=step, fate=fate, by=request.user, at=timezone.now())
        except DomainError as refusal:
            messages.error(request, str(refusal))
    return _back(party, "#plan")


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def answer_readiness(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    asked = queries.round_of(token, at=now)
    if asked is None:
        return render(request, "evaluation/answer_readiness.html", status=404)
    if request.method == "POST" and limits.is_one_too_many(
        AN_OFFICE, who=limits.address_of(request), at=now
    ):
        return render(request, "429.html", status=429)
    name = COOKIE.format(asked.pk)
    nonce = request.get_signed_cookie(name, default="", salt=name) or ""
    earlier = queries.readiness_answer(asked, nonce)
    initial = earlier.levels | {"small_group": earlier.agrees_to_small_group} if earlier else {}
    language = get_language() or "nl"
    form = ReadinessForm(request.POST or None, language=language, initial=initial)
    context = {"asked": asked, "form": form, "is_saved": "bewaard" in request.GET}
    if form.is_valid():
        nonce = nonce or secrets.token_urlsafe(16)
        try:
            actions.answer_readiness(
                asked=asked, levels=form.levels(), nonce=nonce, by=None, at=now,
                agrees_to_small_group=form.cleaned_data["small_group"],
            )  # fmt: skip
            response = redirect(f"{request.path}?bewaard=1")
            remember(response, name, nonce, path=PATH, seconds=settings.SESSION_COOKIE_AGE)
            return response
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.is_bound else 200
    return render(request, "evaluation/answer_readiness.html", context, status=status)


def _page(
    request: MemberRequest,
    party: Party,
    *,
    form: StepForm | None = None,
    asking: AskReadinessForm | None = None,
) -> HttpResponse:
    rounds = list(queries.rounds_of(party))
    asked = next((each for each in rounds if each.closed_at is None), None)
    latest = next((each for each in rounds if each.closed_at), None)
    bound = [each for each in (form, asking) if each and each.is_bound]
    day = timezone.localdate() + timedelta(days=14)
    context = {
        "party": party,
        "leads": queries.leads_readiness(request.user, party),
        "asked": asked,
        "latest": latest,
        "aspects": analyses.shown_readiness(latest) if latest else [],
        "earlier": [each for each in rounds if each.closed_at and each != latest],
        "steps": list(queries.steps_of(party)),
        "step_form": form or StepForm(auto_id="stap_%s"),
        "asking": asking or AskReadinessForm(initial={"closes_on": day}),
        "form": bound[0] if bound else None,
    }
    if asked:
        path = reverse("evaluation:answer_readiness", args=[queries.readiness_token(asked)])
        context["address"] = request.build_absolute_uri(path)
        context["answered"] = queries.answered_so_far(asked)
    status = 422 if bound else 200
    return render(request, "evaluation/readiness.html", context, status=status)


def _back(party: Party, where: str = "") -> HttpResponse:
    answer = redirect("evaluation:readiness", party.pk)
    answer.headers["Location"] += where
    return answer
