"""What every answer to a program has: its version, and a problem in the words of RFC 9457."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import gettext as _

API = "/api/"
VERSION = "0.1.0"
PROBLEM = "application/problem+json"
PARTS = "multipart/form-data"  # a file with the fields beside it
FIRST_PROBLEM = 400
READS = ("GET", "HEAD")
READ, WRITE = "read", "write"
Handler = Callable[[HttpRequest], HttpResponse]


_areas: dict[str, None] = {}  # in the order in which contexts add them


class ProgramRequest(HttpRequest):
    """A request that came with a key: the key by its number, and how far it reaches."""

    program: str
    scopes: Sequence[str]


def add_area(name: str) -> None:
    """Say that operations hang under this name; a key can be limited to it."""
    _areas[name] = None


def areas() -> list[str]:
    """The names under which operations hang."""
    return list(_areas)


def scope_of(area: str, method: str | None) -> str:
    """What a key must be allowed for an operation; reading is its own, all else is writing."""
    return f"{area}:{READ if method in READS else WRITE}"


def allows(scopes: Sequence[str], wanted: str) -> bool:
    """Whether a key with these scopes may do what is wanted; who may write may read."""
    return wanted in scopes or wanted.replace(f":{READ}", f":{WRITE}") in scopes


def problem(
    status: int, faults: Sequence[Mapping[str, Any]] = (), *, detail: str = ""
) -> JsonResponse:
    """A refusal with all its faults at once."""
    said: dict[str, Any] = {"status": status, "title": _title(status)}
    said["detail"] = detail or said["title"]
    if faults:
        said["errors"] = list(faults)
    return JsonResponse(said, status=status, content_type=PROBLEM)


def answers_to_programs(get_response: Handler) -> Handler:
    """Give each answer under /api/ the version, and each error there the one form."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith(API):
            return response
        if request.method in READS and response.status_code == HTTPStatus.OK:
            response = _unless_known(request, response)
        if response.status_code >= FIRST_PROBLEM and response["Content-Type"] != PROBLEM:
            kept = {name: response[name] for name in ("Allow", "Retry-After") if name in response}
            response = problem(response.status_code)
            for name, said in kept.items():
                response.headers[name] = said
        response.headers["API-Version"] = VERSION
        return response

    return respond


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with its ETag, or 304 to who has this very answer already."""
    set_response_etag(response)
    return cast(
        HttpResponse,
        get_conditional_response(request, etag=response["ETag"], response=response),
    )


def _title(status: int) -> str:
    titles = {
        400: _("Something in the request does not fit."),
        401: _("Send an API key that works."),
        403: _("This may not be done with this key."),
        404: _("This does not exist, or you may not see it."),
        409: _("This cannot be done now."),
        413: _("This is more than we read at once."),
        405: _("This address cannot be used that way."),
        429: _("This key asked too often. Wait a moment."),
        500: _("Something went wrong here."),
    }
    return titles.get(status) or HTTPStatus(status).phrase
