"""A file with a portfolio that a program brings in, and activities of IATI in and out."""

from collections.abc import Collection
from typing import Annotated
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import File
from ninja.files import UploadedFile
from pydantic import Field

from samenspel.collaborations.models import Party
from samenspel.people.http import MemberRequest
from samenspel.platform import uploads
from samenspel.platform.asking import In, InPath, Moment, Out, Text, file_answer
from samenspel.platform.asking import router as new_router
from samenspel.platform.choices import JobState
from samenspel.platform.errors import DomainError
from samenspel.platform.models import Job
from samenspel.platform.once import once, refuse
from samenspel.portfolio import actions, analyses, queries
from samenspel.portfolio.choices import Column, JobKind
from samenspel.portfolio.tasks import read_portfolio_file

from .common import AREA, OURS, party_of

router = new_router(AREA)
FILES, IATI = f"{OURS}/portfolio-files", f"{OURS}/iati-activities"
ONE = f"{FILES}/{{reading_id}}"
MOST_COLUMNS = 300


class FaultOut(Out):
    """Why a row was left out: where, what stood there, and what was expected."""

    row: int
    column: str
    value: str
    says: str


class PortfolioReadingOut(Out):
    """How far a file is: what its columns are called and seem to say, or what came of it."""

    id: UUID
    state: JobState
    percent: int
    message: str
    error: str
    columns: list[str]
    guess: dict[str, int]
    created: int | None
    changed: int | None
    left_out: int | None
    faults: list[FaultOut]
    doubles: list[FaultOut]
    asked_at: Moment
    finished_at: Moment | None


class PortfolioColumnsIn(In):
    """Which column of the file says what, counted from 0: as in {"name": 0, "outcome_12": 3}."""

    mapping: Annotated[dict[Text, Annotated[int, Field(ge=0)]], Field(max_length=MOST_COLUMNS)]


class IatiOut(Out):
    """How many activities were new, and how many were there and changed."""

    created: int
    changed: int


@router.post(FILES, response={201: PortfolioReadingOut}, summary=_("Bring in a portfolio"),
             operation_id="createPortfolioFile")  # fmt: skip
def create_file(request: MemberRequest, party_id: InPath, file: File[UploadedFile]) -> HttpResponse:
    """Give a file, CSV or XLSX; it is read once you say which column says what."""
    party, key = party_of(request, party_id), str(uuid4())
    outcomes, language = list(queries.outcomes_of(party)), get_language() or "nl"
    try:
        preview = analyses.preview_of(uploads.keep(file, key=key), outcomes, language)
    except analyses.FileRefused as refusal:
        raise refuse("form.file", str(refusal)) from refusal
    finally:
        uploads.discard(key)
    return _give(request, party=party, file=file, preview=preview)


@once(201)
def _give(
    request: MemberRequest, party: Party, file: UploadedFile, preview: analyses.Preview
) -> PortfolioReadingOut:
    now = timezone.now()
    job = Job(kind=JobKind.BRING_IN, owner=request.user, request={"party": party.pk}, asked_at=now)
    uploads.keep(file, key=str(job.pk))
    try:
        actions.give_file(job=job, party=party, by=request.user, at=now)
    except DomainError:
        uploads.discard(str(job.pk))
        raise
    return _told(job, preview)


@router.get(ONE, response=PortfolioReadingOut, summary=_("How far a portfolio is read"),
            operation_id="getPortfolioFile")  # fmt: skip
def reading(request: MemberRequest, party_id: InPath, reading_id: UUID) -> PortfolioReadingOut:
    """How far a file is that you gave, and why rows were left out."""
    return _reading(_found(request, party_id, reading_id), request, party_id)


@router.put(f"{ONE}/columns", response=PortfolioReadingOut,
            summary=_("Say which column says what"), operation_id="readPortfolioFile")  # fmt: skip
def read_file(
    request: MemberRequest, party_id: InPath, reading_id: UUID, given: PortfolioColumnsIn
) -> HttpResponse:
    """Have the file read with these columns; the name of the collaboration is one of them."""
    party, job = party_of(request, party_id), _found(request, party_id, reading_id)
    outcomes = {f"{analyses.OUTCOME}{step.pk}" for step in queries.outcomes_of(party)}
    there = len(_preview(job, request, party_id).header) if _waits(job) else MOST_COLUMNS
    _check(given, {*Column.values, *outcomes}, there)
    return _ask(request, party=party, job=job, given=given)


