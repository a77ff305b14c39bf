"""Whom a side asks to answer an evaluation; never who did."""

from typing import Annotated, Literal

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.evaluation import actions, queries
from samenspel.evaluation.actions import MOST_PEOPLE, NewLink
from samenspel.evaluation.models import EvaluationInvitation, EvaluationSide
from samenspel.evaluation.tasks import mail_invitation, mail_reminder
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Moment, Out, Page, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.guests import Guest, GuestIn, GuestLink, GuestLinks
from samenspel.platform.once import once

from .common import AREA, ONE, LetterState, found_inside

router = new_router(AREA)
GUESTS = f"{ONE}/sides/{{evaluation_side_id}}/invitations"
GUEST = f"{GUESTS}/{{guest_id}}"


class GuestOut(Out):
    """That someone is asked to answer an evaluation for a side of yours."""

    id: int
    name: str
    email: str
    language: str
    mail_state: LetterState
    sent_at: Moment | None
    withdrawn_at: Moment | None


class GuestPage(Page[GuestOut]):
    """Who was asked, newest first."""


class GuestsIn(In):
    """Whom to ask, in which language to write, and how many people your side has."""

    people: Annotated[list[GuestIn], Field(min_length=1, max_length=MOST_PEOPLE)]
    population: Annotated[int, Field(ge=1, le=10_000)] | None = None
    language: Literal["nl", "en"] | None = None


@router.get(GUESTS, response=GuestPage, operation_id="listEvaluationInvitations",
            summary=_("Invitations to an evaluation"))  # fmt: skip
def guests(
    request: MemberRequest, evaluation_id: InPath, evaluation_side_id: InPath, asked: Query[Asked]
) -> GuestPage:
    """Whom your side asked; the list does not say who answered."""
    side = _own(request, evaluation_id, evaluation_side_id)
    return page_of(GuestPage, queries.people_asked(side), asked, request, _shown)


@router.post(GUESTS, response={201: GuestLinks}, operation_id="createEvaluationInvitations",
             summary=_("Invite people to an evaluation"))  # fmt: skip
@once(201)
def create_guests(
    request: MemberRequest, evaluation_id: InPath, evaluation_side_id: InPath, given: GuestsIn
) -> GuestLinks:
    """Ask people of your side; who is asked already is not asked again."""
    side = _own(request, evaluation_id, evaluation_side_id)
    links = actions.invite(
        side=side,
        guests=[Guest(each.name, each.email) for each in given.people],
        population=given.population or side.population,
        language=given.language or get_language() or "nl",
        mail=mail_invitation,
        site=request.build_absolute_uri("/"),
        by=request.user,
        at=timezone.now(),
    )
    return GuestLinks(links=[_link(request, each) for each in links])


@router.post(f"{GUESTS}/_remind", response={204: None}, operation_id="remindEvaluationGuests",
             summary=_("Remind people of an evaluation"))  # fmt: skip
@once(204)
def remind_guests(
    request: MemberRequest, evaluation_id: InPath, evaluation_side_id: InPath
) -> None:
    """Write once more to who was asked by e-mail and has not answered; nobody learns to whom."""
    side = _own(request, evaluation_id, evaluation_side_id)
    actions.remind_people(side=side, mail=mail_reminder, by=request.user, at=timezone.now())


@router.post(f"{GUEST}/_renew", response=GuestLinks, operation_id="renewEvaluationInvitation",
             summary=_("Make a new link to an evaluation"))  # fmt: skip
@once(200)
def renew_guest(
    request: MemberRequest, evaluation_id: InPath, evaluation_side_id: InPath, guest_id: InPath
) -> GuestLinks:
    """A new link; the earlier one stops working. To who has an address it goes by e-mail."""
    found = _guest(request, evaluation_id, evaluation_side_id, guest_id)
    token = actions.renew_link(
        invitation=found, mail=mail_invitation, site=request.build_absolute_uri("/"),
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    return GuestLinks(links=[_link(request, NewLink(found, token))] if token else [])


@router.delete(GUEST, response={204: None}, operation_id="deleteEvaluationInvitation",
               summary=_("Withdraw an invitation to an evaluation"))  # fmt: skip
@once(204)
def delete_guest(
    request: MemberRequest, evaluation_id: InPath, evaluation_side_id: InPath, guest_id: InPath
) -> None:
    """Close a personal link. What was answered stays in, so nobody can be subtracted."""
    found = _guest(request, evaluation_id, evaluation_side_id, guest_id)
    actions.withdraw_invitation(invitation=found, by=request.user, at=timezone.now())


def _own(request: MemberRequest, evaluation_id: int, side_id: int) -> EvaluationSide:
    """A side of a party that this person speaks for; names of others are not theirs to read."""
    sides = queries.sides_of(found_inside(request, evaluation_id))
    mine = request.user.representations.values("party")
    return get_object_or_404(sides, pk=side_id, party__in=mine)


def _guest(
    request: MemberRequest, evaluation_id: int, side_id: int, guest_id: int
) -> EvaluationInvitation:
    asked = queries.people_asked(_own(request, evaluation_id, side_id))
    return get_object_or_404(asked, pk=guest_id)


def _link(request: MemberRequest, made: NewLink) -> GuestLink:
    path = reverse("evaluation:personal_link", args=[made.token])
    return GuestLink(
        invitation=made.invitation.pk,
        name=made.invitation.name,
        link=request.build_absolute_uri(path),
    )


def _shown(found: EvaluationInvitation) -> GuestOut:
    return GuestOut(
        id=found.pk,
        name=found.name,
        email=found.email,
        language=found.language,
        mail_state=LetterState(found.mail_state),
        sent_at=found.sent_at,
        withdrawn_at=found.revoked_at,
    )
