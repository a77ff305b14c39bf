from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.collaborations.models import Party
from samenspel.meaning.analyses import FARTHEST, MOST_PEOPLE, SHORTEST, ReadingChoices
from samenspel.meaning.choices import Duplicates

MEGABYTE = 1024 * 1024


def number_field(**options: Any) -> forms.FloatField:
    """A short field for a number, with a comma or a point."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})
    return forms.FloatField(localize=True, widget=widget, **options)


def end_field(**options: Any) -> forms.FloatField:
    """One end of a scale."""
    too_far = gettext_lazy("Give a number between minus a million and a million.")
    field = number_field(min_value=-FARTHEST, max_value=FARTHEST, **options)
    field.error_messages |= {"min_value": too_far, "max_value": too_far}
    return field


class BringInForm(forms.Form):
    """A file of answers, and how to read it."""

    title = forms.CharField(
        label=gettext_lazy("What do you call this scan?"),
        max_length=120,
        help_text=gettext_lazy("For example: Scan 3, after the summer."),
    )
    party = forms.ModelChoiceField(
        label=gettext_lazy("For whom do you bring it in?"), queryset=Party.objects.none()
    )
    low = end_field(label=gettext_lazy("Lowest answer"), initial=1)
    high = end_field(label=gettext_lazy("Highest answer"), initial=7)
    population = forms.CharField(
        label=gettext_lazy("How many people does each side have? (optional)"),
        help_text=gettext_lazy(
            "One side on each line, with its name as in the file. For example: Volle Tafel = 9"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    tolerance = number_field(
        label=gettext_lazy("Tolerance in points (optional)"),
        help_text=gettext_lazy(
            "A smaller difference counts as shared. Choose it before you see the outcome. "
            "Without a choice it is a sixth of the range: 1 point from 1 to 7."
        ),
        required=False,
    )
    columns = forms.CharField(
        label=gettext_lazy("Other column names (optional)"),
        help_text=gettext_lazy("For example: own=value, guess=others_choice"),
        max_length=500,
        required=False,
    )
    duplicates = forms.ChoiceField(
        label=gettext_lazy("When someone answered the same scale twice"), choices=Duplicates
    )
    small_groups_agree = forms.BooleanField(
        label=gettext_lazy(
            "Does a side have only 3 or 4 answers? Then all of these people agree that their "
            "average is shown."
        ),
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("The file with answers"),
        help_text=gettext_lazy("CSV or XLSX, also packed as .gz. We delete it once it was read."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.gz"}),
    )

    def __init__(
        self, *args: Any, parties: QuerySet[Party], was_too_large: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["party"]
        choice.queryset = parties  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(parties) == 1:
            choice.initial, choice.widget = parties[0], forms.HiddenInput()
        if was_too_large:
            self.fields["file"].error_messages["required"] = _(
                "This file is larger than %(limit)s MB. Give a smaller file."
            ) % {"limit": settings.UPLOAD_LIMIT // MEGABYTE}

    def clean_population(self) -> dict[str, int]:
        people = {}
        for line in self.cleaned_data["population"].splitlines():
            name, _sign, number = (part.strip() for part in line.rpartition("="))
            if not name and not number:
                continue
            if not name or not number.isdecimal():
                raise ValidationError(
                    _("“%(line)s” is not a side with a number. Write it as: Volle Tafel = 9"),
                    params={"line": line.strip()[:60]},
                )
            people[name] = _people(number, line.strip()[:60])
        return people

    def clean_columns(self) -> dict[str, str]:
        names = {}
        for part in filter(None, map(str.strip, self.cleaned_data["columns"].split(","))):
            field, _sign, name = (word.strip() for word in part.partition("="))
            if not field or not name:
                raise ValidationError(
                    _("“%(part)s” is not a column name. Write it as: own=value"),
                    params={"part": part[:60]},
                )
            names[field] = name
        return names

    def clean(self) -> None:
        low, high = self.cleaned_data.get("low"), self.cleaned_data.get("high")
        tolerance = self.cleaned_data.get("tolerance")
        if low is None or high is None:
            return
        if low >= high:
            self.add_error("high", _("The highest answer must be above the lowest."))
        elif low + SHORTEST > high:
            self.add_error("high", _("The lowest and the highest answer are too close together."))
        elif tolerance is not None and not 0 < tolerance < high - low:
            self.add_error("tolerance", _("Choose more than 0 and less than the whole range."))

    def choices(self, *, language: str) -> ReadingChoices:
        given = self.cleaned_data
        return ReadingChoices(
            low=given["low"],
            high=given["high"],
            tolerance=given["tolerance"],
            population=given["population"],
            columns=given["columns"],
            duplicates=given["duplicates"],
            small_groups_agree=given["small_groups_agree"],
            language=language,
            file_name=Path(given["file"].name).name,
        )

    def as_typed(self) -> Mapping[str, str]:
        """What was typed, to fill the form again if reading fails later."""
        names = [name for name in self.fields if name != "file"]
        return {name: str(self.data.get(name, "")) for name in names}


def _people(number: str, line: str) -> int:
    short = number.lstrip("0")
    if len(short) <= len(str(MOST_PEOPLE)) and 1 <= int(short or "0") <= MOST_PEOPLE:
        return int(short)
    raise ValidationError(
        _("“%(line)s”: give a whole number of people, from 1 to 10 million."),
        params={"line": line},
    )
