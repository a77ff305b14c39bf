from typing import Any

from allauth.account.forms import (
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    RequestLoginCodeForm,
    SignupForm,
)
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samenspel.platform.fields import check_address
from samenspel.platform.programs import READ, WRITE, areas

from .queries import FIRST_TIME

ONE_TIME = {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}


def _as_code_field(form: forms.Form) -> None:
    form.fields["code"].label = _("Code")
    form.fields["code"].widget = forms.TextInput(attrs={**ONE_TIME, "class": "short"})


def _as_email_field(form: forms.Form) -> None:
    field = form.fields["email"]
    field.label = _("Your e-mail address")
    field.widget = forms.EmailInput(attrs={"autocomplete": "email"})
    field.validators.append(check_address)


class SignInForm(RequestLoginCodeForm):
    """To which address the code goes."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        _as_email_field(self)


class SignInCodeForm(ConfirmLoginCodeForm):
    """The code from the message."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        _as_code_field(self)


class SignUpCodeForm(ConfirmEmailVerificationCodeForm):
    """The code from the message, the first time."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        _as_code_field(self)


class SecondStepForm(AuthenticateForm):
    """A code of the app, or an emergency code, instead of the passkey."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        _as_code_field(self)
        self.fields["code"].label = _("Code of your app, or emergency code")


class ConfirmByCodeForm(ReauthenticateForm):
    """The same, before someone changes how they sign in."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        _as_code_field(self)
        self.fields["code"].label = _("Code of your app, or emergency code")


class AppForm(ActivateTOTPForm):
    """The first code that a new app shows."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        _as_code_field(self)
        self.fields["code"].label = _("The six digits that the app shows")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class PasskeyForm(AddWebAuthnForm):
    """What to call a new passkey."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["name"].label = _("What do you call this passkey?")
        self.fields["name"].help_text = _("For example the name of the device.")
        self.fields["name"].max_length = 60


class SignUpForm(SignupForm):
    """Who signs up."""

    field_order = ("email", "name", "agree")
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("This is how others in your collaboration see you."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    agree = forms.BooleanField(
        label=_("I agree that you keep my name and address for my account."),
        error_messages={"required": _("Without this we cannot keep an account for you.")},
    )

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        _as_email_field(self)
        came = context.request.session.get(FIRST_TIME)  # from a provider, for the first time
        if came and not self.initial.get("email"):
            self.initial["email"] = came["email"]


class EraseForm(forms.Form):
    """A word typed in full: nobody is erased by a slip of the finger."""

    word = forms.CharField(label=_("Type the word ERASE"), max_length=20)

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"]
        if word.strip().casefold() != str(_("ERASE")).casefold():
            raise forms.ValidationError(_("This is another word. Nothing was erased."))
        return word


class ApiKeyForm(forms.Form):
    """What a key is for, and how long it works."""

    name = forms.CharField(label=_("What is it for?"), max_length=60)
    days = forms.TypedChoiceField(
        label=_("How long should it work?"),
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("a year"))],
        coerce=int,
    )
    reads = forms.MultipleChoiceField(
        label=_("What may it read?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    writes = forms.MultipleChoiceField(
        label=_("What may it change as well?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        labelled = sorted((capfirst(gettext(area)), area) for area in areas())
        choices = [(area, label) for label, area in labelled]
        for name in ("reads", "writes"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["reads"].initial = areas()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("reads") and not given.get("writes"):
            self.add_error("reads", _("Choose at least one."))
        return given

    def lists(self) -> list[forms.BoundField]:
        """What it may do, as the page shows it."""
        return [self["reads"], self["writes"]]

    def asked(self) -> dict[str, Any]:
        """The name of the key, how long it works, and its scopes."""
        given = self.cleaned_data
        scopes = [f"{area}:{READ}" for area in given["reads"]]
        scopes += [f"{area}:{WRITE}" for area in given["writes"]]
        return {"name": given["name"], "days": given["days"], "scopes": scopes}
