from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samenspel.meaning.analyses import library_words, rows_needed

MOST_PEOPLE = 100  # of each side
MOST_ROWS = 100_000
PROPOSED = 3


class QuestionnaireForm(forms.Form):
    """Which words an empty questionnaire asks, and of how many people."""

    words = forms.MultipleChoiceField(
        label=gettext_lazy("Which words?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one word.")},
    )
    people = forms.IntegerField(
        label=gettext_lazy("How many people on each side?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=8,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def __init__(self, *args: Any, parties: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        language = get_language() or "nl"
        choices = [(word.code, word.name(language)) for word in library_words()]
        words = self.fields["words"]
        words.choices = choices  # type: ignore[attr-defined]  # a MultipleChoiceField
        words.initial = [code for code, _name in choices[:PROPOSED]]

    def clean(self) -> None:
        words, people = self.cleaned_data.get("words"), self.cleaned_data.get("people")
        if words and people and rows_needed(words, self.parties, people) > MOST_ROWS:
            raise ValidationError(
                _("That is more rows than a sheet holds well. Choose fewer words or people.")
            )
