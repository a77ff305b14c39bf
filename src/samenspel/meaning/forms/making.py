from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from itertools import permutations
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.collaborations.models import Party
from samenspel.meaning.actions import LONGEST, MANY
from samenspel.meaning.models import Scan, ScanSide
from samenspel.platform.fields import DayField

PROPOSED = timedelta(days=14)


class DraftForm(forms.Form):
    """What a scan is called, how many people each side has, and until when they can answer."""

    title = forms.CharField(
        label=gettext_lazy("What do you call this scan?"),
        max_length=120,
        help_text=gettext_lazy("For example: Start of our collaboration."),
    )
    closes_on = DayField(
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
