from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.conversations.analyses import Next
from samenspel.conversations.choices import Choice

FASTEST, LONGEST = timedelta(seconds=1), timedelta(days=1)
JOINING, DRAWN = "samenspel.conversations.joining", "samenspel.conversations.drawn"


class JoinForm(forms.Form):
    """A press by a person: not faster than one can read, and with the trap left empty."""

    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["shown"].initial = signing.dumps(now.timestamp(), salt=JOINING)

    def clean(self) -> None:
        if self.cleaned_data["website"]:
            raise ValidationError(_("This looks like a program. Leave the hidden field empty."))
        try:
            shown = signing.loads(self.cleaned_data["shown"], salt=JOINING, max_age=LONGEST)
        except signing.BadSignature:
            raise ValidationError(_("This page is old. Open the link once more.")) from None
        if self.now.timestamp() - shown < FASTEST.total_seconds():
            raise ValidationError(_("That was very fast. Please press once more."))


class VoteForm(forms.Form):
    """A choice on the statement that was drawn, or on one voted on before."""

    value = forms.TypedChoiceField(choices=Choice, coerce=int)
    matters = forms.BooleanField(required=False)
    number = forms.IntegerField(min_value=0)
    drawn = forms.CharField(required=False)

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
