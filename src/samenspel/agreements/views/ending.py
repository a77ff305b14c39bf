from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.agreements import actions, queries, rules
from samenspel.agreements.forms import EndingForm, FarewellForm
from samenspel.collaborations import queries as collaborations
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once


@require_safe
def endings(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    context = {
        "collaboration": here,
        "endings": queries.endings_in(here),
        "may_end": rules.parties_to_decide_for(request.user, here).exists(),
    }
    return render(request, "agreements/endings.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def new_ending(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    mine = rules.parties_to_decide_for(request.user, here)
    form = EndingForm(
        request.POST or None,
        parties=mine,
        agreements=queries.agreements_that_hold(here),
        initial={"ended_on": timezone.localdate()},
    )
    if form.is_valid():
        said = form.cleaned_data
        given = {"party": said["party"], "agreement": said["agreement"], "told": form.told}
        try:
            made = actions.end(collaboration=here, by=request.user, at=timezone.now(), **given)
            return redirect("agreements:ending", slug, made.pk)
        except DomainError as refusal:
            fields = {actions.NotYetGiven: "ended_on", actions.AlreadyEnded: "agreement"}
            form.add_error(fields.get(type(refusal)), str(refusal))
    context = {
        "collaboration": here,
        "form": form,
        "may_end": mine.exists(),
        "promised": queries.running_commitments(here)[:20],
    }
    status = 422 if form.is_bound else 200
    return render(request, "agreements/new_ending.html", context, status=status)


@require_http_methods(["GET", "POST"])
def ending(request: MemberRequest, slug: str, ending_id: int) -> HttpResponse:
    visible = queries.endings_visible_to(request.user).filter(collaboration__slug=slug)
    found = get_object_or_404(visible, pk=ending_id)
    mine = rules.parties_to_decide_for(request.user, found.collaboration)
    form = FarewellForm(request.POST or None, parties=mine)
    if form.is_valid():
        given = {"ending": found, "said": form.said, "party": form.cleaned_data["party"]}
        try:
            actions.say_farewell(by=request.user, at=timezone.now(), **given)
            return redirect("agreements:ending", slug, found.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    waiting = queries.parties_yet_to_say(found)
    context = {
        "collaboration": found.collaboration,
        "ending": found,
        "form": form,
        "waiting": waiting,
        "mine_waiting": [party for party in mine if party in waiting],
    }
    status = 422 if form.is_bound else 200
    return render(request, "agreements/ending.html", context, status=status)
