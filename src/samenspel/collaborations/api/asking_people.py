"""Who speaks for a party, who is asked to, and which parties are asked to join."""

from typing import Annotated

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.collaborations import actions, queries
from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Collaboration, Party, Representation, RoleInvitation
from samenspel.collaborations.tasks import mail_role_invitation
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Address, Asked, In, InPath, Key, Moment, Out, Page, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

router, joining = new_router(_("parties")), new_router(_("collaborations"))


class SpeakerOut(Out):
    """Someone who speaks for a party, and in which role."""

    id: int
    name: str
    role: Role


class SpeakerPage(Page[SpeakerOut]):
    """Who speaks for a party, by name."""


class SpeakerIn(In):
    """Another role."""

    role: Role


class AskedOut(Out):
    """That someone was asked by e-mail, and until when they can say yes."""

    id: int
    party: int
    email: str
    role: Role | None
    collaboration: int | None
    made_at: Moment
    expires_at: Moment


class AskedPage(Page[AskedOut]):
    """Who was asked and did not answer yet."""


class ColleagueIn(In):
    """A colleague who will speak for the same party."""

    email: Address
    role: Role = Role.REPRESENTATIVE


class OtherPartyIn(In):
    """Someone of another party, and for which party of yours you ask."""

    party: Key
    email: Address


class AcceptIn(In):
    """The token of an invitation; with which party of yours, if it is to join."""

    token: Annotated[str, Field(min_length=1, max_length=100)]
    party: Key | None = None


@router.get("/parties/{party_id}/speakers", response=SpeakerPage,
            summary=_("Who speaks for a party"), operation_id="listSpeakers")  # fmt: skip
def speakers(request: MemberRequest, party_id: InPath, asked: Query[Asked]) -> SpeakerPage:
    """Everyone who speaks for a party of yours, with their roles."""
    party = get_object_or_404(queries.parties_of(request.user), pk=party_id)
    return page_of(SpeakerPage, queries.speakers_of(party), asked, request, _speaker)


@router.patch("/parties/{party_id}/speakers/{speaker_id}", response=SpeakerOut,
              summary=_("Change a role"), operation_id="changeSpeaker")  # fmt: skip
@once(200)
def change_speaker(
    request: MemberRequest, party_id: InPath, speaker_id: InPath, given: SpeakerIn
) -> SpeakerOut:
    """Let someone speak in another role, for a party that you manage."""
    found = _found(request, party_id, speaker_id)
    actions.change_role(representation=found, role=given.role, by=request.user, at=timezone.now())
    return _speaker(_found(request, party_id, speaker_id))


@router.delete("/parties/{party_id}/speakers/{speaker_id}", response={204: None},
               summary=_("End a role"), operation_id="deleteSpeaker")  # fmt: skip
@once(204)
def delete_speaker(request: MemberRequest, party_id: InPath, speaker_id: InPath) -> None:
    """Let someone speak no longer for a party that you manage."""
    found = _found(request, party_id, speaker_id)
    actions.end_role(representation=found, by=request.user, at=timezone.now())


@router.get("/parties/{party_id}/invitations", response=AskedPage,
            summary=_("Who is asked for a party"), operation_id="listColleagues")  # fmt: skip
def colleagues(request: MemberRequest, party_id: InPath, asked: Query[Asked]) -> AskedPage:
    """Who was asked on behalf of a party of yours and did not answer yet."""
    party = get_object_or_404(queries.parties_of(request.user), pk=party_id)
    found = queries.open_invitations_of(party, at=timezone.now())
    return page_of(AskedPage, found, asked, request, _asked)


@router.post("/parties/{party_id}/invitations", response={201: AskedOut},
             summary=_("Invite a colleague"), operation_id="inviteColleague")  # fmt: skip
@once(201)
def invite_colleague(request: MemberRequest, party_id: InPath, given: ColleagueIn) -> AskedOut:
    """Ask someone by e-mail to speak for a party that you manage."""
    party = get_object_or_404(queries.managed_by(request.user), pk=party_id)
    return invite(request, given.email, party, role=given.role)


