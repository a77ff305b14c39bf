"""Tasks that come back: each context says in `apps.ready` what it wants done and how often."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from .models import Schedule

Ask = Callable[[], Any]
_asked: dict[str, tuple[time, Ask]] = {}


def every_day(name: str, *, at: time, ask: Ask) -> None:
    """Have `ask` called once a day at this time of the clock here; it puts a task in line."""
    _asked[name] = (at, ask)


def next_moment(wanted: time, *, after: datetime) -> datetime:
    """The first moment after `after` at which the clock here says `wanted`."""
    here = after.astimezone(timezone.get_current_timezone())
    moment = datetime.combine(here.date(), wanted, here.tzinfo)
    if moment > after:
        return moment
    return datetime.combine(here.date() + timedelta(days=1), wanted, here.tzinfo)


def tick(at: datetime) -> list[str]:
    """Ask for what is due; two workers ask for each once; what was missed comes once."""
    return [name for name in sorted(_asked) if _is_asked_for(name, at)]


@transaction.atomic
def _is_asked_for(name: str, at: datetime) -> bool:
    wanted, ask = _asked[name]
    following = next_moment(wanted, after=at)
    schedule, is_new = Schedule.objects.get_or_create(name=name, defaults={"due_at": following})
    if is_new or schedule.due_at > at:
        return False
    still_due = Schedule.objects.filter(pk=name, due_at=schedule.due_at)
    if not still_due.update(due_at=following, asked_at=at):
        return False  # another worker was first
    ask()
    return True
