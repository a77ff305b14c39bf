from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samenspel.collaborations.models import Party
from samenspel.people.models import User

from .actions import Terms
from .choices import (
    Basis,
    Body,
    Form,
    Kind,
    LegalForm,
    Majority,
    Position,
    Said,
    Secrecy,
    Step,
    Turnout,
    Verdict,
    Voters,
)
from .models import Objection


def lines(label: Any, *, most: int, rows: int, **named: Any) -> forms.CharField:
    """A text of a few lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **named)


def one_of(label: Any, choices: Any, **named: Any) -> forms.ChoiceField:
    """One of a few, all in sight."""
    return forms.ChoiceField(
        label=label, choices=choices.choices, widget=forms.RadioSelect, **named
    )


def day(label: Any, **named: Any) -> forms.DateField:
    """A day that need not be there."""
    widget = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=False, **named)


def moment(label: Any, **named: Any) -> forms.DateTimeField:
    """A day and an hour."""
    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "class": "moment"}, format="%Y-%m-%dT%H:%M"
    )
    return forms.DateTimeField(label=label, widget=widget, **named)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not a generic at run time
    """Someone by name."""

    def label_from_instance(self, person: User) -> str:
        return person.name


class ObjectionsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Objections by their argument."""

    def label_from_instance(self, objection: Objection) -> str:
        return objection.argument


class DecisionForm(forms.Form):
    """A text to be voted on, and everything about the vote, on one screen."""

    party = forms.ModelChoiceField(
        Party.objects.none(), label=_("On behalf of which party?"), empty_label=None
    )
    title = forms.CharField(
        label=_("What is it called?"), max_length=120, help_text=_("As short as an agenda item.")
    )
    text = lines(
        _("What do you propose?"),
        most=8000,
        rows=5,
        help_text=_("The exact text on which people vote. For example: We rent the old school."),
    )
    why = lines(_("Why?"), most=2000, rows=3)
    changes = lines(_("What changes by it, and for whom?"), most=1000, rows=2, required=False)
    form = one_of(_("How do you decide?"), Form, initial=Form.MAJORITY)
    voters = forms.ChoiceField(
        label=_("Who votes?"),
        choices=Voters.of_who_takes_part(),
        widget=forms.RadioSelect,
        initial=Voters.PARTIES,
    )
    majority = one_of(_("How many must be for?"), Majority, initial=Majority.HALF)
    basis = one_of(_("Of which votes?"), Basis, initial=Basis.CAST)
    turnout = one_of(_("How many must vote?"), Turnout, initial=Turnout.NONE)
    secrecy = one_of(_("Who sees what you voted?"), Secrecy, initial=Secrecy.OPEN)
    closes_at = moment(_("Until when can people vote?"))
    evaluate_on = day(
        _("On which day do you look at it again?"),
        help_text=_("Needed for consent and for an election: what you agree has a term."),
    )
    ends_on = day(_("On which day does it end? (if it does)"))
    chair = PersonField(
        User.objects.none(),
        label=_("Who is in the chair?"),
        empty_label=None,
        help_text=_("They declare the outcome after the count."),
    )
    body = forms.ChoiceField(label=_("Who decides this?"), choices=Body.choices)
    kind = forms.ChoiceField(label=_("What sort of decision is it?"), choices=Kind.choices)
    legal_form = forms.ChoiceField(
        label=_("What is it by law that decides?"),
        choices=LegalForm.choices,
        initial=LegalForm.INFORMAL,
        help_text=_("For members of an association or co-operative we show what the law asks."),
    )
    meeting_on = day(_("On which day do you meet about it? (if you do)"))
    noticed_on = day(_("On which day was the call for it sent? (if it was)"))
    allows_electronic = forms.BooleanField(
        label=_("The statutes allow voting electronically"), required=False
    )
    own_majority = forms.BooleanField(
        label=_("The statutes ask another majority for this than the law does"), required=False
    )

    def __init__(
        self, *given: Any, parties: QuerySet[Party], people: QuerySet[User], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]
        self.fields["chair"].queryset = people  # type: ignore[attr-defined]
        only = list(parties[:2])
        if len(only) == 1:
            self.fields["party"].initial = only[0]
            self.fields["party"].widget = forms.HiddenInput()

    @property
    def terms(self) -> Terms:
        """What was filled in about the vote."""
        return Terms(**{each.name: self.cleaned_data[each.name] for each in fields(Terms)})

    @property
    def wording(self) -> str:
        """The text to be voted on."""
        return plain(self.cleaned_data["text"])


