from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.collaborations import actions, queries
from samenspel.collaborations.choices import Phase
from samenspel.collaborations.models import Collaboration, PhaseNote
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import (
    Address,
    Asked,
    In,
    InPath,
    Key,
    Moment,
    Out,
    Page,
    Text,
    page_of,
)
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

from .asking_people import invite, managed

router = new_router(_("collaborations"))


class PartyNamed(Out):
    """A party by its name."""

    id: int
    name: str


class CollaborationOut(Out):
    """A collaboration in which a party of yours takes part, with all its parties."""

    id: int
    name: str
    purpose: str
    phase: Phase
    slug: str
    parties: list[PartyNamed]


class CollaborationIn(In):
    """A new collaboration: for which party of yours, and whom to ask on the other side."""

    name: Annotated[Text, Field(min_length=1, max_length=120)]
    purpose: Annotated[Text, Field(min_length=1, max_length=300)]
    party: Key
    email: Address


class CollaborationPage(Page[CollaborationOut]):
    """Collaborations in the order of their names."""


class CollaborationsAsked(Asked):
    """Which collaborations."""

    lookups: ClassVar[Mapping[str, str]] = {"party": "participations__party"}

    phase: Phase | None = None
    party: Key | None = None


class PhaseNoteOut(Out):
    """That a collaboration came into a phase: since when, and what shows it."""

    id: int
    phase: Phase
    reached_on: date
    evidence: str
    noted_at: Moment
    noted_by: str | None


class PhaseIn(In):
    """A phase, since which day, and what shows it."""

    phase: Phase
    reached_on: date
    evidence: Annotated[Text, Field(min_length=1, max_length=500)]


class PhaseNotePage(Page[PhaseNoteOut]):
    """What was noted of phases, newest first."""


@router.get("/collaborations", response=CollaborationPage, summary=_("Collaborations"),
            operation_id="listCollaborations")  # fmt: skip
def collaborations(request: MemberRequest, asked: Query[CollaborationsAsked]) -> CollaborationPage:
    """The collaborations in which a party of yours takes part, by name."""
    found = queries.collaborations_of(request.user)
    return page_of(CollaborationPage, found, asked, request, _shown)


@router.post("/collaborations", response={201: CollaborationOut},
             summary=_("Start a collaboration"), operation_id="createCollaboration")  # fmt: skip
@once(201, at="/collaborations/{id}")
def create_collaboration(request: MemberRequest, given: CollaborationIn) -> CollaborationOut:
    """Start a collaboration for a party that you manage, and ask another party to join."""
    party = managed(queries.managed_by(request.user), given.party)
    made = actions.start_collaboration(
        name=given.name,
        slug=queries.new_slug(given.name),
        purpose=given.purpose,
        phase=Phase.APPROACH,
        parties=[party],
        by=request.user,
        at=timezone.now(),
    )
    invite(request, given.email, party, collaboration=made)
    return _shown(found_here(request, made.pk))


@router.get("/collaborations/{collaboration_id}", response=CollaborationOut,
            summary=_("Collaboration"), operation_id="getCollaboration")  # fmt: skip
def collaboration(request: MemberRequest, collaboration_id: InPath) -> CollaborationOut:
    """One collaboration with its parties."""
    return _shown(found_here(request, collaboration_id))


@router.get("/collaborations/{collaboration_id}/phases", response=PhaseNotePage,
            summary=_("Phases of a collaboration"), operation_id="listPhases")  # fmt: skip
def phases(request: MemberRequest, collaboration_id: InPath, asked: Query[Asked]) -> PhaseNotePage:
    """In which phases it was, since when, and what showed it; newest first."""
    notes = queries.phase_notes_of(found_here(request, collaboration_id))
    return page_of(PhaseNotePage, notes, asked, request, _noted)


@router.post("/collaborations/{collaboration_id}/phases", response={201: PhaseNoteOut},
             summary=_("Note a phase"), operation_id="createPhase")  # fmt: skip
@once(201)
def create_phase(request: MemberRequest, collaboration_id: InPath, given: PhaseIn) -> PhaseNoteOut:
    """Say in which phase it is since a day, and what shows it; every party reads this."""
    note = actions.note_phase(
        collaboration=found_here(request, collaboration_id),
        **given.model_dump(),
        by=request.user,
        at=timezone.now(),
    )
    return _noted(note)


def found_here(request: MemberRequest, collaboration_id: int) -> Collaboration:
    """A collaboration of this person; to anyone else it does not exist."""
    return get_object_or_404(queries.collaborations_of(request.user), pk=collaboration_id)


def _shown(found: Collaboration) -> CollaborationOut:
    return CollaborationOut(
        id=found.pk,
        name=found.name,
        purpose=found.purpose,
        phase=Phase(found.phase),
        slug=found.slug,
        parties=[PartyNamed.model_validate(each.party) for each in found.participations.all()],
    )


def _noted(note: PhaseNote) -> PhaseNoteOut:
    return PhaseNoteOut(
        id=note.pk,
        phase=Phase(note.phase),
        reached_on=note.reached_on,
        evidence=note.evidence,
        noted_at=note.noted_at,
        noted_by=note.noted_by.name if note.noted_by else None,
    )
