"""Whoever changes how they sign in gets one letter about it, however the process ends."""

from itertools import pairwise

import pytest
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from samenspel.platform.models import AuditEvent, OutgoingLetter
from tests.make import make_person
from tests.make_letters import work
from tests.people.test_second_step import add_app, confirmed, fresh

STEPS = {
    "app": "Je voegde een app met codes toe",
    "codes": "Je maakte noodcodes",
    "passkey gone": "Je verwijderde een passkey",
    "app gone": "Je haalde de app met codes weg",
}
OF_LIBRARY = (signals.authenticator_added, signals.authenticator_removed,
              signals.authenticator_reset)  # fmt: skip


@pytest.fixture(autouse=True)
def _nobody_is_too_late(settings):
    settings.MFA_TOTP_TOLERANCE = 1


class Killed(BaseException):
    """The process ends where the library has kept its change and has not yet written about it."""


def passkey_of(person):
    kept = {"name": "Telefoon", "credential": {}, "passwordless": True}
    return Authenticator.objects.create(user=person, type="webauthn", data=kept)


def take(step, client, person):
    if step == "app":
        add_app(client)
    elif step == "codes":
        client.post(reverse("mfa_generate_recovery_codes"))
    elif step == "passkey gone":
        key = Authenticator.objects.get(user=person, type="webauthn")
        client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    else:
        client.post(reverse("mfa_deactivate_totp"))


def keys_of(person):
    return sorted(Authenticator.objects.filter(user=person).values_list("pk", "type"))


@pytest.mark.django_db
def test_each_change_puts_one_letter_in_line_in_its_own_transaction():
    """What runs after a commit does not run in this test."""
    person = confirmed(make_person())
    client = fresh(person)
    passkey_of(person)
    lines = [0]
    for step in STEPS:
        take(step, client, person)
        lines.append(OutgoingLetter.objects.filter(subject_id=str(person.pk)).count())
    assert [after - before for before, after in pairwise(lines)] == [1, 1, 1, 1]
    noted = AuditEvent.objects.filter(action__startswith="people.keys_").order_by("pk")
    done = [each.removeprefix("people.keys_") for each in noted.values_list("action", flat=True)]
    assert done == ["added", "added", "removed", "removed", "removed"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", STEPS)
def test_a_process_that_dies_keeps_both_the_change_and_the_letter_or_neither(step):
    person = confirmed(make_person())
    client = fresh(person)
    passkey_of(person)
    if step != "app":
        add_app(client)
    mail.outbox.clear()
    before, in_line = keys_of(person), OutgoingLetter.objects.count()

    def die(**_given):
        raise Killed

    for each in OF_LIBRARY:
        each.connect(die)
    try:
        with pytest.raises(Killed):
            take(step, client, person)
    finally:
        for each in OF_LIBRARY:
            each.disconnect(die)
    is_changed = keys_of(person) != before
    assert OutgoingLetter.objects.count() - in_line == is_changed


@pytest.mark.django_db
def test_the_letter_says_what_was_done_in_the_language_of_the_page():
    person = confirmed(make_person())
    client = fresh(person)
    passkey_of(person)
    mail.outbox.clear()
    for step in STEPS:
        take(step, client, person)
    work()
    assert [each.subject for each in mail.outbox] == list(STEPS.values())
    assert {address for each in mail.outbox for address in each.to} == {person.email}
