from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.conversations.actions import MOST_OPTIONS, Asking
from samenspel.conversations.choices import About
from samenspel.conversations.models import AboutQuestion

LONGEST_LABEL = 60
HUNDRED = 100


class AboutForm(forms.Form):
    """Something to ask people about themselves, with the answers to choose from."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you ask about?"),
        choices=About,
        help_text=gettext_lazy("Each once. Together they say who speaks, never who someone is."),
    )
    text = forms.CharField(
        label=gettext_lazy("How do you ask it?"),
        max_length=120,
        help_text=gettext_lazy("For example: How old are you?"),
    )
    options = forms.CharField(
        label=gettext_lazy("The answers to choose from"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "One on each line, two to eight. Known how many of a hundred people that are? Put it "
            "behind a semicolon: under 30; 35"
        ),
    )
    shares_from = forms.CharField(
        label=gettext_lazy("Where do those numbers come from? (if you give them)"),
        max_length=120,
        required=False,
    )

    def clean_options(self) -> list[tuple[str, Decimal | None]]:
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines()]
        given = [_option(line) for line in lines if line]
        if not 2 <= len(given) <= MOST_OPTIONS:
            raise ValidationError(_("Give two to eight answers, one on each line."))
        if len({label.casefold() for label, _share in given}) < len(given):
            raise ValidationError(_("Two answers are the same."))
        return given

    def asking(self) -> Asking:
        """What was filled in."""
        given = self.cleaned_data
        return Asking(About(given["kind"]), given["text"], given["options"], given["shares_from"])


class AboutYouForm(forms.Form):
    """What someone tells of themselves; all of it may stay empty."""

    def __init__(
        self, *args: Any, questions: Iterable[AboutQuestion], told: dict[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        nothing = ("", _("I would rather not say"))
        for each in questions:
            self.fields[str(each.pk)] = forms.TypedChoiceField(
                label=each.text,
                required=False,
                coerce=int,
                empty_value=None,
                choices=[nothing, *((option.pk, option.label) for option in each.options.all())],
                initial=told.get(each.pk, ""),
            )

    def chosen(self) -> dict[int, int | None]:
        """What was chosen, by question."""
        return {int(name): chosen for name, chosen in self.cleaned_data.items()}


def _option(line: str) -> tuple[str, Decimal | None]:
    label, _mark, number = line.partition(";")
    label, number = label.strip(), number.strip().rstrip("%").strip().replace(",", ".")
    if not 1 <= len(label) <= LONGEST_LABEL:
        raise ValidationError(_("An answer has one to sixty characters."))
    if not number:
        return label, None
    try:
        share = Decimal(number).quantize(Decimal("0.1"))
    except InvalidOperation:
        share = Decimal(-1)
    if not 0 <= share <= HUNDRED:
        raise ValidationError(
            _("“%(number)s” is no number from 0 to 100."), params={"number": number[:20]}
        )
    return label, share
