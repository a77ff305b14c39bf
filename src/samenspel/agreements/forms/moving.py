from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samenspel.agreements.choices import Conclusion, Turn
from samenspel.agreements.models import Agreement
from samenspel.platform.fields import DayField

from .agreements import ForPartyForm


def day_field(label: Any, **named: Any) -> DayField:
    """A day, in the calendar of the browser."""
    return DayField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        **named,
    )


def few_lines(label: Any, **named: Any) -> forms.CharField:
    """A sentence or two."""
    return forms.CharField(
        label=label, max_length=500, widget=forms.Textarea(attrs={"rows": 2}), **named
    )


class PauseForm(ForPartyForm):
    """What rests, why, until when, what stays alive, and what the others read."""

    agreement = forms.ModelChoiceField(
        Agreement.objects.none(),
        label=_("What do you let rest?"),
        empty_label=_("the whole collaboration"),
        required=False,
    )
    reason = few_lines(_("Why now?"))
    until_on = day_field(_("Until when?"))
    stays_alive = few_lines(
        _("What stays alive?"), help_text=_("Such as a call each month, or a place kept free.")
    )
    message = forms.CharField(
        label=_("What do you tell the others?"),
        help_text=_("They get this by e-mail. Change it as you like."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def __init__(self, *given: Any, agreements: QuerySet[Agreement], **named: Any) -> None:
        super().__init__(*given, **named)
        rests = cast("forms.ModelChoiceField[Agreement]", self.fields["agreement"])
        rests.queryset = agreements


class ExtendForm(ForPartyForm):
    """Until which later day it rests."""

    until_on = day_field(_("Rest until"))


class UpheavalForm(ForPartyForm):
    """What changed for a party, and where it matters."""

    kind = forms.ChoiceField(label=_("What happened?"), choices=Turn.choices)
    what = few_lines(_("What changed for you?"))
    happened_on = day_field(_("When?"))
    everywhere = forms.BooleanField(
        label=_("This matters to all collaborations of our party: mark them all"), required=False
    )


class ConcludeForm(ForPartyForm):
    """What comes of looking at it again."""

    conclusion = forms.ChoiceField(label=_("What comes of it?"), choices=Conclusion.choices)
    because = few_lines(_("Why?"), required=False)
