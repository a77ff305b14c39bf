from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from samenspel.agreements import actions, queries, rules
from samenspel.agreements.forms import CorrectionForm
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from .exchange import put_refusal

NOTED = ("kind", "own_kind", "what", "amount", "unit", "hours", "given_on", "in_solidarity",
         "is_part")  # fmt: skip


@require_http_methods(["GET", "POST"])
@pressed_once
def correct_contribution(request: MemberRequest, slug: str, contribution_id: int) -> HttpResponse:
    visible = queries.contributions_visible_to(request.user).filter(collaboration__slug=slug)
    found = get_object_or_404(visible, pk=contribution_id)
    mine = rules.parties_to_decide_for(request.user, found.collaboration)
    ours = mine.filter(pk__in=(found.giver_id, found.receiver_id))
    noted = {name: getattr(found, name) for name in NOTED}
    form = CorrectionForm(request.POST or None, parties=ours, initial=noted)
    if form.is_valid():
        given = {"contribution": found, "given": form.given, "party": form.cleaned_data["party"]}
        try:
            actions.correct_contribution(by=request.user, at=timezone.now(), **given)
            return redirect("agreements:give_and_take", slug)
        except DomainError as refusal:
            put_refusal(form, refusal)
    context = {"collaboration": found.collaboration, "contribution": found, "form": form,
               "may_correct": ours.exists()}  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "agreements/correct_contribution.html", context, status=status)
