from django import forms
from django.utils.translation import gettext_lazy

from samenspel.evaluation.choices import Fate
from samenspel.platform.fields import AddressField

from .asking import ForPartyForm, day_field


class ImprovementForm(ForPartyForm):
    """What parties do about what they read, who sees to it, and by when."""

    ids = "doen_%s"

    what = forms.CharField(
        label=gettext_lazy("What do you do about it?"),
        help_text=gettext_lazy("One thing that someone can see to."),
        max_length=200,
    )
    owner = forms.CharField(label=gettext_lazy("Who sees to it?"), max_length=120)
    due_on = day_field(gettext_lazy("By which day?"))


class SettleForm(ForPartyForm):
    """What became of an improvement."""

    fate = forms.ChoiceField(choices=[(each, each.label) for each in (Fate.DONE, Fate.DROPPED)])


class EvaluatorForm(ForPartyForm):
    """Who from outside reads along."""

    ids = "buiten_%s"

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = AddressField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("They sign in with this address, once each party accepted them."),
    )


class FindingsForm(forms.Form):
    """What the outside evaluator saw."""

    findings = forms.CharField(
        label=gettext_lazy("What do you see, and what would you ask the parties?"),
        help_text=gettext_lazy("Every party reads it. Name no people."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
