from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.decisions import actions, queries, rules
from samenspel.decisions.forms import BodyForm
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once


@require_safe
def bodies(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    context = {
        "collaboration": here,
        "bodies": queries.bodies_in(here),
        "mine": list(rules.parties_to_propose_for(request.user, here)),
    }
    return render(request, "decisions/bodies.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def new_body(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    mine = rules.parties_to_propose_for(request.user, here)
    form = BodyForm(request.POST or None, parties=mine)
    if form.is_valid():
        party = form.cleaned_data["party"]
        try:
            actions.keep_body(
                collaboration=here, statutes=form.statutes, party=party, by=request.user,
                at=timezone.now(),
            )  # fmt: skip
            return redirect("decisions:bodies", slug)
        except DomainError as refusal:
            form.add_error("name", str(refusal))
    context = {"collaboration": here, "form": form, "may_keep": mine.exists()}
    return render(request, "decisions/new_body.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@pressed_once
def change_body(request: MemberRequest, slug: str, body_id: int) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    found = get_object_or_404(queries.bodies_in(here), pk=body_id)
    mine = rules.parties_to_propose_for(request.user, here)
    form = BodyForm(request.POST or None, parties=mine, kept=found)
    if form.is_valid():
        try:
            actions.change_body(
                body=found, statutes=form.statutes, by=request.user, at=timezone.now()
            )
            return redirect("decisions:bodies", slug)
        except DomainError as refusal:
            form.add_error("name", str(refusal))
    may = mine.contains(found.party)
    context = {"collaboration": here, "body": found, "form": form, "may_keep": may}
    return render(
        request, "decisions/change_body.html", context, status=422 if form.errors else 200
    )
