from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.agreements import actions, analyses, queries, rules
from samenspel.agreements.forms import BalanceForm, ContributionForm, RateForm, ratings
from samenspel.agreements.models import BalanceRound, Commitment, Contribution
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.prepared import prepared
from samenspel.platform.pressed import pressed_once
from samenspel.platform.together import ask_together

WINDOWS = {
    "90": gettext_lazy("three months"),
    "365": gettext_lazy("a year"),
    "730": gettext_lazy("two years"),
}
USUAL = "365"
ON_A_PAGE = 20
WITHIN = prepared(queries.contributions_within)
ROUNDS = prepared(queries.balance_rounds_in)


@require_http_methods(["GET", "POST"])
@pressed_once
def give_and_take(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    mine = rules.parties_to_decide_for(request.user, here)
    joined, running = queries.joined_parties(here), queries.running_commitments(here)
    chosen = request.GET.get("over", USUAL)
    window = chosen if chosen in WINDOWS else USUAL
    ends = timezone.localdate()
    within = WITHIN(here, ends - timedelta(days=int(window) - 1), ends)
    rounds = ROUNDS(here).first(2)
    ask_together(mine, joined, running, within, rounds)
    form = _note_form(request, here, mine, joined, running)
    if form.is_valid() and _is_noted(request, here, form):
        return redirect("agreements:give_and_take", slug)
    ours, parties = list(mine), list(joined)
    given = Paginator(queries.contributions_in(here), ON_A_PAGE)
    page = given.get_page(request.GET.get("pagina"))
    context = {
        "collaboration": here,
        "form": form,
        "may_note": bool(ours),
        "ledger": analyses.ledger_of(list(within), parties, ends=ends, days=int(window)),
        "window": window,
        "windows": WINDOWS,
        "page": page,
        "rows": [_row(each, {party.pk for party in ours}) for each in page],
        "ratings": format_html_join("", '<option value="{}">{}</option>', ratings()),
        **_balance(list(rounds), parties, mine),
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


def _note_form(
    request: MemberRequest,
    here: Collaboration,
    mine: QuerySet[Party],
    joined: QuerySet[Party],
    running: QuerySet[Commitment],
) -> ContributionForm:
    """The form to note what was given; a commitment in the address is filled in already."""
    initial: dict[str, object] = {"given_on": timezone.localdate(), "direction": "gave"}
    chosen = request.GET.get("toezegging", "")
    if chosen.isdecimal() and len(chosen) < 19:
        initial |= _from_commitment(int(chosen), here, mine)
    return ContributionForm(
        request.POST or None,
        parties=mine,
        here=joined,
        promised=running,
        initial=initial,
    )


def _from_commitment(key: int, here: Collaboration, mine: QuerySet[Party]) -> dict[str, object]:
    running = queries.running_commitments(here).prefetch_related(queries.WITH_DELIVERIES)
    found = running.filter(pk=key).first()
    if found is None:
        return {}
    left = {each.unit: each.left for each in queries.delivered_of(found).measures}
    gave = found.giver_id in {party.pk for party in mine}
    return {
        "party": found.giver_id if gave else found.receiver_id,
        "direction": "gave" if gave else "got",
        "other": found.receiver_id if gave else found.giver_id,
        "kind": found.kind,
        "own_kind": found.own_kind,
        "what": found.what,
        "amount": left.get(found.unit) if found.unit else None,
        "unit": found.unit,
        "hours": left.get(""),
        "fulfils": found.pk,
    }


def _is_noted(request: MemberRequest, here: Collaboration, form: ContributionForm) -> bool:
    giver, receiver = form.ends
    try:
        actions.note_contribution(
            collaboration=here,
            giver=giver,
            receiver=receiver,
            party=form.cleaned_data["party"],
            given=form.given,
            rating=form.cleaned_data["rating"],
            fulfils=form.cleaned_data["fulfils"],
            by=request.user,
            at=timezone.now(),
        )
    except DomainError as refusal:
        put_refusal(form, refusal)
        return False
    return True


def put_refusal(form: Any, refusal: DomainError) -> None:
    """Say at its field what went wrong."""
    fields = {
        actions.NotYetGiven: "given_on",
        actions.GivenToOneself: "other",
        actions.KindUnnamed: "own_kind",
        actions.OtherCommitment: "fulfils",
        actions.PartOfNothing: "fulfils",
        actions.DueInThePast: "due_on",
    }
    field = fields.get(type(refusal))
    form.add_error(field if field in form.fields else None, str(refusal))


def _balance(
    rounds: list[BalanceRound], parties: list[Party], mine: QuerySet[Party]
) -> dict[str, object]:
    """What was last answered about balance, and who is still asked."""
    ours = list(mine)
    asked = next((each for each in rounds if each.opened_at is None), None)
    opened = next((each for each in rounds if each.opened_at), None)
    waiting = queries.parties_yet_to_answer(asked, parties) if asked else []
    return {
        "asked": asked,
        "opened": opened,
        "waiting": waiting,
        "mine_waiting": [party for party in waiting if party in ours],
        "ours": ours,
        "is_asker": asked is not None and asked.asked_for in ours,
        "answering": BalanceForm(parties=mine),
    }


def _row(contribution: Contribution, ours: set[int]) -> dict[str, object]:
    """A contribution with the party whose number this person may still give."""
    for party, rated in (
        (contribution.giver, contribution.cost),
        (contribution.receiver, contribution.value),
    ):
        if rated is None and party.pk in ours:
            return {"contribution": contribution, "asks": party, "is_ours": True}
    is_ours = bool(ours & {contribution.giver_id, contribution.receiver_id})
    return {"contribution": contribution, "asks": None, "is_ours": is_ours}
