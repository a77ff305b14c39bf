from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from samenspel.collaborations.models import Party
from samenspel.evaluation import queries
from samenspel.evaluation.analyses import depth_words
from samenspel.evaluation.choices import Depth
from samenspel.platform.fields import DayField


class PartyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not a generic at run time
    """On whose behalf; out of sight where there is one answer."""

    def __init__(self, parties: QuerySet[Party]) -> None:
        only = list(parties[:2])
        super().__init__(parties, label=gettext_lazy("On behalf of which party?"), empty_label=None)
        if len(only) == 1:
            self.initial = only[0]
            self.widget = forms.HiddenInput()


class ForPartyForm(forms.Form):
    """A form that someone fills in for a party; of those on one page the fields differ in id."""

    ids = "id_%s"

    def __init__(self, *given: Any, parties: QuerySet[Party], **named: Any) -> None:
        super().__init__(*given, **(named | {"auto_id": self.ids}))
        self.fields["party"] = PartyField(parties)


def day_field(label: Any, **named: Any) -> DayField:
    """A day, in the calendar of the browser."""
    return DayField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        **named,
    )


class EvaluationForm(ForPartyForm):
    """How much is asked, until when, and when parties look back again."""

    depth = forms.ChoiceField(
        label=gettext_lazy("How much do you ask?"),
        choices=lambda: [(each, depth_words(each)) for each in Depth],
        widget=forms.RadioSelect,
        initial=Depth.LIGHT,
    )
    closes_on = day_field(gettext_lazy("Until which day can people answer?"))
    next_on = day_field(
        gettext_lazy("When do you look back again?"),
        help_text=gettext_lazy(
            "A light evaluation every two months, a full one once or twice a year works well."
        ),
    )

    def closes_at(self) -> datetime:
        """The end of the last day, by the clock here."""
        return queries.end_of(self.cleaned_data["closes_on"])


class ExtendForm(ForPartyForm):
    """Until which later day people can answer."""

    ids = "langer_%s"

    closes_on = day_field(gettext_lazy("Until which day can people answer?"))
