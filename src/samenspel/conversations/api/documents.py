"""An opinion map to take along, once nobody votes any more."""

from typing import Literal

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.conversations import analyses, queries
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, InPath, file_answer
from samenspel.platform.asking import router as new_router

from .leading import AREA, ONE, found_by

router = new_router(AREA)
NAMES = {
    "pdf": analyses.PAPER,
    "json": "kaart.json",
    "csv": "stellingen.csv",
    "xlsx": "stellingen.xlsx",
}


class MapDocumentIn(In):
    """The map as JSON or as a document; or its statements with their votes as a table."""

    format: Literal["json", "csv", "xlsx", "pdf"] = "json"


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
    texts = dict(queries.shown_statements(found).values_list("number", "text"))
    content = analyses.document_of(name, kept, texts, language=get_language() or "nl")
    response = HttpResponse(content, content_type=analyses.KINDS[name])
    response.headers["Content-Disposition"] = f'attachment; filename="samenspel-{name}"'
    return response
