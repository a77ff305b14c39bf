"""A file of answers that a program brings in, and which side of it is which party."""

from datetime import datetime
from pathlib import Path as FilePath
from typing import Annotated, Any, Self
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import File, Form
from ninja.files import UploadedFile
from pydantic import Field, Json, model_validator

from samenspel.collaborations import queries as collaborations
from samenspel.meaning import actions, analyses, queries
from samenspel.meaning.analyses import FARTHEST, MOST_PEOPLE, SHORTEST, ReadingChoices
from samenspel.meaning.choices import Duplicates
from samenspel.meaning.models import Scan
from samenspel.meaning.tasks import read_answer_file
from samenspel.people.http import MemberRequest
from samenspel.platform import uploads
from samenspel.platform.asking import In, InPath, Key, Moment, Out, Text
from samenspel.platform.asking import router as new_router
from samenspel.platform.choices import JobState
from samenspel.platform.models import Job
from samenspel.platform.once import once, refuse

from .given import Title
from .scans import whole
from .shown import ScanDetail

router = new_router(_("scans"))
End = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)]
SideName = Annotated[Text, Field(min_length=1, max_length=120)]
Head = Annotated[int, Field(ge=1, le=MOST_PEOPLE)]


class ReadingIn(In):
    """How to read a file of answers; the fields are those of the page for bringing one in."""

    collaboration: Key
    party: Key
    title: Title
    low: End = 1.0
    high: End = 7.0
    tolerance: Annotated[float, Field(gt=0, le=2 * FARTHEST, allow_inf_nan=False)] | None = None
    population: Json[dict[SideName, Head]] = Field(default_factory=dict)
    columns: Json[dict[SideName, SideName]] = Field(default_factory=dict)
    duplicates: Duplicates = Duplicates.ERROR
    small_groups_agree: bool = False

    @model_validator(mode="after")
    def _has_a_range(self) -> Self:
        if self.low + SHORTEST > self.high:
            raise ValueError(_now("The highest answer must be above the lowest."))
        if self.tolerance is not None and self.tolerance >= self.high - self.low:
            raise ValueError(_now("Choose more than 0 and less than the whole range."))
        return self

    def choices(self, file_name: str) -> ReadingChoices:
        """The same as the analysis takes it."""
        same = self.model_dump(exclude={"collaboration", "party", "title"})
        name, language = FilePath(file_name).name, get_language() or "nl"
        return ReadingChoices(**same, language=language, file_name=name)


class ReadingOut(Out):
    """How far reading a file is; `scan` is what came of it, `error` why nothing did."""

    id: UUID
    collaboration: int
    party: int
    state: JobState
    percent: int
    message: str
    error: str
    scan: int | None
    asked_at: Moment
    finished_at: Moment | None


class FileSideOut(Out):
    """A side as the file calls it, how many answered, and the party of the same name."""

    name: str
    people: str
    party: int | None


class FileSides(Out):
    """The sides of a file, in its order."""

    items: list[FileSideOut]


class FileSideIn(In):
    """Which party a side is; none if it is no party of this collaboration."""

    name: SideName
    party: Key | None


class FileSidesIn(In):
    """Of each side which party it is."""

    sides: Annotated[list[FileSideIn], Field(min_length=1, max_length=100)]


@router.post("/readings", response={201: ReadingOut}, summary=_("Bring in a file of answers"),
             operation_id="createReading")  # fmt: skip
@once(201, at="/readings/{id}")
def create_reading(
    request: MemberRequest, given: Form[ReadingIn], file: File[UploadedFile]
) -> ReadingOut:
    """Have a file read for a party of yours: CSV or XLSX, also as .gz. It is deleted afterwards.

    `population` and `columns` are JSON objects, as in {"Volle Tafel": 9} and {"own": "value"}.
    """
    here = collaborations.collaborations_of(request.user)
    collaboration = get_object_or_404(here, pk=given.collaboration)
    mine = collaborations.parties_here(request.user, collaboration)
    if not mine.filter(pk=given.party).exists():
        raise refuse("form.party", _now("You do not speak for this party here."))
    job = _job(request, given, file.name or "", timezone.now())
    uploads.keep(file, key=str(job.pk))
    actions.ask_to_read(job=job, task=read_answer_file, by=request.user, at=job.asked_at)
    return _reading(job)


