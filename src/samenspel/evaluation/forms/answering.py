from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.evaluation.actions import Said
from samenspel.evaluation.choices import Seen
from samenspel.evaluation.models import FacetAnswer, Improvement
from samenspel.evaluation.queries import CHECKS, POINTS
from samenspel_report.evaluation import Facet, Item


@dataclass(frozen=True, slots=True)
class Line:
    """One item as a row of round buttons between two ends."""

    field: str
    ask: str
    low: str
    high: str
    points: tuple[tuple[int, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One facet on the page: its lines and the field for a line of one's own."""

    code: str
    name: str
    lines: tuple[Line, ...]
    remark: forms.BoundField


class FacetsForm(forms.Form):
    """Some facets of an evaluation, each with its items and a line of one's own."""

    def __init__(self, *given: Any, facets: Sequence[Facet], **named: Any) -> None:
        super().__init__(*given, **named)
        self.facets = facets
        for facet in facets:
            for item in facet.items:
                self.fields[item.code] = _point_field(POINTS)
            self.fields[f"remark_{facet.code}"] = forms.CharField(
                label=gettext_lazy("In your own words (optional)"),
                max_length=300,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def shown(self) -> list[Shown]:
        """The facets as the page draws them."""
        return [
            Shown(facet.code, facet.name, tuple(self._line(item) for item in facet.items),
                  self[f"remark_{facet.code}"])
            for facet in self.facets
        ]  # fmt: skip

    def said(self) -> list[Said]:
        """What was filled in."""
        cleaned = self.cleaned_data
        return [
            Said(
                facet.code,
                {i.code: cleaned[i.code] for i in facet.items if cleaned[i.code] is not None},
                cleaned[f"remark_{facet.code}"],
            )
            for facet in self.facets
        ]

    @staticmethod
    def initial_of(earlier: dict[str, FacetAnswer]) -> dict[str, object]:
        """What was answered before in this browser."""
        found: dict[str, object] = {}
        for facet, answer in earlier.items():
            found |= answer.points | {f"remark_{facet}": answer.remark}
        return found

    def _line(self, item: Item) -> Line:
        chosen = str(self[item.code].value())
        points = tuple((point, _spoken(point, item), str(point) == chosen) for point in POINTS)
        return Line(item.code, item.ask, item.low, item.high, points)


def _spoken(point: int, item: Item) -> str:
    said = {"point": point, "of": POINTS[-1], "low": item.low, "high": item.high}
    if point == POINTS[0]:
        return _("%(point)s of %(of)s: %(low)s") % said
    if point == POINTS[-1]:
        return _("%(point)s of %(of)s: %(high)s") % said
    return _("%(point)s of %(of)s") % said


def _point_field(points: Iterable[int]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=[(str(point), str(point)) for point in points],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the points on the line.")},
    )


class ChecksForm(forms.Form):
    """What someone sees of each improvement that was agreed earlier."""

    def __init__(self, *given: Any, improvements: Sequence[Improvement], **named: Any) -> None:
        super().__init__(*given, **named)
        for each in improvements:
            self.fields[f"check_{each.pk}"] = forms.TypedChoiceField(
                label=f"{each.what} ({each.owner})",
                choices=Seen.choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    def said(self) -> list[Said]:
        """What was filled in."""
        points = {
            name.removeprefix("check_"): seen
            for name, seen in self.cleaned_data.items() if seen is not None
        }  # fmt: skip
        return [Said(CHECKS, points)]

    @staticmethod
    def initial_of(earlier: dict[str, FacetAnswer]) -> dict[str, object]:
        """What was answered before in this browser."""
        told = earlier.get(CHECKS)
        return {f"check_{one}": seen for one, seen in told.points.items()} if told else {}
