from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.collaborations import queries as collaborations
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once
from samenspel.portfolio import actions, analyses, queries, rules
from samenspel.portfolio.choices import Answer, Side
from samenspel.portfolio.forms import ListingForm

MATCHES_SHOWN = 5


@require_http_methods(["GET", "POST"])
@pressed_once
def matches(request: MemberRequest, party_id: int) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    form = ListingForm(request.POST or None)
    if form.is_valid():
        try:
            at = timezone.now()
            made = actions.publish(party=party, told=form.told, by=request.user, at=at)
            return redirect(f"{reverse('portfolio:matches', args=[party.pk])}#regel-{made.pk}")
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    offers, needs = (list(queries.open_listings(side)[: queries.MOST_COMPARED]) for side in Side)
    mine = [each for each in (*needs, *offers) if each.party_id == party.pk]
    asked = list(queries.introductions_of(party))
    context = {
        "party": party,
        "matched": analyses.matched(
            mine, offers, needs, asked={(each.offer_id, each.need_id) for each in asked}
        ),
        "introductions": [(each, analyses.other_of(each, party)) for each in asked],
        "shown": MATCHES_SHOWN,
        "form": form,
        "may_keep": rules.may_keep(request.user, party),
    }
    status = 422 if form.is_bound else 200
    return render(request, "portfolio/matches.html", context, status=status)


@require_POST
@pressed_once
def ask_introduction(
    request: MemberRequest, party_id: int, offer_id: int, need_id: int
) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    offer = get_object_or_404(queries.open_listings(Side.OFFER), pk=offer_id)
    need = get_object_or_404(queries.open_listings(Side.NEED), pk=need_id)
    try:
        actions.ask_introduction(
            offer=offer, need=need, party=party, by=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("portfolio:matches", party.pk)


@require_POST
@pressed_once
def answer_introduction(
    request: MemberRequest, party_id: int, introduction_id: int
) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    found = get_object_or_404(queries.introductions_of(party), pk=introduction_id)
    answer = Answer.YES if "yes" in request.POST else Answer.NO
    try:
        actions.answer_introduction(
            introduction=found, party=party, answer=answer, by=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("portfolio:matches", party.pk)


@require_POST
@pressed_once
def withdraw(request: MemberRequest, party_id: int, listing_id: int) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    found = get_object_or_404(queries.listings_of(party), pk=listing_id)
    try:
        actions.withdraw(listing=found, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("portfolio:matches", party.pk)
