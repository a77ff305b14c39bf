from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samenspel.portfolio.analyses import Preview
from samenspel.portfolio.choices import Column
from samenspel.portfolio.models import ChainStep

from .entries import OUTCOME

MEGABYTE = 1_000_000


class FileForm(forms.Form):
    """A file with a portfolio."""

    file = forms.FileField(label=_("File with your portfolio (XLSX or CSV)"))

    def __init__(self, *given: Any, was_too_large: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        if was_too_large:
            self.fields["file"].error_messages["required"] = _now(
                "This file is larger than %(limit)s MB. Give a smaller file."
            ) % {"limit": settings.UPLOAD_LIMIT // MEGABYTE}


class ActivitiesForm(FileForm):
    """A file with activities of IATI."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["file"].label = _("Activity file of IATI (XML)")


class MappingForm(forms.Form):
    """Which column of a file says what."""

    def __init__(
        self, *given: Any, preview: Preview, outcomes: Iterable[ChainStep], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        names = [
            (str(place), name or _now("column %(n)s") % {"n": place + 1})
            for place, name in enumerate(preview.header)
        ]
        asked = [(column.value, str(column.label)) for column in Column]
        asked += [(f"{OUTCOME}{step.pk}", step.name) for step in outcomes]
        for field, label in asked:
            needed = field == Column.NAME
            self.fields[field] = forms.TypedChoiceField(
                label=label,
                choices=names if needed else [("", _("is not in it")), *names],
                coerce=int,
                required=needed,
                empty_value=None,
                initial=preview.guess.get(field),
            )

    @property
    def mapping(self) -> dict[str, int]:
        """What was said."""
        return {name: place for name, place in self.cleaned_data.items() if place is not None}
