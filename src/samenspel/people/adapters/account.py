"""What django-allauth asks of us, and what it says to people."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .. import actions, queries
from ..http import in_language
from ..models import User
from .keys import ABOUT_KEYS

ERRORS = {
    "account_inactive": _("This account is closed."),
    "email_taken": _("There is an account with this address already."),
    "incorrect_code": _("This is not the code. Look once more, or ask for a new one."),
    "rate_limited": _("That was too often in a short time. Wait a few minutes."),
    "too_many_login_attempts": _("That was too often. Wait a few minutes and ask for a new code."),
    "unverified_email": _("Sign in with a code by e-mail first. Then you can add a passkey."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Signing up, signing in and the mail about it."""

    error_messages = DefaultAccountAdapter.error_messages | ERRORS

    def save_user(self, request: HttpRequest, user: User, form: Form, **_given: bool) -> User:
        """Keep who signed up, and to what they agreed."""
        del request
        return actions.sign_up(
            person=user,
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            language=get_language() or settings.LANGUAGE_CODE,
            by=None,
            at=timezone.now(),
        )

    def pre_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponse | None:
        """Who filled in the code from the message can read that address."""
        refusal: HttpResponse | None = super().pre_login(request, user, **given)
        email = given["email"]
        if refusal is None and not given["signup"] and email:
            actions.confirm_address(person=user, email=email, by=user, at=timezone.now())
        return refusal

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, and leave a line in the trail."""
        super().login(request, user)
        actions.note_sign_in(by=user, at=timezone.now())

    def post_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponse:
        """Go on in the language of the person, unless this browser chose another."""
        if given["signup"]:  # a code by e-mail let them in too, which the library does not note
            record_authentication(request, user, method="code", email=user.email)
        response: HttpResponse = super().post_login(request, user, **given)
        _link_provider(request, user)
        is_chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES  # in this browser
        if is_chosen or user.language == settings.LANGUAGE_CODE:  # nothing else was ever chosen
            return response
        return in_language(response, user.language)

    def add_message(self, request: HttpRequest, level: int, *given: Any, **named: Any) -> None:
        """Say what went wrong; that it went well shows."""
        if level >= messages.ERROR:
            super().add_message(request, level, *given, **named)

    def format_email_subject(self, subject: str) -> str:
        """The subject as it stands."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """What someone looks at the screen for; word of a change of keys is written in `keys`."""
        if not template_prefix.startswith(ABOUT_KEYS):
            super().send_mail(template_prefix, email, context)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell who has an account how to sign in; there is no password to forget."""
        address = context.request.build_absolute_uri(reverse("account_login"))
        self.send_mail("account/email/account_already_exists", email, {"signin_url": address})

    def is_reauthentication_required(self, *, app: str, **_given: Any) -> bool:
        """Who signed in a short while ago need not show again who they are."""
        del app
        records = get_authentication_records(context.request, context.request.user)
        latest = max((record["at"] for record in records), default=0.0)
        return timezone.now().timestamp() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The passkey first, then an emergency code."""
        descriptions = {
            "mfa_reauthenticate": _("Use a code of my app, or an emergency code"),
            "mfa_reauthenticate:webauthn": _("Use my passkey"),
        }
        found = super().get_reauthentication_methods(user)
        known = [each | {"description": descriptions[each["id"]]} for each in found]
        return sorted(known, key=lambda each: str(each["id"]), reverse=True)


def _link_provider(request: HttpRequest, user: User) -> None:
    """Who came from a provider and showed the address to be theirs comes in that way from now."""
    came = queries.first_time(request.session, at=timezone.now())
    request.session.pop(queries.FIRST_TIME, None)
    if came and came.email.casefold() == user.email.casefold():
        actions.link_provider(came=came, by=user, at=timezone.now())
