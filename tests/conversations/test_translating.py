"""A statement and its translation by a person, side by side and each in its own language."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions, queries
from samenspel.conversations.actions import NotForYou, NotOpen
from samenspel.conversations.models import Statement
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.make_conversations import STATEMENTS, make_conversation, opened, taken_out

pytestmark = pytest.mark.django_db
ENGLISH = "More trees in the street."


@pytest.fixture
def led(signed_in, time_machine):
    """A conversation in Dutch, and the browser of who leads it and takes part."""
    time_machine.move_to(NOON, tick=False)
    leader = make_person()
    ours = make_party("Ons", person=leader, role=Role.MANAGER)
    made, _token = opened(make_conversation(make_collaboration(ours, make_party("Zij"))))
    browser = signed_in(leader)
    key = actions.join(conversation=made, key="mijn sleutel", by=None, at=NOON)
    browser.post(reverse("conversations:resume", args=[made.pk, key]))
    browser.made = made
    browser.leader = leader
    return browser


def translated(led, number, *, language="nl", translation=ENGLISH):
    args = [led.made.collaboration.slug, led.made.pk, number]
    address = reverse("conversations:translate_statement", args=args)
    return led.post(address, {"language": language, "translation": translation})


def test_people_vote_with_both_beside_each_other(led):
    shown = queries.shown_statements(led.made)
    shown.exclude(number=0).update(state="refused", reason="x")
    assert translated(led, 0).status_code == 302
    page = led.get(reverse("conversations:vote", args=[led.made.pk])).text
    assert f'lang="nl">{STATEMENTS[0]}</h2>' in page
    assert f'<p class="translated" lang="en">{ENGLISH}</p>' in page


def test_a_statement_in_the_other_language_says_so(led):
    assert translated(led, 0, language="en", translation="Bomen!").status_code == 302
    page = led.get(reverse("conversations:conversation",
                           args=[led.made.collaboration.slug, led.made.pk])).text  # fmt: skip
    assert f'<h3 lang="en">{STATEMENTS[0]}</h3><p class="translated" lang="nl">Bomen!</p>' in page
    assert f'<h3 lang="nl">{STATEMENTS[1]}</h3>' in page


def test_what_comes_without_a_connection_brings_its_translation(led):
    for number in range(len(STATEMENTS)):
        translated(led, number, translation=f"Number {number}")
    page = led.get(reverse("conversations:vote", args=[led.made.pk])).text
    ahead = page.split('id="ahead"', 1)[1]
    assert ahead.count('data-translation="Number ') == 12
    assert ahead.count('data-translated="en"') == 12


def test_own_votes_show_it_too_and_an_empty_one_takes_it_away(led):
    translated(led, 0)
    led.post(reverse("conversations:vote", args=[led.made.pk]), {"number": 0, "value": "1"})
    mine = reverse("conversations:own_votes", args=[led.made.pk])
    assert ENGLISH in led.get(mine).text
    translated(led, 0, translation="")
    assert ENGLISH not in led.get(mine).text


def test_what_was_taken_out_is_translated_by_nobody_and_shown_nowhere(led):
    translated(led, 0)
    taken_out(led.made, 0)
    assert ENGLISH not in led.get(reverse("conversations:vote", args=[led.made.pk])).text
    assert "weggehaald" in translated(led, 0).text
    statement = Statement.objects.select_related("conversation__collaboration").get(number=0)
    with pytest.raises(NotOpen):
        actions.translate_statement(
            statement=statement, language="nl", translation="x", by=None, at=NOON
        )


def test_a_stranger_translates_nothing_and_a_translation_needs_a_language(led):
    statement = Statement.objects.select_related("conversation__collaboration").get(number=1)
    given = {"statement": statement, "language": "nl", "translation": "x", "at": NOON}
    with pytest.raises(NotForYou):
        actions.translate_statement(by=make_person(), **given)
    with pytest.raises(IntegrityError):
        Statement.objects.filter(pk=statement.pk).update(translation="x", language="")
