import json
from datetime import date
from typing import Any, Literal

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.meaning import analyses, queries
from samenspel.meaning.choices import ScanOrigin
from samenspel.meaning.models import Scan
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import (
    Asked,
    In,
    InPath,
    Key,
    Moment,
    Out,
    Page,
    file_answer,
    page_of,
)
from samenspel.platform.asking import router as new_router

from .talked import TalkAgreementOut, agreement_shown

router = new_router(_("results"))
REPORTS = {
    "pdf": ("application/pdf", analyses.pdf_of),
    "html": ("text/html; charset=utf-8", analyses.html_of),
}


class ResultOut(Out):
    """The outcome of a scan whose numbers you may read; its number is that of the scan."""

    scan: int
    collaboration: int
    title: str
    origin: ScanOrigin
    made_on: date
    revealed_at: Moment | None
    numbers_at: Moment | None
    talk_skipped: bool


class ResultPage(Page[ResultOut]):
    """Outcomes, newest first."""


class MeaningOut(Out):
    """What a word means between the parties, in a sentence of their own."""

    word: str
    meaning: str


class ResultDetail(ResultOut):
    """An outcome with its numbers, and what the talk about it gave."""

    finding: dict[str, Any]  # docs/scan-result.schema.json
    meanings: list[MeaningOut]
    agreements: list[TalkAgreementOut]


class ResultsAsked(Asked):
    """Which outcomes."""

    collaboration: Key | None = None
    origin: ScanOrigin | None = None


class ReportAsked(In):
    """In which form, and in which language."""

    format: Literal["pdf", "html"] = "pdf"
    language: Literal["nl", "en"] | None = None


@router.get("/results", response=ResultPage, summary=_("Outcomes"), operation_id="listResults")
def results(request: MemberRequest, asked: Query[ResultsAsked]) -> ResultPage:
    """The outcomes of which you may read the numbers."""
    return page_of(ResultPage, queries.scans_listed(request.user), asked, request, _shown)


@router.get("/results/{scan_id}", response=ResultDetail, summary=_("Outcome"),
            operation_id="getResult")  # fmt: skip
def result(request: MemberRequest, scan_id: InPath) -> ResultDetail:
    """The numbers of one scan and what the talk about them gave, in the language you ask for."""
    scan, language = _readable(request, scan_id), get_language() or "nl"
    talk = scan.talk if scan.is_sealed else None
    meanings = (
        analyses.shared_meanings(scan.result, queries.written_in(talk), language) if talk else []
    )
    return ResultDetail(
        **_shown(scan).model_dump(),
        finding=json.loads(analyses.json_of(scan, language, settings.SITE)),
        meanings=[MeaningOut(word=word, meaning=meaning) for word, meaning in meanings],
        agreements=[
            agreement_shown(each) for each in (queries.agreements_in(talk) if talk else ())
        ],
    )


@router.get("/results/{scan_id}/report", summary=_("Report of an outcome"),
            operation_id="getReport",
            openapi_extra=file_answer("application/pdf", "text/html"))  # fmt: skip
def report(request: MemberRequest, scan_id: InPath, asked: Query[ReportAsked]) -> HttpResponse:
    """The same as a file for people: PDF, or HTML."""
    scan, language = _readable(request, scan_id), asked.language or get_language() or "nl"
    content_type, make = REPORTS[asked.format]
    response = HttpResponse(make(scan, language, settings.SITE), content_type=content_type)
    name = f'attachment; filename="samenspel.{asked.format}"'
    response.headers["Content-Disposition"] = name
    return response


def _readable(request: MemberRequest, scan_id: int) -> Scan:
    return get_object_or_404(queries.scans_visible_to(request.user), pk=scan_id)


def _shown(scan: Scan) -> ResultOut:
    talk = scan.talk if scan.is_sealed else None
    return ResultOut(
        scan=scan.pk,
        collaboration=scan.collaboration_id,
        title=scan.title,
        origin=ScanOrigin(scan.origin),
        made_on=scan.made_on,
        revealed_at=scan.revealed_at,
        numbers_at=talk.numbers_at if talk else None,
        talk_skipped=bool(talk and talk.is_skipped),
    )
