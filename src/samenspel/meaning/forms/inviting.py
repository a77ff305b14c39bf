from django import forms

from samenspel.meaning.actions import MOST_PEOPLE
from samenspel.platform.guests import GuestsField


class InviteForm(forms.Form):
    """The people to ask."""

    people = GuestsField(at_most=MOST_PEOPLE)
