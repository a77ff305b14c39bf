import csv
import io
from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.conversations.actions import Ticked
from samenspel.conversations.choices import Choice

SAID = {
    "eens": Choice.AGREE, "agree": Choice.AGREE, "1": Choice.AGREE,
    "oneens": Choice.DISAGREE, "disagree": Choice.DISAGREE, "-1": Choice.DISAGREE,
    "weet niet": Choice.PASS, "weet ik niet": Choice.PASS, "pass": Choice.PASS,
    "i do not know": Choice.PASS, "0": Choice.PASS,
}  # fmt: skip
COLUMNS = 3
MOST_CODES = 500


class CodesForm(forms.Form):
    """How many sheets are printed."""

    count = forms.IntegerField(
        label=gettext_lazy("How many sheets?"),
        min_value=1,
        max_value=MOST_CODES,
        initial=20,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )


class PosterForm(forms.Form):
    """The token of the link that a poster shows."""

    token = forms.CharField(max_length=64)


class PaperForm(forms.Form):
    """What was ticked on sheets: a code, the number of a statement and the choice on each line."""

    ticked = forms.CharField(
        label=gettext_lazy("What was ticked"),
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "One vote on each line: code; number of the statement; eens, oneens or weet niet. "
            "Paste it from a spreadsheet, or type it."
        ),
    )

    def clean_ticked(self) -> list[Ticked]:
        return list(_ticked(self.cleaned_data["ticked"]))


def _ticked(text: str) -> Iterator[Ticked]:
    separator = next((mark for mark in ("\t", ";") if mark in text), ",")
    for row, cells in enumerate(csv.reader(io.StringIO(text), delimiter=separator), 1):
        told = [cell.strip() for cell in cells]
        if not any(told) or (row == 1 and told[0].casefold() == "code"):
            continue
        if len(told) != COLUMNS:
            raise ValidationError(
                _("Row %(row)s has %(count)s columns. Give three: code, number and choice."),
                params={"row": row, "count": len(told)},
            )
        yield _one(row, *told)


def _one(row: int, code: str, number: str, said: str) -> Ticked:
    if not number.isdecimal():
        raise ValidationError(
            _("Row %(row)s: “%(number)s” is not the number of a statement."),
            params={"row": row, "number": number},
        )
    if said.casefold() not in SAID:
        raise ValidationError(
            _("Row %(row)s: “%(said)s” is none of eens, oneens and weet niet."),
            params={"row": row, "said": said},
        )
    return Ticked(row, code.upper(), int(number), SAID[said.casefold()])
