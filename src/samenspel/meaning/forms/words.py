from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.meaning.actions import FEWEST_SCALES, MOST_SCALES, MOST_WORDS
from samenspel.meaning.analyses import (
    SCALES_PROPOSED,
    ScaleDraft,
    WordDraft,
    library_words,
    with_codes,
)
from samenspel.meaning.models import ScanWord

from .making import DraftForm

LONGEST_POLE = 60
OWN = "own_"  # before the fields of a word of one's own
MORE = "more_"  # before the scales of one's own for a word of the library


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
        return _scales(self.cleaned_data["scales"])

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
        for name, field in WordForm.base_fields.items():
            self.fields[OWN + name] = copy(field)
            self.fields[OWN + name].required = False
        for word in library_words():
            choices = [(scale.code, scale.code) for scale in word.scales]
            self.fields[f"scales_{word.code}"] = forms.MultipleChoiceField(
                label=_name_of(word),
                choices=choices,
                required=False,
                initial=[scale.code for scale in word.scales[:SCALES_PROPOSED]],
            )
            self.fields[MORE + word.code] = forms.CharField(
                label=_("Scales of your own for “%(word)s”") % {"word": _name_of(word)},
                help_text=_(
                    "One on each line, such as: Nu resultaat | Later resultaat. After that the "
                    "same in English, if you like. Or untick one above and write it in other terms."
                ),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=1000,
                required=False,
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
                "more": self[MORE + word.code],
            }

    def own_fields(self) -> list[forms.BoundField]:
        """What makes a word of one's own."""
        return [self[OWN + name] for name in WordForm.base_fields]

    def has_own_word(self) -> bool:
        """Whether anything is filled in for a word of one's own."""
        return any(str(field.value() or "").strip() for field in self.own_fields())

    def clean_own_scales(self) -> tuple[ScaleDraft, ...]:
        text: str = self.cleaned_data["own_scales"]
        return _scales(text) if self.has_own_word() else ()

    def clean_own_name_nl(self) -> str:
        name: str = self.cleaned_data["own_name_nl"]
        if self.has_own_word() and not name:
            raise ValidationError(_("Give your own word a name, or leave all of it empty."))
        return name

    def clean(self) -> None:
        chosen = self.cleaned_data.get("words", ())
        own = self.cleaned_data.get("own_name_nl", "")
        if "words" not in self.errors and not 1 <= len(chosen) + self.has_own_word() <= MOST_WORDS:
            self.add_error("words", _("Choose one to six words. Three is a good start."))
        elif own.casefold() in {w.name_nl.casefold() for w in library_words() if w.code in chosen}:
            self.add_error("own_name_nl", _("This word is already in the scan."))
        for word in self._chosen():
            self._check_scales(word)

    def _chosen(self) -> list[WordDraft]:
        codes = self.cleaned_data.get("words", ())
        return [word for word in library_words() if word.code in codes]

    def _check_scales(self, word: WordDraft) -> None:
        """Two to ten of a word, none twice: those that are ticked and those of one's own."""
        ticked = self.cleaned_data.get(f"scales_{word.code}", ())
        try:
            more = _lines(self.cleaned_data.get(MORE + word.code, ""))
            if more:
                _check_together([s for s in word.scales if s.code in ticked] + list(more))
        except ValidationError as error:
            self.add_error(MORE + word.code, error)
            return
        if len(ticked) + len(more) < FEWEST_SCALES and "words" not in self.errors:
            self.add_error("words", _("Choose at least two scales for every word."))

    def drafts(self) -> list[WordDraft]:
        """The chosen words in the order of the library, each with its scales; one's own last."""
        library = [with_codes(self._library_draft(word)) for word in self._chosen()]
        return library + ([self._own_draft()] if self.cleaned_data["own_name_nl"] else [])

    def _library_draft(self, word: WordDraft) -> WordDraft:
        ticked = self.cleaned_data[f"scales_{word.code}"]
        more = _lines(self.cleaned_data[MORE + word.code])
        scales = (*(s for s in word.scales if s.code in ticked), *more)
        return WordDraft(word.name_nl, word.name_en, scales, word.code)

    def _own_draft(self) -> WordDraft:
        name_nl, name_en, scales = (self.cleaned_data[OWN + name] for name in WordForm.base_fields)
        return with_codes(WordDraft(name_nl, name_en, scales))


def _name_of(word: WordDraft) -> str:
    return word.name(get_language() or "nl")


def _lines(text: str) -> tuple[ScaleDraft, ...]:
    """The scales that someone wrote, one on each line."""
    return tuple(_scale(line) for line in text.splitlines() if line.strip())


def _scales(text: str) -> tuple[ScaleDraft, ...]:
    """The scales that someone wrote, as all that a word has."""
    scales = _lines(text)
    _check_together(scales)
    return scales


def _check_together(scales: Sequence[ScaleDraft]) -> None:
    if not FEWEST_SCALES <= len(scales) <= MOST_SCALES:
        raise ValidationError(_("Give two to ten scales."))
    if len({(s.low_nl.casefold(), s.high_nl.casefold()) for s in scales}) < len(scales):
        raise ValidationError(_("Two scales are the same."))


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
