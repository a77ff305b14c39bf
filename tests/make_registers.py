"""Makers of what stands in the registers that the law asks for."""

from datetime import date

from samenspel.registers.choices import BreachKind, RequestKind
from samenspel.registers.models import Breach, PrivacyRequest
from tests.make import NOON


def make_request(received_on=date(2026, 5, 31), **fields):
    given = {"kind": RequestKind.ACCESS, "name": "Ada Voorbeeld", **fields}
    return PrivacyRequest.objects.create(received_on=received_on, **given)


def make_breach(noticed_at=NOON, **fields):
    given = {"kind": BreachKind.CONFIDENTIALITY, "what": "Een lijst lag open.", **fields}
    return Breach.objects.create(noticed_at=noticed_at, noted_at=noticed_at, **given)
