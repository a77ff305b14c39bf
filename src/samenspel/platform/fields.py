"""How people write numbers and days in a form, and choose among rows."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils import formats

from . import days, post


class NumberField(forms.DecimalField):
    """A number as people here write it, also with a mark between thousands."""

    def to_python(self, value: Any) -> Any:
        mark = re.escape(formats.get_format("THOUSAND_SEPARATOR"))
        if isinstance(value, str) and re.match(rf"\s*\d{{1,3}}({mark}\d{{3}})+(\D|$)", value):
            value = re.sub(mark, "", value)
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """What was stored, without the noughts that only fill up what a column holds."""
        if not isinstance(value, Decimal):
            return value
        plain = value.normalize()
        return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def _within_reach(day: date) -> None:
    if fault := days.fault_in(day):
        raise forms.ValidationError(fault)


class DayField(forms.DateField):
    """A day that someone can mean."""

    default_validators = [_within_reach]


class MomentField(forms.DateTimeField):
    """A day and an hour that someone can mean."""

    default_validators = [_within_reach]


def check_address(address: str) -> None:
    """Refuse an address at which nobody would read a letter."""
    if fault := post.fault_in(address):
        raise forms.ValidationError(fault)


class AddressField(forms.EmailField):
    """An e-mail address that we can write to."""

    default_validators = [validate_email, check_address]


def offer(field: Any, rows: QuerySet[Any]) -> None:
    """Let people choose among rows, which are read once however often the form is shown."""
    field.queryset = rows
    first = [] if field.empty_label is None else [("", field.empty_label)]
    field.choices = first + [
        (field.prepare_value(each), field.label_from_instance(each)) for each in rows
    ]
