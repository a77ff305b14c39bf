"""The same where no page is opened: presses, letters, news to programs, tasks, logs, commands."""

import json
import logging
from contextlib import suppress

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samenspel.channels import actions as channels
from samenspel.channels import queries as news
from samenspel.channels.choices import Rhythm
from samenspel.channels.models import Delivery, Digest
from samenspel.channels.tasks import send_digests
from samenspel.meaning import actions, queries
from samenspel.meaning.choices import MessageKind
from samenspel.meaning.models import GuessedPoint, Invitation, Scan, Talk, WordAnswer
from samenspel.meaning.tasks import mail_invitation, mail_message, write_what_is_due
from samenspel.people.models import User
from samenspel.platform.errors import DomainError
from samenspel.platform.guests import Guest
from tests.make_scans import SITE, sides_of
from tests.permissions.states import DAYS, KEPT_SHUT, OWN_WORDS, move_on, speaker
from tests.permissions.test_peeking import seen
from tests.permissions.walk import hangs_on_a_scan, path_of, routes
from tests.permissions.world import ROLES, make_world
from tests.platform.test_retries import work

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
COMMANDS = ("audit_verify", "answer_links", "demo_links")


def pressed(world):
    """What everyone gets who presses any button about the scan; what it did is taken back."""
    for name, wants in routes():
        path = path_of(name, wants, world) if hangs_on_a_scan(name, wants) else None
        for role in ROLES if path else ():
            with transaction.atomic():
                response = world.clients[role].post(path)
                transaction.set_rollback(True)
            yield (role, path), response.content


@pytest.mark.parametrize("state", KEPT_SHUT)
def test_no_press_shows_an_answer(state, caplog):
    caplog.set_level(logging.DEBUG)
    world = make_world(state)
    assert WordAnswer.objects.filter(own_words__startswith=OWN_WORDS).exists()
    shown = dict(pressed(world))
    assert len(shown) > 200
    assert [where for where, content in shown.items() if OWN_WORDS.encode() in content] == []
    assert OWN_WORDS not in caplog.text


def ask_and_tell(scan):
    """Every kind of letter about a scan that has not opened, to whom it goes by then."""
    now, (ours, _theirs, *_more) = timezone.now(), sides_of(scan)
    with suppress(DomainError):  # whoever is too late asks and reminds nobody
        guests = [Guest(f"Gast {number}", f"gast{number}@voorbeeld.example") for number in (1, 2)]
        actions.invite(side=ours, guests=guests, language="nl", mail=mail_invitation, site=SITE,
                       by=None, at=now)  # fmt: skip
        work()
        actions.remind(side=ours, mail=mail_message, by=None, at=now)
    for kind in (MessageKind.CLOSED, MessageKind.NEXT_WAVE):
        actions.tell_speakers(scan=scan, kind=kind, mail=mail_message, by=None, at=now)
    for person in User.objects.filter(representations__party__scan_sides__scan=scan):
        channels.choose_digest(rhythm=Rhythm.DAILY, by=person, at=now)
    Digest.objects.update(told_until=now - DAYS)
    for task in (write_what_is_due, send_digests):
        task.func()
    work()


@pytest.mark.parametrize("state", KEPT_SHUT)
def test_no_letter_news_task_or_log_holds_an_answer(state, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    world = make_world(state)
    assert WordAnswer.objects.filter(own_words__startswith=OWN_WORDS).exists()
    ask_and_tell(Scan.objects.get(pk=world.arguments["scan_id"]))
    letters = [f"{letter.message()} {letter.body} {letter.alternatives}" for letter in mail.outbox]
    assert len(letters) >= 8
    told = [news.body_of(each) for each in Delivery.objects.select_related("webhook")]
    assert told
    tasks = [str(row) for row in DBTaskResult.objects.values()]
    assert len(tasks) >= 4
    for command in COMMANDS:
        call_command(command)
    everything = f"{letters} {told} {tasks} {caplog.text} {capsys.readouterr()}"
    assert OWN_WORDS not in everything


def guessed_again(talk, points):
    """Let everyone who was asked guess again."""
    for side in sides_of(talk.scan):
        others = list(queries.other_sides(side))
        scales = [s.pk for word in queries.words_of(talk.scan) for s in word.scales.all()]
        said = {other.pk: dict.fromkeys(scales, points) for other in others}
        for invitation in side.invitations.order_by("pk"):
            actions.guess_again(guesses=said, agrees_to_small_group=True, by=invitation,
                                at=timezone.now())  # fmt: skip


def test_what_was_guessed_after_a_talk_shows_nowhere_before_the_numbers(time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    world = make_world("guessing")
    talk = Talk.objects.get(scan_id=world.arguments["scan_id"])
    guessed_again(talk, 2)
    before = dict(seen(world, "guessing"))
    assert len(before) > 60
    GuessedPoint.objects.update(points=7)
    after = dict(seen(world, "guessing"))
    assert [where for where in before if before[where] != after[where]] == []
    actions.open_numbers(talk=talk, by=speaker(sides_of(talk.scan)[0]), at=timezone.now())
    learned = json.dumps(Talk.objects.get(pk=talk.pk).learning)
    assert "7.0" in learned  # then it does


@pytest.mark.parametrize("state", ["open", "ended", "guessing"])
def test_who_was_withdrawn_opens_nothing_with_the_link_or_the_cookie_of_before(state):
    world = make_world("open")
    scan = Scan.objects.get(pk=world.arguments["scan_id"])
    invitation = Invitation.objects.get(pk=world.arguments["invitation_id"])
    actions.withdraw_invitation(
        invitation=invitation, by=speaker(invitation.side), at=timezone.now()
    )
    move_on(scan, state)
    for name in ("personal_link", "refuse_mail", "answer_word", "answered", "erase_answers"):
        path = path_of(f"meaning:{name}", dict(routes())[f"meaning:{name}"], world)
        for method in ("get", "post"):
            status = getattr(world.clients["L"], method)(path).status_code
            assert status in (404, 405), (method, name)
