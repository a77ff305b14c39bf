"""Deletes what has been kept as long as docs/data-policy.toml says."""

import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction

from . import audit, erased, post
from .models import Schedule

Rule = Callable[[datetime], int]
NAME = "platform.retention"
_rules: list[Rule] = []


def also(rule: Rule) -> None:
    """Register what takes more than a date: a function that deletes and says how much."""
    if rule not in _rules:
        _rules.append(rule)


def terms() -> dict[str, tuple[str, timedelta]]:
    """Of each model with a term: the field it counts from, and how long it is kept after that."""
    policy: dict[str, dict[str, Any]] = tomllib.loads(
        (settings.DOCS / "data-policy.toml").read_text("utf-8")
    )
    return {
        label: (rule["counted_from"], timedelta(days=rule["days"]))
        for label, rule in policy.items()
        if "days" in rule
    }


@transaction.atomic
def delete_what_is_over_time(at: datetime) -> int:
    """Delete it, leave one line in the trail, and say how many rows went."""
    post.forget_before(at - post.KEPT_FOR)
    erased.forget_before(at - erased.KEPT_FOR)
    gone = sum(rule(at) for rule in _rules)
    for label, (field, kept) in terms().items():
        over = apps.get_model(label)._default_manager.filter(**{f"{field}__lt": at - kept})
        gone += over.delete()[0]
    schedule, _is_new = Schedule.objects.get_or_create(name=NAME, defaults={"due_at": at})
    audit.record("platform.over_time_deleted", subject=schedule, by=None, at=at)
    return gone
