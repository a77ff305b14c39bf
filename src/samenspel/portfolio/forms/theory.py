from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.platform.fields import DayField, NumberField
from samenspel.portfolio.choices import Measure, Stage, Weight
from samenspel.portfolio.models import ChainStep
from samenspel.portfolio.queries import IndicatorTold, StepTold, Theory


class StepForm(forms.Form):
    """A step in a theory of change."""

    stage = forms.ChoiceField(
        label=_("Where in the chain?"), choices=Stage.choices, initial=Stage.OUTCOME
    )
    name = forms.CharField(
        label=_("What is it?"),
        help_text=_("Short: for an outcome, what is different and for whom."),
        max_length=120,
    )
    weight = forms.ChoiceField(
        label=_("How much does your strategy rest on it?"),
        choices=Weight.choices,
        initial=Weight.SUPPORTING,
    )

    @property
    def told(self) -> StepTold:
        """What was filled in."""
        said = self.cleaned_data
        return StepTold(Stage(said["stage"]), said["name"], Weight(said["weight"]))


class ArrowForm(forms.Form):
    """To which step a step leads, and what that takes for granted."""

    target = forms.TypedChoiceField(label=_("What does it lead to?"), coerce=int)
    assumption = forms.CharField(
        label=_("What has to be true for that?"),
        help_text=_("The assumption: what you take for granted. You can check it later."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *given: Any, theory: Theory, source: ChainStep, **named: Any) -> None:
        super().__init__(*given, **named)
        here = Stage(source.stage).place
        onwards = [
            (step.pk, f"{step.get_stage_display()}: {step.name}")
            for step in theory.steps
            if step.pk != source.pk and Stage(step.stage).place >= here
        ]
        self.fields["target"] = forms.TypedChoiceField(
            label=_("What does it lead to?"), coerce=int, choices=onwards
        )
        self.order_fields(["target", "assumption"])


def _number(label: Any) -> NumberField:
    return NumberField(
        label=label, max_digits=16, decimal_places=4, required=False, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )  # fmt: skip


def _day(label: Any) -> DayField:
    return DayField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )


class IndicatorForm(forms.Form):
    """By what one sees whether a step is reached."""

    name = forms.CharField(label=_("By what do you see it?"), max_length=200)
    measure = forms.ChoiceField(label=_("In what is it told?"), choices=Measure.choices)
    unit = forms.CharField(label=_("Number of what?"), max_length=40, required=False)
    goes_down = forms.BooleanField(label=_("Less is what we want"), required=False)
    baseline = _number(_("Where did it begin?"))
    baseline_on = _day(_("On which day?"))
    target = _number(_("Where should it come?"))
    target_on = _day(_("By which day?"))
    actual = _number(_("Where is it now?"))
    actual_on = _day(_("Measured on which day?"))
    in_words = forms.CharField(
        label=_("What do you see, in words?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source = forms.CharField(
        label=_("How do you know?"),
        help_text=_("The source: who counted or asked, and how."),
        max_length=200,
        required=False,
    )

    @property
    def told(self) -> IndicatorTold:
        """What was filled in."""
        return IndicatorTold(**self.cleaned_data)
