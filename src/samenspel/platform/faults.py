"""What is wrong with what a program sent: every fault at once, each with its place."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

OWN = "value_error"  # a check of ours, which says itself what is wrong
GIVEN = "given"  # how every operation calls what was sent
SENTENCES = {
    "missing": gettext_noop("This is missing."),
    "extra_forbidden": gettext_noop("This field is not known here."),
    "string_too_short": gettext_noop("Give at least %(min_length)s characters."),
    "string_too_long": gettext_noop("Give at most %(max_length)s characters."),
    "too_short": gettext_noop("Give at least %(min_length)s of these."),
    "too_long": gettext_noop("Give at most %(max_length)s of these."),
    "greater_than_equal": gettext_noop("Give %(ge)s or more."),
    "less_than_equal": gettext_noop("Give %(le)s or less."),
    "enum": gettext_noop("Choose one of: %(expected)s."),
    "literal_error": gettext_noop("Choose one of: %(expected)s."),
    "string_pattern_mismatch": gettext_noop("This does not have the form that is asked."),
    "timezone_aware": gettext_noop("Say in which zone, as in 2026-11-30T12:00:00+01:00."),
}
KINDS = {
    "int": gettext_noop("Give a whole number."),
    "float": gettext_noop("Give a number."),
    "bool": gettext_noop("Give true or false."),
    "string": gettext_noop("Give a text."),
    "datetime": gettext_noop("Give a moment, as in 2026-11-30T12:00:00+01:00."),
    "date": gettext_noop("Give a day, as in 2026-11-30."),
    "uuid": gettext_noop("Give a UUID."),
    "list": gettext_noop("Give a list."),
    "model": gettext_noop("Give an object with named fields."),
}
ELSE = gettext_noop("This value does not fit the description of the API.")


def told(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Each fault with where it stands and what is expected there."""
    return [{"where": _place(each["loc"]), "message": _sentence(each)} for each in errors]


def _sentence(error: Mapping[str, Any]) -> str:
    kind, known = str(error["type"]), error.get("ctx") or {}
    if kind == OWN:
        return str(known.get("error", "")) or _(ELSE)
    said = SENTENCES.get(kind) or KINDS.get(kind.partition("_")[0], ELSE)
    return _(said) % known if "%(" in said else _(said)


def _place(where: Iterable[object]) -> str:
    """As in `query.page` or `body.words.0.scales`; the name of a parameter of ours is left out."""
    source, *path = [str(part) for part in where]
    is_named = source == "body" or path[:1] == [GIVEN]
    return ".".join([source, *(path[1:] if is_named else path)])
