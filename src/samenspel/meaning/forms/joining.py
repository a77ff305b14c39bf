from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FASTEST, LONGEST = timedelta(seconds=2), timedelta(days=1)
SALT = "samenspel.meaning.joining"


class JoinGroupForm(forms.Form):
    """A press by a person: not faster than one can read, and with the trap left empty."""

    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["shown"].initial = signing.dumps(now.timestamp(), salt=SALT)

    def clean(self) -> None:
        if self.cleaned_data["website"]:
            raise ValidationError(_("This looks like a program. Leave the hidden field empty."))
        try:
            shown = signing.loads(self.cleaned_data["shown"], salt=SALT, max_age=LONGEST)
        except signing.BadSignature:
            raise ValidationError(_("This page is old. Open the group link once more.")) from None
        if self.now.timestamp() - shown < FASTEST.total_seconds():
            raise ValidationError(_("That was very fast. Please press once more."))
