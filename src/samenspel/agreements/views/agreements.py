from dataclasses import asdict

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.agreements import actions, analyses, queries, rules
from samenspel.agreements.forms import (
    ChangeForm,
    DeclineForm,
    ForPartyForm,
    NewAgreementForm,
)
from samenspel.agreements.models import Agreement, AgreementVersion
from samenspel.collaborations import queries as collaborations
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once


@require_safe
def agreements(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    context = {
        "collaboration": here,
        "agreements": [_summed_up(each) for each in queries.agreements_in(here)],
        "may_propose": rules.parties_to_decide_for(request.user, here).exists(),
    }
    return render(request, "agreements/agreements.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def new_agreement(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    mine = rules.parties_to_decide_for(request.user, here)
    form = NewAgreementForm(request.POST or None, parties=mine, initial={"purpose": here.purpose})
    if form.is_valid():
        given = {"by": request.user, "at": timezone.now(), "party": form.cleaned_data["party"]}
        try:
            version = actions.propose_agreement(
                collaboration=here, name=form.cleaned_data["name"], wording=form.wording, **given
            )
            return redirect("agreements:agreement", slug, version.agreement_id)
        except DomainError as refusal:
            _put(form, refusal)
    context = {"collaboration": here, "form": form, "may_propose": mine.exists()}
    return render(request, "agreements/new_agreement.html", context, status=_status(form))


@require_safe
def agreement(request: MemberRequest, slug: str, settled_id: int) -> HttpResponse:
    found = _found(request, slug, settled_id)
    return _page(request, found, None)


@require_http_methods(["GET", "POST"])
@pressed_once
def change_agreement(request: MemberRequest, slug: str, settled_id: int) -> HttpResponse:
    found = _found(request, slug, settled_id)
    mine = rules.parties_to_decide_for(request.user, found.collaboration, found)
    begin = _in_force(found) or found.versions.all()[0]
    form = ChangeForm(request.POST or None, parties=mine, initial=_initial(begin))
    if form.is_valid():
        given = {"by": request.user, "at": timezone.now(), "party": form.cleaned_data["party"]}
        why, wording = form.cleaned_data["why"], form.wording
        try:
            actions.propose_change(agreement=found, wording=wording, why=why, **given)
            return redirect("agreements:agreement", slug, found.pk)
        except DomainError as refusal:
            _put(form, refusal)
    context = {"agreement": found, "collaboration": found.collaboration, "form": form,
               "may_propose": mine.exists()}  # fmt: skip
    page = "agreements/change_agreement.html"
    return render(request, page, context, status=_status(form))


@require_POST
@pressed_once
def accept_version(request: MemberRequest, slug: str, version_id: int) -> HttpResponse:
    version = get_object_or_404(_versions(request, slug), pk=version_id)
    found = _found(request, slug, version.agreement_id)
    mine = rules.parties_to_decide_for(request.user, found.collaboration, found)
    form = ForPartyForm(request.POST, parties=mine)
    if form.is_valid():
        party = form.cleaned_data["party"]
        try:
            actions.accept(version=version, party=party, by=request.user, at=timezone.now())
            return redirect("agreements:agreement", slug, found.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, form)


@require_POST
@pressed_once
def decline_version(request: MemberRequest, slug: str, version_id: int) -> HttpResponse:
    version = get_object_or_404(_versions(request, slug), pk=version_id)
    found = _found(request, slug, version.agreement_id)
    mine = rules.parties_to_decide_for(request.user, found.collaboration, found)
    form = DeclineForm(request.POST, parties=mine)
    if form.is_valid():
        given = {"party": form.cleaned_data["party"], "because": form.cleaned_data["because"]}
        try:
            actions.decline(version=version, by=request.user, at=timezone.now(), **given)
            return redirect("agreements:agreement", slug, found.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, form)


@require_safe
def compare_versions(request: MemberRequest, slug: str, version_id: int) -> HttpResponse:
    version = get_object_or_404(_versions(request, slug), pk=version_id)
    earlier = queries.versions_before(version)
    chosen = request.GET.get("met", "")
    if chosen.isdecimal() and len(chosen) < 6:
        earlier = earlier.filter(number=int(chosen))
    before = earlier.first()
    if before is None:
        raise Http404
    context = {
        "collaboration": version.agreement.collaboration,
        "agreement": version.agreement,
        "before": before,
        "after": version,
        "parts": analyses.changes(before, version),
        "others": version.agreement.versions.filter(number__lt=version.number).order_by("number"),
    }
    return render(request, "agreements/compare_versions.html", context)


@require_safe
def version_document(request: MemberRequest, slug: str, version_id: int) -> HttpResponse:
    version = get_object_or_404(_versions(request, slug), pk=version_id)
    content = analyses.paper_of(version.agreement, version, get_language() or "nl")
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="samenspel-afspraak.pdf"'
    return response


def _page(request: MemberRequest, found: Agreement, form: ForPartyForm | None) -> HttpResponse:
    versions = list(found.versions.all())
    in_force, proposal = _in_force(found), versions[0] if versions[0].is_proposed else None
    mine = rules.parties_to_decide_for(request.user, found.collaboration, found)
    waiting = queries.waiting_for(proposal) if proposal else []
    shown = in_force or versions[0]
    context = {
        "collaboration": found.collaboration,
        "agreement": found,
        "in_force": in_force,
        "shown": shown,
        "parts": [part for part in analyses.parts_of(shown) if part[1]][1:],
        "proposal": proposal,
        "changes": _changes(in_force, proposal),
        "waiting": waiting,
        "versions": versions,
        "mine_waiting": [party for party in mine if party in waiting],
        "form": form,
        "accepting": ForPartyForm(parties=mine.filter(pk__in=[each.pk for each in waiting])),
        "declining": form if isinstance(form, DeclineForm) else DeclineForm(parties=mine),
        "may_decide": mine.exists(),
        "today": timezone.localdate(),
        "ending": queries.ending_of(found),
        "pause": queries.pause_of(found),
    }
    status = 200 if form is None else 422
    return render(request, "agreements/agreement.html", context, status=status)


def _changes(
    in_force: AgreementVersion | None, proposal: AgreementVersion | None
) -> list[analyses.PartChanged]:
    if in_force is None or proposal is None:
        return []
    return [part for part in analyses.changes(in_force, proposal) if part.has_changed]


def _summed_up(found: Agreement) -> dict[str, object]:
    versions = list(found.versions.all())
    in_force = _in_force(found)
    return {
        "agreement": found,
        "shown": in_force or versions[0],
        "in_force": in_force,
        "proposal": versions[0] if versions[0].is_proposed else None,
    }


def _in_force(found: Agreement) -> AgreementVersion | None:
    return next((each for each in found.versions.all() if each.is_accepted), None)


def _found(request: MemberRequest, slug: str, settled_id: int) -> Agreement:
    visible = queries.agreements_visible_to(request.user).filter(collaboration__slug=slug)
    return get_object_or_404(visible, pk=settled_id)


def _versions(request: MemberRequest, slug: str) -> QuerySet[AgreementVersion]:
    visible = queries.versions_visible_to(request.user)
    return visible.filter(agreement__collaboration__slug=slug)


def _initial(version: AgreementVersion) -> dict[str, object]:
    said = asdict(queries.wording_of(version))
    targets = ", ".join(code for code in version.goals if "." in code)
    goals = [code for code in version.goals if "." not in code]
    return said | {"goals": goals, "targets": targets}


def _put(form: ForPartyForm, refusal: DomainError) -> None:
    fields = {actions.ReviewInThePast: "review_on", actions.UnknownTarget: "targets"}
    form.add_error(fields.get(type(refusal)), str(refusal))


def _status(form: ForPartyForm) -> int:
    return 422 if form.is_bound else 200
