from dataclasses import fields
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samenspel.collaborations.models import Party
from samenspel.decisions.actions import Statutes
from samenspel.decisions.choices import Basis, Body, LegalForm, Majority, Turnout
from samenspel.decisions.models import DecidingBody

from .fields import day, one_of


class BodyForm(forms.Form):
    """Who decides, with its legal form and what its statutes say of a vote."""

    party = forms.ModelChoiceField(
        Party.objects.none(), label=_("Which party knows its statutes?"), empty_label=None
    )
    name = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        help_text=_("For example: the general meeting of Buurtkas U.A."),
    )
    body = forms.ChoiceField(
        label=_("What is it?"), choices=Body.choices, initial=Body.GENERAL_MEETING
    )
    legal_form = forms.ChoiceField(
        label=_("What is it by law that decides?"),
        choices=LegalForm.choices,
        initial=LegalForm.INFORMAL,
        help_text=_("For members of an association or co-operative we show what the law asks."),
    )
    statutes_of = day(_("Of which day are the statutes?"))
    majority = one_of(_("How many must be for?"), Majority, initial=Majority.HALF)
    basis = one_of(_("Of which votes?"), Basis, initial=Basis.CAST)
    majority_of_statutes = one_of(
        _("How many must be for a change of the statutes?"),
        Majority,
        initial=Majority.TWO_THIRDS,
        help_text=_(
            "For an association or co-operative the law asks two thirds of the votes cast, "
            "unless the statutes say otherwise."
        ),
    )
    turnout = one_of(_("How many must vote?"), Turnout, initial=Turnout.NONE)
    allows_second = forms.BooleanField(
        label=_("If too few vote, you may hold a second vote without a minimum"), required=False
    )
    proxies = forms.IntegerField(
        label=_("How many proxies may someone hold?"), min_value=0, max_value=10, initial=0
    )
    allows_electronic = forms.BooleanField(
        label=_("The statutes allow voting electronically"), required=False
    )

    def __init__(
        self, *given: Any, parties: QuerySet[Party], kept: DecidingBody | None = None, **named: Any
    ) -> None:
        if kept is not None:
            same = {each.name: getattr(kept, each.name) for each in fields(Statutes)}
            named["initial"] = same | {"party": kept.party_id}
        super().__init__(*given, **named)
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]
        if kept is not None:
            del self.fields["party"]

    @property
    def statutes(self) -> Statutes:
        """What was filled in."""
        return Statutes(**{each.name: self.cleaned_data[each.name] for each in fields(Statutes)})
