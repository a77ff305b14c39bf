"""Who was erased, kept apart from the database: a backup from before holds them still.

A line is a day and a fingerprint of the random name that someone had in the trail. That name is
gone with the person; only where a backup brings it back does the line say anything.
"""

import hashlib
import logging
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from .audit import alias_of
from .models import ActorAlias

log = logging.getLogger(__name__)
KEPT_FOR = timedelta(days=400)  # longer than any backup should be
EraseAgain = Callable[[int, datetime], None]
_again: list[EraseAgain] = []


def again(erase: EraseAgain) -> None:
    """Say how someone is erased whom a backup brought back; called once, from `apps.ready`."""
    if erase not in _again:
        _again.append(erase)


def line_of(person: AbstractBaseUser, at: datetime) -> str:
    """What is kept of an erasure; ask for it before the person is gone."""
    return f"{at:%Y-%m-%d} {_print(str(alias_of(person)))}"


def remember(line: str) -> None:
    """Write it down where no backup puts anything back, and wait for the disk."""
    try:
        _file().touch(mode=0o600)
        with _file().open("a") as kept:
            kept.write(f"{line}\n")
            kept.flush()
            os.fsync(kept.fileno())
    except OSError:  # the erasure itself stands
        log.exception("An erasure could not be written down: a backup put back would undo it")


def erase_who_came_back(at: datetime) -> int:
    """Erase everyone whom a backup brought back; how many there were."""
    known = {line.split()[-1] for line in _lines()}
    back = [
        person_id
        for person_id, alias in ActorAlias.objects.order_by("person_id").values_list(
            "person_id", "alias"
        )
        if _print(str(alias)) in known
    ]
    for person_id in back:
        for erase in _again:
            erase(person_id, at)
    return len(back)


def forget_before(moment: datetime) -> None:
    """Forget erasures from before this moment: no backup is that old."""
    lines = _lines()
    left = [line for line in lines if line[:10] >= f"{moment:%Y-%m-%d}"]
    if left != lines:
        unfinished = _file().with_suffix(".part")
        unfinished.touch(mode=0o600)
        unfinished.write_text("".join(f"{line}\n" for line in left))
        unfinished.replace(_file())


def _file() -> Path:
    return Path(settings.DATA_DIR) / "erased.txt"


def _lines() -> list[str]:
    return _file().read_text().splitlines() if _file().exists() else []


def _print(alias: str) -> str:
    return hashlib.sha256(f"samenspel.erased {alias}".encode()).hexdigest()
