import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samenspel.agreements.choices import Changers, Goal, Objective
from samenspel.agreements.queries import Wording
from samenspel.collaborations.models import Party
from samenspel.platform.fields import DayField, offer


class PartyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not a generic at run time
    """On whose behalf; out of sight where there is one answer."""

    def __init__(self, parties: QuerySet[Party], label: Any) -> None:
        only = list(parties[:2])
        super().__init__(parties, label=label, empty_label=None)
        if len(only) == 1:
            self.initial = only[0]
            self.widget = forms.HiddenInput()
        else:
            offer(self, parties)


class ForPartyForm(forms.Form):
    """A form that someone fills in for a party."""

    def __init__(self, *given: Any, parties: QuerySet[Party], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["party"] = PartyField(parties, _("On behalf of which party?"))


class WordingForm(ForPartyForm):
    """What an agreement says."""

    purpose = forms.CharField(
        label=_("What do you want to mean to others with it?"),
        help_text=_("In your own sentence, as you found it in your talk."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    objective = forms.ChoiceField(
        label=_("What sort of change is it after?"),
        choices=Objective.choices,
        widget=forms.RadioSelect,
    )
    what = forms.CharField(
        label=_("What do you do together?"),
        help_text=_("One sentence per thing: a later change is shown sentence by sentence."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    for_whom = forms.CharField(label=_("For whom?"), max_length=300)
    review_on = DayField(
        label=_("When do you look at it again?"),
        help_text=_("Two weeks before, everyone who decides for a party gets an e-mail."),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )
    changers = forms.ChoiceField(
        label=_("Who of a party may propose a change and accept one?"),
        choices=Changers.choices,
        widget=forms.RadioSelect,
        initial=Changers.SPEAKERS,
    )
    goals = forms.MultipleChoiceField(
        label=_("Which goals of the United Nations does it serve?"),
        choices=lambda: [(goal.value, f"{goal.value} {goal.label}") for goal in Goal],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    targets = forms.CharField(
        label=_("Which targets under them, if you know?"),
        help_text=_("Codes with a comma between, as in 3.4, 12.3"),
        max_length=200,
        required=False,
    )

    @property
    def wording(self) -> Wording:
        """What was filled in."""
        given = self.cleaned_data
        goals = sorted(given["goals"], key=int) + given["targets"]
        return Wording(
            purpose=given["purpose"],
            objective=Objective(given["objective"]),
            what=given["what"].replace("\r\n", "\n"),
            for_whom=given["for_whom"],
            review_on=given["review_on"],
            changers=Changers(given["changers"]),
            goals=goals,
        )

    def clean_targets(self) -> list[str]:
        codes = re.split(r"[\s,;]+", self.cleaned_data["targets"].strip().lower())
        return list(dict.fromkeys(code for code in codes if code))


class NewAgreementForm(WordingForm):
    """A new agreement: what it is called, and its first wording."""

    name = forms.CharField(label=_("What do you call the agreement?"), max_length=120)
    field_order = ("party", "name")


class ChangeForm(WordingForm):
    """Another wording, and why."""

    why = forms.CharField(
        label=_("Why do you propose this?"),
        help_text=_("The others read this with your proposal."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("party", "why")


class DeclineForm(ForPartyForm):
    """Why a party says no, or takes its own proposal back."""

    because = forms.CharField(
        label=_("Why not?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
