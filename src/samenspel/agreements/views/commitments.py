from dataclasses import asdict

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.agreements import actions, queries, rules
from samenspel.agreements.choices import Fate, Kind
from samenspel.agreements.forms import (
    CallOffForm,
    DeclineForm,
    ForPartyForm,
    PromiseForm,
    TermsForm,
)
from samenspel.agreements.models import Commitment, CommitmentTerms
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Party
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from .exchange import put_refusal

ON_A_PAGE = 20
SHOWN = {
    "running": _("To be given"),
    "partly": _("Given in part"),
    "late": _("Late"),
    "asked": _("Asked, not promised yet"),
    "delivered": _("Delivered"),
    "dropped": _("Called off or not promised"),
}


@require_safe
def commitments(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    today = timezone.localdate()
    late_before = queries.late_before(here, today)
    chosen = request.GET.get("stand", "running")
    shown = chosen if chosen in SHOWN else "running"
    which = {
        "running": Q(fate=Fate.OPEN),
        "partly": Q(queries.IS_BEGUN, fate__in=Fate.running()),
        "late": Q(fate=Fate.OPEN, due_on__lt=late_before),
        "asked": Q(fate=Fate.ASKED),
        "delivered": Q(fate=Fate.DELIVERED),
        "dropped": Q(fate__in=(Fate.CALLED_OFF, Fate.REFUSED)),
    }[shown]
    found = queries.commitments_in(here).filter(which)
    listed = Paginator(found.prefetch_related(queries.WITH_DELIVERIES), ON_A_PAGE)
    page = listed.get_page(request.GET.get("pagina"))
    numbers = queries.commitments_by_fate(here, late_before)
    context = {
        "collaboration": here,
        "page": page,
        "rows": [(each, each.is_late(late_before), queries.delivered_of(each)) for each in page],
        "shown": shown,
        "rests": late_before < today,
        "numbers": [(code, label, numbers[code]) for code, label in SHOWN.items()],
        "are_there": any(numbers.values()),
        "may_note": rules.parties_to_decide_for(request.user, here).exists(),
    }
    return render(request, "agreements/commitments.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def new_commitment(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    mine = rules.parties_to_decide_for(request.user, here)
    everyone = Party.objects.filter(participations__collaboration=here).order_by("pk")
    form = PromiseForm(
        request.POST or None, parties=mine, here=everyone, initial={"direction": "gave"}
    )
    if form.is_valid():
        said, (giver, receiver) = form.cleaned_data, form.ends
        given = {"giver": giver, "receiver": receiver, "party": said["party"]}
        try:
            made = actions.promise(
                collaboration=here, kind=Kind(said["kind"]), own_kind=said["own_kind"],
                terms=form.terms, by=request.user, at=timezone.now(), **given,
            )  # fmt: skip
            return redirect("agreements:commitment", slug, made.pk)
        except DomainError as refusal:
            put_refusal(form, refusal)
    context = {"collaboration": here, "form": form, "may_note": mine.exists()}
    status = 422 if form.is_bound else 200
    return render(request, "agreements/new_commitment.html", context, status=status)


@require_safe
def commitment(request: MemberRequest, slug: str, commitment_id: int) -> HttpResponse:
    return _page(request, _found(request, slug, commitment_id), None)


@require_http_methods(["GET", "POST"])
@pressed_once
def change_commitment(request: MemberRequest, slug: str, commitment_id: int) -> HttpResponse:
    found = _found(request, slug, commitment_id)
    mine = rules.parties_to_give_or_get(request.user, found)
    initial = asdict(queries.terms_of(found))
    form = TermsForm(request.POST or None, parties=mine, initial=initial)
    if form.is_valid():
        given = {"party": form.cleaned_data["party"], "why": form.cleaned_data["why"]}
        try:
            actions.propose_terms(
                commitment=found, terms=form.terms, by=request.user, at=timezone.now(), **given
            )
            return redirect("agreements:commitment", slug, found.pk)
        except DomainError as refusal:
            put_refusal(form, refusal)
    context = {"collaboration": found.collaboration, "commitment": found, "form": form,
               "may_change": mine.exists()}  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "agreements/change_commitment.html", context, status=status)


@require_POST
@pressed_once
def call_off(request: MemberRequest, slug: str, commitment_id: int) -> HttpResponse:
    found = _found(request, slug, commitment_id)
    form = CallOffForm(request.POST, parties=rules.parties_to_give_or_get(request.user, found))
    if form.is_valid():
        given = {"party": form.cleaned_data["party"], "why": form.cleaned_data["why"]}
        try:
            actions.propose_to_call_off(
                commitment=found, by=request.user, at=timezone.now(), **given
            )
            return redirect("agreements:commitment", slug, found.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, form)


@require_POST
@pressed_once
def accept_terms(request: MemberRequest, slug: str, terms_id: int) -> HttpResponse:
    terms = _terms(request, slug, terms_id)
    found = _found(request, slug, terms.commitment_id)
    form = ForPartyForm(request.POST, parties=rules.parties_to_give_or_get(request.user, found))
    if form.is_valid():
        given = {"terms": terms, "party": form.cleaned_data["party"]}
        try:
            actions.accept_terms(by=request.user, at=timezone.now(), **given)
            return redirect("agreements:commitment", slug, found.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, form)


@require_POST
@pressed_once
def decline_terms(request: MemberRequest, slug: str, terms_id: int) -> HttpResponse:
    terms = _terms(request, slug, terms_id)
    found = _found(request, slug, terms.commitment_id)
    form = DeclineForm(request.POST, parties=rules.parties_to_give_or_get(request.user, found))
    if form.is_valid():
        given = {"party": form.cleaned_data["party"], "because": form.cleaned_data["because"]}
        try:
            actions.decline_terms(terms=terms, by=request.user, at=timezone.now(), **given)
            return redirect("agreements:commitment", slug, found.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, form)


def _page(request: MemberRequest, found: Commitment, form: ForPartyForm | None) -> HttpResponse:
    mine = rules.parties_to_give_or_get(request.user, found)
    said = list(found.terms.all())
    proposal = next((each for each in said if each.is_proposed), None)
    answering = mine.exclude(pk=proposal.proposed_for_id) if proposal else mine.none()
    context = {
        "collaboration": found.collaboration,
        "commitment": found,
        "delivered": queries.delivered_of(found),
        "said": said,
        "proposal": proposal,
        "answering_for": answering.first(),
        "may_decide": mine.exists(),
        "is_late": found.is_late(queries.late_before(found.collaboration, timezone.localdate())),
        "form": form,
        "declining": form if isinstance(form, DeclineForm) else DeclineForm(parties=mine),
        "calling_off": form if isinstance(form, CallOffForm) else CallOffForm(parties=mine),
    }
    status = 200 if form is None else 422
    return render(request, "agreements/commitment.html", context, status=status)


def _found(request: MemberRequest, slug: str, commitment_id: int) -> Commitment:
    visible = queries.commitments_visible_to(request.user).filter(collaboration__slug=slug)
    return get_object_or_404(visible, pk=commitment_id)


def _terms(request: MemberRequest, slug: str, terms_id: int) -> CommitmentTerms:
    visible = queries.terms_visible_to(request.user)
    return get_object_or_404(visible.filter(commitment__collaboration__slug=slug), pk=terms_id)
