from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from samenspel.evaluation import queries
from samenspel.evaluation.choices import Fate
from samenspel_report.evaluation.readiness import LOWEST, aspects

from .asking import day_field


class ReadinessForm(forms.Form):
    """What someone sees of being ready: a level for each question."""

    small_group = forms.BooleanField(
        label=gettext_lazy(
            "If fewer than five people answer, our answers may be shown as said above."
        ),
        required=False,
    )

    def __init__(self, *given: Any, language: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.aspects = aspects(language)
        for aspect in self.aspects:
            for each in aspect.questions:
                self.fields[each.code] = forms.TypedChoiceField(
                    label=each.ask,
                    choices=[(str(n), text) for n, text in enumerate(each.levels, LOWEST)],
                    coerce=int,
                    empty_value=None,
                    required=False,
                    widget=forms.RadioSelect,
                )

    @property
    def shown(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The questions as the page draws them, by aspect."""
        return [
            (aspect.code, aspect.name, [self[each.code] for each in aspect.questions])
            for aspect in self.aspects
        ]

    def levels(self) -> dict[str, int]:
        """What was chosen."""
        said = self.cleaned_data
        return {
            each.code: said[each.code]
            for aspect in self.aspects for each in aspect.questions
            if said[each.code] is not None
        }  # fmt: skip


class AskReadinessForm(forms.Form):
    """Until which day people can answer."""

    closes_on = day_field(gettext_lazy("Until which day can people answer?"))

    def closes_at(self) -> Any:
        """The end of the last day, by the clock here."""
        return queries.end_of(self.cleaned_data["closes_on"])


class StepForm(forms.Form):
    """What an organisation does to get readier, who sees to it, and by when."""

    what = forms.CharField(
        label=gettext_lazy("What do you do about it?"),
        help_text=gettext_lazy("One thing that someone can see to."),
        max_length=200,
    )
    owner = forms.CharField(label=gettext_lazy("Who sees to it?"), max_length=120)
    due_on = day_field(gettext_lazy("By which day?"))


class SettleStepForm(forms.Form):
    """What became of a step."""

    fate = forms.ChoiceField(choices=[(each, each.label) for each in (Fate.DONE, Fate.DROPPED)])
