from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.platform.fields import DayField, MomentField

from .choices import Answer, BreachKind, RequestKind

LONG = 500


def _text(label: Any, *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=LONG, widget=area, required=required)


class NoteRequestForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is asked"), choices=RequestKind.choices)
    name = forms.CharField(label=_("Name"), max_length=120)
    contact = forms.CharField(label=_("How to reach this person"), max_length=254, required=False)
    received_on = DayField(
        label=_("Received on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ExtendForm(forms.Form):
    reason = _text(_("Why it takes longer"), required=False)


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=_("What became of it"), choices=Answer.choices)
    reason = _text(_("What was done, or why not"), required=False)


class BreachForm(forms.Form):
    kind = forms.ChoiceField(label=_("What went wrong"), choices=BreachKind.choices)
    what = _text(_("What happened, with which data"))
    noticed_at = MomentField(
        label=_("Noticed at"),
        help_text=_("From this moment the 72 hours run."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    people = forms.IntegerField(
        label=_("About how many people"), min_value=0, max_value=10**9, required=False
    )
    consequences = _text(_("What it may mean for them"), required=False)
    measures = _text(_("What was done about it"), required=False)


class ReportForm(forms.Form):
    people_told = forms.BooleanField(label=_("The people concerned were told"), required=False)
    reason = _text(_("Why it is late, or why it need not be reported"), required=False)
