"""Letters after the invitation: to whom, how often, in which language, and never twice."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from samenspel.meaning import actions
from samenspel.meaning.actions import RemindedEnough, ScanOver
from samenspel.meaning.choices import MailState
from samenspel.meaning.models import Invitation, ScanMessage
from samenspel.meaning.tasks import mail_invitation, mail_message
from samenspel.platform.models import AuditEvent
from tests.make import speaker_of
from tests.make_letters import ADA, BO, HOME, ada, asked_by_mail, close, ours, remind, to_whom, work
from tests.make_scans import SITE, answer

pytestmark = pytest.mark.django_db


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
    settings.SITE = HOME
    return asked_by_mail()


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
    new = address.removeprefix(HOME)
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
    path = refuse.removeprefix(HOME)
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


def test_nothing_tells_who_was_silent_once_the_scan_has_ended(scan):
    remind(scan)
    work()
    assert ScanMessage.objects.count() == 2
    close(scan)
    assert ScanMessage.objects.count() == 0
