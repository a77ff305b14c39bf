"""What is not safe in the settings of this installation, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import security_txt
from .buckets import INSTALL, Bucket, can_ask

SHORTEST_KEY = 50
HERE = {"localhost", "127.0.0.1", "[::1]", "::1"}
ENCRYPTED = {"require", "verify-ca", "verify-full"}  # sslmode of libpq
SOON, LONG = timedelta(days=30), timedelta(days=365)
OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not safe, or that someone has to know; and what to set."""

    setting: str
    sentence: str | Promise
    is_unsafe: bool = True


def findings(at: datetime) -> list[Finding]:
    """Everything that is not as it has to be, what is unsafe first."""
    found = [*_keys(), *_doors(), *_mail(), *_stores(), *_contact(at)]
    return sorted(found, key=lambda each: not each.is_unsafe)


def _keys() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding("DEBUG", _("DEBUG is on: an error shows code and settings to visitors."))
    if len(settings.SECRET_KEY) < SHORTEST_KEY or len(set(settings.SECRET_KEY)) < SHORTEST_KEY // 5:
        yield Finding("SECRET_KEY", _("The secret key is short: give one of 50 random characters."))
    data = Path(settings.DATA_DIR)
    if data.exists() and data.stat().st_mode & OTHERS:
        yield Finding("SAMENSPEL_DATA_DIR", _("Others on this machine can read the data folder."))


def _doors() -> Iterator[Finding]:
    if settings.DEMO:
        yield Finding("DEMO", _("This is a demo: everyone can read its post and sign in with it."))
    if not settings.HTTPS:
        yield Finding("HTTPS", _("There is no https: who listens in reads along and signs in."))
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding("ALLOWED_HOSTS", _("Every host name is allowed: give only your own."))
    elif set(settings.ALLOWED_HOSTS) <= HERE:
        yield Finding("ALLOWED_HOSTS", _("Only this machine can reach the site: give its name."))
    site = urlsplit(settings.SITE)
    if site.scheme != "https" or site.hostname in HERE:
        yield Finding(
            "SITE", _("Links in letters lead to an address that is not https or not yours.")
        )
    if settings.INSIDE_ALLOWED:
        yield Finding(
            "INSIDE_ALLOWED",
            _("Addresses inside your own network may be asked: is every one of them meant?"),
            is_unsafe=False,
        )
    if not settings.ADMINISTRATORS_NEED_SECOND_STEP:
        yield Finding(
            "ADMINISTRATORS_NEED_SECOND_STEP",
            _("Who runs this installation signs in without a second step."),
        )


def _mail() -> Iterator[Finding]:
    if settings.DEMO:
        return
    if settings.EMAIL_HOST in HERE:
        yield Finding(
            "EMAIL_URL",
            _("Mail goes to a server on this machine: is there one?"),
            is_unsafe=False,
        )
    elif not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        yield Finding("EMAIL_URL", _("Mail, sign-in codes too, leaves without encryption."))
    if settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("localhost"):
        yield Finding("MAIL_FROM", _("Mail has no sender that anyone can answer."))


def _stores() -> Iterator[Finding]:
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        yield Finding(
            "DATABASE_URL",
            _("The database is a file: good for one machine, PostgreSQL for more."),
            is_unsafe=False,
        )
    elif _is_elsewhere(database["HOST"]) and database["OPTIONS"].get("sslmode") not in ENCRYPTED:
        yield Finding(
            "DATABASE_URL",
            _("Answers may go to the database without encryption: end it in ?sslmode=require."),
        )
    if settings.FILES_URL:
        yield from _bucket()


def _is_elsewhere(host: str) -> bool:
    """Whether a database listens on another machine; a path is a socket of this one."""
    return bool(host) and host not in HERE and not host.startswith("/")


def _bucket() -> Iterator[Finding]:
    try:
        bucket = Bucket.at(settings.FILES_URL)
    except ValueError:
        yield Finding(
            "FILES_URL", _("The bucket cannot be read from this: s3://key:secret@host/bucket.")
        )
        return
    if not can_ask():
        lacks = _("A bucket asks for a library that is not here: %(command)s")
        yield Finding("FILES_URL", lacks % {"command": INSTALL})
    if not bucket.address.startswith("https://"):
        yield Finding("FILES_URL", _("Files with answers go to the bucket without encryption."))


def _contact(at: datetime) -> Iterator[Finding]:
    if security_txt.contact().endswith("localhost"):
        yield Finding("SECURITY_CONTACT", _("Nobody can tell you that something is unsafe."))
    left = security_txt.expires(at) - at
    if left < SOON:
        yield Finding(
            "SECURITY_TXT_EXPIRES", _("security.txt ends within 30 days: choose a later day.")
        )
    elif left > LONG:
        yield Finding(
            "SECURITY_TXT_EXPIRES", _("security.txt holds longer than a year: choose sooner.")
        )
