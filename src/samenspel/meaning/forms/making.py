from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import permutations
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.meaning.actions import MANY, MOST_WORDS
from samenspel.meaning.analyses import (
    SCALES_PROPOSED,
    ScaleDraft,
    WordDraft,
    library_words,
    with_codes,
)
from samenspel.meaning.models import Scan, ScanSide, ScanWord

FEWEST_SCALES, MOST_SCALES, LONGEST_POLE = 2, 10, 60
LONGEST, PROPOSED = timedelta(days=365), timedelta(days=14)


class DraftForm(forms.Form):
    """What a scan is called, how many people each side has, and until when they can answer."""

    title = forms.CharField(
        label=gettext_lazy("What do you call this scan?"),
        max_length=120,
        help_text=gettext_lazy("For example: Start of our collaboration."),
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Last day to answer"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Two weeks is enough. You can end earlier if every side agrees."),
    )

    def __init__(self, *args: Any, parties: Sequence[Party], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties, self.today = parties, today
        self.fields["closes_on"].initial = today + PROPOSED
        for party in parties:
            self.fields[f"people_{party.pk}"] = forms.IntegerField(
                label=_("How many people does %(party)s have in this collaboration?")
                % {"party": party.name},
                min_value=1,
                max_value=100_000,
                widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
            )

        for by, about in self._pairs():
            self.fields[f"guess_{by.pk}_{about.pk}"] = forms.BooleanField(
                label=about.name, required=False, initial=True
            )

    def _pairs(self) -> list[tuple[Party, Party]]:
        """Who may guess about whom; with two parties there is nothing to choose."""
        return list(permutations(self.parties, 2)) if len(self.parties) >= MANY else []

    def guess_fields(self) -> list[tuple[Party, list[forms.BoundField]]]:
        """Every party with the others it can guess about."""
        return [
            (party, [self[f"guess_{by.pk}_{about.pk}"] for by, about in self._pairs()
                     if by == party])
            for party in self.parties
            if self._pairs()
        ]  # fmt: skip

    def guesses(self) -> list[tuple[int, int]] | None:
        """Who guesses about whom, by the ids of the parties."""
        pairs = self._pairs()
        chosen = [
            (by.pk, about.pk)
            for by, about in pairs
            if self.cleaned_data[f"guess_{by.pk}_{about.pk}"]
        ]
        return chosen if pairs else None

    def people_fields(self) -> list[forms.BoundField]:
        return [self[f"people_{party.pk}"] for party in self.parties]

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        if not self.today < day <= self.today + LONGEST:
            raise ValidationError(_("Choose a day after today, within a year."))
        return day

    def populations(self) -> dict[Party, int]:
        return {party: self.cleaned_data[f"people_{party.pk}"] for party in self.parties}

    def closes_at(self) -> datetime:
        """The end of the last day, where the clock stands."""
        day = self.cleaned_data["closes_on"] + timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, time.min))

    @staticmethod
    def initial_of(
        scan: Scan, sides: Sequence[ScanSide], guesses: Collection[tuple[int, int]]
    ) -> dict[str, Any]:
        """A draft as it stands now."""
        here = timezone.get_current_timezone()
        last = (scan.closes_at - timedelta(minutes=1)).astimezone(here) if scan.closes_at else None
        people = {f"people_{side.party_id}": side.population for side in sides}
        parties = [side.party_id for side in sides]
        chosen = {
            f"guess_{by}_{about}": (by, about) in guesses for by, about in permutations(parties, 2)
        }
        told = {"title": scan.title, "closes_on": last.date() if last else None}
        return told | people | chosen


