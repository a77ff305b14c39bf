from datetime import timedelta

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy

from samenspel.conversations.analyses import Next
from samenspel.conversations.choices import Choice
from samenspel.platform.pressing import PressForm

DRAWN = "samenspel.conversations.drawn"


class TakePartForm(PressForm):
    """A press by a person who followed the link to a conversation."""

    fastest = timedelta(seconds=1)
    salt = "samenspel.conversations.joining"


class CodeForm(PressForm):
    """A code from paper, typed or scanned."""

    fastest = timedelta(seconds=1)
    salt = "samenspel.conversations.code"
    code = forms.CharField(
        label=gettext_lazy("Your code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=gettext_lazy("It is on your sheet, for example K7PQ-4M2X-9TRB."),
    )

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().upper()


class VoteForm(forms.Form):
    """A choice on the statement that was drawn, or on one voted on before."""

    value = forms.TypedChoiceField(choices=Choice, coerce=int)
    matters = forms.BooleanField(required=False)
    number = forms.IntegerField(min_value=0)
    drawn = forms.CharField(required=False)
    late = forms.BooleanField(required=False)

    @staticmethod
    def sealed(drawn: Next) -> str:
        """What a page carries, so that nobody says with what chance a statement was drawn."""
        return signing.dumps([drawn.number, drawn.chance], salt=DRAWN)

    def chance(self) -> float | None:
        """With what chance this statement was drawn; `None` where someone chose it."""
        try:
            number, chance = signing.loads(self.cleaned_data["drawn"], salt=DRAWN)
        except signing.BadSignature:
            return None
        return float(chance) if number == self.cleaned_data["number"] else None


class SuggestionForm(forms.Form):
    """A sentence of one's own."""

    text = forms.CharField(
        label=gettext_lazy("Your statement"),
        max_length=280,
        min_length=8,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One idea, in one sentence that others can agree or disagree with."),
    )
    is_other = forms.BooleanField(required=False, widget=forms.HiddenInput)
