from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from samenspel.decisions import analyses

HTTPS = URLValidator(schemes=["https"])


class AddressForm(forms.Form):
    """Where people vote."""

    address = forms.CharField(
        label=_("Where do people vote?"),
        max_length=500,
        validators=[HTTPS],
        help_text=_("The address of the vote in the other system. It begins with https://."),
        widget=forms.URLInput,
    )


class ResultForm(forms.Form):
    """The file with the result, and how many voted."""

    result = forms.FileField(
        label=_("The file with the result"),
        help_text=_("As Belenios or Helios gives it: result.json."),
        widget=forms.FileInput(attrs={"accept": ".json"}),
    )
    people = forms.IntegerField(
        label=_("How many people voted, by the page of that system?"),
        min_value=0,
        help_text=_("If the file holds another number of votes, it is refused."),
    )

    def clean_result(self) -> UploadedFile[bytes]:
        """Refused by its size before any of it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["result"]
        if (file.size or 0) > analyses.MOST_BYTES:
            raise forms.ValidationError(
                _("This file is too large to be the result of a vote."), code="too_large"
            )
        return file
