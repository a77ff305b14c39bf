"""A program shows its key and no cookie, so nothing of it is asked that browsers are asked."""

import pytest
from django.test import Client

from samenspel.collaborations.models import Party
from tests.make import make_person
from tests.make_programs import API, PARTY, key_of

pytestmark = pytest.mark.django_db


def test_a_program_writes_without_what_a_browser_sends_along():
    program = Client(enforce_csrf_checks=True)
    key = key_of(make_person())
    assert program.get(f"{API}/parties", headers=key).status_code == 200
    answer = program.post(f"{API}/parties", PARTY, "application/json", headers=key)
    assert answer.status_code == 201, answer.text
    assert Party.objects.exists()