class ScanForm(DraftForm):
    """A scan on one page: its words with their scales, who is asked, and until when."""

    words = forms.MultipleChoiceField(
        label=gettext_lazy("Which words?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, parties: Sequence[Party], today: date, **kwargs: Any) -> None:
        super().__init__(*args, parties=parties, today=today, **kwargs)
        self.fields["words"].choices = [  # type: ignore[attr-defined]  # a choice field
            (word.code, word.name(get_language() or "nl")) for word in library_words()
        ]
        for word in library_words():
            choices = [(scale.code, scale.code) for scale in word.scales]
            self.fields[f"scales_{word.code}"] = forms.MultipleChoiceField(
                label=word.name(get_language() or "nl"),
                choices=choices,
                required=False,
                initial=[scale.code for scale in word.scales[:SCALES_PROPOSED]],
            )

    def word_choices(self) -> Iterable[dict[str, Any]]:
        """Every word with its scales, as the page lists them."""
        english = get_language() == "en"
        chosen = self["words"].value() or []
        for word in library_words():
            ticked = self[f"scales_{word.code}"].value() or []
            scales = [
                (s.code, *((s.low_en, s.high_en) if english else (s.low_nl, s.high_nl)),
                 s.code in ticked)
                for s in word.scales
            ]  # fmt: skip
            name = word.name("en" if english else "nl")
            yield {
                "code": word.code,
                "name": name,
                "is_chosen": word.code in chosen,
                "scales": scales,
            }

    def clean_words(self) -> list[str]:
        words: list[str] = self.cleaned_data["words"]
        if not 1 <= len(words) <= MOST_WORDS:
            raise ValidationError(_("Choose one to six words. Three is a good start."))
        return words

    def clean(self) -> None:
        for code in self.cleaned_data.get("words", ()):
            if len(self.cleaned_data.get(f"scales_{code}", ())) < FEWEST_SCALES:
                self.add_error("words", _("Choose at least two scales for every word."))
                return

    def drafts(self) -> list[WordDraft]:
        """The chosen words, in the order of the library, each with its chosen scales."""
        given = self.cleaned_data
        return [
            WordDraft(
                word.name_nl,
                word.name_en,
                tuple(s for s in word.scales if s.code in given[f"scales_{word.code}"]),
                word.code,
            )
            for word in library_words()
            if word.code in given["words"]
        ]


class WordForm(forms.Form):
    """A word of one's own, or a word of the library in other terms."""

    name_nl = forms.CharField(label=gettext_lazy("The word in Dutch"), max_length=60)
    name_en = forms.CharField(
        label=gettext_lazy("The word in English (optional)"), max_length=60, required=False
    )
    scales = forms.CharField(
        label=gettext_lazy("Its scales"),
        help_text=gettext_lazy(
            "One on each line: the two ends in Dutch, and if you like the same in English. "
            "For example: Nu resultaat | Later resultaat | Results now | Results later"
        ),
        widget=forms.Textarea(attrs={"rows": 9}),
        max_length=4000,
    )

    def clean_scales(self) -> tuple[ScaleDraft, ...]:
        lines = [line for line in self.cleaned_data["scales"].splitlines() if line.strip()]
        scales = tuple(_scale(line) for line in lines)
        if not FEWEST_SCALES <= len(scales) <= MOST_SCALES:
            raise ValidationError(_("Give two to ten scales."))
        if len({(s.low_nl.casefold(), s.high_nl.casefold()) for s in scales}) < len(scales):
            raise ValidationError(_("Two scales are the same."))
        return scales

    def draft(self) -> WordDraft:
        given = self.cleaned_data
        return with_codes(WordDraft(given["name_nl"], given["name_en"], given["scales"]))

    @staticmethod
    def initial_of(word: ScanWord) -> dict[str, str]:
        """A word as it was asked until now."""
        lines = []
        for scale in word.scales.all():
            ends = [scale.pole_low_nl, scale.pole_high_nl, scale.pole_low_en, scale.pole_high_en]
            lines.append(" | ".join(filter(None, ends)))
        return {"name_nl": word.name_nl, "name_en": word.name_en, "scales": "\n".join(lines)}


def _scale(line: str) -> ScaleDraft:
    ends = [" ".join(end.split()) for end in line.split("|")]
    if len(ends) not in (2, 4) or not all(ends) or max(map(len, ends)) > LONGEST_POLE:
        raise ValidationError(
            _("“%(line)s” is not a scale. Write two ends, or four, with | in between."),
            params={"line": line.strip()[:60]},
        )
    if ends[0].casefold() == ends[1].casefold():
        raise ValidationError(
            _("“%(line)s” has the same end twice."), params={"line": line.strip()[:60]}
        )
    return ScaleDraft(*ends)
