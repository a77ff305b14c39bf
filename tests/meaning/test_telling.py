"""What is told to who speaks for a side, and what the daily task makes up for."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation

from samenspel.meaning import actions, queries
from samenspel.meaning.choices import MessageKind
from samenspel.meaning.models import Invitation, Scan, ScanMessage, ScanSide
from samenspel.meaning.tasks import mail_invitation, mail_message, write_what_is_due
from samenspel.people.models import User
from samenspel.platform.guests import Guest
from tests.make import speaker_of
from tests.make_letters import HOME, asked_by_mail, close, ours, remind, work
from tests.make_scans import SITE, answered_by, sides_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scan(settings):
    settings.SITE = HOME
    return asked_by_mail()


def test_who_speaks_for_a_side_hears_once_that_it_ended(scan, signed_in):
    person = speaker_of(sides_of(scan)[1].party)
    User.objects.filter(pk=person.pk).update(language="en")
    for side in sides_of(scan):
        place = [scan.collaboration.slug, scan.pk, side.pk]
        client = signed_in(speaker_of(side.party))
        assert client.post(reverse("meaning:agree_to_close", args=place)).status_code == 302
    work()
    write_what_is_due.func()
    work()
    assert [letter.subject for letter in mail.outbox] == [
        "Antwoorden op ‘Scan onder mensen’ kan niet meer: mag de uitkomst open?",
        "Answering “Scan onder mensen” has ended: may the outcome open?",
    ]
    state = reverse("meaning:scan_state", args=[scan.collaboration.slug, scan.pk])
    assert HOME + state in mail.outbox[1].body


def test_who_speaks_for_a_side_hears_that_the_outcome_opened_and_reads_no_answer(scan, signed_in):
    answered_by(scan, own_words="Geheimtekst", at=timezone.now())
    close(scan)
    for side in sides_of(scan):
        place = [scan.collaboration.slug, scan.pk, side.pk]
        signed_in(speaker_of(side.party)).post(reverse("meaning:accept_opening", args=place))
    work()
    assert [letter.subject for letter in mail.outbox] == [
        "De uitkomst van ‘Scan onder mensen’ is open"
    ] * 2
    letters = [letter.body + letter.alternatives[0].content for letter in mail.outbox]
    assert not any("Geheimtekst" in text or "laag10" in text for text in letters)


def test_the_daily_task_reminds_before_the_end_unless_someone_did(scan):
    opened = timezone.now() - timedelta(days=4)
    soon = timezone.now() + timedelta(days=2)
    write_what_is_due.func()
    assert ScanMessage.objects.count() == 0
    Scan.objects.filter(pk=scan.pk).update(opened_at=opened, closes_at=soon)
    write_what_is_due.func()
    write_what_is_due.func()
    assert ScanMessage.objects.filter(kind=MessageKind.REMINDER).count() == 2
    assert list(ScanSide.objects.order_by("pk").values_list("reminders", flat=True)) == [1, 1]


def test_the_daily_task_tells_that_a_scan_ended_by_its_date(scan):
    remind(scan)
    Scan.objects.filter(pk=scan.pk).update(closes_at=timezone.now() - timedelta(hours=8))
    write_what_is_due.func()
    assert set(ScanMessage.objects.values_list("kind", flat=True)) == {MessageKind.CLOSED}


@pytest.mark.parametrize(("depth", "days"), [("light", 61), ("full", 183)])
def test_it_is_time_for_a_next_wave_once_and_only_of_the_last_scan(scan, depth, days):
    def opened(ago):
        Scan.objects.filter(pk=scan.pk).update(
            state="revealed", link_secret="", depth=depth,
            revealed_at=timezone.now() - timedelta(days=ago),
        )  # fmt: skip
        write_what_is_due.func()
        return ScanMessage.objects.filter(kind=MessageKind.NEXT_WAVE).count()

    assert [opened(days - 1), opened(days), opened(days + 1)] == [0, 2, 2]
    work()
    assert mail.outbox[0].subject == "Tijd om ‘Scan onder mensen’ opnieuw te vragen?"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", MessageKind.values)
def test_every_letter_is_whole_in_text_and_html_in_the_readers_language(scan, kind, language):
    User.objects.update(language=language)
    Invitation.objects.update(language=language, name="<b>Ada</b> & co")
    Scan.objects.filter(pk=scan.pk).update(revealed_at=timezone.now())
    with translation.override("nl" if language == "en" else "en"):
        if kind == MessageKind.REMINDER:
            remind(scan)
        else:
            actions.tell_speakers(
                scan=scan, kind=MessageKind(kind), mail=mail_message, by=None, at=timezone.now()
            )
        work()
    letter = mail.outbox[0]
    html = letter.alternatives[0].content
    assert f'<html lang="{language}">' in html
    assert ("Dag " if language == "nl" else "Hello ") in letter.body
    assert "<b>" not in html
    assert html.count(f"{HOME}/") >= 2
    assert f"{HOME}/" in letter.body


@pytest.mark.parametrize("people", [1, 20])
def test_asking_for_reminders_costs_the_same_however_many_there_are(
    scan, people, django_assert_max_num_queries
):
    guests = [Guest(f"P{n}", f"p{n}@voorbeeld.example") for n in range(people)]
    actions.invite(side=ours(scan), guests=guests, language="nl", mail=mail_invitation,
                   site=SITE, by=None, at=timezone.now())  # fmt: skip
    work()
    with django_assert_max_num_queries(3):
        queries.silent_guests(ours(scan), scan)
