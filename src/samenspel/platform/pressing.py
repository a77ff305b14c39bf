"""A press that a person gives and a program does not, for pages without an account."""

import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST = timedelta(days=1)


class PressForm(forms.Form):
    """A press by a person: not faster than one can read, and with the trap left empty."""

    fastest = timedelta(seconds=2)
    salt = "samenspel.platform.press"
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        shown = [now.timestamp(), secrets.token_hex(8)]
        self.fields["shown"].initial = signing.dumps(shown, salt=self.salt)

    def own_key(self, earlier: str = "") -> str:
        """The key of who presses: twice the same when somebody presses this button twice.

        Nothing has to be kept for that. Who goes back to this page with a key of `earlier` gets
        another one.
        """
        made = salted_hmac(self.salt, f"{self.cleaned_data['shown']} {earlier}", algorithm="sha256")
        return urlsafe_b64encode(made.digest()).decode().rstrip("=")

    def clean(self) -> None:
        if self.cleaned_data["website"]:
            raise ValidationError(_("This looks like a program. Leave the hidden field empty."))
        try:
            shown, _chance = signing.loads(
                self.cleaned_data["shown"], salt=self.salt, max_age=LONGEST
            )
        except signing.BadSignature:
            raise ValidationError(_("This page is old. Open the link once more.")) from None
        if self.now.timestamp() - shown < self.fastest.total_seconds():
            raise ValidationError(_("That was very fast. Please press once more."))
