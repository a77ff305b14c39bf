from collections.abc import Mapping
from typing import ClassVar

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.meaning import queries
from samenspel.meaning.choices import MailState
from samenspel.meaning.models import Invitation
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, InPath, Key, Moment, Out, Page, page_of
from samenspel.platform.asking import router as new_router

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
    found = queries.invitations_seen_by(request.user)
    return shown(get_object_or_404(found, pk=invitation_id))


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
