import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.conversations.actions import (
    LONGEST,
    LONGEST_STATEMENT,
    MOST_STATEMENTS,
    WEBSITE,
    Question,
)
from samenspel.conversations.choices import Access, Moderation
from samenspel.platform.fields import DayField

PROPOSED = timedelta(days=21)


class ConversationForm(forms.Form):
    """A question, what people should know first, the first statements, and until when."""

    question = forms.CharField(
        label=gettext_lazy("What do you ask?"),
        max_length=200,
        help_text=gettext_lazy("For example: What do we want to achieve together in our street?"),
    )
    background = forms.CharField(
        label=gettext_lazy("What should people know first? (optional)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("In plain words: why you ask, and what happens with the answers."),
    )
    statements = forms.CharField(
        label=gettext_lazy("First statements"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "One on each line, at least three. One idea each, also things you do not agree with. "
            "People add their own."
        ),
    )
    access = forms.ChoiceField(
        label=gettext_lazy("Who may take part?"),
        choices=Access,
        initial=Access.LINK,
        help_text=gettext_lazy(
            "Public asks for care: anyone can find it, so you always read sentences first."
        ),
    )
    shown_on = forms.CharField(
        label=gettext_lazy("Websites that may show a public conversation (optional)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One on each line, for example https://www.example.org."),
    )
    shares_votes = forms.BooleanField(
        label=gettext_lazy("Votes are shared as open data, without names"),
        required=False,
        help_text=gettext_lazy(
            "Everyone who takes part reads this first. It cannot be changed later. Without it only "
            "totals leave this place."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the conversation"), choices=settings.LANGUAGES
    )
    moderation = forms.ChoiceField(
        label=gettext_lazy("When do you read what people add?"),
        choices=Moderation,
        help_text=gettext_lazy("You can take a statement out at any time, with a reason."),
    )
    closes_on = DayField(
        label=gettext_lazy("Last day to take part"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["closes_on"].initial = today + PROPOSED

    def clean_statements(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["statements"].splitlines()]
        given = [line for line in lines if line]
        if not 3 <= len(given) <= MOST_STATEMENTS:
            raise ValidationError(_("Give three to a hundred statements, one on each line."))
        long = next((line for line in given if len(line) > LONGEST_STATEMENT), None)
        if long:
            raise ValidationError(
                _("“%(line)s…” is too long. A statement has at most 280 characters."),
                params={"line": long[:60]},
            )
        if len({line.casefold() for line in given}) < len(given):
            raise ValidationError(_("Two statements are the same."))
        return given

    def clean_shown_on(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["shown_on"].splitlines()]
        for line in filter(None, lines):
            if not re.fullmatch(WEBSITE, line):
                raise ValidationError(
                    _("“%(line)s” is no website. Write it as https://www.example.org."),
                    params={"line": line[:60]},
                )
        return "\n".join(filter(None, lines))

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("access") == Access.PUBLIC and given.get("moderation") == Moderation.AFTER:
            self.add_error("moderation", _("In a public conversation you read sentences first."))
        if given.get("shown_on") and given.get("access") != Access.PUBLIC:
            self.add_error("shown_on", _("Only a public conversation can stand on a website."))

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        if not self.today <= day <= self.today + LONGEST:
            raise ValidationError(_("Choose a day from today on, at most a year ahead."))
        return day

    def asked(self) -> Question:
        """What was filled in."""
        given = self.cleaned_data
        end = datetime.combine(given["closes_on"], time(23, 59, 59))
        return Question(
            given["question"],
            given["background"],
            given["language"],
            Moderation(given["moderation"]),
            timezone.make_aware(end),
            Access(given["access"]),
            given["shown_on"],
            given["shares_votes"],
        )


class StatementForm(forms.Form):
    """One more statement by those who lead the conversation."""

    text = forms.CharField(label=gettext_lazy("A statement to add"), max_length=LONGEST_STATEMENT)


class RefusalForm(forms.Form):
    """Why a statement is shown to nobody."""

    reason = forms.CharField(label=gettext_lazy("Why is it taken out?"), max_length=300)
