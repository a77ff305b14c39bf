"""A press that a person gives and a program does not, for pages without an account."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
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
        self.fields["shown"].initial = signing.dumps(now.timestamp(), salt=self.salt)

    def clean(self) -> None:
        if self.cleaned_data["website"]:
            raise ValidationError(_("This looks like a program. Leave the hidden field empty."))
        try:
            shown = signing.loads(self.cleaned_data["shown"], salt=self.salt, max_age=LONGEST)
        except signing.BadSignature:
            raise ValidationError(_("This page is old. Open the link once more.")) from None
        if self.now.timestamp() - shown < self.fastest.total_seconds():
            raise ValidationError(_("That was very fast. Please press once more."))
