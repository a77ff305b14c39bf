from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.conversations.actions import LONGEST_ROUND, Measure, Wording
from samenspel.conversations.choices import ActState, InitiativeStage, Part
from samenspel.platform.fields import DayField

PROPOSED = timedelta(days=14)


class GoalForm(forms.Form):
    """A goal in one sentence, why, and the statements it comes from."""

    text = forms.CharField(
        label=gettext_lazy("What do you want to achieve together?"),
        max_length=200,
        help_text=gettext_lazy("One sentence, in the words of the statements where you can."),
    )
    why = forms.CharField(
        label=gettext_lazy("Why this, and what is left out? (optional)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    numbers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which statements does it come from?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, statements: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["numbers"].choices = statements  # type: ignore[attr-defined]

    def wording(self) -> Wording:
        """What was filled in."""
        given = self.cleaned_data
        return Wording(given["text"], given["why"], given["numbers"])


class RoundForm(forms.Form):
    """How many of a hundred must carry it, and until when people can say so."""

    needed = forms.IntegerField(
        label=gettext_lazy("Of every hundred who say something, how many must carry it?"),
        min_value=50,
        max_value=100,
        initial=80,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=gettext_lazy("Everyone sees this number before they say anything."),
    )
    ends_on = DayField(
        label=gettext_lazy("Last day to say something"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["ends_on"].initial = today + PROPOSED

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        if not self.today <= day <= self.today + LONGEST_ROUND:
            raise ValidationError(_("Choose a day from today on, at most three months ahead."))
        return day

    def measure(self) -> Measure:
        """What was filled in."""
        end = datetime.combine(self.cleaned_data["ends_on"], time(23, 59, 59))
        return Measure(self.cleaned_data["needed"], timezone.make_aware(end))


class ActForm(forms.Form):
    """What is done with a goal."""

    text = forms.CharField(label=gettext_lazy("What is done"), max_length=200)
    state = forms.ChoiceField(label=gettext_lazy("How it stands"), choices=ActState)
    outcome = forms.CharField(
        label=gettext_lazy("What came of it, or why not"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Needed when it is done, or when you do not do it."),
    )

    address = forms.URLField(
        label=gettext_lazy("Where can people follow it? (optional)"),
        required=False,
        max_length=300,
        assume_scheme="https",
        validators=[URLValidator(["https", "http"])],
        help_text=gettext_lazy(
            "The address of a page: the agreement or the decision here, or news about it."
        ),
    )

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("state") != ActState.ACCEPTED and not given.get("outcome"):
            self.add_error("outcome", _("Say what came of it, or why you do not do it."))


class StagesForm(forms.Form):
    """What part the people it is for took in each stage."""

    def __init__(self, *args: Any, parts: dict[InitiativeStage, Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stage in InitiativeStage:
            self.fields[stage.value] = forms.ChoiceField(
                label=capfirst(stage.label),
                required=False,
                choices=[("", _("not known yet")), *Part.choices],
                initial=parts.get(stage, ""),
            )

    def parts(self) -> dict[InitiativeStage, Part]:
        """What was chosen; a stage that is not known yet is left out."""
        return {
            InitiativeStage(name): Part(part) for name, part in self.cleaned_data.items() if part
        }


class ReactionForm(forms.Form):
    """What someone says of a goal."""

    number = forms.IntegerField(min_value=1)
    consents = forms.ChoiceField(choices=[("1", "1"), ("0", "0")])
    reason = forms.CharField(required=False, max_length=280)

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("consents") == "0" and not given.get("reason"):
            raise ValidationError(_("Say in one sentence what stands in your way."))
