import logging
import threading
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from samenspel.platform import audit
from samenspel.platform.choices import Origin, Outcome
from samenspel.platform.models import ActorAlias, AuditChain, AuditEvent
from samenspel_cli.up import verify_audit
from samenspel_report.i18n import translator
from tests.make import NOON, make_person

pytestmark = pytest.mark.django_db


def note(*actions, by=None):
    person = by or make_person()
    for hours, action in enumerate(actions):
        with transaction.atomic():
            at = NOON + timedelta(hours=hours)
            audit.record(action, subject=person, by=person, at=at)
    return person


def test_an_event_says_who_did_what_to_which_object_and_when():
    with audit.acting_from(Origin.PAGE):
        person = note("people.signed_in")
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_label, event.subject_id) == (
        "people.signed_in", "people.User", str(audit.alias_of(person)),
    )  # fmt: skip
    assert (event.actor, event.at, event.origin) == (audit.alias_of(person), NOON, Origin.PAGE)
    assert event.result == Outcome.DONE


def test_an_untouched_trail_is_whole():
    note("a", "b", "c")
    assert audit.verify() == audit.ChainCheck(length=3, broken_at=None)


def test_an_empty_trail_is_whole():
    assert audit.verify() == audit.ChainCheck(length=0, broken_at=None)


@pytest.mark.parametrize("field", ["action", "subject_id", "result", "origin"])
def test_a_changed_event_is_found(field):
    note("a", "b", "c")
    AuditEvent.objects.filter(position=2).update(**{field: "x"})
    assert audit.verify().broken_at == 2


def test_a_changed_moment_is_found():
    note("a", "b")
    AuditEvent.objects.filter(position=1).update(at=NOON + timedelta(microseconds=1))
    assert audit.verify().broken_at == 1


def test_a_removed_event_is_found():
    note("a", "b", "c")
    AuditEvent.objects.filter(position=2).delete()
    assert audit.verify().broken_at == 2


def test_a_trail_cut_short_is_found():
    note("a", "b", "c")
    AuditEvent.objects.filter(position=3).delete()
    assert audit.verify().broken_at == 3


@pytest.mark.parametrize("position", [0, 3])
def test_an_added_event_is_found(position):
    note("a", "b")
    event = AuditEvent.objects.get(position=2)
    event.pk, event.position, event.previous_hash = None, position, event.hash
    event.hash = audit.hash_of(event)
    event.save(force_insert=True)
    assert audit.verify().broken_at == (position or 1)


def test_a_trail_that_grows_while_it_is_read_is_whole(monkeypatch):
    person = note("a", "b")
    hash_of = audit.hash_of

    def hash_while_others_write(event):
        monkeypatch.setattr(audit, "hash_of", hash_of)
        note("c", by=person)
        return hash_of(event)

    monkeypatch.setattr(audit, "hash_of", hash_while_others_write)
    assert audit.verify() == audit.ChainCheck(length=2, broken_at=None)
    assert audit.verify() == audit.ChainCheck(length=3, broken_at=None)


def test_a_changed_event_with_a_hash_that_fits_breaks_the_next():
    note("a", "b", "c")
    event = AuditEvent.objects.get(position=2)
    event.action = "x"
    event.hash = audit.hash_of(event)
    event.save()
    assert audit.verify().broken_at == 3
    AuditEvent.objects.filter(position=3).update(previous_hash=event.hash)
    assert audit.verify().broken_at == 3


def test_erasing_a_person_leaves_the_trail_whole():
    person = note("a", "b")
    person.delete()
    assert ActorAlias.objects.count() == 0
    assert audit.verify() == audit.ChainCheck(length=2, broken_at=None)


def test_a_person_has_one_random_name_in_the_trail():
    ada, bo = note("a", "b"), note("c")
    assert len(set(AuditEvent.objects.values_list("actor", flat=True))) == 2
    assert audit.alias_of(ada) != audit.alias_of(bo)
    assert str(ada.pk) not in AuditEvent.objects.values_list("subject_id", flat=True)


def test_the_program_verifies_in_the_language_asked_for(capsys):
    note("a", "b")
    log = list(logging.getLogger().handlers)
    verify_audit(translator("nl"))
    assert logging.getLogger().handlers == log  # made once: another would write to our own capture
    assert capsys.readouterr().out.startswith("Het logboek is heel: 2 regels.\n")
    AuditEvent.objects.filter(position=1).update(action="x")
    with pytest.raises(SystemExit, match="broken at event 1"):
        verify_audit(translator("en"))


def test_a_line_disappears_with_the_change_it_tells_of():
    person = make_person()
    with transaction.atomic():
        audit.record("a", subject=person, by=person, at=NOON)
        transaction.set_rollback(True)
    assert audit.verify() == audit.ChainCheck(length=0, broken_at=None)


def test_the_command_says_whether_the_trail_is_whole(capsys):
    note("a", "b")
    call_command("audit_verify")
    whole, tip = capsys.readouterr().out.splitlines()
    assert whole == "The audit trail is whole: 2 events."
    assert tip == f"Its tip: {AuditChain.objects.get().tip}"
    AuditEvent.objects.filter(position=1).update(action="x")
    with pytest.raises(CommandError, match="broken at event 1"):
        call_command("audit_verify")


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_refused():
    person = make_person()
    with pytest.raises(audit.OutsideTransaction):
        audit.record("a", subject=person, by=person, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_make_one_chain():
    person = make_person()
    ready = threading.Barrier(2)

    def write():
        ready.wait()
        for _ in range(5):
            note("a", by=person)
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert audit.verify() == audit.ChainCheck(length=10, broken_at=None)
    assert AuditChain.objects.get().length == 10
