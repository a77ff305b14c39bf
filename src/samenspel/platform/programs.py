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
FIRST_PROBLEM = 400
READS = ("GET", "HEAD")
Handler = Callable[[HttpRequest], HttpResponse]


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
        405: _("This address cannot be used that way."),
        429: _("This key asked too often. Wait a moment."),
        500: _("Something went wrong here."),
    }
    return titles.get(status) or HTTPStatus(status).phrase
