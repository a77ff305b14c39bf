"""The API as a whole: each context adds its router here."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from samenspel.agreements.api import routers as agreements
from samenspel.channels.api import routers as channels
from samenspel.collaborations.api import MemberKey
from samenspel.collaborations.api import routers as collaborations
from samenspel.conversations.api import routers as conversations
from samenspel.decisions.api import routers as decisions
from samenspel.evaluation.api import routers as evaluation
from samenspel.meaning.api import routers as meaning
from samenspel.people.api import AskedTooOften
from samenspel.platform import faults, uploads
from samenspel.platform.errors import DomainError, NotAllowed
from samenspel.platform.programs import VERSION, problem
from samenspel.portfolio.api import routers as portfolio

from .openapi import described

api = NinjaAPI(
    title="Samenspel",
    version=VERSION,
    description="What a program may know of the parties for which its owner speaks.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
for router in (
    *collaborations,
    *channels,
    *meaning,
    *conversations,
    *agreements,
    *decisions,
    *evaluation,
    *portfolio,
):
    api.add_router("", router, auth=MemberKey((router.tags or [""])[0]))


def description() -> dict[str, Any]:
    """The OpenAPI description: what each operation gives, with the errors it may give.

    Everyone gets the same one, and nobody changes it.
    """
    return _described(settings.SITE, settings.SECURITY_CONTACT)


@cache
def _described(site: str, contact: str) -> dict[str, Any]:
    """Made once, for it takes a second and changes with the settings only."""
    return described(api, site=site, contact=contact)


@cache
def _as_text(site: str, contact: str) -> bytes:
    """The same as it goes out."""
    return json.dumps(_described(site, contact)).encode()


@api.get("/openapi.json", auth=None, response=dict[str, Any],
         summary=gettext_noop("This description"), url_name="openapi",
         operation_id="getDescription", tags=[gettext_noop("description")])  # fmt: skip
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 by this name it is given
    """The OpenAPI description of this API; open to everyone."""
    told = _as_text(settings.SITE, settings.SECURITY_CONTACT)
    response = HttpResponse(told, content_type="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@api.exception_handler(ValidationError)
def _does_not_fit(request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    if uploads.was_too_large(request):  # then it is missing, and the other faults say too little
        return problem(413)
    return problem(400, faults.told(refusal.errors))


@api.exception_handler(AuthenticationError)
def _no_key(_request: HttpRequest, _refusal: AuthenticationError) -> HttpResponse:
    response = problem(401)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
def _refused(_request: HttpRequest, refusal: HttpError) -> HttpResponse:
    said = str(refusal) if refusal.status_code == 403 else ""  # the other sentences are English
    return problem(refusal.status_code, detail=said)


@api.exception_handler(NotAllowed)
def _not_allowed(_request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
    return problem(403, detail=str(refusal))


@api.exception_handler(DomainError)
def _not_now(_request: HttpRequest, refusal: DomainError) -> HttpResponse:
    return problem(409, detail=str(refusal))


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
