"""Letters after the invitation: to whom, how often, in which language, and never twice."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from samenspel.meaning import actions, queries
from samenspel.meaning.actions import Guest, RemindedEnough, ScanOver
from samenspel.meaning.choices import MailState, MessageKind
from samenspel.meaning.models import Invitation, Scan, ScanMessage, ScanSide
from samenspel.meaning.tasks import mail_invitation, mail_message, write_what_is_due
from samenspel.people.models import User
from samenspel.platform.models import AuditEvent
from tests.make import speaker_of
from tests.make_scans import SITE, answer, answered_by, make_open, sides_of

pytestmark = pytest.mark.django_db
ADA, BO, CAS = (f"{name}@voorbeeld.example" for name in ("ada", "bo", "cas"))


class AwayBackend(EmailBackend):
    def open(self):
        raise smtplib.SMTPConnectError(421, b"away")


class BouncingBackend(EmailBackend):
    def send_messages(self, email_messages):
        if ADA in email_messages[0].to:
            raise smtplib.SMTPRecipientsRefused({})
        return super().send_messages(email_messages)


class BreakingBackend(EmailBackend):
    def send_messages(self, email_messages):
        super().send_messages(email_messages)
        raise smtplib.SMTPServerDisconnected


class DyingBackend(EmailBackend):
    def send_messages(self, email_messages):
        super().send_messages(email_messages)
        raise KeyboardInterrupt


def backend(which):
    return f"{__name__}.{which.__name__}"


@pytest.fixture
def scan(settings):
    """An open scan in which Ada and Bo of our side got an invitation by e-mail."""
    settings.SITE = "https://samenspel.example"
    made = make_open()
    now = timezone.now()
    Scan.objects.filter(pk=made.pk).update(closes_at=now + timedelta(days=7), opened_at=now)
    made = Scan.objects.get(pk=made.pk)
    guests = [Guest("Ada", ADA), Guest("Bo", BO), Guest("Di, zonder adres")]
    actions.invite(side=ours(made), guests=guests, language="nl", mail=mail_invitation,
                   site=SITE, by=None, at=now)  # fmt: skip
    work()
    mail.outbox.clear()
    return made


def ours(scan):
    return sides_of(scan)[0]


def work():
    """What the worker does: every task that waits, once."""
    tasks = {mail_invitation.module_path: mail_invitation, mail_message.module_path: mail_message}
    for waiting in DBTaskResult.objects.ready().order_by("enqueued_at"):
        tasks[waiting.task_path].func(*waiting.args_kwargs["args"])
        waiting.delete()


def remind(scan, at=None, by=None):
    actions.remind(side=ours(scan), mail=mail_message, by=by, at=at or timezone.now())


def ada():
    return Invitation.objects.select_related("side__scan").get(email=ADA)


def to_whom():
    return [letter.to[0] for letter in mail.outbox]


def test_a_reminder_goes_only_to_who_has_not_answered(scan):
    answer(ada(), at=timezone.now())
    remind(scan)
    work()
    assert to_whom() == [BO]


def test_who_answers_before_the_letter_goes_out_gets_none(scan):
    remind(scan)
    answer(ada(), at=timezone.now())
    work()
    assert to_whom() == [BO]
    assert ScanMessage.objects.count() == 1


def test_the_link_of_a_reminder_works_and_so_does_the_earlier_one(scan, client):
    token = actions.make_personal_link(invitation=ada(), by=None, at=timezone.now())
    remind(scan)
    work()
    address = next(line for line in mail.outbox[0].body.splitlines() if "/u/" in line)
    new = address.removeprefix("https://samenspel.example")
    old = reverse("meaning:personal_link", args=[token])
    assert [client.get(path).status_code for path in (new, old)] == [200, 200]
    actions.make_personal_link(invitation=ada(), by=None, at=timezone.now())
    assert [client.get(path).status_code for path in (new, old)] == [404, 404]


def test_two_reminders_at_most_and_a_day_apart(scan):
    now = timezone.now()
    remind(scan, now)
    with pytest.raises(RemindedEnough):
        remind(scan, now + timedelta(hours=23))
    remind(scan, now + timedelta(days=1))
    with pytest.raises(RemindedEnough):
        remind(scan, now + timedelta(days=3))
    with pytest.raises(ScanOver):
        remind(scan, now + timedelta(days=8))


def test_the_button_reminds_and_shows_neither_who_nor_how_many(scan, signed_in):
    client = signed_in(speaker_of(ours(scan).party))
    place = [scan.collaboration.slug, scan.pk, ours(scan).pk]
    page = reverse("meaning:invite", args=place)
    before = client.get(page).text
    answer(ada(), at=timezone.now())
    assert client.post(reverse("meaning:remind", args=place)).status_code == 302
    work()
    after = client.get(page).text
    assert "Er gaan er hoogstens 2 uit." in before
    assert "Er ging 1 van hoogstens 2 herinneringen uit" in after
    people = [text.partition('id="lijst"')[2] for text in (before, after)]
    assert people[0].count("<li") == people[1].count("<li")
    assert client.post(reverse("meaning:remind", args=place)).status_code == 409
    lines = set(AuditEvent.objects.filter(action__contains="message_").values_list(
        "subject_label", flat=True))  # fmt: skip
    assert lines == {"meaning.Scan"}


@pytest.mark.parametrize("one_click", [True, False])
def test_who_refuses_mail_gets_no_more_and_can_still_answer(scan, client, one_click):
    remind(scan)
    work()
    letter = mail.outbox[0]
    refuse = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert refuse in letter.body
    path = refuse.removeprefix("https://samenspel.example")
    assert "Geen e-mail meer" in client.get(path).text
    assert ada().mail_refused_at is None  # reading changes nothing
    said = {"List-Unsubscribe": "One-Click"} if one_click else {}
    assert client.post(path, said).status_code == 200
    assert client.get(path.removesuffix("/geen-mail")).status_code == 200
    mail.outbox.clear()
    remind(scan, timezone.now() + timedelta(days=1))
    work()
    assert to_whom() == [BO]


def test_a_bounce_is_noted_and_the_others_get_theirs(scan, settings, caplog):
    remind(scan)
    settings.EMAIL_BACKEND = backend(BouncingBackend)
    work()
    assert to_whom() == [BO]
    states = ScanMessage.objects.order_by("pk").values_list("mail_state", flat=True)
    assert list(states) == [MailState.FAILED, MailState.SENT]
    assert "ada@" not in caplog.text


def test_a_mail_server_that_is_away_leaves_everything_waiting(scan, settings):
    remind(scan)
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, backend(AwayBackend)
    with pytest.raises(smtplib.SMTPConnectError):  # the task is tried again later
        work()
    assert set(ScanMessage.objects.values_list("mail_state", flat=True)) == {MailState.WAITING}
    settings.EMAIL_BACKEND = usual
    work()
    assert to_whom() == [ADA, BO]


def test_a_line_that_breaks_half_way_leaves_it_uncertain_and_sent_once(scan, settings):
    remind(scan)
    settings.EMAIL_BACKEND = backend(BreakingBackend)
    work()
    assert set(ScanMessage.objects.values_list("mail_state", flat=True)) == {MailState.UNCERTAIN}
    for message in ScanMessage.objects.all():
        mail_message.func(message.pk)
    assert to_whom() == [ADA, BO]


@pytest.mark.parametrize("kind", [Invitation, ScanMessage])
def test_a_worker_that_dies_in_between_leaves_it_uncertain_and_sends_it_once(scan, settings, kind):
    if kind is Invitation:
        actions.mail_again(invitation=ada(), mail=mail_invitation, site=SITE,
                           by=speaker_of(ours(scan).party), at=timezone.now())  # fmt: skip
    else:
        remind(scan)
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, backend(DyingBackend)
    with pytest.raises(KeyboardInterrupt):
        work()
    settings.EMAIL_BACKEND = usual
    work()
    assert to_whom().count(ADA) == 1
    first = kind.objects.filter(**{"email" if kind is Invitation else "invitation__email": ADA})
    assert first.get().mail_state == MailState.UNCERTAIN


def close(scan):
    for side in sides_of(scan):
        actions.agree_to_close(side=side, by=speaker_of(side.party), at=timezone.now())


def test_nothing_tells_who_was_silent_once_the_scan_has_ended(scan):
    remind(scan)
    work()
    assert ScanMessage.objects.count() == 2
    close(scan)
    assert ScanMessage.objects.count() == 0


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
    assert f"https://samenspel.example{state}" in mail.outbox[1].body


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


@pytest.mark.parametrize(("depth", "days"), [("light", 61), ("full", 182)])
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
    assert html.count("https://samenspel.example/") >= 2
    assert "https://samenspel.example/" in letter.body


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
