"""How people write numbers in a form."""

import re
from typing import Any

from django import forms
from django.utils import formats


class NumberField(forms.DecimalField):
    """A number as people here write it, also with a mark between thousands."""

    def to_python(self, value: Any) -> Any:
        mark = re.escape(formats.get_format("THOUSAND_SEPARATOR"))
        if isinstance(value, str) and re.match(rf"\s*\d{{1,3}}({mark}\d{{3}})+(\D|$)", value):
            value = re.sub(mark, "", value)
        return super().to_python(value)
