"""Who may vote hears that it opened and what was counted, with what to check it by."""

import pytest
import time_machine
from django.core import mail

from samenspel.collaborations.choices import Role
from samenspel.decisions import actions, queries
from samenspel.decisions.choices import Voters
from samenspel.decisions.tasks import close_vote, mail_counted, mail_opened
from samenspel.platform.models import AuditEvent
from tests.make import NOON, make_person
from tests.make_agreements import make_two
from tests.make_decisions import WEEK, make_decision, vote
from tests.make_letters import work

pytestmark = pytest.mark.django_db


def open_by_mail(decision):
    return actions.open_vote(
        decision=decision, electorate=None, count=close_vote, mail=mail_opened, by=None, at=NOON
    )


@time_machine.travel(NOON)
@pytest.mark.parametrize("voters", [Voters.PARTIES, Voters.PEOPLE])
def test_each_voter_gets_the_text_its_fingerprint_and_the_audit_line(voters):
    ours, theirs, here = make_two()
    ours.representations.create(person=make_person("Fee"), role=Role.FACILITATOR)
    decision = make_decision(here, ours, voters=voters)
    open_by_mail(decision)
    work()
    assert {tuple(each.to) for each in mail.outbox} == {
        (speaker.email,) for speaker in queries.people_who_vote(decision)
    }
    assert len(mail.outbox) == 2  # a facilitator looks on
    letter = mail.outbox[0].body
    line = AuditEvent.objects.get(action="decisions.opened")
    for said in ("Wij huren de oude school.", queries.text_of(decision).digest, line.hash):
        assert said in letter
    assert f"/besluiten/{decision.pk}/" in letter
    assert theirs.name not in letter


@time_machine.travel(NOON)
def test_after_the_count_each_hears_what_was_counted():
    ours, _theirs, here = make_two()
    decision = open_by_mail(make_decision(here, ours))
    work()
    mail.outbox.clear()
    vote(decision, "for", "for")
    tally = actions.close(decision=decision, by=None, at=NOON + WEEK, mail=mail_counted)
    work()
    assert [each.subject for each in mail.outbox] == [
        "Geteld: ‘De oude school’ van Samen proberen"
    ] * 2
    line = AuditEvent.objects.get(action="decisions.counted")
    assert all(said in mail.outbox[0].body for said in ("aangenomen", tally.input_hash, line.hash))


@time_machine.travel(NOON)
def test_what_was_withdrawn_meanwhile_is_told_to_nobody():
    ours, _theirs, here = make_two()
    decision = open_by_mail(make_decision(here, ours))
    actions.withdraw(decision=decision, because="Te vroeg", by=None, at=NOON)
    work()
    assert mail.outbox == []
