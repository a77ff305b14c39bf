from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.people.http import MemberRequest
from samenspel.people.models import User
from samenspel.people.queries import has_second_step
from samenspel.platform.errors import DomainError
from samenspel.platform.parts import Part, Row, part_of
from samenspel.platform.pressed import pressed_once

from .. import actions, queries, rules
from ..choices import PartyKind, Phase, Role, Team
from ..forms import (
    AskPartyForm,
    CollaborationForm,
    InviteForm,
    JoinForm,
    PartyForm,
    PhaseForm,
    RoleForm,
)
from ..models import Collaboration, Party
from ..tasks import mail_role_invitation

PARTIES_ON_A_PAGE = 50
PEOPLE_IN_A_PART = 50
TO_START = "samenwerking"  # where someone goes on who brings in a party on the way there


@require_safe
def parties(request: MemberRequest) -> HttpResponse:
    mine = Paginator(queries.parties_of(request.user), PARTIES_ON_A_PAGE)
    page = mine.get_page(request.GET.get("pagina"))
    return render(request, "collaborations/parties.html", {"parties": page})


@require_http_methods(["GET", "POST"])
@pressed_once
def new_party(request: MemberRequest) -> HttpResponse:
    form = PartyForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        made = actions.found_party(
            name=given["name"],
            kind=PartyKind(given["kind"]),
            team=Team(given["team"]),
            org_id=given["org_id"],
            by=request.user,
            at=timezone.now(),
        )
        token = request.POST.get("token", "")
        if queries.invitation(token, at=timezone.now()):  # on the way to joining with it
            return redirect("collaborations:invitation", token)
        if request.POST.get("then") == TO_START:
            return redirect("collaborations:new_collaboration")
        return redirect("collaborations:party", made.pk)
    token = request.POST.get("token") or request.GET.get("token", "")
    then = request.POST.get("then") or request.GET.get("daarna", "")
    context = {"form": form, "token": token, "then": then}
    return render(request, "collaborations/new_party.html", context, status=_status(form.is_bound))


@require_http_methods(["GET", "POST"])
@pressed_once
def change_party(request: MemberRequest, party_id: int) -> HttpResponse:
    ours = get_object_or_404(queries.managed_by(request.user), pk=party_id)
    known = {name: getattr(ours, name) for name in ("name", "kind", "team", "org_id")}
    form = PartyForm(request.POST or None, initial=known)
    if form.is_valid():
        given = form.cleaned_data
        actions.change_party(
            party=ours,
            name=given["name"],
            kind=PartyKind(given["kind"]),
            team=Team(given["team"]),
            org_id=given["org_id"],
            by=request.user,
            at=timezone.now(),
        )
        return redirect("collaborations:party", ours.pk)
    context = {"form": form, "party": ours}
    return render(
        request, "collaborations/change_party.html", context, status=_status(form.is_bound)
    )


@require_http_methods(["GET", "POST"])
@pressed_once
def party(request: MemberRequest, party_id: int) -> HttpResponse:
    ours = get_object_or_404(queries.parties_and_work_of(request.user), pk=party_id)
    may_manage = rules.may_manage(request.user, ours)
    form = InviteForm(request.POST or None)
    if form.is_bound and not may_manage:
        raise Http404
    if form.is_valid():
        _invite(request, form.cleaned_data["email"], ours, role=Role(form.cleaned_data["role"]))
        return redirect("collaborations:party", ours.pk)
    context = {
        "party": ours,
        "speakers": _part(request, "mensen", queries.speakers_of(ours)),
        "invitations": _part(
            request, "gevraagd", queries.open_invitations_of(ours, at=timezone.now())
        ),
        "may_manage": may_manage,
        "is_alone": may_manage and not ours.takes_part,
        "form": form,
        "roles": Role.choices,
        "trail": queries.trail_of(ours) if may_manage else [],
        "has_second_step": not may_manage or has_second_step(request.user),
    }
    return render(request, "collaborations/party.html", context, status=_status(form.is_bound))


def _part(request: MemberRequest, name: str, rows: QuerySet[Row]) -> Part[Row]:
    return part_of(rows, asked=request.GET.get(name), size=PEOPLE_IN_A_PART)


