"""Where a collaboration stands, with what shows it; and parties that join later."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse

from samenspel.collaborations import actions, queries
from samenspel.collaborations.choices import Phase, Role
from samenspel.collaborations.models import Collaboration, PhaseNote
from samenspel.platform.models import AuditEvent
from tests.make import NOON, make_collaboration, make_party, make_person, speaker_of
from tests.make_letters import work
from tests.make_scans import make_open

pytestmark = pytest.mark.django_db
GIVEN = {"phase": "development", "reached_on": "2026-05-20", "evidence": "De eerste tafel stond."}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def ours():
    return make_party("Ons", role=Role.MANAGER)


@pytest.fixture
def collaboration(ours):
    return make_collaboration(ours, make_party("Zij"))


def note(signed_in, collaboration, person, **more):
    path = reverse("collaborations:phase", args=[collaboration.slug])
    return signed_in(person).post(path, GIVEN | more)


def test_a_phase_is_noted_with_what_shows_it_and_by_whom(signed_in, ours, collaboration):
    note(signed_in, collaboration, speaker_of(ours))
    found = PhaseNote.objects.get()
    assert (found.phase, found.reached_on, found.evidence) == (
        Phase.DEVELOPMENT, date(2026, 5, 20), "De eerste tafel stond."
    )  # fmt: skip
    assert (found.noted_by, found.noted_at) == (speaker_of(ours), NOON)
    assert Collaboration.objects.get().phase == Phase.DEVELOPMENT
    assert AuditEvent.objects.latest("position").action == "collaborations.phase_noted"


def test_every_party_reads_what_was_noted(signed_in, ours, collaboration):
    note(signed_in, collaboration, speaker_of(ours))
    theirs = collaboration.parties.get(name="Zij")
    for name in ("portfolio:collaboration", "collaborations:phase"):
        page = signed_in(speaker_of(theirs)).get(reverse(name, args=[collaboration.slug]))
        assert "De eerste tafel stond." in page.text


def test_the_newest_day_says_where_you_stand_now(collaboration):
    given = {"collaboration": collaboration, "evidence": "x", "by": None, "at": NOON}
    actions.note_phase(phase=Phase.CONDUCT, reached_on=date(2026, 5, 2), **given)
    actions.note_phase(phase=Phase.DEVELOPMENT, reached_on=date(2026, 4, 1), **given)
    assert Collaboration.objects.get().phase == Phase.CONDUCT
    assert [each.phase for each in queries.phase_notes_of(collaboration)] == [
        Phase.CONDUCT, Phase.DEVELOPMENT
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [{"evidence": " "}, {"reached_on": "2026-06-02"}, {"reached_on": ""}, {"phase": "x"}]
)
def test_what_is_missing_or_yet_to_come_is_refused(signed_in, ours, collaboration, wrong):
    assert note(signed_in, collaboration, speaker_of(ours), **wrong).status_code == 422
    assert not PhaseNote.objects.exists()


def test_the_database_refuses_a_phase_without_a_reason(collaboration):
    with pytest.raises(IntegrityError, match="phase_note_says_why"):
        collaboration.phase_notes.create(
            phase=Phase.CONDUCT, reached_on=NOON.date(), evidence="", noted_at=NOON
        )


def test_a_facilitator_reads_and_notes_nothing(signed_in, ours, collaboration):
    facilitator = make_person()
    ours.representations.create(person=facilitator, role=Role.FACILITATOR)
    assert note(signed_in, collaboration, facilitator).status_code == 422
    assert not PhaseNote.objects.exists()


def test_the_note_stays_when_its_writer_is_erased(signed_in, ours, collaboration):
    note(signed_in, collaboration, speaker_of(ours))
    speaker_of(ours).delete()
    assert PhaseNote.objects.get().noted_by is None


def ask(signed_in, collaboration, person, party):
    path = reverse("collaborations:ask_party", args=[collaboration.slug])
    return signed_in(person).post(path, {"party": party.pk, "email": "bo@voorbeeld.example"})


def test_another_party_is_asked_and_joins_with_its_own(signed_in, ours, collaboration):
    ask(signed_in, collaboration, speaker_of(ours), ours)
    work()
    (letter,) = mail.outbox
    ((html, kind),) = letter.alternatives
    assert kind == "text/html"
    assert collaboration.purpose in html
    assert "/uitnodiging/" in html
    third = make_party("Derde", role=Role.MANAGER)
    path = letter.body[letter.body.index("/uitnodiging/") :].split()[0]
    signed_in(speaker_of(third)).post(path, {"party": third.pk})
    assert [each.name for each in collaboration.parties.order_by("pk")] == ["Ons", "Zij", "Derde"]


def test_only_a_manager_of_a_party_here_asks(signed_in, ours, collaboration):
    theirs = collaboration.parties.get(name="Zij")
    elsewhere = make_party("Elders", role=Role.MANAGER)
    assert ask(signed_in, collaboration, speaker_of(theirs), theirs).status_code == 422
    assert ask(signed_in, collaboration, speaker_of(ours), elsewhere).status_code == 422
    assert ask(signed_in, collaboration, speaker_of(elsewhere), elsewhere).status_code == 404
    work()
    assert mail.outbox == []


def test_a_party_that_joins_later_does_not_see_earlier_scans(signed_in, ours, collaboration):
    scan = make_open(*collaboration.parties.all(), collaboration=collaboration)
    third = make_party("Derde")
    collaboration.participations.create(party=third)
    path = reverse("meaning:scan_state", args=[collaboration.slug, scan.pk])
    assert signed_in(speaker_of(ours)).get(path).status_code == 200
    assert signed_in(speaker_of(third)).get(path).status_code == 404


@pytest.mark.parametrize("notes", [1, 30])
def test_the_page_of_the_phase_costs_six_queries(
    signed_in, django_assert_num_queries, ours, collaboration, notes
):
    for day in range(notes):
        actions.note_phase(
            collaboration=collaboration, phase=Phase.CONDUCT, evidence="x", by=None, at=NOON,
            reached_on=NOON.date() - timedelta(days=day),
        )  # fmt: skip
    client = signed_in(speaker_of(ours))
    with django_assert_num_queries(6):
        client.get(reverse("collaborations:phase", args=[collaboration.slug]))
