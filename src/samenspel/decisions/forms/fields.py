"""Fields that several forms have."""

from datetime import datetime, timedelta
from typing import Any

from django import forms

from samenspel.decisions.models import Objection
from samenspel.people.models import User
from samenspel.platform.fields import DayField, MomentField


def lines(label: Any, *, most: int, rows: int, **named: Any) -> forms.CharField:
    """A text of a few lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **named)


def one_of(label: Any, choices: Any, **named: Any) -> forms.ChoiceField:
    """One of a few, all in sight."""
    return forms.ChoiceField(
        label=label, choices=choices.choices, widget=forms.RadioSelect, **named
    )


def day(label: Any, **named: Any) -> DayField:
    """A day that need not be there."""
    widget = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
    return DayField(label=label, widget=widget, required=False, **named)


def moment(label: Any, **named: Any) -> MomentField:
    """A day and an hour."""
    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "class": "moment"}, format="%Y-%m-%dT%H:%M"
    )
    return MomentField(label=label, widget=widget, **named)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not a generic at run time
    """Someone by name."""

    def label_from_instance(self, person: User) -> str:
        return person.name


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several people by name."""

    def label_from_instance(self, person: User) -> str:
        return person.name


class ObjectionsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Objections by their argument."""

    def label_from_instance(self, objection: Objection) -> str:
        return objection.argument


def plain(text: str) -> str:
    """Line ends as one character, so that a fingerprint does not hang on the browser."""
    return text.replace("\r\n", "\n").strip()


def week_later(at: datetime) -> datetime:
    """A moment to begin from: evening, a week ahead."""
    return (at + timedelta(days=7)).replace(hour=20, minute=0, second=0, microsecond=0)
