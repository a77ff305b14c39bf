"""People to ask for something who need no account: how someone writes down who they are."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, model_validator

from . import post
from .asking import Address, In, Out, Text

LONGEST_NAME = 120
NO_NAME = re.compile(r"[\W\d_]*|\S+\.[a-z]{2,}")  # no letter at all, or an address without its @
IN_BRACKETS = re.compile(r"^(?P<name>[^<>]*)<(?P<email>[^<>]+)>$")


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone to ask: by e-mail, or by a link that someone hands over."""

    name: str = ""
    email: str = ""


class GuestIn(In):
    """Someone to ask: by e-mail, or by a name and a link that you hand over."""

    name: Annotated[Text, Field(max_length=LONGEST_NAME)] = ""
    email: Address | Literal[""] = ""

    @model_validator(mode="after")
    def _is_someone(self) -> Self:
        if not self.name and not self.email:
            raise ValueError(_("Give a name, an e-mail address, or both."))
        return self


class GuestLink(Out):
    """Someone without an e-mail address, and the link to hand over."""

    invitation: int
    name: str
    link: str


class GuestLinks(Out):
    """The links to hand over, which can be read this once; none where an e-mail goes out."""

    links: list[GuestLink]


class GuestsField(forms.CharField):
    """Whom to ask, one on each line: a name, an address, or both."""

    def __init__(self, *, at_most: int) -> None:
        super().__init__(
            label=gettext_lazy("Whom do you ask?"),
            help_text=gettext_lazy(
                "One person on each line. With an e-mail address we send the invitation; "
                "with a name only you get a link to hand over."
            ),
            widget=forms.Textarea(attrs={"rows": 6}),
            max_length=60_000,
        )
        self.at_most = at_most

    def clean(self, value: Any) -> list[Guest]:
        lines = super().clean(value).replace(";", "\n").splitlines()
        guests = [_guest(line.strip().strip(",")) for line in lines if line.strip(" ,")]
        if len(guests) > self.at_most:
            said = _("Add at most %(number)s people at once.")
            raise ValidationError(said, params={"number": self.at_most})
        return guests


def _guest(line: str) -> Guest:
    parts = IN_BRACKETS.match(line)
    if parts:
        return _with_address(parts["name"].strip(' ,"'), parts["email"].strip())
    name, _comma, last = (part.strip() for part in line.rpartition(","))
    if "@" in last:
        return _with_address(name, last)
    if "@" in line or len(line) > LONGEST_NAME or NO_NAME.fullmatch(line):
        raise ValidationError(
            _("“%(line)s” is not a name or an e-mail address."), params={"line": line[:60]}
        )
    return Guest(name=line)


def _with_address(name: str, email: str) -> Guest:
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError(
            _("“%(line)s” is not an e-mail address."), params={"line": email[:60]}
        ) from None
    if fault := post.fault_in(email):
        raise ValidationError(f"{email[:60]}: {fault}")
    return Guest(name=name[:LONGEST_NAME], email=email.lower())
