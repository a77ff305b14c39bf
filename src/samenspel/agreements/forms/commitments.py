from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.agreements.choices import Feeling
from samenspel.agreements.queries import Terms
from samenspel.platform.fields import DayField

from .agreements import ForPartyForm
from .exchange import GiftForm, number_field, with_amount


def _due_on() -> DayField:
    return DayField(
        label=_("By which day?"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )


def _terms(given: dict[str, Any]) -> Terms:
    return Terms(
        what=given["what"],
        due_on=given["due_on"],
        amount=given["amount"] or None,
        unit=given["unit"],
        hours=given["hours"] or None,
    )


class PromiseForm(GiftForm):
    """Who is to give what to whom, and by when."""

    due_on = _due_on()

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        direction = cast("forms.ChoiceField", self.fields["direction"])
        direction.label = _("Who is to give it?")
        direction.choices = [("gave", _("we promise it")), ("got", _("we ask it of the other"))]

    @property
    def terms(self) -> Terms:
        """What was filled in."""
        return _terms(self.cleaned_data)


class TermsForm(ForPartyForm):
    """Other terms of a commitment, and why."""

    what = forms.CharField(label=_("What is it?"), max_length=200)
    due_on = _due_on()
    amount = number_field(_("How much, if that can be counted?"), max_digits=14)
    unit = forms.CharField(
        label=_("In what?"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    hours = number_field(_("How many hours, if you know?"), max_digits=8)
    why = forms.CharField(
        label=_("Why do you propose this?"),
        help_text=_("The other side reads this with your proposal."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("party", "why")

    @property
    def terms(self) -> Terms:
        """What was filled in."""
        return _terms(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        return with_amount(self, super().clean() or {})


class CallOffForm(ForPartyForm):
    """Why a party asks to let a commitment go."""

    why = forms.CharField(
        label=_("Why do you want to let it go?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class BalanceForm(ForPartyForm):
    """How give and take feels to a party."""

    feeling = forms.ChoiceField(
        label=_("Does it feel in balance?"), choices=Feeling.choices, widget=forms.RadioSelect
    )
    because = forms.CharField(
        label=_("What makes you feel so?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
