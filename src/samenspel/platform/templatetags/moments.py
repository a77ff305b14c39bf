"""Moments as people say them."""

from datetime import datetime, time, timedelta

from django.template import Library
from django.utils import timezone
from django.utils.formats import date_format

register = Library()


@register.filter
def last_moment(ends_at: datetime | None) -> str:
    """Until when something can be done: midnight belongs to the day that ends there."""
    if ends_at is None:
        return ""
    here = timezone.localtime(ends_at)
    if here.time() != time():
        return date_format(here, "j F Y, H:i")
    return f"{date_format(here - timedelta(minutes=1), 'j F Y')}, 24:00"
