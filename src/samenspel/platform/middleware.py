"""What is the same for every page: headers, and the door a write came in by."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from . import audit
from .choices import Origin

Handler = Callable[[HttpRequest], HttpResponse]
PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def house_headers(get_response: Handler) -> Handler:
    """Say on every response which powers of the browser it does not need."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return respond


def acting_from_a_page(get_response: Handler) -> Handler:
    """Let audit lines say `page`, and keep pages of a person out of shared caches."""

    def respond(request: HttpRequest) -> HttpResponse:
        with audit.acting_from(Origin.PAGE):
            response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return respond
