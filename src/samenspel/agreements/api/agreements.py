"""Agreements with their versions: proposed, accepted, declined and compared."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.agreements import actions, analyses, queries
from samenspel.agreements.choices import Changers, Objective
from samenspel.agreements.models import Agreement, AgreementVersion
from samenspel.agreements.queries import Wording
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, InPath, Key, Moment, Out, Page, Text, file_answer, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

from .common import (
    AREA,
    DeclineIn,
    ForPartyIn,
    Line,
    ListAsked,
    VersionStanding,
    deciding,
    found_here,
)

router = new_router(AREA)
ONE = "/agreements/{agreement_id}"
VERSION = f"{ONE}/versions/{{version_id}}"


class AcceptedOut(Out):
    """Which party accepted a version, by whom and when."""

    party: int
    name: str
    accepted_by: str | None
    accepted_at: Moment


class VersionOut(Out):
    """One wording of an agreement, and what became of it."""

    id: int
    number: int
    standing: VersionStanding
    purpose: str
    objective: Objective
    what: str
    for_whom: str
    review_on: date
    changers: Changers
    goals: list[str]
    why: str
    proposed_for: int
    proposed_at: Moment
    closed_at: Moment | None
    declined_for: int | None
    declined_because: str
    accepted: list[AcceptedOut]


class AgreementOut(Out):
    """What parties settle with each other, version after version; the newest first."""

    id: int
    collaboration: int
    name: str
    in_force: int | None
    versions: list[VersionOut]


class AgreementPage(Page[AgreementOut]):
    """Agreements, by name."""


class WordingIn(ForPartyIn):
    """What a version says; `goals` holds numbers of SDGs and codes of targets, as in 3 and 3.4."""

    purpose: Annotated[Text, Field(min_length=1, max_length=300)]
    objective: Objective
    what: Annotated[Text, Field(min_length=1, max_length=4000)]
    for_whom: Annotated[Text, Field(min_length=1, max_length=300)]
    review_on: date
    changers: Changers = Changers.SPEAKERS
    goals: Annotated[list[Annotated[Text, Field(max_length=5)]], Field(max_length=60)] = []

    @property
    def wording(self) -> Wording:
        """The same as the action takes it."""
        names = Wording.__dataclass_fields__
        return Wording(**{name: getattr(self, name) for name in names})


class AgreementIn(WordingIn):
    """A new agreement with its first wording."""

    collaboration: Key
    name: Annotated[Text, Field(min_length=1, max_length=120)]


class VersionIn(WordingIn):
    """Another wording, and why."""

    why: Line


class ChangesAsked(In):
    """With which earlier version to compare; with the one before if you do not say."""

    since: Annotated[int, Field(ge=1, le=32_767)] | None = None


class SentenceOut(Out):
    """A sentence, and whether it was kept, is gone or is new."""

    text: str
    fate: analyses.SentenceFate


class PartOut(Out):
    """A part of an agreement, sentence by sentence."""

    title: str
    sentences: list[SentenceOut]


class ChangesOut(Out):
    """Two versions side by side, by their numbers."""

    before: int
    after: int
    parts: list[PartOut]


@router.get("/agreements", response=AgreementPage, summary=_("Agreements"),
            operation_id="listAgreements")  # fmt: skip
def agreements(request: MemberRequest, asked: Query[ListAsked]) -> AgreementPage:
    """What is agreed, proposed or declined in your collaborations."""
    found = queries.agreements_visible_to(request.user)
    return page_of(AgreementPage, found, asked, request, _shown)


@router.post("/agreements", response={201: AgreementOut}, summary=_("Propose an agreement"),
             operation_id="createAgreement")  # fmt: skip
@once(201, at="/agreements/{id}")
def create_agreement(request: MemberRequest, given: AgreementIn) -> AgreementOut:
    """Put a new agreement to the other parties; with it your party accepts it."""
    here = found_here(request, given.collaboration)
    party = deciding(request, here, given.party)
    try:
        version = actions.propose_agreement(
            collaboration=here, name=given.name, wording=given.wording, party=party,
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except (actions.ReviewInThePast, actions.UnknownTarget) as refusal:
        raise _misfit(refusal) from refusal
    return _shown(_found(request, version.agreement_id))


@router.get(ONE, response=AgreementOut, summary=_("Agreement"), operation_id="getAgreement")
def agreement(request: MemberRequest, agreement_id: InPath) -> AgreementOut:
    """One agreement with all its versions."""
    return _shown(_found(request, agreement_id))


@router.post(f"{ONE}/versions", response={201: AgreementOut}, summary=_("Propose a change"),
             operation_id="createVersion")  # fmt: skip
@once(201)
def create_version(request: MemberRequest, agreement_id: InPath, given: VersionIn) -> AgreementOut:
    """Put another wording to the other parties; what is in force stays so until all accept."""
    found = _found(request, agreement_id)
    party = deciding(request, found.collaboration, given.party, found)
    try:
        actions.propose_change(
            agreement=found, wording=given.wording, why=given.why, party=party,
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except (actions.ReviewInThePast, actions.UnknownTarget) as refusal:
        raise _misfit(refusal) from refusal
    return _shown(_found(request, agreement_id))


@router.post(f"{VERSION}/_accept", response=AgreementOut, summary=_("Accept a version"),
             operation_id="acceptVersion")  # fmt: skip
@once(200)
def accept_version(
    request: MemberRequest, agreement_id: InPath, version_id: InPath, given: ForPartyIn
) -> AgreementOut:
    """Accept by name for a party of yours; when each party did, it is in force."""
    found, version = _both(request, agreement_id, version_id)
    party = deciding(request, found.collaboration, given.party, found)
    actions.accept(version=version, party=party, by=request.user, at=timezone.now())
    return _shown(_found(request, agreement_id))


@router.post(f"{VERSION}/_decline", response=AgreementOut, summary=_("Decline a version"),
             operation_id="declineVersion")  # fmt: skip
@once(200)
def decline_version(
    request: MemberRequest, agreement_id: InPath, version_id: InPath, given: DeclineIn
) -> AgreementOut:
    """Say no for a party of yours, and why; or take your own proposal back."""
    found, version = _both(request, agreement_id, version_id)
    party = deciding(request, found.collaboration, given.party, found)
    actions.decline(
        version=version, party=party, because=given.because, by=request.user, at=timezone.now()
    )
    return _shown(_found(request, agreement_id))


@router.get(f"{VERSION}/changes", response=ChangesOut, summary=_("Compare two versions"),
            operation_id="compareVersions")  # fmt: skip
def compare_versions(
    request: MemberRequest, agreement_id: InPath, version_id: InPath, asked: Query[ChangesAsked]
) -> ChangesOut:
    """What differs from an earlier version, sentence by sentence; 404 for a first version."""
    _agreement, after = _both(request, agreement_id, version_id)
    earlier = queries.versions_before(after)
    wanted = earlier.filter(number=asked.since) if asked.since else earlier
    before = get_object_or_404(wanted[:1])
    parts = [PartOut.model_validate(each) for each in analyses.changes(before, after)]
    return ChangesOut(before=before.number, after=after.number, parts=parts)


@router.get(f"{VERSION}/document", summary=_("Document of a version"),
            operation_id="getVersionDocument",
            openapi_extra=file_answer("application/pdf"))  # fmt: skip
def document(request: MemberRequest, agreement_id: InPath, version_id: InPath) -> HttpResponse:
    """A version on paper, in the language you ask for."""
    found, version = _both(request, agreement_id, version_id)
    content = analyses.paper_of(found, version, get_language() or "nl")
    return HttpResponse(content, content_type="application/pdf")


def _found(request: MemberRequest, agreement_id: int) -> Agreement:
    return get_object_or_404(queries.agreements_visible_to(request.user), pk=agreement_id)


def _both(
    request: MemberRequest, agreement_id: int, version_id: int
) -> tuple[Agreement, AgreementVersion]:
    found = _found(request, agreement_id)
    versions = queries.versions_visible_to(request.user).filter(agreement=found)
    return found, get_object_or_404(versions, pk=version_id)


def _misfit(refusal: Exception) -> Exception:
    """A fault in what was sent, at its place."""
    is_late = isinstance(refusal, actions.ReviewInThePast)
    return refuse("body.reviewOn" if is_late else "body.goals", str(refusal))


def _shown(found: Agreement) -> AgreementOut:
    versions = list(found.versions.all())
    in_force = next((each for each in versions if each.is_accepted), None)
    return AgreementOut(
        id=found.pk,
        collaboration=found.collaboration_id,
        name=found.name,
        in_force=in_force.pk if in_force else None,
        versions=[_version(each) for each in versions],
    )


def _version(version: AgreementVersion) -> VersionOut:
    same = ("number", "standing", "why", "proposed_at", "closed_at", "declined_because")
    return VersionOut(
        id=version.pk,
        **asdict(queries.wording_of(version)),
        **{name: getattr(version, name) for name in same},
        proposed_for=version.proposed_for_id,
        declined_for=version.declined_for_id,
        accepted=[
            AcceptedOut(
                party=each.party_id,
                name=each.party.name,
                accepted_by=each.accepted_by.name if each.accepted_by else None,
                accepted_at=each.accepted_at,
            )
            for each in version.acceptances.all()
        ],
    )
