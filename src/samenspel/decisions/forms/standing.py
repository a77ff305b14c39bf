from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import day, moment


class ReasonForm(forms.Form):
    """For which voter, and why."""

    elector = forms.IntegerField()
    why = forms.CharField(max_length=500)


class ProxyForm(forms.Form):
    """Whose vote, and who casts it."""

    elector = forms.IntegerField()
    holder = forms.IntegerField(required=False)


class AnswerForm(forms.Form):
    """Why an outcome stands."""

    answer = forms.CharField(max_length=500)


class AgainForm(forms.Form):
    """Until when people can vote again."""

    again_until = moment(_("Until when can people vote?"))


class SecondForm(forms.Form):
    """Until when people can vote a second time, and the days of its meeting."""

    second_until = moment(_("Until when can people vote?"))
    meeting_on = day(_("On which day do you meet about it? (if you do)"))
    noticed_on = day(_("On which day was the call for it sent? (if it was)"))


class DeedForm(forms.Form):
    """Which deed, and from when it holds."""

    deed = forms.CharField(label=_("Which deed is it? (notary, date, number)"), max_length=200)
    on = day(_("Since when is it in force?"))
