from django import forms
from django.utils.translation import gettext_lazy


class AppealForm(forms.Form):
    """Why who wrote a statement thinks that it may be shown."""

    why = forms.CharField(
        label=gettext_lazy("Why may it be shown?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
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
