"""A stored finding with what the talk about it gave, as files to take along."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from samenspel.meaning import queries
from samenspel.meaning.models import Scan, Talk

from .learning import lessons_in
from .reading import SEED
from .showing import finding_from, found_in, kept
from .talking import shared_meanings

if TYPE_CHECKING:
    from samenspel_analysis.meaning.results import ScanResult as Found
    from samenspel_report.scan import ReportContext

    Document = Callable[[Found, ReportContext, str], bytes]


def pdf_of(scan: Scan, language: str, site: str) -> bytes:
    """The report of a scan as a PDF; its links lead to `site`."""

    def make(found: "Found", context: "ReportContext", language: str) -> bytes:
        from samenspel_report.scan import pdf_report

        return pdf_report(found, context, language)

    return _document(scan, "pdf", language, site, make)


def html_of(scan: Scan, language: str, site: str) -> bytes:
    """The report of a scan as one HTML file; its links lead to `site`."""

    def make(found: "Found", context: "ReportContext", language: str) -> bytes:
        from samenspel_report.scan import html_report

        return html_report(found, context, language).encode()

    return _document(scan, "html", language, site, make)


def json_of(scan: Scan, language: str, _site: str) -> bytes:
    """The numbers of a scan and of the talk about it; words are called as they were asked."""
    from samenspel_report.result_json import to_json

    numbers = to_json(finding_from(scan.result.payload), seed=SEED, language=language)
    if talk := queries.talk_about(scan):
        numbers["talk"] = _talk_in_numbers(talk)
    return json.dumps(numbers, ensure_ascii=False, indent=2).encode()


def _talk_in_numbers(talk: Talk) -> dict[str, Any]:
    from samenspel_report.result_json.lessons import lessons_from_json, talk_to_json

    return talk_to_json(
        skipped=talk.is_skipped,
        lessons=lessons_from_json(talk.learning.get("lessons", ())),
        method_version=talk.learning.get("method_version", ""),
    )


def _document(scan: Scan, kind: str, language: str, site: str, make: "Document") -> bytes:
    """A document, made once for each text of the talk; what is written later stands in it too."""
    told = _told(queries.talk_about(scan), scan, language)
    written = hashlib.sha256(repr(sorted(told.items())).encode()).hexdigest()

    def made() -> bytes:
        found, context = found_in(scan.result, language, site)
        return make(found, replace(context, **told), language)

    return kept(scan.result, f"{kind}-{site}-{written}", language, made)


def _told(talk: Talk | None, scan: Scan, language: str) -> dict[str, Any]:
    """What a document tells beside the numbers, once they are open.

    A page has a label of its own for a talk that was skipped.
    """
    from samenspel_report.scan import Agreed

    if talk is None:
        return {}
    here = timezone.get_current_timezone()
    return {
        "talk_skipped": talk.is_skipped,
        "numbers_on": talk.numbers_at and talk.numbers_at.astimezone(here).date(),
        "numbers_by": talk.numbers_by.name if talk.numbers_by else "",
        "meanings": tuple(shared_meanings(scan.result, queries.written_in(talk), language)),
        "agreed": tuple(
            Agreed(each.what, each.owner, each.due_on) for each in queries.agreements_in(talk)
        ),
        "lessons": lessons_in(talk, scan.result, language),
    }
