from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.meaning import actions, queries
from samenspel.meaning.actions import MOST_PEOPLE
from samenspel.meaning.choices import MailState
from samenspel.meaning.models import Invitation, ScanSide
from samenspel.meaning.tasks import mail_invitation
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import (
    Asked,
    In,
    InPath,
    Key,
    Moment,
    Out,
    Page,
    page_of,
)
from samenspel.platform.asking import router as new_router
from samenspel.platform.guests import Guest, GuestIn, GuestLink, GuestLinks
from samenspel.platform.once import once, refuse

from .sides import LinkOut, address_of

router = new_router(_("invitations"))


class InvitationOut(Out):
    """That someone is asked to answer for a side of yours; never whether they did."""

    id: int
    scan: int
    side: int
    name: str
    email: str
    language: str
    mail_state: MailState
    sent_at: Moment | None
    wants_no_mail: bool
    withdrawn_at: Moment | None


class InvitationPage(Page[InvitationOut]):
    """Invitations in the order in which they were made."""


class PeopleIn(In):
    """Whom to ask for a side of yours, and in which language to write."""

    side: Key
    people: Annotated[list[GuestIn], Field(min_length=1, max_length=MOST_PEOPLE)]
    language: Literal["nl", "en"] | None = None


class InvitationsAsked(Asked):
    """Which invitations."""

    lookups: ClassVar[Mapping[str, str]] = {"scan": "side__scan"}

    scan: Key | None = None
    side: Key | None = None


@router.get("/invitations", response=InvitationPage, summary=_("Invitations to answer"),
            operation_id="listInvitations")  # fmt: skip
def invitations(request: MemberRequest, asked: Query[InvitationsAsked]) -> InvitationPage:
    """Whom your sides asked by name or address; who joined by a group link is not among them."""
    found = queries.invitations_seen_by(request.user)
    return page_of(InvitationPage, found, asked, request, shown)


@router.get("/invitations/{invitation_id}", response=InvitationOut,
            summary=_("Invitation to answer"), operation_id="getInvitation")  # fmt: skip
def invitation(request: MemberRequest, invitation_id: InPath) -> InvitationOut:
    """One invitation of a side of yours."""
    return shown(_found(request, invitation_id))


@router.post("/invitations", response={201: GuestLinks}, summary=_("Invite people to answer"),
             operation_id="createInvitations")  # fmt: skip
@once(201)
def create_invitations(request: MemberRequest, given: PeopleIn) -> GuestLinks:
    """Ask people of your side. Who has no e-mail address gets a link to hand over, shown once.

    Letters go out once the scan is open. Who is asked already is not asked again.
    """
    seen = sides_of(request)
    side = seen.filter(pk=given.side).first()
    if side is None:
        raise refuse("body.side", _now("You speak for no side with this number."))
    links = actions.invite(
        side=side,
        guests=[Guest(each.name, each.email) for each in given.people],
        language=given.language or get_language() or "nl",
        mail=mail_invitation,
        site=request.build_absolute_uri("/"),
        by=request.user,
        at=timezone.now(),
    )
    return GuestLinks(
        links=[
            GuestLink(
                invitation=each.invitation.pk,
                name=each.invitation.name,
                link=address_of(request, "meaning:personal_link", each.token),
            )
            for each in links
        ]
    )


@router.post("/invitations/{invitation_id}/_link", response=LinkOut,
             summary=_("Make a new personal link"), operation_id="makePersonalLink")  # fmt: skip
@once(200)
def make_personal_link(request: MemberRequest, invitation_id: InPath) -> LinkOut:
    """A new link for someone to hand over; the earlier one stops working."""
    found = _found(request, invitation_id)
    token = actions.make_personal_link(invitation=found, by=request.user, at=timezone.now())
    return LinkOut(link=address_of(request, "meaning:personal_link", token))


@router.post("/invitations/{invitation_id}/_mail", response=InvitationOut,
             summary=_("Send an invitation again"), operation_id="mailInvitation")  # fmt: skip
@once(200)
def mail_again(request: MemberRequest, invitation_id: InPath) -> InvitationOut:
    """Send the letter once more, with a new link."""
    actions.mail_again(
        invitation=_found(request, invitation_id),
        mail=mail_invitation,
        site=request.build_absolute_uri("/"),
        by=request.user,
        at=timezone.now(),
    )
    return shown(_found(request, invitation_id))


@router.delete("/invitations/{invitation_id}", response={204: None},
               summary=_("Withdraw an invitation"), operation_id="deleteInvitation")  # fmt: skip
@once(204)
def delete_invitation(request: MemberRequest, invitation_id: InPath) -> None:
    """Close a personal link. What was answered stays in, so nobody can be subtracted."""
    found = _found(request, invitation_id)
    actions.withdraw_invitation(invitation=found, by=request.user, at=timezone.now())


def sides_of(request: MemberRequest) -> QuerySet[ScanSide]:
    """The sides of scans for whose party this person speaks."""
    scans = queries.sealed_scans(request.user).select_related(None)
    own = ScanSide.objects.filter(scan__in=scans, party__representations__person=request.user)
    return own.select_related("scan__collaboration", "party")


def _found(request: MemberRequest, invitation_id: int) -> Invitation:
    return get_object_or_404(queries.invitations_seen_by(request.user), pk=invitation_id)


def shown(asked: Invitation) -> InvitationOut:
    """An invitation without its link, which nobody can read back."""
    return InvitationOut(
        id=asked.pk,
        scan=asked.side.scan_id,
        side=asked.side_id,
        name=asked.name,
        email=asked.email,
        language=asked.language,
        mail_state=MailState(asked.mail_state),
        sent_at=asked.sent_at,
        wants_no_mail=asked.mail_refused_at is not None,
        withdrawn_at=asked.revoked_at,
    )
