"""What is taken out: nowhere any more, told with its reason, and looked at by a second person."""

import pytest
from django.test import Client
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions, queries
from samenspel.conversations.choices import StatementState
from samenspel.conversations.models import Statement
from samenspel.conversations.tasks import make_map
from samenspel.platform.models import AuditEvent
from samenspel.platform.together import told_together
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.make_conversations import make_conversation, opened, two_camps

pytestmark = pytest.mark.django_db
PLANTED = "Meneer Zwartkijker van nummer 12 deugt niet."


@pytest.fixture(autouse=True)
def _noon(time_machine):
    return time_machine.move_to(NOON, tick=False)


@pytest.fixture
def people():
    """Two who speak for a party here."""
    return make_person(), make_person()


@pytest.fixture
def made(people):
    ours = make_party("Ons", person=people[0], role=Role.MANAGER)
    ours.representations.create(person=people[1], role=Role.REPRESENTATIVE)
    here = make_collaboration(ours, make_party("Zij"))
    return opened(make_conversation(here, moderation="after"))[0]


@pytest.fixture
def writer(made, client):
    """Someone who takes part and added the planted text; her key is in this browser."""
    key = actions.join(conversation=made, key="van-de-schrijver", by=None, at=NOON)
    client.post(reverse("conversations:resume", args=[made.pk, key]))
    person = queries.participant_of(made.pk, key)
    actions.suggest_statement(text=PLANTED, by=person, at=NOON)
    return person


def planted():
    return Statement.objects.get(text=PLANTED)


def taken_out(by, reason="Het gaat over een mens."):
    actions.refuse_statement(statement=planted(), reason=reason, make_map=make_map, by=by, at=NOON)


def pages_of(made, client, names):
    return "".join(
        client.get(reverse(f"conversations:{name}", args=[made.pk])).text for name in names
    )


def test_a_text_that_is_taken_out_stands_on_no_page_of_those_who_take_part(made, writer, people):
    other, names = "iemand-anders", ["vote", "own_votes", "own_map", "own_goals", "moderation_log"]
    browser = Client()
    key = actions.join(conversation=made, key=other, by=None, at=NOON)
    browser.post(reverse("conversations:resume", args=[made.pk, key]))
    two_camps(made, each=6)
    actions.cast_vote(
        number=planted().number, value=1, matters=False, chance=None, make_map=make_map,
        by=queries.participant_of(made.pk, key), at=NOON,
    )  # fmt: skip
    actions.renew_map(conversation=made, by=None, at=NOON)
    assert PLANTED in pages_of(made, browser, names)  # it could have been seen
    taken_out(people[0])
    for _before_and_after_the_new_map in range(2):
        assert PLANTED not in pages_of(made, browser, names)
        actions.renew_map(conversation=made, by=None, at=NOON)
    kept = queries.map_of(made)
    assert PLANTED not in f"{kept.payload}{kept.pages}{kept.axes}{kept.routing}"
    assert "Het gaat over een mens." in pages_of(made, browser, ["moderation_log"])
    assert PLANTED not in f"{list(AuditEvent.objects.values())}"


def test_the_writer_alone_asks_a_second_person_once(made, writer, people, client):
    address = reverse("conversations:appeal", args=[made.pk, planted().number])
    assert client.get(address).status_code == 404  # nothing to appeal
    taken_out(people[0])
    someone = actions.join(conversation=made, key="een-ander", by=None, at=NOON)
    log = reverse("conversations:moderation_log", args=[made.pk])
    assert PLANTED in client.get(log).text  # her own sentence
    assert client.post(address, {"why": "Ik noemde geen naam."}).url == log
    assert "Er is al een tweede gevraagd" in client.post(address, {"why": "Nog eens."}).text
    assert planted().appeal == "Ik noemde geen naam."
    client.cookies.clear()
    client.post(reverse("conversations:resume", args=[made.pk, someone]))
    assert client.get(address).status_code == 404


def test_who_took_it_out_does_not_decide_again(made, writer, people, signed_in):
    taken_out(people[0])
    actions.appeal(statement=planted(), why="Geen naam.", by=writer, at=NOON)
    args = [made.collaboration.slug, made.pk, planted().number]
    address, given = (
        reverse("conversations:look_again", args=args),
        {"shows": "1", "reason": "Goed."},
    )
    assert "Jij haalde hem weg" in signed_in(people[0]).post(address, given).text
    assert planted().state == StatementState.REFUSED
    assert signed_in(people[1]).post(address, given).status_code == 302
    found = planted()
    assert (found.state, found.looked_again_by) == (StatementState.SHOWN, people[1])
    assert "Niemand vraagt" in signed_in(people[1]).post(address, given).text


def test_a_second_person_who_agrees_leaves_it_out_and_everyone_reads_that(
    made, writer, people, client
):
    taken_out(people[0])
    actions.appeal(statement=planted(), why="Geen naam.", by=writer, at=NOON)
    actions.look_again(
        statement=planted(), shows=False, reason="Wel herkenbaar.", make_map=make_map,
        by=people[1], at=NOON,
    )  # fmt: skip
    page = pages_of(made, client, ["moderation_log"])
    assert ("Wel herkenbaar." in page, "Iemand anders keek" in page) == (True, True)


def waiting(person):
    return told_together(queries.waits_for(person, NOON))[0]


def test_a_second_look_waits_for_others_than_who_took_it_out(made, writer, people):
    taken_out(people[0])
    given = {"reason": "Dubbel.", "make_map": make_map, "at": NOON}
    actions.refuse_statement(statement=made.statements.get(number=3), by=people[1], **given)
    assert waiting(people[1]) == []
    actions.appeal(statement=planted(), why="Geen naam.", by=writer, at=NOON)
    (entry,) = waiting(people[1])
    assert entry.says.startswith("Kijk opnieuw naar 1 stelling die uit")
    assert waiting(people[0]) == []
    given = {"shows": False, "reason": "Nee.", "make_map": make_map, "at": NOON}
    actions.look_again(statement=planted(), by=people[1], **given)
    assert waiting(people[1]) == []
