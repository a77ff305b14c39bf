"""Between a request and its view: first the second step that a party asks."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samenspel.people.models import User

from . import rules

Handler = Callable[[HttpRequest], HttpResponse]
OF_ONESELF = ("people:", "mfa_", "account_")
HERE = "collaborations:second_step"


class second_step_first:  # noqa: N801 named as the other functions between request and view
    """Lead who owes a second step to where it is set up; pages about oneself stay open."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_given: Any
    ) -> HttpResponse | None:
        person = request.user
        is_closed = getattr(view, "login_required", True)
        if not is_closed or not isinstance(person, User) or _is_of_oneself(request):
            return None
        return redirect(HERE) if rules.owes_second_step(person) else None


def _is_of_oneself(request: HttpRequest) -> bool:
    match = request.resolver_match
    name = match.view_name if match else ""
    return name == HERE or name.startswith(OF_ONESELF)
