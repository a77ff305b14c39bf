from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

LONGEST_TRANSLATION = 400  # a language can need more words than another


class AppealForm(forms.Form):
    """Why who wrote a statement thinks that it may be shown."""

    why = forms.CharField(
        label=gettext_lazy("Why may it be shown?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TranslationForm(forms.Form):
    """In which language a statement is, and how it reads in the other."""

    language = forms.ChoiceField(
        label=gettext_lazy("In which language is it written?"), choices=settings.LANGUAGES
    )
    translation = forms.CharField(
        label=gettext_lazy("How does it read in the other language?"),
        required=False,
        max_length=LONGEST_TRANSLATION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Say the same, no more and no less. People read the original and this together."
        ),
    )


class SecondLookForm(forms.Form):
    """What a second person decides, and why."""

    shows = forms.TypedChoiceField(
        label=gettext_lazy("What do you decide?"),
        choices=[("1", gettext_lazy("Show it after all")), ("0", gettext_lazy("Leave it out"))],
        coerce=lambda given: given == "1",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=300)
