from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.agreements.choices import Goal, Kind
from samenspel.portfolio.choices import Region, Side
from samenspel.portfolio.models import MOST_PARTNERS
from samenspel.portfolio.queries import ListingTold

MOST_WORDS, LONGEST_WORD = 5, 40


class ListingForm(forms.Form):
    """What a party offers or needs, or a person on their own behalf."""

    OF_ONESELF = ((Side.OFFER.value, _("I offer it")), (Side.NEED.value, _("I need it")))

    side = forms.ChoiceField(label=_("Do you offer it or need it?"), choices=Side.choices)
    what = forms.CharField(
        label=_("What is it?"),
        help_text=_("Others read this. Leave your name out; they learn it once you both agree."),
        max_length=200,
    )
    kind = forms.ChoiceField(label=_("What kind of thing is it?"), choices=Kind.choices)
    theme = forms.ChoiceField(label=_("What is it about?"), choices=Goal.choices)
    region = forms.ChoiceField(label=_("Where?"), choices=Region.choices, initial=Region.EVERYWHERE)
    capacity = forms.IntegerField(
        label=_("For how many partners at the same time?"),
        help_text=_("A need is for one partner. Write another need for another partner."),
        min_value=1,
        max_value=MOST_PARTNERS,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    words = forms.CharField(
        label=_("Which words do you stand for?"),
        help_text=_("At most five, with commas between them: trust, neighbourhood."),
        max_length=MOST_WORDS * (LONGEST_WORD + 2),
        required=False,
    )

    def __init__(self, *args: Any, is_for_oneself: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_for_oneself:
            self.fields["side"].choices = self.OF_ONESELF  # type: ignore[attr-defined]

    @property
    def told(self) -> ListingTold:
        """What was filled in."""
        said = self.cleaned_data
        return ListingTold(
            Side(said["side"]), said["what"], Kind(said["kind"]), Goal(said["theme"]),
            Region(said["region"]), said["capacity"], said["words"],
        )  # fmt: skip

    def clean_words(self) -> tuple[str, ...]:
        words = [" ".join(word.split()) for word in self.cleaned_data["words"].split(",")]
        kept = tuple(dict.fromkeys(word for word in words if word))
        if len(kept) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in kept):
            raise forms.ValidationError(_("Give at most five words, of at most 40 letters each."))
        return kept
