"""Backups in the bucket: written here first, and read from here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils.translation import gettext as _

from .buckets import Bucket, BucketFault
from .errors import DomainError

BEGINS, FOLDER = "bucket:", "backups"


class NotAway(DomainError):
    """A backup could not be put in the bucket, or taken from it."""


def is_away(named: str) -> bool:
    """Whether a backup is meant to lie in the bucket, as in `bucket:monday.zip`."""
    return named.startswith(BEGINS)


@contextmanager
def written_away(named: str, *, overwrite: bool) -> Iterator[Path]:
    """A file to write to, which goes to the bucket once it is written."""
    bucket, name = _place(named)
    with TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        try:
            if not overwrite and any(each.name == name for each in bucket.listed(name)):
                there = _("%(file)s exists already. Give --overwrite to replace it.")
                raise NotAway(there % {"file": named})
            target = Path(folder) / Path(name).name
            yield target
            bucket.put(name, target)
        except BucketFault as fault:
            raise NotAway(_("The bucket refuses: %(why)s.") % {"why": fault}) from fault


@contextmanager
def brought_here(named: str) -> Iterator[Path]:
    """What lies in the bucket under this name, as a file."""
    bucket, name = _place(named)
    with TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        source = Path(folder) / Path(name).name
        try:
            is_there = bucket.fetch(name, source)
        except BucketFault as fault:
            raise NotAway(_("The bucket refuses: %(why)s.") % {"why": fault}) from fault
        if not is_there:
            raise NotAway(_("%(file)s is not there.") % {"file": named})
        yield source


def _place(named: str) -> tuple[Bucket, str]:
    if not settings.FILES_URL:
        raise NotAway(_("There is no bucket: FILES_URL is not set."))
    name = named.removeprefix(BEGINS)
    if not name or Path(name).name != name:
        raise NotAway(_("Give the backup a name without a folder, as in bucket:monday.zip."))
    return Bucket.at(settings.FILES_URL), f"{FOLDER}/{name}"
