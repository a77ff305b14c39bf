from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.decisions.analyses import Picked, most_points_for
from samenspel.decisions.choices import Form, Said, Verdict
from samenspel.decisions.models import Decision

from .fields import lines, one_of


class WithdrawForm(forms.Form):
    """Why a decision is taken back."""

    because = lines(_("Why do you withdraw it?"), most=500, rows=2)


class BallotForm(forms.Form):
    """A vote: for whom, what, and why if they want to say so."""

    elector = forms.IntegerField()
    on_text = forms.CharField(max_length=64)
    choice = forms.ChoiceField(choices=Said.choices)
    why = forms.CharField(max_length=500, required=False)


class PickForm(forms.Form):
    """A vote among several: a tick, a number or a place for each."""

    elector = forms.IntegerField()
    on_text = forms.CharField(max_length=64)
    why = forms.CharField(max_length=500, required=False)

    def __init__(self, *given: Any, decision: Decision, **named: Any) -> None:
        super().__init__(*given, **named)
        self.by_order = decision.form == Form.RANKING
        options = decision.options.all()
        self.places = [each.place for each in options]
        most = len(self.places) if self.by_order else most_points_for(decision)
        for place in self.places:
            self.fields[f"option-{place}"] = forms.IntegerField(
                min_value=0, max_value=most, required=False
            )

    @property
    def picked(self) -> Picked:
        """The ballot; of an order the lowest number goes first, and equal numbers stand level."""
        given = {place: self.cleaned_data[f"option-{place}"] or 0 for place in self.places}
        if not self.by_order:
            return Picked(points=given)
        ranks = sorted({rank for rank in given.values() if rank})
        return Picked(tuple(tuple(p for p in self.places if given[p] == rank) for rank in ranks))


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

    def __init__(self, *given: Any, decision: Decision, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["verdict"].choices = Verdict.of(decision.form)  # type: ignore[attr-defined]
