"""Before a scan opens nobody learns anything of what was answered, wherever they look."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from samenspel.meaning.models import Answer, WordAnswer
from samenspel.people.models import User
from samenspel.platform import audit
from tests.people.test_my_data import every_file, every_table
from tests.permissions.states import KEPT_SHUT, OWN_WORDS
from tests.permissions.walk import ALWAYS, hangs_on_a_scan, path_of, routes, table
from tests.permissions.world import ROLES, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
ANSWERED = ("meaning_wordanswer", "meaning_answer", "meaning_respondent")
AT_RANDOM = {  # new on every page
    "mfa_add_webauthn", "mfa_activate_totp", "mfa_reauthenticate_webauthn", "conversations:vote"
}  # fmt: skip
OVERVIEWS = {  # where more than one scan can be told of
    "portfolio:home", "portfolio:collaboration", "meaning:scans", "people:my_data",
    "people:my_data_file", "channels:calendar", "platform:tasks", "platform:letters",
}  # fmt: skip
VARIES = re.compile(  # tokens that are new on every page
    rb'name="(?:csrfmiddlewaretoken|shown)"[^>]*>|"csrfmiddlewaretoken": "[^"]*"'
)


def seen(world, state, roles=ROLES):
    """What everyone gets from every address that shows them something, as bytes.

    Other states than the first open only what could tell of a scan.
    """
    letters = table(ALWAYS) | table(state)
    for name, wants in routes():
        if not (state == ALWAYS or name in OVERVIEWS or hangs_on_a_scan(name, wants)):
            continue
        path = path_of(name, wants, world) if name not in AT_RANDOM else None
        shown = dict(zip(ROLES, letters.get(f"GET {name}", ""), strict=False)) if path else {}
        for role in roles:
            if shown.get(role, "-") in "+x":
                response = world.clients[role].get(path)
                yield (role, path), VARIES.sub(b"", response.content)


def other_answers():
    """Let all answers say the opposite in other words; as many people as before."""
    for answer in Answer.objects.all():
        Answer.objects.filter(pk=answer.pk).update(points=8 - answer.points)
    WordAnswer.objects.update(own_words="iets heel anders", importance=0)


@pytest.mark.parametrize("state", KEPT_SHUT)
def test_every_page_is_the_same_whatever_was_answered(
    state, settings, caplog, capsys, time_machine
):
    time_machine.move_to(timezone.now(), tick=False)  # some pages tell the time
    world = make_world(state)
    assert WordAnswer.objects.filter(own_words__startswith=OWN_WORDS).count() == 10
    before = dict(seen(world, state))
    assert len(before) > (280 if state == ALWAYS else 60)  # each shows something
    assert [where for where, content in before.items() if OWN_WORDS.encode() in content] == []
    call_command("audit_verify")
    elsewhere = [row for row in every_table() if OWN_WORDS in row]
    assert {row.partition(":")[0] for row in elsewhere} <= set(ANSWERED)
    assert [file for file in every_file(settings) if OWN_WORDS in file] == []
    letters = [(letter.subject, letter.body, letter.alternatives) for letter in mail.outbox]
    assert OWN_WORDS not in f"{caplog.text} {letters} {capsys.readouterr()}"
    other_answers()
    after = dict(seen(world, state))
    assert [where for where in before if before[where] != after[where]] == []


def test_once_it_is_open_pages_do_differ():
    world = make_world("numbers")
    path = reverse(
        "meaning:scan_detail", args=[world.arguments["slug"], world.arguments["scan_id"]]
    )
    assert OWN_WORDS in world.clients["M"].get(path).text
    assert OWN_WORDS in world.clients["T"].get(path).text


def test_what_an_administrator_can_appoint_shows_no_more():
    world = make_world("closed")
    for person in User.objects.all():
        User.objects.filter(pk=person.pk).update(is_staff=True)
    for _where, content in seen(world, "closed", roles="AS"):
        assert OWN_WORDS.encode() not in content
    assert audit.verify().is_whole
