from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.portfolio.choices import Sort, Stream

FURTHEST = 1000


class LogbookForm(forms.Form):
    """Which part of the logbook to show."""

    stroom = forms.ChoiceField(
        label=_("Of which stream?"), choices=[("", _("both")), *Stream.choices], required=False
    )
    soort = forms.ChoiceField(
        label=_("Of what sort?"), choices=[("", _("everything")), *Sort.choices], required=False
    )
    pagina = forms.IntegerField(min_value=1, max_value=FURTHEST, required=False)

    @property
    def chosen(self) -> tuple[str, str, int]:
        """What was asked for; all of it from the beginning where that makes no sense."""
        if not self.is_valid():
            return "", "", 1
        said = self.cleaned_data
        return said["stroom"], said["soort"], said["pagina"] or 1
