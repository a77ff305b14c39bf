"""Preparing, opening and closing a conversation, and reading what people add."""

import pytest
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions, queries
from samenspel.conversations.choices import ConversationState, StatementState
from samenspel.conversations.models import Conversation
from samenspel.conversations.tasks import make_map
from tests.make import NOON, make_collaboration, make_party, make_person, speaker_of
from tests.make_conversations import STATEMENTS, WEEK, joined, make_conversation, opened, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    person = make_person("Noor")
    party = make_party("Ons", person=person, role=Role.FACILITATOR)
    person.collaboration = make_collaboration(party, make_party("Zij"))
    return person


def typed(**given):
    fields = {
        "question": "Wat willen we samen?",
        "background": "",
        "statements": "\n".join(STATEMENTS[:3]),
        "language": "nl",
        "moderation": "before",
        "access": "link",
        "closes_on": "2026-06-20",
    }
    return {**fields, **given}


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def test_from_a_question_to_a_link_that_is_shown_once(signed_in, leader):
    browser, slug = signed_in(leader), leader.collaboration.slug
    page = browser.post(reverse("conversations:start_conversation", args=[slug]), typed())
    made = Conversation.objects.get()
    args = [slug, made.pk]
    assert page.url == reverse("conversations:conversation", args=args)
    assert list(queries.shown_statements(made).values_list("number", "text")) == list(
        enumerate(STATEMENTS[:3])
    )
    shown = browser.post(reverse("conversations:open_conversation", args=args))
    made.refresh_from_db()
    assert made.state == ConversationState.OPEN
    (address,) = [part for part in shown.text.split('"') if "/d/" in part]
    assert browser.get(address).status_code == 200
    assert address.rsplit("/", 1)[1] not in browser.get(page.url).text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"statements": "een\ntwee"}, "Geef drie tot honderd stellingen"),
        ({"statements": "een\ntwee\nEen"}, "Twee stellingen zijn gelijk."),
        ({"statements": "een\ntwee\n" + "x" * 281}, "is te lang. Een stelling heeft hooguit 280"),
        ({"closes_on": "2026-05-31"}, "Kies een dag vanaf vandaag"),
        ({"question": ""}, "Dit veld is verplicht"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_made(signed_in, leader, given, said):
    address = reverse("conversations:start_conversation", args=[leader.collaboration.slug])
    assert said in signed_in(leader).post(address, typed(**given)).text
    assert not Conversation.objects.exists()


def test_a_stranger_finds_none_of_it(signed_in, leader):
    made = make_conversation(leader.collaboration)
    args = [leader.collaboration.slug, made.pk]
    assert (
        signed_in(leader).get(reverse("conversations:conversation", args=args)).status_code == 200
    )
    stranger = signed_in(make_person())
    for name in ("conversation", "conversation_map"):
        assert stranger.get(reverse(f"conversations:{name}", args=args)).status_code == 404
    with pytest.raises(actions.NotForYou):
        actions.open_conversation(conversation=made, make_map=make_map, by=make_person(), at=NOON)


def test_it_opens_once_and_not_with_two_statements():
    few = make_conversation(statements=STATEMENTS[:2])
    with pytest.raises(actions.NotReady):
        actions.open_conversation(conversation=few, make_map=make_map, by=None, at=NOON)
    made, _token = opened()
    with pytest.raises(actions.NotReady):
        actions.open_conversation(conversation=made, make_map=make_map, by=None, at=NOON)


def test_a_new_link_ends_the_earlier_one():
    made, token = opened()
    newer = actions.make_link(conversation=made, by=speaker_of_any(made), at=NOON)
    assert queries.conversation_of(token) is None
    assert queries.conversation_of(newer) == made


def speaker_of_any(conversation):
    return speaker_of(conversation.collaboration.parties.first())


def test_after_closing_nobody_joins_votes_or_adds():
    made, token = opened()
    someone = joined(made)
    actions.close_conversation(
        conversation=made, make_map=make_map, by=speaker_of_any(made), at=NOON
    )
    made.refresh_from_db()
    assert (made.state, queries.conversation_of(token)) == (ConversationState.CLOSED, None)
    someone.refresh_from_db(fields=["conversation"])
    for act in (
        lambda: actions.join(conversation=made, key="x", by=None, at=NOON),
        lambda: says(someone, 0, 1),
        lambda: actions.suggest_statement(text="Nog een zin.", by=someone, at=NOON),
        lambda: actions.add_statement(
            conversation=made, text="Nog een zin.", by=speaker_of_any(made), at=NOON
        ),
    ):
        with pytest.raises(actions.NotOpen):
            act()


def test_on_the_last_moment_it_is_over_without_anyone_closing_it():
    made, _token = opened()
    assert queries.takes_part(made, NOON + WEEK / 2)
    assert not queries.takes_part(made, NOON + WEEK)


def test_what_waits_for_a_decision_comes_first_and_is_the_next_step(signed_in, leader):
    made, _token = opened(make_conversation(leader.collaboration))
    path = reverse("conversations:conversation", args=[made.collaboration.slug, made.pk])
    browser = signed_in(leader)
    assert "wacht tot iemand haar leest" not in browser.get(path).text
    added = actions.suggest_statement(text="Een bankje op de hoek.", by=joined(made), at=NOON)
    page = browser.get(path).text
    assert "1 stelling wacht tot iemand haar leest." in page
    first = page[page.index('id="stellingen"') :].split("<h3")[1]
    assert added.text in first
    assert [each.number for each in queries.statements_to_lead(made)][1:] == list(
        range(len(STATEMENTS))
    )


def test_what_someone_adds_waits_until_it_is_read_and_a_refusal_needs_a_reason(signed_in, leader):
    made, _token = opened(make_conversation(leader.collaboration))
    added = actions.suggest_statement(text="  Een  bankje op de hoek. ", by=joined(made), at=NOON)
    assert (added.text, added.state) == ("Een bankje op de hoek.", StatementState.WAITING)
    assert added not in queries.shown_statements(made)
    args = [leader.collaboration.slug, made.pk, added.number]
    browser = signed_in(leader)
    browser.post(reverse("conversations:show_statement", args=args))
    assert added in queries.shown_statements(made)
    refuse = reverse("conversations:refuse_statement", args=args)
    assert "verplicht" in browser.post(refuse, {"reason": ""}).text
    assert added in queries.shown_statements(made)
    browser.post(refuse, {"reason": "Noemt iemand bij naam."})
    assert added not in queries.shown_statements(made)


def test_the_same_sentence_is_added_once_whatever_its_capitals():
    made, _token = opened()
    with pytest.raises(actions.SaidBefore):
        actions.suggest_statement(text=STATEMENTS[0].upper(), by=joined(made), at=NOON)


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_four_queries(signed_in, leader, django_assert_num_queries, count):
    for _each in range(count):
        make_conversation(leader.collaboration)
    browser = signed_in(leader)
    address = reverse("conversations:conversations", args=[leader.collaboration.slug])
    browser.get(address)
    with django_assert_num_queries(4):
        assert browser.get(address).text.count("Naar het gesprek") == count
