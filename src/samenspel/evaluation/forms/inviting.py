from django import forms
from django.utils.translation import gettext_lazy

from samenspel.evaluation.actions import MOST_PEOPLE
from samenspel.platform.guests import GuestsField


class InviteForm(forms.Form):
    """The people of a side to ask, and of how many they are."""

    people = GuestsField(at_most=MOST_PEOPLE)
    population = forms.IntegerField(
        label=gettext_lazy("How many people of your side work on this, all together?"),
        help_text=gettext_lazy("Optional. If nearly everyone answers, the outcome is surer."),
        min_value=1,
        max_value=10_000,
        required=False,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
