from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenspel.agreements import actions, queries, rules
from samenspel.agreements.choices import Feeling
from samenspel.agreements.forms import BalanceForm, ForPartyForm
from samenspel.agreements.models import BalanceRound
from samenspel.collaborations import queries as collaborations
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once


@require_POST
@pressed_once
def ask_balance(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    form = ForPartyForm(request.POST, parties=rules.parties_to_decide_for(request.user, here))
    if form.is_valid():
        given = {"collaboration": here, "party": form.cleaned_data["party"]}
        try:
            actions.ask_balance(by=request.user, at=timezone.now(), **given)
        except DomainError as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("You do not decide for this party here. Its manager does."))
    return _back(slug)


@require_POST
@pressed_once
def answer_balance(request: MemberRequest, slug: str, round_id: int) -> HttpResponse:
    found = _found(request, slug, round_id)
    mine = rules.parties_to_decide_for(request.user, found.collaboration)
    form = BalanceForm(request.POST, parties=mine)
    if form.is_valid():
        said = form.cleaned_data
        given = {"party": said["party"], "because": said["because"]}
        try:
            actions.answer_balance(
                balance_round=found, feeling=Feeling(said["feeling"]), by=request.user,
                at=timezone.now(), **given,
            )  # fmt: skip
        except DomainError as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Choose how it feels to you."))
    return _back(slug)


@require_POST
@pressed_once
def drop_balance(request: MemberRequest, slug: str, round_id: int) -> HttpResponse:
    found = _found(request, slug, round_id)
    mine = rules.parties_to_decide_for(request.user, found.collaboration)
    form = ForPartyForm(request.POST, parties=mine)
    if form.is_valid():
        given = {"balance_round": found, "party": form.cleaned_data["party"]}
        try:
            actions.drop_balance(by=request.user, at=timezone.now(), **given)
        except DomainError as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("You do not decide for this party here. Its manager does."))
    return _back(slug)


def _found(request: MemberRequest, slug: str, round_id: int) -> BalanceRound:
    visible = queries.balance_rounds_visible_to(request.user).filter(collaboration__slug=slug)
    return get_object_or_404(visible, pk=round_id)


def _back(slug: str) -> HttpResponse:
    answer = redirect("agreements:give_and_take", slug)
    answer.headers["Location"] += "#balans"
    return answer
