"""The digest by e-mail: only what its reader may open, in titles; sent once, ended in one press."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail, signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from samenspel.channels import actions, queries, tasks
from samenspel.channels.choices import Rhythm
from samenspel.channels.models import Digest
from samenspel.collaborations.choices import Phase, Role
from samenspel.collaborations.models import PhaseNote
from samenspel.meaning import actions as meaning
from samenspel.meaning.models import Scan
from samenspel.people import actions as people
from samenspel.people.models import User
from samenspel.platform import agenda, letters
from samenspel.platform.models import AuditEvent, OutgoingLetter
from tests.make import NOON, make_collaboration, make_party, make_person, speaker_of
from tests.make_conversations import make_conversation, opened
from tests.make_letters import work
from tests.make_scans import CLOSES_AT, LATER, accept_all, answered_by, make_open, sides_of

pytestmark = pytest.mark.django_db
INFORMED = reverse("channels:informed")
BEFORE = NOON - timedelta(days=1)
FRIDAY = datetime.fromisoformat("2026-06-05T07:00+02:00")
MONDAY = datetime.fromisoformat("2026-06-08T07:00+02:00")


@pytest.fixture
def scan():
    return make_open(make_party("Ons", role=Role.MANAGER), make_party("Zij", role=Role.MANAGER))


@pytest.fixture
def person(scan):
    return speaker_of(sides_of(scan)[0].party)


def digest_of(person, rhythm=Rhythm.DAILY, *, at=BEFORE):
    actions.choose_digest(rhythm=rhythm, by=person, at=at)
    return Digest.objects.get(person=person)


def ended(scan, at=LATER):
    answered_by(scan, own_words="Geheimtekst")
    return Scan.objects.get(pk=scan.pk)


def says(entries):
    return [each.says for each in entries]


def test_what_waits_is_deciding_and_then_talking(scan, person):
    ended(scan)
    assert says(agenda.waiting_for(person, at=NOON)) == []
    decide = "Beslis of de uitkomst van ‘Scan onder mensen’ open mag."
    assert says(agenda.waiting_for(person, at=LATER)) == [decide]
    first, second = sides_of(scan)
    meaning.accept_opening(side=first, by=person, at=LATER)
    assert says(agenda.waiting_for(person, at=LATER)) == []
    assert says(agenda.waiting_for(speaker_of(second.party), at=LATER)) == [decide]
    meaning.accept_opening(side=second, by=speaker_of(second.party), at=LATER)
    talk = "Praat over de uitkomst van ‘Scan onder mensen’."
    assert says(agenda.waiting_for(person, at=LATER)) == [talk]


def test_a_facilitator_decides_nothing_and_a_stranger_sees_nothing(scan, person):
    ended(scan)
    facilitator, stranger = make_person(), make_person()
    sides_of(scan)[0].party.representations.create(person=facilitator, role=Role.FACILITATOR)
    assert len(agenda.waiting_for(person, at=LATER)) == 1
    for each in (facilitator, stranger):
        assert agenda.waiting_for(each, at=LATER) == []
    assert len(agenda.changed_for(facilitator, since=BEFORE, until=LATER)) == 2
    assert agenda.changed_for(stranger, since=BEFORE, until=LATER) == []
    assert agenda.days_of(stranger, at=NOON) == []


def test_each_change_is_told_in_one_digest_only(scan, person):
    ended(scan)
    accept_all(scan, at=LATER, talked=False)
    since, told = BEFORE, []
    for until in (NOON, CLOSES_AT, LATER, LATER + timedelta(days=1)):
        told.append(says(agenda.changed_for(person, since=since, until=until)))
        since = until
    assert [each for some in told for each in some] == [
        "Mensen kunnen antwoorden op ‘Scan onder mensen’.",
        "Antwoorden op ‘Scan onder mensen’ kan niet meer.",
        "De uitkomst van ‘Scan onder mensen’ is open.",
    ]


def test_conversations_and_phases_add_their_part(person, scan):
    made, _token = opened(make_conversation(scan.collaboration, at=NOON), at=NOON)
    PhaseNote.objects.create(
        collaboration=scan.collaboration, phase=Phase.DEVELOPMENT, reached_on=date(2026, 6, 1),
        evidence="x", noted_at=NOON,
    )  # fmt: skip
    told = says(agenda.changed_for(person, since=BEFORE, until=NOON))
    assert f"Mensen kunnen meedoen aan ‘{made.question}’." in told
    assert f"De samenwerking kwam in een andere fase: {Phase.DEVELOPMENT.label}." in told
    assert agenda.waiting_for(person, at=NOON) == []
    made.statements.create(number=90, text="Mag dit?", made_on=NOON.date())
    assert says(agenda.waiting_for(person, at=NOON)) == [
        f"Lees 1 stelling die wacht in ‘{made.question}’."
    ]
    assert f"conversation-ends-{made.pk}" in [d.key for d in agenda.days_of(person, at=NOON)]


@pytest.mark.parametrize(
    ("rhythm", "told", "at", "is_due"),
    [
        (Rhythm.DAILY, MONDAY - timedelta(days=1), MONDAY, True),
        (Rhythm.DAILY, MONDAY - timedelta(hours=1), MONDAY, False),
        (Rhythm.WEEKLY, FRIDAY, MONDAY, True),
        (Rhythm.WEEKLY, FRIDAY, FRIDAY + timedelta(days=1), False),
        (Rhythm.WEEKLY, FRIDAY, MONDAY + timedelta(days=1), True),  # nobody worked on Monday
        (Rhythm.WEEKLY, MONDAY, MONDAY + timedelta(days=6), False),
    ],
)
def test_it_comes_once_a_day_or_once_a_week(rhythm, told, at, is_due):
    digest = digest_of(make_person(), rhythm, at=told)
    assert queries.is_due(digest, at) is is_due
    assert queries.digests_due(at) == ([digest] if is_due else [])


def hand_out(digest):
    letters.put_in_line(mail=tasks.send_digest, about=digest, given=[digest.pk])
    work()


def sent(person, **fields):
    """The letters of the digest that is due now; what came out before does not count."""
    Digest.objects.filter(person=person).update(told_until=BEFORE, **fields)
    mail.outbox.clear()
    hand_out(Digest.objects.get(person=person))
    return list(mail.outbox)


@pytest.mark.parametrize(
    ("language", "subject", "first"),
    [
        ("nl", "Wat op je wacht, en wat veranderde", "Mensen kunnen antwoorden op"),
        ("en", "What waits for you, and what changed", "People can answer"),
    ],
)
def test_the_letter_is_in_the_language_of_its_reader(
    scan, person, settings, language, subject, first
):
    settings.SITE = "https://samen.example/"
    Scan.objects.update(title="<b>Wij & zij</b>")
    User.objects.filter(pk=person.pk).update(language=language)
    digest_of(person)
    with translation.override("nl"):
        (letter,) = sent(person)
    text, html = letter.body, letter.alternatives[0].content
    page = f"https://samen.example/s/{scan.collaboration.slug}/"
    assert (letter.subject, letter.to) == (subject, [person.email])
    assert "<b>Wij & zij</b>" in text
    assert "&lt;b&gt;Wij &amp; zij&lt;/b&gt;" in html
    assert all("(Samen proberen)" in each for each in (text, html))
    assert all(first in each and page in each and INFORMED in each for each in (text, html))


def test_nothing_sealed_stands_in_it(scan, person):
    ended(scan)
    Scan.objects.update(closes_at=timezone.now() - timedelta(hours=1))
    digest_of(person)
    (letter,) = sent(person)
    assert "Scan onder mensen" in letter.body
    for hidden in ("Geheimtekst", "laag10", "woord1"):
        assert hidden not in letter.body + letter.alternatives[0].content


def test_an_empty_digest_is_not_sent_and_none_goes_twice(scan, person):
    digest = digest_of(person)
    assert len(sent(person)) == 1
    assert Digest.objects.get(pk=digest.pk).told_until > BEFORE
    mail.outbox.clear()
    hand_out(digest)
    Scan.objects.all().delete()
    hand_out(digest)
    assert sent(person) == []
    done = AuditEvent.objects.filter(action__startswith="channels.digest").order_by("position")
    assert list(done.values_list("action", flat=True)) == [
        "channels.digest_chosen", "channels.digest_begun",
    ]  # fmt: skip
    assert list(OutgoingLetter.objects.values_list("state", flat=True)) == ["sent"]


def test_a_mail_server_that_is_away_loses_nothing(scan, person, monkeypatch):
    digest = digest_of(person)

    def away(_self):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", away)
    with pytest.raises(ConnectionRefusedError):
        hand_out(digest)
    assert Digest.objects.get(pk=digest.pk).told_until == BEFORE


def test_one_press_in_a_mail_program_ends_it(scan, person, client):
    digest = digest_of(person)
    (letter,) = sent(person)
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    path = "/" + address.split("/", 3)[3]
    assert client.get(path).status_code == 200
    assert Digest.objects.filter(pk=digest.pk).exists()
    client.handler.enforce_csrf_checks = True
    for _again in range(2):
        done = client.post(path, {"List-Unsubscribe": "One-Click"})
        assert (done.status_code, "Je krijgt geen overzicht meer" in done.text) == (200, True)
    assert not Digest.objects.exists()
    again = digest_of(person)
    client.post(path)
    assert Digest.objects.filter(pk=again.pk).exists()  # an old letter ends nothing newer


def test_a_token_of_something_else_ends_nothing(person, client):
    digest = digest_of(person)
    for token in ("x", signing.dumps(digest.pk, salt="another")):
        assert client.post(reverse("channels:no_digest", args=[token])).status_code == 404
    assert Digest.objects.get() == digest


def test_the_page_keeps_what_was_chosen(person, signed_in):
    client = signed_in(person)
    assert "checked" in client.get(INFORMED).text
    for rhythm in ("weekly", "daily"):
        assert client.post(INFORMED, {"rhythm": rhythm}).status_code == 302
        assert Digest.objects.get().rhythm == rhythm
    assert client.post(INFORMED, {"rhythm": "hourly"}).status_code == 422
    assert client.post(INFORMED, {"rhythm": ""}).status_code == 302
    assert not Digest.objects.exists()


def test_who_may_not_come_in_or_is_erased_gets_no_digest(person):
    digest_of(person)
    assert len(queries.digests_due(NOON)) == 1
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert (queries.digests_due(NOON), sent(person)) == ([], [])
    people.erase(person=person, by=person, at=NOON)
    assert not Digest.objects.exists()


@pytest.mark.parametrize("scans", [1, 3])
def test_the_number_of_queries_does_not_grow_with_scans(scans):
    person = make_person()
    ours = make_party("Ons", person=person, role=Role.MANAGER)
    for n in range(scans):
        theirs = make_party(f"Zij {n}")
        scan = make_open(ours, theirs, collaboration=make_collaboration(ours, theirs))
        conversation, _token = opened(make_conversation(scan.collaboration, at=NOON), at=NOON)
        conversation.statements.create(number=90, text="Mag dit?", made_on=NOON.date())
    asked = {
        "waits": lambda: agenda.waiting_for(person, at=LATER),
        "changed": lambda: agenda.changed_for(person, since=BEFORE, until=LATER),
        "days": lambda: agenda.days_of(person, at=LATER),
    }
    counted = {}
    for name, ask in asked.items():
        with CaptureQueriesContext(connection) as made:
            found = ask()
        counted[name] = (len(made), len(found) // scans)
    assert counted == {"waits": (4, 2), "changed": (2, 4), "days": (3, 2)}