class TextForm(forms.Form):
    """Another wording, and why."""

    text = lines(_("What do you propose?"), most=8000, rows=6)
    why = lines(_("What did you change, and why?"), most=500, rows=2)


class WithdrawForm(forms.Form):
    """Why a decision is taken back."""

    because = lines(_("Why do you withdraw it?"), most=500, rows=2)


class BallotForm(forms.Form):
    """A vote: for whom, what, and why if they want to say so."""

    elector = forms.IntegerField()
    on_text = forms.CharField(max_length=64)
    choice = forms.ChoiceField(choices=Said.choices)
    why = forms.CharField(max_length=500, required=False)


class DeclareForm(forms.Form):
    """What the chair says the outcome is."""

    verdict = one_of(_("What do you declare?"), Verdict)
    words = lines(
        _("What do you say with it?"),
        most=1000,
        rows=2,
        required=False,
        help_text=_("It goes into the register. Needed when you declare something else."),
    )


class RemarkForm(forms.Form):
    """A question, a reaction, or the answer to one."""

    words = forms.CharField(max_length=1000)


class StanceForm(forms.Form):
    """Where someone stands, and which concern or objection they have."""

    elector = forms.IntegerField()
    on_text = forms.CharField(max_length=64)
    position = forms.ChoiceField(choices=Position.choices)
    words = forms.CharField(max_length=1000, required=False)


class NominationForm(forms.Form):
    """Whom someone wants for a task, and why."""

    elector = forms.IntegerField()
    nominee = PersonField(User.objects.none())
    why = forms.CharField(max_length=500)

    def __init__(self, *given: Any, people: QuerySet[User], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["nominee"].queryset = people  # type: ignore[attr-defined]


class EscalateForm(forms.Form):
    """Who decides about it instead, and why it could not be agreed."""

    to = forms.ChoiceField(label=_("Who decides instead?"), choices=Body.choices)
    escalated_because = lines(_("What could you not agree on?"), most=500, rows=2)


class AmendForm(forms.Form):
    """Another text for a new round, with the objections that are worked into it."""

    text = lines(_("What do you propose?"), most=8000, rows=6)
    why = lines(_("What did you change, and why?"), most=500, rows=2)
    integrates = ObjectionsField(
        Objection.objects.none(),
        label=_("Which objections did you work into it?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Who objected says in the new round whether it is enough."),
    )
    asks = forms.ChoiceField(
        label=_("What do you ask first?"),
        choices=[
            (Step.CONSENT.value, _("consent at once")),
            (Step.QUESTIONS.value, _("first questions and reactions again")),
        ],
        widget=forms.RadioSelect,
        initial=Step.CONSENT,
    )
    closes_at = moment(_("Until when?"))

    def __init__(self, *given: Any, objections: QuerySet[Objection], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["integrates"].queryset = objections  # type: ignore[attr-defined]
        if not objections:
            del self.fields["integrates"]


def plain(text: str) -> str:
    """Line ends as one character, so that a fingerprint does not hang on the browser."""
    return text.replace("\r\n", "\n").strip()


def week_later(at: datetime) -> datetime:
    """A moment to begin from: evening, a week ahead."""
    return (at + timedelta(days=7)).replace(hour=20, minute=0, second=0, microsecond=0)
