from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Party
from samenspel.people.http import MemberRequest
from samenspel.people.models import User
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once
from samenspel.portfolio import actions, analyses, queries, rules
from samenspel.portfolio.choices import Answer, Side
from samenspel.portfolio.forms import ListingForm

MATCHES_SHOWN = 5


@require_http_methods(["GET", "POST"])
@pressed_once
def matches(request: MemberRequest, party_id: int | None = None) -> HttpResponse:
    owner = _owner(request, party_id)
    form = ListingForm(request.POST or None, is_for_oneself=party_id is None)
    if form.is_valid():
        try:
            at = timezone.now()
            made = actions.publish(owner=owner, told=form.told, by=request.user, at=at)
            return redirect(f"{queries.matches_page_of(made)}#regel-{made.pk}")
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    offers, needs = (queries.compared_for(owner, side) for side in Side)
    mine = [each for each in (*needs, *offers) if each.is_of(owner)]
    asked = list(queries.introductions_of(owner))
    context = {
        "party": owner if isinstance(owner, Party) else None,
        "matched": analyses.matched(
            mine, offers, needs, asked={(each.offer_id, each.need_id) for each in asked}
        ),
        "meetings": [analyses.meeting_of(each, owner) for each in asked],
        "shown": MATCHES_SHOWN,
        "form": form,
        "may_keep": rules.may_publish_for(request.user, owner),
    }
    return render(request, "portfolio/matches.html", context, status=422 if form.is_bound else 200)


@require_POST
@pressed_once
def ask_introduction(
    request: MemberRequest, offer_id: int, need_id: int, party_id: int | None = None
) -> HttpResponse:
    owner = _owner(request, party_id)
    offer = get_object_or_404(queries.open_listings(Side.OFFER), pk=offer_id)
    need = get_object_or_404(queries.open_listings(Side.NEED), pk=need_id)
    try:
        actions.ask_introduction(
            offer=offer, need=need, owner=owner, by=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return _back(party_id)


@require_POST
@pressed_once
def answer_introduction(
    request: MemberRequest, introduction_id: int, party_id: int | None = None
) -> HttpResponse:
    owner = _owner(request, party_id)
    found = get_object_or_404(queries.introductions_of(owner), pk=introduction_id)
    answer = Answer.YES if "yes" in request.POST else Answer.NO
    try:
        actions.answer_introduction(
            introduction=found, owner=owner, answer=answer, by=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return _back(party_id)


@require_POST
@pressed_once
def withdraw(request: MemberRequest, listing_id: int, party_id: int | None = None) -> HttpResponse:
    found = get_object_or_404(queries.listings_of(_owner(request, party_id)), pk=listing_id)
    try:
        actions.withdraw(listing=found, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return _back(party_id)


def _owner(request: MemberRequest, party_id: int | None) -> Party | User:
    """A party that this person speaks for, or without one this person."""
    if party_id is None:
        return request.user
    return get_object_or_404(collaborations.parties_of(request.user), pk=party_id)


def _back(party_id: int | None) -> HttpResponse:
    if party_id is None:
        return redirect("portfolio:my_matches")
    return redirect("portfolio:matches", party_id)
