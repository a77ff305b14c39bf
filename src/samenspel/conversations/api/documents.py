"""An opinion map to take along, once nobody votes any more."""

from typing import Literal

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.conversations import analyses, queries
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, InPath, Out, file_answer
from samenspel.platform.asking import router as new_router

from .leading import AREA, ONE, found_by

router = new_router(AREA)
NAMES = {
    "pdf": analyses.PAPER,
    "json": "kaart.json",
    "csv": "stellingen.csv",
    "xlsx": "stellingen.xlsx",
}
SHARED = {"own": analyses.OWN_ZIP, "polis": analyses.POLIS_ZIP}


class MapDocumentIn(In):
    """The map as JSON or as a document; or its statements with their votes as a table."""

    format: Literal["json", "csv", "xlsx", "pdf"] = "json"


class PatternOut(Out):
    """A pattern of voting, how many people show it, and why it asks for a look."""

    what: str
    people: int
    why: str


class SignalsOut(Out):
    """What asks for a look, and what the map would be without those people."""

    patterns: list[PatternOut]
    change: list[str]


@router.get(f"{ONE}/signals", response=SignalsOut, summary=_("What asks for a look"),
            operation_id="getSignals")  # fmt: skip
def signals(request: MemberRequest, conversation_id: InPath) -> SignalsOut:
    """Patterns of voting that at least five people show; 404 until there is a map."""
    kept = queries.shown_map_of(found_by(request, conversation_id))
    found = analyses.signals_of(kept.pages, get_language() or "nl") if kept else None
    if found is None:
        raise Http404
    return SignalsOut.model_validate(found)


@router.get(f"{ONE}/map/document", summary=_("File of an opinion map"),
            operation_id="getMapDocument",
            openapi_extra=file_answer(*analyses.KINDS.values()))  # fmt: skip
def map_document(
    request: MemberRequest, conversation_id: InPath, asked: Query[MapDocumentIn]
) -> HttpResponse:
    """The newest map as a file; all but the PDF are 404 while people can vote."""
    found, name = found_by(request, conversation_id), NAMES[asked.format]
    if name == analyses.PAPER:
        kept = queries.map_to_print(found)
    else:
        kept = queries.map_to_take(found, timezone.now())
    if kept is None:
        raise Http404
    worded = queries.wordings_of(found)
    content = analyses.document_of(name, kept, worded, language=get_language() or "nl")
    response = HttpResponse(content, content_type=analyses.KINDS[name])
    response.headers["Content-Disposition"] = f'attachment; filename="samenspel-{name}"'
    return response


class SharedIn(In):
    """The whole conversation in our own form, or as Polis gives it."""

    format: Literal["own", "polis"] = "own"


@router.get(f"{ONE}/export", summary=_("A conversation to take elsewhere"),
            operation_id="exportConversation",
            openapi_extra=file_answer("application/zip"))  # fmt: skip
def export(request: MemberRequest, conversation_id: InPath, asked: Query[SharedIn]) -> HttpResponse:
    """Statements with totals, and votes without names where people were told so before; 404 until
    the conversation has ended."""
    found, name = found_by(request, conversation_id), SHARED[asked.format]
    kept = queries.map_to_take(found, timezone.now())
    if kept is None:
        raise Http404
    worded = queries.wordings_of(found)
    shared = analyses.sharing_of(kept, worded, queries.votes_to_share(found))
    response = HttpResponse(analyses.zip_of(name, shared), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="samenspel-{name}"'
    return response
