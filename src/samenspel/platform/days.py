"""Days that people can mean: further away is a slip, and no sum of days may break on it."""

from datetime import date, datetime

from django.utils.translation import gettext as _

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


def fault_in(day: date) -> str:
    """What is wrong with a day or a moment, in a sentence; nothing if someone can mean it."""
    said = day.date() if isinstance(day, datetime) else day
    if FIRST <= said <= LAST:
        return ""
    return _("Give a day between 1900 and 2200.")
