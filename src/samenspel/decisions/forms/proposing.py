from dataclasses import fields
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samenspel.collaborations.models import Party
from samenspel.decisions.actions import Option, Terms
from samenspel.decisions.choices import (
    Basis,
    Body,
    Form,
    Kind,
    LegalForm,
    Majority,
    Method,
    Secrecy,
    Turnout,
    Voters,
)
from samenspel.decisions.models import DecidingBody
from samenspel.people.models import User

from .fields import PeopleField, PersonField, day, lines, moment, one_of, plain

MOST = 2_000_000_000


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
    options = lines(
        _("What can people choose from?"),
        most=4000,
        rows=4,
        required=False,
        help_text=_(
            "One on each line. For a budget each is a project, with what it costs: Benches; 800"
        ),
    )
    budget = forms.IntegerField(
        label=_("How much money is there, in whole euros?"),
        min_value=1,
        max_value=2_000_000_000,
        required=False,
    )
    voters = forms.ChoiceField(
        label=_("Who votes?"),
        choices=Voters.of_who_takes_part(),
        widget=forms.RadioSelect,
        initial=Voters.PARTIES,
    )
    circle = PeopleField(
        User.objects.none(),
        label=_("Who are in that circle or working group?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    silence_is_consent = forms.BooleanField(
        label=_("Who says nothing before it closes consents"),
        required=False,
        help_text=_("Everyone gets a letter when consent is asked of them, and of each new text."),
    )
    majority = one_of(_("How many must be for?"), Majority, initial=Majority.HALF)
    basis = one_of(_("Of which votes?"), Basis, initial=Basis.CAST)
    turnout = one_of(_("How many must vote?"), Turnout, initial=Turnout.NONE)
    allows_second = forms.BooleanField(
        label=_("If too few vote, you may hold a second vote without a minimum"),
        required=False,
        help_text=_("Many statutes allow this for a second meeting."),
    )
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
    method = forms.ChoiceField(
        label=_("By which rule do you count?"), choices=Method.choices, required=False
    )
    seats = forms.IntegerField(
        label=_("How many are chosen?"), min_value=1, max_value=100, initial=1, required=False
    )
    dots = forms.IntegerField(
        label=_("How many dots does each divide?"),
        min_value=1,
        max_value=100,
        initial=8,
        required=False,
    )
    proxies = forms.IntegerField(
        label=_("How many proxies may someone hold?"),
        min_value=0,
        max_value=10,
        initial=0,
        required=False,
        help_text=_("With 0 nobody votes for another. Many statutes allow two."),
    )
    decided_by = forms.ModelChoiceField(
        DecidingBody.objects.none(),
        label=_("Who decides this, and by which statutes?"),
        empty_label=_("none of these: I fill it in for this decision"),
        required=False,
        help_text=_("What its statutes say of a vote holds, and need not be filled in again."),
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
        self, *given: Any, parties: QuerySet[Party], people: QuerySet[User],
        bodies: QuerySet[DecidingBody], sides: QuerySet[Party], **named: Any,
    ) -> None:  # fmt: skip
        super().__init__(*given, **named)
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]
        self.fields["decided_by"].queryset = bodies  # type: ignore[attr-defined]
        if not bodies.exists():
            del self.fields["decided_by"]
        for name in ("chair", "circle"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]
        self.sides = list(sides)
        for each in self.sides:
            self.fields[f"share-{each.pk}"] = forms.IntegerField(
                label=_("Share of %(party)s") % {"party": each.name}, min_value=1, max_value=1000,
                initial=1, required=False,
            )  # fmt: skip
        only = list(parties[:2])
        if len(only) == 1:
            self.fields["party"].initial = only[0]
            self.fields["party"].widget = forms.HiddenInput()

    def clean_options(self) -> list[Option]:
        """One on each line; what comes after the last semicolon of a project is its cost."""
        given = [each.strip() for each in self.cleaned_data["options"].splitlines()]
        named = [each for each in given if each]
        if self.cleaned_data.get("form") != Form.BUDGET:
            return [Option(each[:120]) for each in named]
        return [_project(each) for each in named]

    @property
    def terms(self) -> Terms:
        """What was filled in about the vote."""
        asked = [each.name for each in fields(Terms) if each.name != "shares"]
        given = {name: self.cleaned_data[name] for name in asked}
        given["shares"] = {
            each.pk: self.cleaned_data[f"share-{each.pk}"] or 1 for each in self.sides
        }
        given["proxies"] = given["proxies"] or 0
        given["seats"], given["dots"] = given["seats"] or 1, given["dots"] or 8
        if given["form"] != Form.BUDGET:
            given["budget"] = None
        if given["form"] not in Form.of_options():
            given["method"] = Method.USUAL
        return Terms(**given)

    def clean_circle(self) -> list[User]:
        """Whom was named, where some of those who take part decide."""
        among = self.cleaned_data.get("voters") == Voters.CIRCLE
        return list(self.cleaned_data["circle"]) if among else []

    @property
    def share_fields(self) -> list[forms.BoundField]:
        """How much of the outcome each party has, to be filled in."""
        return [self[f"share-{each.pk}"] for each in self.sides]

    @property
    def options_given(self) -> list[Option]:
        """What people can choose from, where they do."""
        among = self.cleaned_data["form"] in Form.of_options()
        return self.cleaned_data["options"] if among else []

    @property
    def wording(self) -> str:
        """The text to be voted on."""
        return plain(self.cleaned_data["text"])


def _project(line: str) -> Option:
    name, _mark, cost = line.rpartition(";")
    amount = cost.strip().replace(".", "").removeprefix("€").strip()
    if not (name.strip() and amount.isascii() and amount.isdigit() and 0 < int(amount) < MOST):
        raise forms.ValidationError(
            _("Write the cost of “%(line)s” in whole euros after a semicolon: Benches; 800"),
            params={"line": line},
        )
    return Option(name.strip()[:120], int(amount))


class TextForm(forms.Form):
    """Another wording, and why."""

    text = lines(_("What do you propose?"), most=8000, rows=6)
    why = lines(_("What did you change, and why?"), most=500, rows=2)