@once(200)
def _ask(
    request: MemberRequest, party: Party, job: Job, given: PortfolioColumnsIn
) -> PortfolioReadingOut:
    """What was looked at before the transaction that keeps the answer: others can write."""
    actions.ask_to_read(
        job=job, party=party, mapping=given.mapping, language=get_language() or "nl",
        task=read_portfolio_file, by=request.user, at=timezone.now(),
    )  # fmt: skip
    job.refresh_from_db()
    return _told(job, None)


@router.delete(ONE, response={204: None}, summary=_("Stop reading a portfolio"),
               operation_id="deletePortfolioFile")  # fmt: skip
@once(204)
def delete_file(request: MemberRequest, party_id: InPath, reading_id: UUID) -> None:
    """Stop reading a file; nothing of it is kept. What was read stays."""
    job = _found(request, party_id, reading_id)
    actions.stop_reading(job=job, by=request.user, at=timezone.now())


@router.post(IATI, response={201: IatiOut}, summary=_("Bring in activities of IATI"),
             operation_id="createIatiActivities")  # fmt: skip
def create_activities(
    request: MemberRequest, party_id: InPath, file: File[UploadedFile]
) -> HttpResponse:
    """Write the activities of a file of IATI in the portfolio, with their results."""
    party, language = party_of(request, party_id), get_language() or "nl"
    try:
        found = analyses.activities_in(file.read(), party, language=language)
    except analyses.NotIati as refusal:
        raise refuse("form.file", str(refusal)) from refusal
    return _write(request, party=party, found=found)


@once(201)
def _write(request: MemberRequest, party: Party, found: list[analyses.ActivityTold]) -> IatiOut:
    """What was read before the transaction that keeps the answer: meanwhile others can write."""
    created, changed = actions.bring_in_activities(
        party=party, activities=found, by=request.user, at=timezone.now()
    )
    return IatiOut(created=created, changed=changed)


@router.get(IATI, summary=_("Activities for IATI"), operation_id="getIatiActivities",
            openapi_extra=file_answer("application/xml"))  # fmt: skip
def activities(request: MemberRequest, party_id: InPath) -> HttpResponse:
    """The portfolio as a file of IATI 2.03; 404 without a number or anything with a first day."""
    party = party_of(request, party_id)
    reported = queries.entries_to_report(party)
    if not analyses.number_of(party) or not reported:
        raise Http404
    content = analyses.iati_file(
        party, reported, made_at=timezone.now(), language=get_language() or "nl"
    )
    response = HttpResponse(content, content_type="application/xml; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="samenspel-iati.xml"'
    return response


def _check(given: PortfolioColumnsIn, asked: Collection[str], columns: int) -> None:
    """Refuse what is no column of the file, and what a column cannot say."""
    for name, place in given.mapping.items():
        if name not in asked:
            raise refuse(f"body.mapping.{name}", _now("A column cannot say this."))
        if place >= columns:
            raise refuse(f"body.mapping.{name}", _now("The file has no such column."))
    if Column.NAME not in given.mapping:
        raise refuse("body.mapping", _now("Say which column has the name."))


def _found(request: MemberRequest, party_id: int, reading_id: UUID) -> Job:
    party = party_of(request, party_id)
    return get_object_or_404(queries.jobs_for(party, person=request.user), pk=reading_id)


def _preview(job: Job, request: MemberRequest, party_id: int) -> analyses.Preview:
    outcomes = list(queries.outcomes_of(party_of(request, party_id)))
    return analyses.preview_of(uploads.path_of(str(job.pk)), outcomes, get_language() or "nl")


def _reading(job: Job, request: MemberRequest, party_id: int) -> PortfolioReadingOut:
    return _told(job, _preview(job, request, party_id) if _waits(job) else None)


def _waits(job: Job) -> bool:
    """Whether nobody said yet what the columns of its file are."""
    return job.is_open and not job.task_id


def _told(job: Job, preview: analyses.Preview | None) -> PortfolioReadingOut:
    return PortfolioReadingOut(
        id=job.pk,
        state=JobState(job.state),
        percent=job.percent,
        message=job.message,
        error=job.error,
        columns=list(preview.header) if preview else [],
        guess=dict(preview.guess) if preview else {},
        created=job.outcome.get("new"),
        changed=job.outcome.get("changed"),
        left_out=job.outcome.get("left_out"),
        faults=[FaultOut(**fault) for fault in job.outcome.get("faults", ())],
        doubles=[FaultOut(**double) for double in job.outcome.get("doubles", ())],
        asked_at=job.asked_at,
        finished_at=job.finished_at,
    )
