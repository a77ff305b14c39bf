from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.platform.fields import NumberField
from samenspel.portfolio.analyses import Asked, asked_by
from samenspel.portfolio.choices import Order, Standing, Strength
from samenspel.portfolio.models import ChainStep, PortfolioEntry
from samenspel.portfolio.queries import EntryTold

from .theory import _day

OUTCOME = "outcome_"


class LinkForm(forms.Form):
    """On which outcomes a collaboration works, and how much."""

    def __init__(self, *given: Any, outcomes: Iterable[ChainStep], **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [("", _("no")), *Strength.choices]
        for step in outcomes:
            self.fields[f"{OUTCOME}{step.pk}"] = forms.ChoiceField(
                label=step.name, choices=choices, required=False
            )

    @property
    def linking(self) -> list[forms.BoundField]:
        """The fields of the outcomes."""
        return [self[name] for name in self.fields if name.startswith(OUTCOME)]

    @property
    def links(self) -> dict[int, Strength]:
        """What was filled in."""
        return {
            int(name.removeprefix(OUTCOME)): Strength(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(OUTCOME) and value
        }

    @staticmethod
    def initial_of(entry: PortfolioEntry | None) -> dict[str, Any]:
        """What stands there now."""
        links = entry.links.all() if entry else ()
        return {f"{OUTCOME}{link.step_id}": link.strength for link in links}


class EntryForm(LinkForm):
    """A collaboration in a portfolio that does not run on this site."""

    name = forms.CharField(label=_("What do you call the collaboration?"), max_length=200)
    partner = forms.CharField(label=_("With whom?"), max_length=200, required=False)
    partner_org_id = forms.CharField(
        label=_("Number of that organisation"),
        help_text=_("Such as a KvK number, or an IATI number: NL-KVK-12345678."),
        max_length=100,
        required=False,
    )
    reference = forms.CharField(
        label=_("Your own reference"),
        help_text=_("Bringing in a file again changes the line with the same reference."),
        max_length=100,
        required=False,
    )
    standing = forms.ChoiceField(label=_("How does it stand?"), choices=Standing.choices,
                                 initial=Standing.RUNNING)  # fmt: skip
    due_on = _day(_("When is something due next?"))
    due_what = forms.CharField(label=_("What is due then?"), max_length=120, required=False)
    hours = NumberField(
        label=_("How many of your hours in a year?"), max_digits=9, decimal_places=2,
        min_value=0, required=False, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )  # fmt: skip
    amount = NumberField(
        label=_("How much money?"), max_digits=14, decimal_places=2, required=False,
        localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )  # fmt: skip
    currency = forms.RegexField(
        label=_("In which currency?"), regex="^[A-Z]{3}$", required=False, strip=True,
        widget=forms.TextInput(attrs={"class": "short", "maxlength": 3}),
        error_messages={"invalid": _("Three capitals, as in EUR.")},
    )  # fmt: skip
    begins_on = _day(_("When does it begin?"))
    ends_on = _day(_("When does it end?"))
    note = forms.CharField(
        label=_("What else is good to know?"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    @property
    def told(self) -> EntryTold:
        """What was filled in."""
        said = {name: self.cleaned_data[name] for name in EntryTold.__slots__}
        return EntryTold(**said | {"standing": Standing(said["standing"])})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("amount") is not None and not given.get("currency"):
            return given | {"currency": "EUR"}
        if given.get("currency") and given.get("amount") is None:
            self.add_error("amount", _("Say how much, or leave the currency empty."))
        return given


class OverviewForm(forms.Form):
    """Which part of a portfolio to show."""

    zoek = forms.CharField(label=_("Name or partner"), max_length=80, required=False)
    stand = forms.ChoiceField(
        label=_("How it stands"), choices=[("", _("all")), *Standing.choices], required=False
    )
    volgorde = forms.ChoiceField(label=_("In order"), choices=Order.choices, required=False)

    def __init__(self, *given: Any, outcomes: Iterable[ChainStep], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["effect"] = forms.ChoiceField(
            label=_("Works on"),
            required=False,
            choices=[
                ("", _("anything")),
                *((str(step.pk), step.name) for step in outcomes),
                ("none", _("no outcome yet")),
            ],
        )
        self.order_fields(["zoek", "stand", "effect", "volgorde"])

    @property
    def asked(self) -> Asked:
        """What was asked for; the whole portfolio where that makes no sense."""
        if not self.is_valid():
            return Asked()
        return asked_by(self.cleaned_data)

    @property
    def query(self) -> dict[str, str]:
        """What was asked for, as in an address."""
        if not self.is_valid():
            return {}
        return {name: value for name, value in self.cleaned_data.items() if value}


class ViewForm(forms.Form):
    """A name for a filter and order."""

    name = forms.CharField(label=_("Save this view as"), max_length=60)
