from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.meaning.models import ScanSide, ScanWord, TalkWord
from samenspel.platform.fields import DayField, MomentField

from .answering import Line, PointField, line_of


class PlanForm(forms.Form):
    """When the talk is."""

    planned_at = MomentField(
        label=gettext_lazy("When do you talk?"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "moment"}, format="%Y-%m-%dT%H:%M"
        ),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_planned_at(self) -> datetime:
        planned_at: datetime = self.cleaned_data["planned_at"]
        if planned_at < self.now:
            raise ValidationError(_("Choose a moment that is still to come."))
        return planned_at


class TalkWordForm(forms.Form):
    """What is noted of a word in a talk, and perhaps one agreement more."""

    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        help_text=gettext_lazy("What must not get lost. Leave out who said it."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        required=False,
    )
    shared_meaning = forms.CharField(
        label=gettext_lazy("What this word means between us"),
        help_text=gettext_lazy("One sentence, in your own words."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        required=False,
    )
    what = forms.CharField(
        label=gettext_lazy("What do you agree on?"), max_length=200, required=False
    )
    owner = forms.CharField(label=gettext_lazy("Who sees to it?"), max_length=120, required=False)
    due_on = DayField(
        label=gettext_lazy("By when?"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("what"):
            for name in ("owner", "due_on"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("An agreement needs someone who sees to it and a day."))
            due_on = said.get("due_on")
            if due_on and due_on < self.today:
                self.add_error("due_on", _("Choose a day that is still to come."))
        elif said.get("owner") or said.get("due_on"):
            self.add_error("what", _("Say what you agree on."))
        return said

    def now_sees(self, word: TalkWord) -> None:
        """Take what stands there now as seen, so that saving again replaces it."""
        self.data = {**self.data.dict(), "version": str(word.version)}  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(word: TalkWord | None) -> dict[str, Any]:
        """What stands there now."""
        if word is None:
            return {"version": 0}
        return {
            "notes": word.notes, "shared_meaning": word.shared_meaning, "version": word.version
        }  # fmt: skip


class SecondGuessForm(forms.Form):
    """What someone thinks other sides mean, now that everyone has talked."""

    small_group = forms.BooleanField(
        label=gettext_lazy(
            "If only three or four people of my side guess again, our average may be shown."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        words: Sequence[tuple[ScanWord, str]],
        others: Sequence[ScanSide],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.words, self.others = words, others
        self.points = range(0)
        for word, _name in words:
            self.points = range(word.scan.low, word.scan.high + 1)
            named = {str(point): point for point in self.points}
            for scale in word.scales.all():
                for other in others:
                    self.fields[f"guess_{other.pk}_{scale.pk}"] = PointField(named)

    def parts(self) -> list[tuple[ScanSide, list[tuple[str, list[Line]]]]]:
        """By side, and then by word, the lines to guess on."""
        return [
            (
                other,
                [
                    (
                        name,
                        [
                            line_of(self, f"guess_{other.pk}_{scale.pk}", scale, self.points)
                            for scale in word.scales.all()
                        ],
                    )
                    for word, name in self.words
                ],
            )
            for other in self.others
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(self.given(said).values()):
            raise ValidationError(_("Choose at least one point."))
        return said

    def given(self, said: dict[str, Any]) -> dict[int, dict[int, int]]:
        """What was guessed, by side and scale."""
        return {
            other.pk: {
                scale.pk: points
                for word, _name in self.words
                for scale in word.scales.all()
                if (points := said.get(f"guess_{other.pk}_{scale.pk}")) is not None
            }
            for other in self.others
        }
