from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.meaning import actions, analyses, queries
from samenspel.meaning.forms import JoinGroupForm
from samenspel.meaning.models import GroupLink, Invitation, ScanSide
from samenspel.people.http import MemberRequest, remember
from samenspel.platform import limits
from samenspel.platform.errors import DomainError
from samenspel.platform.limits import Limit
from samenspel.platform.markup import qr_of
from samenspel.platform.pressed import pressed_once

from .answering import GROUP_COOKIE, GROUP_PATH
from .inviting import _own_side, _refused
from .making import shown_name

A_ROOM_FULL = Limit("join", most=120, seconds=600)  # who scan one poster share an address


@require_POST
@pressed_once
def group_link(request: MemberRequest, slug: str, scan_id: int, side_id: int) -> HttpResponse:
    side = _own_side(request, slug, scan_id, side_id)
    context: dict[str, object] = {"side": side, "scan": side.scan}
    try:
        token = actions.make_group_link(side=side, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return render(
            request, "meaning/group_link.html", context | {"refusal": refusal}, status=409
        )
    address = request.build_absolute_uri(reverse("meaning:join_group", args=[token]))
    context |= {"token": token, "address": address, "picture": qr_of(address)}
    return render(request, "meaning/group_link.html", context)


@require_POST
def group_poster(request: MemberRequest, slug: str, scan_id: int, side_id: int) -> HttpResponse:
    side = _own_side(request, slug, scan_id, side_id)
    token = request.POST.get("token", "")
    link = queries.group_link(token)
    ends = side.scan.closes_at
    if link is None or link.side != side or ends is None:
        return redirect("meaning:invite", slug, scan_id, side_id)
    address = request.build_absolute_uri(reverse("meaning:join_group", args=[token]))
    poster = analyses.poster_of(
        side,
        list(queries.words_of(side.scan)),
        address=address,
        closes_at=timezone.localtime(ends),
        language=get_language() or "nl",
    )
    response = HttpResponse(poster, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="samenspel-poster.pdf"'
    return response


@require_POST
def end_group_link(request: MemberRequest, slug: str, scan_id: int, side_id: int) -> HttpResponse:
    side = _own_side(request, slug, scan_id, side_id)
    try:
        actions.end_group_link(side=side, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return _refused(request, side, refusal)
    return redirect("meaning:invite", slug, scan_id, side_id)


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def join_group(request: HttpRequest, token: str) -> HttpResponse:
    link, now = queries.group_link(token), timezone.now()
    if link is None or not link.side.scan.takes_answers(now):
        return _page(request, link)
    form = JoinGroupForm(request.POST or None, now=now)
    if request.method == "POST" and form.is_valid():
        if limits.is_one_too_many(A_ROOM_FULL, who=limits.address_of(request), at=now):
            return _wait(request)
        earlier = _earlier(request, link.side)
        if earlier and "not_me" not in request.POST:
            return redirect("meaning:personal_link", earlier)
        try:
            language, token = get_language() or "nl", form.own_key(earlier or "")
            own = actions.join(link=link, language=language, token=token, by=None, at=now)
            return _joined(link, own)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _page(request, link, form)


def _wait(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


def _page(
    request: HttpRequest, link: GroupLink | None, form: JoinGroupForm | None = None
) -> HttpResponse:
    context: dict[str, object] = {"link": link, "form": form}
    if link:
        words = list(queries.words_of(link.side.scan))
        context |= {
            "scan": link.side.scan,
            "side": link.side,
            "words": [shown_name(word) for word in words],
            "minutes": analyses.minutes_of(words, link.side),
            "earlier": _earlier(request, link.side),
            "is_full": queries.places_left(link.side) < 1,
            "is_later": link.side.scan.wave > 1,
        }
    return render(request, "meaning/join_group.html", context, status=200 if link else 404)


def _earlier(request: HttpRequest, side: ScanSide) -> str | None:
    """The personal link that someone took in this browser before, if it still works."""
    name = GROUP_COOKIE.format(side.scan_id)
    token = request.get_signed_cookie(name, default="", salt=name) or ""
    invitation: Invitation | None = queries.invitation_of(token) if token else None
    return token if invitation and invitation.side == side else None


def _joined(link: GroupLink, own: str) -> HttpResponse:
    name = GROUP_COOKIE.format(link.side.scan_id)
    response = redirect("meaning:personal_link", own)
    remember(response, name, own, path=GROUP_PATH, seconds=settings.SESSION_COOKIE_AGE)
    return response
