"""Keys to sign in with: a change of them and the letter about it are kept together or not at all.

The library writes after its own commit: a process that dies in between would lose that letter.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from samenspel.platform import letters

from .. import actions, queries
from ..http import MemberRequest

View = Callable[..., HttpResponse]
Key = tuple[int, str]
Type = Authenticator.Type
ABOUT_KEYS = "mfa/email/"
EMERGENCY = "recovery_codes_generated"
ADDED = {
    Type.WEBAUTHN: "webauthn_added",
    Type.TOTP: "totp_activated",
    Type.RECOVERY_CODES: EMERGENCY,
}
REMOVED = {Type.WEBAUTHN: "webauthn_removed", Type.TOTP: "totp_deactivated"}


def with_a_letter(view: View) -> View:
    """A page of the library that changes keys, with the letter in the same transaction."""

    @wraps(view)
    def respond(request: MemberRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **named)
        with transaction.atomic():
            before = set(queries.keys_to_sign_in(request.user))
            response = view(request, *args, **named)
            after = set(queries.keys_to_sign_in(request.user))
            _tell(request, added=after - before, removed=before - after)
        return response

    return respond


def _tell(request: MemberRequest, *, added: set[Key], removed: set[Key]) -> None:
    """Emergency codes that come or go with another key are told of with that key."""
    told = {ADDED[Type(kind)] for _pk, kind in added}
    told |= {REMOVED[Type(kind)] for _pk, kind in removed if kind in REMOVED}
    actions.note_keys(
        are_added=bool(added), are_removed=bool(removed), by=request.user, at=timezone.now()
    )
    for name in sorted(told - {EMERGENCY} or told):
        _write(request, name)


def _write(request: MemberRequest, name: str) -> None:
    email = request.user.email
    letter = get_adapter(request).render_mail(f"{ABOUT_KEYS}{name}", email, {"request": request})
    text = str(letter.body)
    letters.write(to=email, subject=letter.subject, text=text, about=request.user)
