from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samenspel.meaning.actions import GivenAnswer
from samenspel.meaning.choices import Importance
from samenspel.meaning.models import ScanScale, ScanSide, ScanWord, WordAnswer


@dataclass(frozen=True, slots=True)
class Line:
    """One scale as a row of round buttons between two ends."""

    field: str
    low: str
    high: str
    points: tuple[tuple[int, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Guessing:
    """What someone thinks another side means."""

    side: ScanSide
    lines: tuple[Line, ...]
    no_idea: forms.BoundField


class PointField(forms.Field):
    """One point on a line, or none; light, as a page has a dozen and draws them itself."""

    default_error_messages = {"invalid": gettext_lazy("Choose one of the points on the line.")}

    def __init__(self, points: Mapping[str, int]) -> None:
        super().__init__(required=False)
        self.points = points

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        if value not in self.points:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return self.points[value]


class WordAnswerForm(forms.Form):
    """What one word means to someone, what they think the others mean, and how much it matters."""

    own_words = forms.CharField(
        label=gettext_lazy("In your own words (optional)"),
        help_text=gettext_lazy("Others read it later without your name. Name no people."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        required=False,
    )
    importance = forms.TypedChoiceField(
        choices=Importance, coerce=int, empty_value=None, required=False
    )
    is_skipped = forms.BooleanField(
        label=gettext_lazy("Skip this word: I do not want to answer it"), required=False
    )

    def __init__(
        self, *args: Any, word: ScanWord, others: Sequence[ScanSide], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.scales, self.others = list(word.scales.all()), others
        self.points = range(word.scan.low, word.scan.high + 1)
        named = {str(point): point for point in self.points}
        for scale in self.scales:
            for name in [f"own_{scale.pk}", *(f"guess_{o.pk}_{scale.pk}" for o in others)]:
                self.fields[name] = PointField(named)
        for other in others:
            self.fields[f"no_idea_{other.pk}"] = forms.BooleanField(
                label=gettext_lazy("I really have no idea"), required=False
            )

    def own_lines(self) -> list[Line]:
        return [line_of(self, f"own_{scale.pk}", scale, self.points) for scale in self.scales]

    def guessings(self) -> list[Guessing]:
        return [
            Guessing(
                other,
                tuple(
                    line_of(self, f"guess_{other.pk}_{s.pk}", s, self.points) for s in self.scales
                ),
                self[f"no_idea_{other.pk}"],
            )
            for other in self.others
        ]

    def importances(self) -> list[tuple[int, str, bool]]:
        chosen = str(self["importance"].value())
        return [(each.value, str(each.label), chosen == str(each.value)) for each in Importance]

    def given(self) -> GivenAnswer:
        """What was filled in."""
        said = self.cleaned_data
        return GivenAnswer(
            own=self._points_of("own"),
            guesses={other.pk: self._points_of(f"guess_{other.pk}") for other in self.others},
            no_idea_about=[o.pk for o in self.others if said[f"no_idea_{o.pk}"]],
            importance=said["importance"],
            own_words=said["own_words"],
            is_skipped=said["is_skipped"],
        )

    def left_open(self) -> int:
        """How many questions of this word were left open, "no idea" counted as an answer."""
        given = self.given()
        if given.is_skipped:
            return 0
        guessing = [o.pk for o in self.others if o.pk not in given.no_idea_about]
        open_guesses = sum(len(self.scales) - len(given.guesses[pk]) for pk in guessing)
        open_own = len(self.scales) - len(given.own)
        return open_own + open_guesses + (given.importance is None)

    def is_empty(self) -> bool:
        """Whether nothing at all was filled in."""
        given = self.given()
        guessed = any(given.guesses.values()) or given.no_idea_about
        said = given.own_words or given.importance is not None or given.is_skipped
        return not (given.own or guessed or said)

    @staticmethod
    def initial_of(answer: WordAnswer) -> dict[str, Any]:
        """A word as it was answered before."""
        initial: dict[str, Any] = {
            "own_words": answer.own_words,
            "importance": answer.importance,
            "is_skipped": answer.is_skipped,
        }
        initial |= {f"no_idea_{side}": True for side in answer.no_idea_about}
        for each in answer.answers.all():
            name = f"guess_{each.about_id}" if each.about_id else "own"
            initial[f"{name}_{each.scale_id}"] = each.points
        return initial

    def _points_of(self, name: str) -> dict[int, int]:
        said = {scale.pk: self.cleaned_data[f"{name}_{scale.pk}"] for scale in self.scales}
        return {scale: points for scale, points in said.items() if points is not None}


def line_of(form: forms.Form, field: str, scale: ScanScale, points: range) -> Line:
    """A scale as a row of points, in the language of whoever reads it."""
    english = get_language() == "en" and bool(scale.pole_low_en)
    low = scale.pole_low_en if english else scale.pole_low_nl
    high = scale.pole_high_en if english else scale.pole_high_nl
    chosen = str(form[field].value())
    spoken = tuple((p, _spoken(p, points, low, high), chosen == str(p)) for p in points)
    return Line(field, low, high, spoken)


def _spoken(point: int, points: range, low: str, high: str) -> str:
    """What a screen reader says of a point."""
    first, last = points[0], points[-1]
    said = _("%(point)s of %(last)s") % {"point": point, "last": last}
    if point == first:
        return _("%(said)s, entirely: %(pole)s") % {"said": said, "pole": low}
    if point == last:
        return _("%(said)s, entirely: %(pole)s") % {"said": said, "pole": high}
    if 2 * point == first + last:
        return _("%(said)s, exactly in the middle") % {"said": said}
    return said
