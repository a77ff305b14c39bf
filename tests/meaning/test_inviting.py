"""Who is asked, by link or by mail, and that a mail goes out once."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from samenspel.meaning import actions
from samenspel.meaning.choices import MailState
from samenspel.meaning.forms import InviteForm
from samenspel.meaning.models import Invitation, Respondent, Scan
from samenspel.meaning.tasks import mail_invitation
from samenspel.platform.guests import Guest
from tests.make import NOON, speaker_of
from tests.make_scans import SITE, answer, make_draft, make_open, open_up, sides_of

pytestmark = pytest.mark.django_db


class BrokenBackend(EmailBackend):
    def send_messages(self, email_messages):  # noqa: ARG002 what is sent does not matter
        raise smtplib.SMTPRecipientsRefused({})


class DyingBackend(EmailBackend):
    def send_messages(self, email_messages):  # noqa: ARG002 what is sent does not matter
        raise KeyboardInterrupt


BROKEN, DYING = (f"{__name__}.{each.__name__}" for each in (BrokenBackend, DyingBackend))


def invite_page(scan, number=0):
    side = sides_of(scan)[number]
    return reverse("meaning:invite", args=[scan.collaboration.slug, scan.pk, side.pk])


def today(scan):
    """The scan as if it was opened just now."""
    now = timezone.now()
    Scan.objects.filter(pk=scan.pk).update(closes_at=now + timedelta(days=7))
    return Scan.objects.get(pk=scan.pk)


def test_people_are_added_by_name_address_or_both(signed_in):
    scan = today(make_draft())
    client = signed_in(speaker_of(sides_of(scan)[0].party))
    lines = "Ada Voorbeeld\nbo@voorbeeld.example\nCas Proef <cas@voorbeeld.example>\n\n" \
            "Di, di@voorbeeld.example; Ada Voorbeeld"  # fmt: skip
    page = client.post(invite_page(scan), {"people": lines})
    people = Invitation.objects.order_by("pk").values_list("name", "email", "mail_state")
    assert list(people) == [
        ("Ada Voorbeeld", "", "none"),
        ("", "bo@voorbeeld.example", "waiting"),
        ("Cas Proef", "cas@voorbeeld.example", "waiting"),
        ("Di", "di@voorbeeld.example", "waiting"),
    ]
    assert page.text.count("/u/") == 1  # a link for who has no address, shown once
    assert client.get(invite_page(scan)).text.count("/u/") == 0
    client.post(invite_page(scan), {"people": lines})  # a double click asks nobody twice
    assert Invitation.objects.count() == 4


@pytest.mark.parametrize(
    "line", ["bo@", "@voorbeeld.example", "Bo <bo>", "x" * 121, "bo.voorbeeld.example", "06 12"]
)
def test_a_line_that_is_no_person_is_refused_as_a_whole(signed_in, line):
    scan = today(make_draft())
    client = signed_in(speaker_of(sides_of(scan)[0].party))
    page = client.post(invite_page(scan), {"people": f"Ada Voorbeeld\n{line}"})
    assert (page.status_code, Invitation.objects.count()) == (200, 0)


def test_only_ones_own_party_sees_and_adds_people(signed_in):
    scan = today(make_draft())
    stranger = signed_in(speaker_of(sides_of(scan)[1].party))
    assert stranger.post(invite_page(scan), {"people": "Ada"}).status_code == 404
    with pytest.raises(actions.NotForYou):
        actions.invite(
            side=sides_of(scan)[0], guests=[Guest("Ada")], language="nl", mail=mail_invitation,
            site=SITE, by=speaker_of(sides_of(scan)[1].party), at=NOON,
        )  # fmt: skip


def waiting_mails():
    return [result.args_kwargs["args"] for result in DBTaskResult.objects.order_by("enqueued_at")]


def mailed(language="nl", name="Ada"):
    """An open scan with one invitation by e-mail in line."""
    scan = today(make_draft())
    actions.invite(
        side=sides_of(scan)[0], guests=[Guest(name, "ada@voorbeeld.example")],
        language=language, mail=mail_invitation, site=SITE, by=None, at=timezone.now(),
    )  # fmt: skip
    assert waiting_mails() == []  # a draft sends nothing
    open_up(scan, at=timezone.now())
    return Invitation.objects.get()


def run(invitation):
    mail_invitation.func(invitation.pk, SITE)
    return Invitation.objects.get(pk=invitation.pk)


def test_opening_puts_the_mails_in_line_and_each_goes_out_once(client):
    invitation = mailed()
    assert waiting_mails() == [[invitation.pk, SITE]]
    sent = run(invitation)
    run(invitation)
    assert (sent.mail_state, len(mail.outbox)) == (MailState.SENT, 1)
    (letter,) = mail.outbox
    assert letter.to == ["ada@voorbeeld.example"]
    assert letter.subject == "Ons vraagt je: wat betekenen deze woorden voor jou?"
    address = next(line for line in letter.body.splitlines() if "/u/" in line)
    assert address in letter.alternatives[0].content
    assert client.get(address.removeprefix(SITE[:-1])).status_code == 200


def test_a_mail_speaks_the_language_of_who_invited():
    with translation.override("nl"):
        run(mailed(language="en"))
    assert "Your personal link:" in mail.outbox[0].body


def test_names_in_a_mail_are_escaped_in_html_and_plain_in_text():
    run(mailed(name="<b>Ada</b> & co"))
    letter = mail.outbox[0]
    assert "Dag <b>Ada</b> & co," in letter.body
    assert "<b>" not in letter.alternatives[0].content


def test_a_refused_address_is_noted_and_stops_nothing(settings, caplog):
    invitation = mailed()
    settings.EMAIL_BACKEND = BROKEN
    assert run(invitation).mail_state == MailState.FAILED
    assert "ada@" not in caplog.text


def test_a_process_that_dies_in_between_leaves_it_uncertain_and_unsent_twice(settings):
    invitation = mailed()
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, DYING
    with pytest.raises(KeyboardInterrupt):
        run(invitation)
    settings.EMAIL_BACKEND = backend
    again = run(invitation)
    assert (again.mail_state, again.sent_at, len(mail.outbox)) == (MailState.UNCERTAIN, None, 0)


def test_who_invited_can_send_it_again_with_a_new_link(signed_in, client):
    invitation = run(mailed())
    speaker = signed_in(speaker_of(invitation.side.party))
    scan = invitation.side.scan
    path = reverse(
        "meaning:mail_again",
        args=[scan.collaboration.slug, scan.pk, invitation.side_id, invitation.pk],
    )
    assert speaker.post(path).status_code == 302
    run(invitation)
    first, second = (
        next(line for line in letter.body.splitlines() if "/u/" in line) for letter in mail.outbox
    )
    statuses = [client.get(a.removeprefix(SITE[:-1])).status_code for a in (first, second)]
    assert statuses == [404, 200]


def test_a_withdrawn_invitation_is_not_mailed():
    invitation = mailed()
    speaker = speaker_of(invitation.side.party)
    actions.withdraw_invitation(invitation=invitation, by=speaker, at=timezone.now())
    run(invitation)
    assert mail.outbox == []


@pytest.mark.parametrize("guest", [Guest(name="Imke"), Guest("Imke", "imke@voorbeeld.example")])
def test_who_is_withdrawn_and_asked_again_counts_once(guest):
    scan = make_open()
    side = sides_of(scan)[0]
    person = speaker_of(side.party)

    def invite():
        actions.invite(
            side=side, guests=[guest], language="nl", mail=mail_invitation, site="", by=person,
            at=NOON,
        )  # fmt: skip
        return side.invitations.get(revoked_at=None)

    first = invite()
    answer(first, own=3, at=NOON)
    actions.withdraw_invitation(invitation=first, by=person, at=NOON)
    again = invite()
    answer(again, own=5, at=NOON)
    assert Respondent.objects.filter(side=side).count() == 1
    assert not first.token_hash or again.token_hash != first.token_hash


@pytest.mark.parametrize("name", ["Bo", "J.P. de Vries", "bo de wit", "Ü. Öz", "Bo 2", "李明"])
def test_a_line_that_may_be_a_name_is_taken_as_one(name):
    form = InviteForm({"people": name})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["people"] == [Guest(name)]


def test_more_people_asked_than_there_are_is_said_beside_the_count(signed_in):
    scan = today(make_draft(population=2))
    client = signed_in(speaker_of(sides_of(scan)[0].party))
    state = reverse("meaning:scan_state", args=[scan.collaboration.slug, scan.pk])
    client.post(invite_page(scan), {"people": "Ada\nBo"})
    assert "meer mensen dan er zijn" not in client.get(state).text
    client.post(invite_page(scan), {"people": "Cas"})
    page = client.get(state).text
    assert page.count("Dat zijn meer mensen dan er zijn.") == 1
    assert "3 van 2 mensen gevraagd" in page
    assert "Je vroeg 3 mensen, en er zijn er 2." in client.get(invite_page(scan)).text