@router.get("/readings/{reading_id}", response=ReadingOut, summary=_("How far a file is read"),
            operation_id="getReading")  # fmt: skip
def reading(request: MemberRequest, reading_id: UUID) -> ReadingOut:
    """How far a file that you brought in is read, and which scan came of it."""
    return _reading(_asked(request, reading_id))


@router.delete("/readings/{reading_id}", response={204: None}, summary=_("Stop reading a file"),
               operation_id="deleteReading")  # fmt: skip
@once(204)
def delete_reading(request: MemberRequest, reading_id: UUID) -> None:
    """Stop reading a file; nothing of it is kept. What was read stays."""
    job = _asked(request, reading_id)
    actions.stop_reading(job=job, by=request.user, at=timezone.now())


@router.get("/scans/{scan_id}/file-sides", response=FileSides,
            summary=_("Sides of a file"), operation_id="listFileSides")  # fmt: skip
def file_sides(request: MemberRequest, scan_id: InPath) -> FileSides:
    """How a file that was brought in calls its sides, where it is not known who is who."""
    scan = _unmatched(request, scan_id)
    known = {party.name: party.pk for party in scan.collaboration.parties.all()}
    same = analyses.parties_named(scan.result.payload, list(known))
    sides = analyses.sides_found(scan.result.payload, get_language() or "nl")
    return FileSides(
        items=[
            FileSideOut(
                name=each.name, people=each.people, party=known.get(same.get(each.name, ""))
            )
            for each in sides
        ]
    )


@router.put("/scans/{scan_id}/file-sides", response=ScanDetail,
            summary=_("Say which side is which party"), operation_id="matchSides")  # fmt: skip
@once(200)
def match_sides(request: MemberRequest, scan_id: InPath, given: FileSidesIn) -> ScanDetail:
    """Give every side of a file the name of its party, or its own, and show the outcome."""
    scan, now = _unmatched(request, scan_id), timezone.now()
    actions.match_sides(scan=scan, names=_names(scan, given), by=request.user, at=now)
    return whole(request, scan_id, now)


def _names(scan: Scan, given: FileSidesIn) -> dict[str, str]:
    """Each side of the file, and the name under which its outcome is shown; each name once."""
    wanted = [each["name"] for each in scan.result.payload["sides"]]
    if sorted(each.name for each in given.sides) != sorted(wanted):
        sentence = _now("Give each side of the file once: %(sides)s.")
        raise refuse("body.sides", sentence % {"sides": ", ".join(wanted)})
    parties = {party.pk: party.name for party in scan.collaboration.parties.all()}
    names: dict[str, str] = {}
    for place, each in enumerate(given.sides):
        if each.party is not None and each.party not in parties:
            raise refuse(f"body.sides.{place}.party", _now("This party is not in it."))
        name = parties[each.party] if each.party is not None else each.name
        if name in names.values():
            said = _now("“%(name)s” is chosen for another side already. Choose differently.")
            raise refuse(f"body.sides.{place}.party", said % {"name": name})
        names[each.name] = name
    return names


def _unmatched(request: MemberRequest, scan_id: int) -> Scan:
    found = queries.removable_scans(request.user)
    scan: Scan = get_object_or_404(found, pk=scan_id)
    if scan.is_revealed:
        raise Http404
    return scan


def _asked(request: MemberRequest, reading_id: UUID) -> Job:
    return get_object_or_404(queries.jobs_of(request.user), pk=reading_id)


def _job(request: MemberRequest, given: ReadingIn, file_name: str, at: datetime) -> Job:
    asked: dict[str, Any] = {
        "collaboration": given.collaboration,
        "party": given.party,
        "typed": {name: str(value) for name, value in given.model_dump().items()},
        "choices": given.choices(file_name).as_stored(),
    }
    return Job(kind=queries.JOB_KIND, owner=request.user, request=asked, asked_at=at)


def _reading(job: Job) -> ReadingOut:
    return ReadingOut(
        id=job.pk,
        collaboration=job.request["collaboration"],
        party=job.request["party"],
        state=JobState(job.state),
        percent=job.percent,
        message=job.message,
        error=job.error,
        scan=job.outcome.get("scan"),
        asked_at=job.asked_at,
        finished_at=job.finished_at,
    )