@require_POST
def role(request: MemberRequest, party_id: int, representation_id: int) -> HttpResponse:
    ours = get_object_or_404(queries.managed_by(request.user), pk=party_id)
    found = get_object_or_404(queries.speakers_of(ours), pk=representation_id)
    form = RoleForm(request.POST)
    at = timezone.now()
    try:
        if "end" in request.POST:
            actions.end_role(representation=found, by=request.user, at=at)
        elif form.is_valid():
            chosen = Role(form.cleaned_data["role"])
            actions.change_role(representation=found, role=chosen, by=request.user, at=at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    if found.person_id == request.user.pk and "end" in request.POST:
        return redirect("collaborations:parties")
    return redirect("collaborations:party", ours.pk)


@require_POST
def revoke(request: MemberRequest, party_id: int, invitation_id: int) -> HttpResponse:
    ours = get_object_or_404(queries.managed_by(request.user), pk=party_id)
    at = timezone.now()
    found = get_object_or_404(queries.open_invitations_of(ours, at=at), pk=invitation_id)
    actions.revoke(invitation=found, by=request.user, at=at)
    return redirect("collaborations:party", ours.pk)


@require_http_methods(["GET", "POST"])
@pressed_once
def new_collaboration(request: MemberRequest) -> HttpResponse:
    mine = queries.managed_by(request.user)
    form = CollaborationForm(request.POST or None, parties=mine)
    if form.is_valid():
        given = form.cleaned_data
        made = actions.start_collaboration(
            name=given["name"],
            slug=queries.new_slug(given["name"]),
            purpose=given["purpose"],
            phase=Phase.APPROACH,
            parties=[given["party"]],
            by=request.user,
            at=timezone.now(),
        )
        _invite(request, given["email"], given["party"], collaboration=made)
        return redirect("collaborations:ask_party", made.slug)
    context = {"form": form, "parties": mine}
    return render(
        request, "collaborations/new_collaboration.html", context, status=_status(form.is_bound)
    )


@require_http_methods(["GET", "POST"])
@pressed_once
def phase(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(queries.collaborations_of(request.user), slug=slug)
    initial = {"phase": found.phase, "reached_on": timezone.localdate()}
    form = PhaseForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.note_phase(
                collaboration=found,
                phase=Phase(given["phase"]),
                reached_on=given["reached_on"],
                evidence=given["evidence"],
                by=request.user,
                at=timezone.now(),
            )
            return redirect("portfolio:collaboration", found.slug)
        except DomainError as refusal:
            form.add_error("reached_on", str(refusal))
    context = {
        "collaboration": found,
        "form": form,
        "notes": queries.phase_notes_of(found),
        "may_note": rules.may_note_phase(request.user, found),
    }
    return render(request, "collaborations/phase.html", context, status=_status(form.is_bound))


@require_http_methods(["GET", "POST"])
@pressed_once
def ask_party(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(queries.collaborations_of(request.user), slug=slug)
    mine = queries.managed_here(request.user, found)
    form = AskPartyForm(request.POST or None, parties=mine)
    if form.is_valid():
        _invite(
            request, form.cleaned_data["email"], form.cleaned_data["party"], collaboration=found
        )
        return redirect("collaborations:ask_party", found.slug)
    context = {
        "collaboration": found,
        "form": form,
        "asked": queries.asked_to_join(found, at=timezone.now()),
        "may_ask": rules.may_ask_parties(request.user, found),
    }
    return render(request, "collaborations/ask_party.html", context, status=_status(form.is_bound))


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
@pressed_once
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = queries.invitation(token, at=timezone.now())
    person = request.user if isinstance(request.user, User) else None
    mine = queries.managed_by(person) if person else Party.objects.none()
    form = JoinForm(request.POST or None, parties=mine)
    joins = bool(found and found.collaboration)
    if request.method == "POST" and person and found and (not joins or form.is_valid()):
        chosen = form.cleaned_data["party"] if joins else None
        actions.accept(token=token, party=chosen, by=person, at=timezone.now())
        if found.collaboration:
            return redirect("portfolio:home")
        return redirect("collaborations:party", found.party_id)
    context = {"invitation": found, "token": token, "form": form, "parties": mine}
    status = 200 if found else 404
    return render(request, "collaborations/invitation.html", context, status=status)


def _invite(
    request: MemberRequest,
    email: str,
    party: Party,
    *,
    role: Role | None = None,
    collaboration: Collaboration | None = None,
) -> None:
    actions.invite(
        email=email,
        party=party,
        role=role,
        collaboration=collaboration,
        mail=mail_role_invitation,
        site=request.build_absolute_uri("/"),
        language=get_language() or settings.LANGUAGE_CODE,
        by=request.user,
        at=timezone.now(),
    )


def _status(is_bound: bool) -> int:  # noqa: FBT001 the only thing there is to say
    return 422 if is_bound else 200
