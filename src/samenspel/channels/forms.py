from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.platform import events

from .choices import Rhythm


class WebhookForm(forms.Form):
    address = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("It begins with https:// and can be reached from the internet."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("About what"),
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(code, label) for code, label in events.kinds().items()],
        error_messages={"required": _("Choose at least one kind of news.")},
    )


class DigestForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("How often do you want to read what waits and what changed?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[*Rhythm.choices, ("", _("Not by e-mail"))],
    )
