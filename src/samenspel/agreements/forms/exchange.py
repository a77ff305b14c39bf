from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samenspel.agreements.actions import Given
from samenspel.agreements.choices import Kind
from samenspel.agreements.models import Commitment
from samenspel.collaborations.models import Party
from samenspel.platform.fields import DayField, NumberField, offer

from .agreements import ForPartyForm

LEAST, MIDDLE, MOST = 0, 5, 10
WORDS = {LEAST: _("nothing"), MIDDLE: _("quite something"), MOST: _("very much")}


def ratings() -> list[tuple[str, Any]]:
    """0 to 10, with words at the ends and in the middle; first the choice not to say."""
    told = [(str(n), f"{n} {WORDS[n]}" if n in WORDS else str(n)) for n in range(MOST + 1)]
    return [("", _("I do not say yet")), *told]


def rating_field(label: Any, *, required: bool) -> forms.TypedChoiceField:
    """A number from 0 to 10, with words."""
    return forms.TypedChoiceField(
        label=label, choices=ratings, coerce=int, empty_value=None, required=required
    )


def number_field(label: Any, *, max_digits: int) -> NumberField:
    """A number that may be left empty."""
    return NumberField(
        label=label,
        required=False,
        min_value=0,
        max_digits=max_digits,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )


def part_field() -> forms.BooleanField:
    """Whether what was promised was given in part."""
    return forms.BooleanField(
        label=_("It is a part of what was promised: the rest still comes"), required=False
    )


def with_amount(form: forms.Form, given: dict[str, Any]) -> dict[str, Any]:
    """What was filled in, with a unit for each amount; money is euro if nothing else is said."""
    if given.get("amount") and not given.get("unit"):
        if given.get("kind") == Kind.MONEY:
            return given | {"unit": "euro"}
        form.add_error("unit", _("Say in what: euro, kilos, places."))
    if given.get("unit") and not given.get("amount"):
        form.add_error("amount", _("Say how much, or leave the unit empty."))
    return given


class GiftForm(ForPartyForm):
    """Something that goes from one party to another: from whom, to whom, what, and how much."""

    direction = forms.ChoiceField(widget=forms.RadioSelect)
    other = forms.ModelChoiceField(
        Party.objects.none(), label=_("To whom, or from whom?"), empty_label=None
    )
    kind = forms.ChoiceField(label=_("What sort of thing?"), choices=Kind.choices)
    own_kind = forms.CharField(
        label=_("Your own word, if it is something else"), max_length=40, required=False
    )
    what = forms.CharField(label=_("What is it?"), max_length=200)
    amount = number_field(_("How much, if that can be counted?"), max_digits=14)
    unit = forms.CharField(
        label=_("In what?"),
        help_text=_("Such as euro, kilos or places. We do not convert anything."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    hours = number_field(_("How many hours, if you know?"), max_digits=8)
    field_order = ("party", "direction", "other")

    def __init__(
        self, *given: Any, here: QuerySet[Party], parties: QuerySet[Party], **named: Any
    ) -> None:
        super().__init__(*given, parties=parties, **named)
        only = list(parties[:2])
        offer(self.fields["other"], here)
        if len(only) == 1:  # nobody gives to themselves
            other = cast("forms.ModelChoiceField[Party]", self.fields["other"])
            others = [(each.pk, str(each)) for each in here if each != only[0]]
            other.queryset, other.choices = here.exclude(pk=only[0].pk), others

    @property
    def ends(self) -> tuple[Party, Party]:
        """Who gives and who gets."""
        party, other = self.cleaned_data["party"], self.cleaned_data["other"]
        return (party, other) if self.cleaned_data["direction"] == "gave" else (other, party)

    def clean(self) -> dict[str, Any]:
        return with_amount(self, super().clean() or {})


class ContributionForm(GiftForm):
    """What was given, by whom, when, and what it cost or was worth to those who note it."""

    given_on = DayField(
        label=_("When?"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )
    fulfils = forms.ModelChoiceField(
        Commitment.objects.none(),
        label=_("Was it promised?"),
        empty_label=_("no, or not written down"),
        required=False,
    )
    is_part = part_field()
    rating = rating_field(_("What did it cost you, or what was it worth to you?"), required=False)
    in_solidarity = forms.BooleanField(
        label=_("In solidarity: leave it out of the numbers"), required=False
    )

    def __init__(self, *given: Any, promised: QuerySet[Commitment], **named: Any) -> None:
        super().__init__(*given, **named)
        direction = cast("forms.ChoiceField", self.fields["direction"])
        direction.label = _("Did you give it or get it?")
        direction.choices = [("gave", _("we gave it")), ("got", _("we got it"))]
        self.promised = promised
        offer(self.fields["fulfils"], promised)

    @property
    def given(self) -> Given:
        """What was filled in."""
        return given_in(self.cleaned_data)


class CorrectionForm(ForPartyForm):
    """What was given after all, when, and how much of it."""

    kind = forms.ChoiceField(label=_("What sort of thing?"), choices=Kind.choices)
    own_kind = forms.CharField(
        label=_("Your own word, if it is something else"), max_length=40, required=False
    )
    what = forms.CharField(label=_("What is it?"), max_length=200)
    amount = number_field(_("How much, if that can be counted?"), max_digits=14)
    unit = forms.CharField(label=_("In what?"), max_length=20, required=False)
    hours = number_field(_("How many hours, if you know?"), max_digits=8)
    given_on = DayField(
        label=_("When?"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )
    in_solidarity = forms.BooleanField(
        label=_("In solidarity: leave it out of the numbers"), required=False
    )
    is_part = part_field()

    def clean(self) -> dict[str, Any]:
        return with_amount(self, super().clean() or {})

    @property
    def given(self) -> Given:
        """What was filled in."""
        return given_in(self.cleaned_data)


def given_in(said: dict[str, Any]) -> Given:
    """What was filled in about something that was given."""
    return Given(
        kind=Kind(said["kind"]),
        own_kind=said["own_kind"],
        what=said["what"],
        given_on=said["given_on"],
        amount=said["amount"] or None,
        unit=said["unit"],
        hours=said["hours"] or None,
        in_solidarity=said["in_solidarity"],
        is_part=said["is_part"],
    )


class RateForm(ForPartyForm):
    """What a contribution cost the giver, or was worth to the receiver."""

    rating = rating_field(_("Your number"), required=True)
