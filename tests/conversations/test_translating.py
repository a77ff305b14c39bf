"""A statement and its translation by a person, side by side and each in its own language."""

import csv
import io
import zipfile

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils.html import escape
from pypdf import PdfReader

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions, queries
from samenspel.conversations.actions import NotForYou, NotOpen
from samenspel.conversations.models import Statement
from samenspel.conversations.tasks import make_map
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.make_conversations import STATEMENTS, make_conversation, opened, taken_out, two_camps

pytestmark = pytest.mark.django_db
ENGLISH = "More trees in the street."
FILES = {
    "stellingen.csv": ("", ("Stelling", "Taal", "Vertaling door een mens")),
    "gesprek.zip": ("statements.csv", ("text", "language", "translation")),
}


def text_of(paper):
    pages = PdfReader(io.BytesIO(paper)).pages
    return " ".join(" ".join(each.extract_text() for each in pages).split())


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
            statement=statement, language="nl", translation="x", make_map=make_map, by=None,
            at=NOON,
        )  # fmt: skip


def test_a_stranger_translates_nothing_and_a_translation_needs_a_language(led):
    statement = Statement.objects.select_related("conversation__collaboration").get(number=1)
    given = {"statement": statement, "language": "nl", "translation": "x", "make_map": make_map,
             "at": NOON}  # fmt: skip
    with pytest.raises(NotForYou):
        actions.translate_statement(by=make_person(), **given)
    with pytest.raises(IntegrityError):
        Statement.objects.filter(pk=statement.pk).update(translation="x", language="")


def test_a_map_shows_it_with_the_words_of_who_wrote_it_in_the_language_of_the_reader(led):
    two_camps(led.made, each=6)
    actions.renew_map(conversation=led.made, by=None, at=NOON)
    first = queries.map_of(led.made)
    translated(led, 0)
    kept = actions.renew_map(conversation=led.made, by=None, at=NOON)
    assert (kept.begun, kept.input_hash) == ("again", first.input_hash)
    assert bytes(kept.standing) == bytes(first.standing)
    english, dutch = (kept.pages[language]["body"] for language in ("en", "nl"))
    assert f'lang="en">{ENGLISH}</h3>' in english
    assert f'In the words of who wrote it: <span lang="nl">{STATEMENTS[0]}</span>' in english
    assert f'lang="nl">{STATEMENTS[0]}</h3>' in dutch
    assert ENGLISH not in dutch
    for language, told in (("en", [ENGLISH, STATEMENTS[0]]), ("nl", [STATEMENTS[0]])):
        page = led.get(reverse("conversations:map_paper", args=[led.made.pk]),
                       headers={"accept-language": language})  # fmt: skip
        assert all(words in text_of(page.content) for words in told)


@pytest.mark.parametrize(("page", "which"), [("own_map", "divisive"), ("meeting_part", "bridging")])
def test_own_place_and_the_big_screen_are_in_the_language_of_who_looks(led, page, which):
    two_camps(led.made, each=6)
    for number in range(len(STATEMENTS)):
        translated(led, number, translation=f"Number {number}.")
        led.post(reverse("conversations:vote", args=[led.made.pk]), {"number": number, "value": 1})
    kept = actions.renew_map(conversation=led.made, by=None, at=NOON)
    first = int(kept.payload[which][0]["id"])
    args = {"own_map": [led.made.pk], "meeting_part": [led.made.collaboration.slug, led.made.pk, 2]}
    address = reverse(f"conversations:{page}", args=args[page])
    english, dutch = (led.get(address, headers={"accept-language": language}).text
                      for language in ("en", "nl"))  # fmt: skip
    both = (f'<span lang="en">Number {first}.</span> <small class="translated">In the words of who '
            f'wrote it: <span lang="nl">{escape(STATEMENTS[first])}</span></small>')  # fmt: skip
    assert both in english
    assert f'<span lang="nl">{escape(STATEMENTS[first])}</span>' in dutch
    assert "Number" not in dutch


def test_files_hold_the_words_of_who_wrote_it_and_the_translation_beside_them(led):
    translated(led, 0)
    two_camps(led.made, each=6)
    actions.close_conversation(conversation=led.made, make_map=make_map, by=led.leader, at=NOON)
    actions.renew_map(conversation=led.made, by=None, at=NOON)
    args = [led.made.collaboration.slug, led.made.pk]
    for name, told in FILES.items():
        page = led.get(reverse("conversations:map_document", args=[*args, name]))
        content = page.content
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                content = packed.read(told[0])
        row = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert [row[column] for column in told[1]] == [STATEMENTS[0], "nl", ENGLISH]
