import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.meaning.actions import Guest

MOST_AT_ONCE = 500
LONGEST_NAME = 120
NO_NAME = re.compile(r"[\W\d_]*|\S+\.[a-z]{2,}")  # no letter at all, or an address without its @
IN_BRACKETS = re.compile(r"^(?P<name>[^<>]*)<(?P<email>[^<>]+)>$")


class InviteForm(forms.Form):
    """The people to ask, one on each line."""

    people = forms.CharField(
        label=gettext_lazy("Whom do you ask?"),
        help_text=gettext_lazy(
            "One person on each line. With an e-mail address we send the invitation; "
            "with a name only you get a link to hand over."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=60_000,
    )

    def clean_people(self) -> list[Guest]:
        lines = self.cleaned_data["people"].replace(";", "\n").splitlines()
        guests = [_guest(line.strip().strip(",")) for line in lines if line.strip(" ,")]
        if len(guests) > MOST_AT_ONCE:
            raise ValidationError(_("Add at most 500 people at once."))
        return guests


def _guest(line: str) -> Guest:
    """A line as a person: a name, an address, or both."""
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
    return Guest(name=name[:LONGEST_NAME], email=email.lower())
