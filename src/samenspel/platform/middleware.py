"""What is the same for every page: headers, how much comes in, and by which door."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve

from . import audit
from .choices import Origin
from .programs import API, PARTS

Handler = Callable[[HttpRequest], HttpResponse]
PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"

PROBES = ("/healthz", "/readyz")
NOT_KEPT = "private, no-store"
FIRST_ERROR = 400
TOO_LARGE = 413


def house_headers(get_response: Handler) -> Handler:
    """Say on every response which powers of the browser it does not need."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not getattr(response, "xframe_options_exempt", False):  # it names its frames itself
            response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        if response.status_code >= FIRST_ERROR:
            response.headers["Cache-Control"] = NOT_KEPT
        return response

    return respond


def probed_by_any_name(get_response: Handler) -> Handler:
    """Answer who asks whether we live under any host name: a probe knows our address only."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path_info not in PROBES:
            return get_response(request)
        answer: HttpResponse = resolve(request.path_info).func(request)
        return answer

    return respond


def small_from_visitors(get_response: Handler) -> Handler:
    """Read nothing large from someone who is not signed in; our open forms are small.

    A program shows its key before anything is read of what it sends.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        size = request.headers.get("Content-Length") or "0"
        too_large = not size.isdecimal() or int(size) > _most_from(request)
        if too_large and not request.user.is_authenticated:
            return render(request, "400.html", status=TOO_LARGE)
        return get_response(request)

    return respond


def _most_from(request: HttpRequest) -> int:
    """How much we take in before we know who it is; a program may send a file along."""
    if not request.path.startswith(API):
        return settings.VISITOR_LIMIT
    beside: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return beside + (settings.UPLOAD_LIMIT if request.content_type == PARTS else 0)


def acting_from_a_door(get_response: Handler) -> Handler:
    """Let audit lines say by which door, and keep pages of a person out of shared caches."""

    def respond(request: HttpRequest) -> HttpResponse:
        origin = Origin.API if request.path.startswith(API) else Origin.PAGE
        with audit.acting_from(origin):
            response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", NOT_KEPT)
        return response

    return respond
