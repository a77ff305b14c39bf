from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samenspel.agreements.choices import Kind
from samenspel.collaborations.models import Party

from .agreements import ForPartyForm

LEAST, MIDDLE, MOST = 0, 5, 10
WORDS = {LEAST: _("nothing"), MIDDLE: _("quite something"), MOST: _("very much")}


def ratings() -> list[tuple[str, Any]]:
    """0 to 10, with words at the ends and in the middle; first the choice not to say."""
    told = [(str(n), f"{n} {WORDS[n]}" if n in WORDS else str(n)) for n in range(MOST + 1)]
    return [("", _("I do not say yet")), *told]


def _rating(label: Any, *, required: bool) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=ratings, coerce=int, empty_value=None, required=required
    )


class ContributionForm(ForPartyForm):
    """What was given, by whom, when, and what it cost or was worth to those who note it."""

    direction = forms.ChoiceField(
        label=_("Did you give it or get it?"),
        choices=[("gave", _("we gave it")), ("got", _("we got it"))],
        widget=forms.RadioSelect,
    )
    other = forms.ModelChoiceField(
        Party.objects.none(), label=_("To whom, or from whom?"), empty_label=None
    )
    kind = forms.ChoiceField(label=_("What sort of thing?"), choices=Kind.choices)
    what = forms.CharField(label=_("What was it?"), max_length=200)
    given_on = forms.DateField(
        label=_("When?"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )
    hours = forms.DecimalField(
        label=_("How many hours, if you know?"),
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
    rating = _rating(_("What did it cost you, or what was it worth to you?"), required=False)
    in_solidarity = forms.BooleanField(
        label=_("In solidarity: leave it out of the numbers"), required=False
    )
    field_order = ("party", "direction", "other")

    def __init__(
        self, *given: Any, here: QuerySet[Party], parties: QuerySet[Party], **named: Any
    ) -> None:
        super().__init__(*given, parties=parties, **named)
        only = list(parties[:2])
        others = here.exclude(pk=only[0].pk) if len(only) == 1 else here
        cast("forms.ModelChoiceField[Party]", self.fields["other"]).queryset = others


class RateForm(ForPartyForm):
    """What a contribution cost the giver, or was worth to the receiver."""

    rating = _rating(_("Your number"), required=True)
