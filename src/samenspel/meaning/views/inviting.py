from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.meaning import actions, queries, rules
from samenspel.meaning.actions import NewLink
from samenspel.meaning.forms import InviteForm
from samenspel.meaning.models import Invitation, ScanSide
from samenspel.meaning.tasks import mail_invitation, mail_message
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from .making import find_scan

PEOPLE_ON_A_PAGE = 50


@require_http_methods(["GET", "POST"])
@pressed_once
def invite(request: MemberRequest, slug: str, scan_id: int, side_id: int) -> HttpResponse:
    side = _own_side(request, slug, scan_id, side_id)
    form, links = InviteForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            links = actions.invite(
                side=side,
                guests=form.cleaned_data["people"],
                language=get_language() or "nl",
                mail=mail_invitation,
                site=request.build_absolute_uri("/"),
                by=request.user,
                at=timezone.now(),
            )
            form = InviteForm()
        except DomainError as refusal:
            form.add_error("people", str(refusal))
    return render(
        request, "meaning/invite.html", _context(request, side) | {"form": form} | _shown(links)
    )


@require_POST
def new_link(
    request: MemberRequest, slug: str, scan_id: int, side_id: int, invitation_id: int
) -> HttpResponse:
    side = _own_side(request, slug, scan_id, side_id)
    invitation = get_object_or_404(queries.people_asked(side), pk=invitation_id)
    token, refused = "", None
    try:
        token = actions.make_personal_link(
            invitation=invitation, by=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        refused = refusal
    context = {
        "side": side,
        "scan": side.scan,
        "invitation": invitation,
        "address": _address(request, token) if token else "",
        "refusal": refused,
    }
    return render(request, "meaning/new_link.html", context, status=409 if refused else 200)


@require_POST
def mail_again(
    request: MemberRequest, slug: str, scan_id: int, side_id: int, invitation_id: int
) -> HttpResponse:
    side = _own_side(request, slug, scan_id, side_id)
    invitation = get_object_or_404(queries.people_asked(side), pk=invitation_id)
    try:
        actions.mail_again(
            invitation=invitation,
            mail=mail_invitation,
            site=request.build_absolute_uri("/"),
            by=request.user,
            at=timezone.now(),
        )
    except DomainError as refusal:
        return _refused(request, side, refusal)
    return _back(request, side)


@require_POST
@pressed_once
def remind(request: MemberRequest, slug: str, scan_id: int, side_id: int) -> HttpResponse:
    side = _own_side(request, slug, scan_id, side_id)
    try:
        actions.remind(side=side, mail=mail_message, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return _refused(request, side, refusal)
    return _back(request, side)


@require_POST
def withdraw_invitation(
    request: MemberRequest, slug: str, scan_id: int, side_id: int, invitation_id: int
) -> HttpResponse:
    side = _own_side(request, slug, scan_id, side_id)
    invitation = get_object_or_404(queries.people_asked(side), pk=invitation_id)
    try:
        actions.withdraw_invitation(invitation=invitation, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return _refused(request, side, refusal)
    return _back(request, side)


def _own_side(request: MemberRequest, slug: str, scan_id: int, side_id: int) -> ScanSide:
    """A side of this scan for whose party this person speaks; others do not see its people."""
    scan = find_scan(request, slug, scan_id)
    side = get_object_or_404(scan.sides.select_related("party"), pk=side_id)
    mine = request.user.representations.filter(party=side.party_id)
    get_object_or_404(mine)
    side.scan = scan
    return side


def _context(request: MemberRequest, side: ScanSide) -> dict[str, object]:
    sought = request.GET.get("zoek", "").replace("\0", "").strip()
    return {
        "side": side,
        "scan": side.scan,
        "people": Paginator(queries.people_asked(side, matching=sought), PEOPLE_ON_A_PAGE).get_page(
            request.GET.get("pagina")
        ),
        "sought": sought,
        "here": f"?{request.GET.urlencode()}" if request.GET else "",
        "is_over": side.scan.is_over(timezone.now()),
        "too_many": queries.asked_too_many(side),
        "group_link": queries.group_link_of(side),
        "had_group_link": queries.had_group_link(side),
        "may_remind": side.scan.takes_answers(timezone.now()),
        "most_reminders": actions.MOST_REMINDERS,
        "may_invite": rules.may_act_for_side(request.user, side),
        "site": request.build_absolute_uri("/")[:-1],
    }


def _back(request: MemberRequest, side: ScanSide) -> HttpResponse:
    """To the same part of the list."""
    scan = side.scan
    address = reverse("meaning:invite", args=[scan.collaboration.slug, scan.pk, side.pk])
    return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)


def _shown(links: list[NewLink] | None) -> dict[str, object]:
    shown: list[tuple[Invitation, str]] = [
        (link.invitation, reverse("meaning:personal_link", args=[link.token]))
        for link in links or ()
    ]
    return {"links": shown, "is_added": links is not None}


def _refused(request: MemberRequest, side: ScanSide, refusal: DomainError) -> HttpResponse:
    form = InviteForm()
    context = _context(request, side) | {"form": form, "refusal": refusal} | _shown(None)
    return render(request, "meaning/invite.html", context, status=409)


def _address(request: MemberRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("meaning:personal_link", args=[token]))
