"""The API as a whole: each context adds its router here."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from samenspel.collaborations.api import MemberKey
from samenspel.collaborations.api import router as parties
from samenspel.people.api import AskedTooOften
from samenspel.platform.programs import PROBLEM, VERSION, problem

BASE = "/api/v1"
ERRORS = {
    400: "The request does not fit.",
    401: "No key, or one that does not work.",
    403: "The owner of the key has to set up a second step first.",
    404: "It does not exist, or you may not see it.",
    429: "Asked too often.",
}
FAULT = {
    "type": "object",
    "required": ["where", "message"],
    "properties": {"where": {"type": "string"}, "message": {"type": "string"}},
}
PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": FAULT},
    },
}
VERSION_HEADER = {
    "API-Version": {"description": "Version of this API", "schema": {"type": "string"}}
}

api = NinjaAPI(
    title="Samenspel",
    version=VERSION,
    description="What a program may read of the parties for which its owner speaks.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    auth=MemberKey(),
)
api.add_router("", parties)


def description() -> dict[str, Any]:
    """The OpenAPI description: what each operation gives, with the errors it may give."""
    told: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    told["servers"] = [{"url": f"{settings.SITE}{BASE}"}]
    told["info"]["contact"] = {
        "name": "Samenspel",
        "url": settings.SITE,
        "email": settings.SECURITY_CONTACT,
    }
    told["tags"] = [{"name": "description"}, {"name": "parties"}]
    for operations in told["paths"].values():
        for operation in operations.values():
            _complete(operation)
    openly = {"access-control-allow-origin": {"schema": {"type": "string", "enum": ["*"]}}}
    told["paths"]["/openapi.json"]["get"]["responses"]["200"]["headers"] |= openly
    return told


def _complete(operation: dict[str, Any]) -> None:
    answers = {str(status): answer for status, answer in operation["responses"].items()}
    content = {PROBLEM: {"schema": PROBLEM_SCHEMA}}
    if operation.get("security"):
        answers |= {
            str(status): {"description": said, "content": content}
            for status, said in ERRORS.items()
        }
    for answer in answers.values():
        answer["headers"] = dict(VERSION_HEADER)
    operation["responses"] = answers


@api.get("/openapi.json", auth=None, response=dict[str, Any], summary="This description",
         operation_id="getDescription", tags=["description"])  # fmt: skip
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 by this name it is given
    """The OpenAPI description of this API; open to everyone."""
    response = JsonResponse(description())
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@api.exception_handler(ValidationError)
def _does_not_fit(_request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    faults = [
        {
            "where": ".".join(str(part) for part in each["loc"]),
            "message": _("This value does not fit the description of the API."),
        }
        for each in refusal.errors
    ]
    return problem(400, faults)


@api.exception_handler(AuthenticationError)
def _no_key(_request: HttpRequest, _refusal: AuthenticationError) -> HttpResponse:
    response = problem(401)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
def _refused(_request: HttpRequest, refusal: HttpError) -> HttpResponse:
    second_step = _("Sign in on the site and set up a second step first.")
    return problem(refusal.status_code, detail=second_step if refusal.status_code == 403 else "")


@api.exception_handler(Http404)
def _not_there(_request: HttpRequest, _refusal: Http404) -> HttpResponse:
    return problem(404)


@api.exception_handler(AskedTooOften)
def _too_often(_request: HttpRequest, refusal: AskedTooOften) -> HttpResponse:
    response = problem(429)
    response.headers["Retry-After"] = str(refusal.seconds)
    return response


def addresses() -> list[URLPattern]:
    """Those of the API, for programs with a key instead of people with a session."""
    found = [each for each in api.urls[0] if isinstance(each, URLPattern)]
    for each in found:
        login_not_required(each.callback)
    return [each for each in found if each.name != "api-root"]
