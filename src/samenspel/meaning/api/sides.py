from datetime import datetime
from typing import Annotated

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from pydantic import Field

from samenspel.meaning import actions, analyses, queries
from samenspel.meaning.choices import MessageKind
from samenspel.meaning.models import Scan, ScanSide
from samenspel.meaning.tasks import mail_message
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, InPath, Out, Text, file_answer
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .scans import asked_here, whole
from .shown import ScanDetail

router = new_router(_("scans"))
SIDE = "/scans/{scan_id}/sides/{side_id}"


class LinkIn(In):
    """The group link, as it was given when it was made."""

    link: Annotated[Text, Field(min_length=1, max_length=500)]


class LinkOut(Out):
    """An address to hand over; it can be read this once."""

    link: str


@router.post(f"{SIDE}/_close", response=ScanDetail, summary=_("Say that a side is done"),
             operation_id="closeSide")  # fmt: skip
@once(200)
def close_side(request: MemberRequest, scan_id: InPath, side_id: InPath) -> ScanDetail:
    """Say for your side that answering may end; it ends when every side said so."""
    side, now = own_side(request, scan_id, side_id), timezone.now()
    if actions.agree_to_close(side=side, by=request.user, at=now):
        _tell(request, side.scan, MessageKind.CLOSED, now)
    return whole(request, scan_id, now)


@router.post(f"{SIDE}/_accept", response=ScanDetail, summary=_("Accept that an outcome opens"),
             operation_id="acceptOpening")  # fmt: skip
@once(200)
def accept_opening(request: MemberRequest, scan_id: InPath, side_id: InPath) -> ScanDetail:
    """Accept by name for your side; the outcome opens for all when every side did."""
    side, now = own_side(request, scan_id, side_id), timezone.now()
    if actions.accept_opening(side=side, by=request.user, at=now):
        _tell(request, side.scan, MessageKind.REVEALED, now)
    return whole(request, scan_id, now)


@router.post(f"{SIDE}/_withhold", response=ScanDetail, summary=_("Keep an outcome closed"),
             operation_id="withholdOpening")  # fmt: skip
@once(200)
def withhold_opening(request: MemberRequest, scan_id: InPath, side_id: InPath) -> ScanDetail:
    """Keep the answers of your side closed; you can still accept later."""
    side, now = own_side(request, scan_id, side_id), timezone.now()
    actions.withhold(side=side, by=request.user, at=now)
    return whole(request, scan_id, now)


@router.post(f"{SIDE}/_remind", response=ScanDetail, summary=_("Remind who is silent"),
             operation_id="remindSide")  # fmt: skip
@once(200)
def remind_side(request: MemberRequest, scan_id: InPath, side_id: InPath) -> ScanDetail:
    """Write once more to who was asked by e-mail and did not answer; nobody sees to whom."""
    side, now = own_side(request, scan_id, side_id), timezone.now()
    actions.remind(side=side, mail=mail_message, by=request.user, at=now)
    return whole(request, scan_id, now)


@router.put(f"{SIDE}/group-link", response=LinkOut, summary=_("Make a group link"),
            operation_id="makeGroupLink")  # fmt: skip
@once(200)
def make_group_link(request: MemberRequest, scan_id: InPath, side_id: InPath) -> LinkOut:
    """One address for a whole side, as on a poster; the earlier one stops working."""
    side = own_side(request, scan_id, side_id)
    token = actions.make_group_link(side=side, by=request.user, at=timezone.now())
    return LinkOut(link=address_of(request, "meaning:join_group", token))


@router.delete(f"{SIDE}/group-link", response={204: None}, summary=_("End a group link"),
               operation_id="deleteGroupLink")  # fmt: skip
@once(204)
def delete_group_link(request: MemberRequest, scan_id: InPath, side_id: InPath) -> None:
    """Let nobody join by the group link any more; who joined goes on with their own link."""
    side = own_side(request, scan_id, side_id)
    actions.end_group_link(side=side, by=request.user, at=timezone.now())


@router.post(f"{SIDE}/group-link/_poster", summary=_("Poster with a group link"),
             operation_id="makePoster", openapi_extra=file_answer("application/pdf"))  # fmt: skip
def make_poster(
    request: MemberRequest, scan_id: InPath, side_id: InPath, given: LinkIn
) -> HttpResponse:
    """A poster to hang up, with a group link that works; nothing changes."""
    side = own_side(request, scan_id, side_id)
    link, ends = queries.group_link(given.link.rpartition("/")[2]), side.scan.closes_at
    if link is None or link.side != side or ends is None:
        raise refuse("body.link", _now("This is no group link of this side that works."))
    poster = analyses.poster_of(
        side,
        list(queries.words_of(side.scan)),
        address=address_of(request, "meaning:join_group", given.link.rpartition("/")[2]),
        closes_at=timezone.localtime(ends),
        language=get_language() or "nl",
    )
    return HttpResponse(poster, content_type="application/pdf")


def own_side(request: MemberRequest, scan_id: int, side_id: int) -> ScanSide:
    """A side of this scan for whose party this person speaks."""
    scan = asked_here(request, scan_id)
    own = scan.sides.filter(party__representations__person=request.user)
    side = get_object_or_404(own.select_related("party"), pk=side_id)
    side.scan = scan
    return side


def address_of(request: MemberRequest, name: str, token: str) -> str:
    """The whole address that a link leads to."""
    return request.build_absolute_uri(reverse(name, args=[token]))


def _tell(request: MemberRequest, scan: Scan, kind: MessageKind, at: datetime) -> None:
    actions.tell_speakers(scan=scan, kind=kind, mail=mail_message, by=request.user, at=at)
