from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samenspel.agreements.actions import Said, Told
from samenspel.agreements.choices import Again, Manner
from samenspel.agreements.models import Agreement

from .agreements import ForPartyForm
from .exchange import rating_field
from .moving import day_field, few_lines


class EndingForm(ForPartyForm):
    """How something came to its end, or began anew."""

    agreement = forms.ModelChoiceField(
        Agreement.objects.none(),
        label=_("What is it about?"),
        empty_label=_("the whole collaboration"),
        required=False,
    )
    manner = forms.ChoiceField(
        label=_("How does it go on, or end?"), choices=Manner.choices, widget=forms.RadioSelect
    )
    ended_on = day_field(_("From which day?"))
    reason = few_lines(_("Why?"))
    lessons = forms.CharField(
        label=_("What did you learn?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    still_promised = few_lines(
        _("What was promised still, and what happens to it?"), required=False
    )
    talk_on = day_field(_("When is the closing talk, or when was it?"), required=False)

    def __init__(self, *given: Any, agreements: QuerySet[Agreement], **named: Any) -> None:
        super().__init__(*given, **named)
        about = cast("forms.ModelChoiceField[Agreement]", self.fields["agreement"])
        about.queryset = agreements

    @property
    def told(self) -> Told:
        """What was filled in."""
        said = self.cleaned_data
        return Told(
            manner=Manner(said["manner"]),
            ended_on=said["ended_on"],
            reason=said["reason"],
            lessons=said["lessons"],
            still_promised=said["still_promised"],
            talk_on=said["talk_on"],
        )


class FarewellForm(ForPartyForm):
    """What a party says at an ending."""

    recognises = forms.TypedChoiceField(
        label=_("Is this how it went, also for you?"),
        choices=[("1", _("yes, we recognise this")), ("0", _("no, we see it differently"))],
        coerce=lambda given: given == "1",
        widget=forms.RadioSelect,
    )
    again = forms.ChoiceField(
        label=_("Would you start this again?"), choices=Again.choices, widget=forms.RadioSelect
    )
    goals_reached = rating_field(_("How much of what you wanted was reached?"), required=False)
    value = rating_field(_("What was it worth to you, all in all?"), required=False)
    words = few_lines(_("What do you want to say to each other?"), required=False)

    @property
    def said(self) -> Said:
        """What was filled in."""
        given = self.cleaned_data
        return Said(
            recognises=given["recognises"],
            again=Again(given["again"]),
            goals_reached=given["goals_reached"],
            value=given["value"],
            words=given["words"],
        )
