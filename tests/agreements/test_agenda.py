"""What of agreements stands in the digest and the calendar: who decides, what changed, and when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from samenspel.agreements import actions
from samenspel.agreements.choices import Changers
from samenspel.channels.actions import make_feed
from samenspel.collaborations.choices import Role
from samenspel.platform import agenda
from samenspel.platform.together import told_together
from tests.make import make_collaboration, make_party, make_person, speaker_of
from tests.make_agreements import (
    NOON,
    WORDING,
    accept_by_all,
    make_contribution,
    make_proposal,
    make_two,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BEFORE = NOON - DAY
REVIEW = NOON.replace(year=2027, month=1, day=15)
DECIDE = "Beslis over de afspraak ‘Ontbijt’."
AGAIN = "Kijk opnieuw naar de afspraak ‘Ontbijt’."


def waits(person, at=NOON):
    return [each.says for each in agenda.waiting_for(person, at=at)]


def changed(person, until=NOON):
    return [each.says for each in agenda.changed_for(person, since=BEFORE, until=until)]


def test_a_proposal_waits_for_who_did_not_accept_it_yet():
    ours, theirs, here = make_two()
    version = make_proposal(here, ours)
    assert (waits(speaker_of(ours)), waits(speaker_of(theirs))) == ([], [DECIDE])
    (entry,) = agenda.waiting_for(speaker_of(theirs), at=NOON)
    page = reverse("agreements:agreement", args=[here.slug, version.agreement_id])
    assert (entry.path, entry.where, entry.at) == (page, here.name, NOON)
    accept_by_all(version)
    assert waits(speaker_of(theirs)) == []


def test_a_facilitator_decides_nothing_and_a_stranger_sees_nothing():
    ours, theirs, here = make_two()
    facilitator, representative, stranger = make_person(), make_person(), make_person()
    theirs.representations.create(person=facilitator, role=Role.FACILITATOR)
    theirs.representations.create(person=representative, role=Role.REPRESENTATIVE)
    accept_by_all(make_proposal(here, ours, name="Lunch"))
    make_proposal(here, ours)
    assert [waits(each) for each in (representative, facilitator, stranger)] == [[DECIDE], [], []]
    assert len(changed(facilitator)) == 3
    assert changed(stranger) == []
    assert len(agenda.days_of(facilitator, at=NOON)) == 1
    assert agenda.days_of(stranger, at=NOON) == []


def test_where_only_managers_change_it_waits_for_managers_only():
    ours, theirs, here = make_two()
    manager, representative = speaker_of(theirs), make_person()
    theirs.representations.create(person=representative, role=Role.REPRESENTATIVE)
    wording = replace(WORDING, changers=Changers.MANAGERS)
    first = accept_by_all(make_proposal(here, ours, wording=wording))
    actions.propose_change(
        agreement=first.agreement, wording=replace(wording, what="Brood."), why="x", party=ours,
        by=None, at=NOON,
    )  # fmt: skip
    assert (waits(representative), waits(manager)) == ([], [DECIDE])


def test_on_its_day_an_agreement_is_to_be_looked_at_again_until_someone_proposes():
    ours, theirs, here = make_two()
    first = accept_by_all(make_proposal(here, ours))
    person = speaker_of(theirs)
    assert [waits(person, REVIEW - DAY), waits(person, REVIEW)] == [[], [AGAIN]]
    actions.propose_change(
        agreement=first.agreement, wording=replace(WORDING, review_on=date(2028, 1, 1)), why="x",
        party=theirs, by=None, at=REVIEW,
    )  # fmt: skip
    assert waits(person, REVIEW) == []
    assert waits(speaker_of(ours), REVIEW) == [DECIDE]


def test_each_change_is_told_once_and_nothing_of_what_it_says():
    ours, theirs, here = make_two()
    version = make_proposal(here, ours)
    make_contribution(here, ours, theirs, at=NOON, what="Geheim brood")
    make_contribution(here, theirs, ours, at=NOON, what="Geheime soep")
    actions.accept(version=version, party=theirs, by=None, at=NOON + DAY)
    person = speaker_of(ours)
    first = changed(person)
    assert first == [
        "Er is een voorstel voor de afspraak ‘Ontbijt’.", "Er zijn 2 bijdragen genoteerd."
    ]  # fmt: skip
    after = agenda.changed_for(person, since=NOON, until=NOON + DAY)
    assert [each.says for each in after] == ["Iedereen ging akkoord met de afspraak ‘Ontbijt’."]
    assert "Geheim" not in str(first)


@pytest.mark.parametrize(
    ("whose", "says"),
    [(1, "Een partij wees een voorstel voor ‘Ontbijt’ af."),
     (0, "Een voorstel voor ‘Ontbijt’ werd ingetrokken.")],
)  # fmt: skip
def test_a_proposal_that_ended_without_agreement_is_told(whose, says):
    ours, theirs, here = make_two()
    party = (ours, theirs)[whose]
    actions.decline(
        version=make_proposal(here, ours), party=party, because="Geheim", by=None, at=NOON + DAY
    )
    found = agenda.changed_for(speaker_of(ours), since=NOON, until=NOON + DAY)
    assert [each.says for each in found] == [says]


def test_the_day_of_looking_again_stands_in_the_calendar(client):
    ours, theirs, here = make_two()
    first = accept_by_all(make_proposal(here, ours))
    token = make_feed(by=speaker_of(theirs), at=NOON)
    file = client.get(reverse("channels:calendar", args=[token])).content
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert (str(event["summary"]), event.decoded("dtstart")) == (
        "‘Ontbijt’ opnieuw bekijken", WORDING.review_on,
    )  # fmt: skip
    assert str(event["uid"]) == f"agreement-review-{first.agreement_id}@testserver"


@pytest.mark.parametrize("many", [1, 3])
def test_many_agreements_ask_as_much_as_one(many):
    ours, theirs, here = make_two()
    for number in range(many):
        accept_by_all(make_proposal(here, ours, name=f"Afspraak {number}"))
        make_contribution(here, ours, theirs)
        elsewhere = make_collaboration(theirs, make_party(f"Derde {number}"))
        make_proposal(elsewhere, theirs, name=f"Elders {number}")
    person, counted = speaker_of(theirs), []
    from samenspel.agreements.queries import agenda as own

    for read in (
        lambda: told_together(own.waits_for(person, NOON)),
        lambda: told_together(own.changed_for(person, BEFORE, NOON)),
        lambda: told_together(own.days_of(person, NOON)),
    ):
        with CaptureQueriesContext(connection) as queries:
            read()
        counted.append(len(queries))
    assert counted == [5, 4, 3]
