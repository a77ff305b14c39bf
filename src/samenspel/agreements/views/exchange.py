from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.agreements import actions, analyses, queries, rules
from samenspel.agreements.choices import Kind
from samenspel.agreements.forms import ContributionForm, RateForm, ratings
from samenspel.agreements.models import Contribution
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError

WINDOWS = {
    "90": gettext_lazy("three months"),
    "365": gettext_lazy("a year"),
    "730": gettext_lazy("two years"),
}
USUAL = "365"


@require_http_methods(["GET", "POST"])
def give_and_take(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    mine = rules.parties_to_decide_for(request.user, here)
    everyone = Party.objects.filter(participations__collaboration=here).order_by("pk")
    form = ContributionForm(
        request.POST or None,
        parties=mine,
        here=everyone,
        initial={"given_on": timezone.localdate(), "direction": "gave"},
    )
    if form.is_valid() and _is_noted(request, here, form, timezone.now()):
        return redirect("agreements:give_and_take", slug)
    chosen = request.GET.get("over", USUAL)
    window = chosen if chosen in WINDOWS else USUAL
    given = list(queries.contributions_in(here))
    ours = {party.pk for party in mine}
    context = {
        "collaboration": here,
        "form": form,
        "may_note": bool(ours),
        "ledger": analyses.ledger_of(
            given, list(everyone), ends=timezone.localdate(), days=int(window)
        ),
        "window": window,
        "windows": WINDOWS,
        "rows": [_row(each, ours) for each in given],
        "choices": ratings(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "agreements/give_and_take.html", context, status=status)


@require_POST
def rate_contribution(request: MemberRequest, slug: str, contribution_id: int) -> HttpResponse:
    visible = queries.contributions_visible_to(request.user).filter(collaboration__slug=slug)
    found = get_object_or_404(visible, pk=contribution_id)
    mine = rules.parties_to_decide_for(request.user, found.collaboration)
    form = RateForm(request.POST, parties=mine)
    if form.is_valid():
        party, rating = form.cleaned_data["party"], form.cleaned_data["rating"]
        given = {"contribution": found, "party": party, "rating": rating}
        try:
            actions.rate(by=request.user, at=timezone.now(), **given)
        except DomainError as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Choose a number from 0 to 10."))
    return redirect("agreements:give_and_take", slug)


def _is_noted(
    request: MemberRequest, here: Collaboration, form: ContributionForm, at: datetime
) -> bool:
    given = form.cleaned_data
    party, other = given["party"], given["other"]
    giver, receiver = (party, other) if given["direction"] == "gave" else (other, party)
    try:
        actions.note_contribution(
            collaboration=here,
            giver=giver,
            receiver=receiver,
            party=party,
            kind=Kind(given["kind"]),
            what=given["what"],
            given_on=given["given_on"],
            hours=given["hours"] or None,
            rating=given["rating"],
            in_solidarity=given["in_solidarity"],
            by=request.user,
            at=at,
        )
    except DomainError as refusal:
        fields = {actions.NotYetGiven: "given_on", actions.GivenToOneself: "other"}
        form.add_error(fields.get(type(refusal)), str(refusal))
        return False
    return True


def _row(contribution: Contribution, ours: set[int]) -> dict[str, object]:
    """A contribution with the party whose number this person may still give."""
    for party, rated in (
        (contribution.giver, contribution.cost),
        (contribution.receiver, contribution.value),
    ):
        if party.pk in ours and rated is None:
            return {"contribution": contribution, "asks": party}
    return {"contribution": contribution, "asks": None}
