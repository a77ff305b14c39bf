"""What can be given, promised or noted: its sort, how much of it, and between whom."""

from decimal import Decimal
from typing import Annotated, Self

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from samenspel.agreements.choices import Kind
from samenspel.collaborations.models import Collaboration, Party
from samenspel.platform.asking import In, Key, Out, Text

from .common import taking_part

What = Annotated[Text, Field(min_length=1, max_length=200)]
Amount = Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=2)]
Hours = Annotated[Decimal, Field(gt=0, max_digits=8, decimal_places=2)]
Unit = Annotated[Text, Field(max_length=20)]


class HowMuch(In):
    """An amount in a unit, and hours, as far as they can be said."""

    amount: Amount | None = None
    unit: Unit = ""
    hours: Hours | None = None

    @model_validator(mode="after")
    def _has_a_unit(self) -> Self:
        if self.amount is not None and not self.unit:
            raise ValueError(_("Say in what: euro, kilos, places."))
        if self.unit and self.amount is None:
            raise ValueError(_("Say how much, or leave the unit empty."))
        return self


class Good(HowMuch):
    """Something of a sort, in a word of your own where it is none of ours."""

    party: Key
    kind: Kind
    own_kind: Annotated[Text, Field(max_length=40)] = ""
    what: What

    @model_validator(mode="after")
    def _has_a_kind(self) -> Self:
        if bool(self.own_kind) != (self.kind == Kind.OTHER):
            raise ValueError(_("Give a word of your own with “other”, and with nothing else."))
        return self


class Between(Good):
    """Something that goes from one party to another; `party` is that of yours that says so."""

    collaboration: Key
    giver: Key
    receiver: Key

    def ends(self, here: Collaboration) -> tuple[Party, Party]:
        """Who gives and who gets."""
        giver = taking_part(here, self.giver, "body.giver")
        return giver, taking_part(here, self.receiver, "body.receiver")


class HowMuchOut(Out):
    """An amount in a unit, and hours, as far as they were said."""

    amount: Decimal | None
    unit: str
    hours: Decimal | None