@router.delete("/parties/{party_id}/invitations/{invitation_id}", response={204: None},
               summary=_("Take an invitation back"), operation_id="deleteColleague")  # fmt: skip
@once(204)
def delete_colleague(request: MemberRequest, party_id: InPath, invitation_id: InPath) -> None:
    """Take an invitation of a party that you manage back."""
    party, now = get_object_or_404(queries.managed_by(request.user), pk=party_id), timezone.now()
    found = get_object_or_404(queries.open_invitations_of(party, at=now), pk=invitation_id)
    actions.revoke(invitation=found, by=request.user, at=now)


@router.post("/parties/_accept", response={204: None},
             summary=_("Accept an invitation"), operation_id="acceptInvitation")  # fmt: skip
@once(204)
def accept_invitation(request: MemberRequest, given: AcceptIn) -> None:
    """Say yes to an invitation by its token: to speak for a party, or to join with one of yours."""
    now = timezone.now()
    found = queries.invitation(given.token, at=now)
    party = None
    if found and found.collaboration:
        if given.party is None:
            raise refuse("body.party", _now("Say with which party of yours you join."))
        party = managed(queries.managed_by(request.user), given.party)
    actions.accept(token=given.token, party=party, by=request.user, at=now)


@joining.get("/collaborations/{collaboration_id}/invitations", response=AskedPage,
            summary=_("Which parties are asked"), operation_id="listAskedParties")  # fmt: skip
def asked_parties(
    request: MemberRequest, collaboration_id: InPath, asked: Query[Asked]
) -> AskedPage:
    """Who was asked to join a collaboration with a party and did not answer yet."""
    here = get_object_or_404(queries.collaborations_of(request.user), pk=collaboration_id)
    found = queries.asked_to_join(here, at=timezone.now())
    return page_of(AskedPage, found, asked, request, _asked)


@joining.post("/collaborations/{collaboration_id}/invitations", response={201: AskedOut},
             summary=_("Ask a party to join"), operation_id="inviteParty")  # fmt: skip
@once(201)
def invite_party(request: MemberRequest, collaboration_id: InPath, given: OtherPartyIn) -> AskedOut:
    """Ask someone of another party by e-mail to join, on behalf of a party that you manage."""
    here = get_object_or_404(queries.collaborations_of(request.user), pk=collaboration_id)
    party = managed(queries.managed_here(request.user, here), given.party)
    return invite(request, given.email, party, collaboration=here)


def managed(parties: "QuerySet[Party]", number: int) -> Party:
    """The party of this number among those that someone manages here."""
    found = parties.filter(pk=number).first()
    if found is None:
        raise refuse("body.party", _now("You do not manage a party with this number here."))
    return found


def invite(
    request: MemberRequest,
    email: str,
    party: Party,
    *,
    role: Role | None = None,
    collaboration: Collaboration | None = None,
) -> AskedOut:
    """Ask someone, and have the letter sent by a worker."""
    by, at = request.user, timezone.now()
    site, language = request.build_absolute_uri("/"), get_language() or settings.LANGUAGE_CODE
    actions.invite(
        email=email, party=party, role=role, collaboration=collaboration,
        mail=mail_role_invitation, site=site, language=language, by=by, at=at,
    )  # fmt: skip
    return _asked(queries.open_invitations_of(party, at=at).order_by("-pk")[0])


def _found(request: MemberRequest, party_id: int, speaker_id: int) -> Representation:
    ours = get_object_or_404(queries.managed_by(request.user), pk=party_id)
    return get_object_or_404(queries.speakers_of(ours), pk=speaker_id)


def _speaker(found: Representation) -> SpeakerOut:
    return SpeakerOut(id=found.pk, name=found.person.name, role=Role(found.role))


def _asked(found: RoleInvitation) -> AskedOut:
    return AskedOut(
        id=found.pk,
        party=found.party_id,
        email=found.email,
        role=Role(found.role) if found.role else None,
        collaboration=found.collaboration_id,
        made_at=found.made_at,
        expires_at=found.expires_at,
    )
