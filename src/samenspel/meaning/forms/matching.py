from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.meaning.analyses import SideFound


class MatchSidesForm(forms.Form):
    """Of each side of a file: which party it is, or that it is none of them."""

    def __init__(
        self,
        *args: Any,
        sides: Sequence[SideFound],
        parties: Sequence[Party],
        same: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sides = {f"side_{number}": side for number, side in enumerate(sides)}
        self.parties = {str(party.pk): party.name for party in parties}
        for name, side in self.sides.items():
            self.fields[name] = forms.ChoiceField(
                label=side.name,
                help_text=side.people,
                choices=[*self.parties.items(), ("own", _("No party of this collaboration"))],
                widget=forms.RadioSelect,
                initial=self._guess(side, same),
                error_messages={"required": _("Choose who answered on this side.")},
            )

    def clean(self) -> None:
        if self.errors:
            return
        taken: list[str] = []
        for field, side in self.sides.items():
            name = self._name(field, side)
            if name in taken:
                message = _("“%(name)s” is chosen for another side already. Choose differently.")
                self.add_error(field, message % {"name": name})
            taken.append(name)

    def names(self) -> dict[str, str]:
        """Each side of the file, and the name under which its outcome is shown."""
        return {side.name: self._name(field, side) for field, side in self.sides.items()}

    def _name(self, field: str, side: SideFound) -> str:
        return self.parties.get(self.cleaned_data[field], side.name)

    def _guess(self, side: SideFound, same: dict[str, str]) -> str | None:
        """The party of the same name; or the last that is left, where all others have one."""
        left = {key for key, name in self.parties.items() if name not in same.values()}
        if side.name in same:
            return next(key for key, name in self.parties.items() if name == same[side.name])
        return next(iter(left)) if len(left) == 1 == len(self.sides) - len(same) else None
