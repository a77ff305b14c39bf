"""The map of a conversation: made in a job, never by fewer than five people, shown to who may."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.models import Conversation, Vote
from samenspel.conversations.tasks import make_map
from samenspel.platform.models import AuditEvent
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.make_conversations import (
    joined,
    make_conversation,
    opened,
    says,
    taken_out,
    two_camps,
)

pytestmark = pytest.mark.django_db


def renewed(conversation, at=NOON):
    return actions.renew_map(conversation=conversation, by=None, at=at)


def test_two_camps_are_found_and_the_even_statements_unite():
    made, _token = opened()
    people = two_camps(made)
    kept = renewed(made)
    assert [group["size"] for group in kept.payload["groups"]] == [25, 25]
    assert {int(each["id"]) % 2 for each in kept.payload["bridging"]} == {0}
    near = {
        analyses.own_position(
            [(v.statement.number, v.value) for v in queries.votes_of(person)], kept.axes
        ).nearest[0]
        for person in people[:25]
    }
    assert len(near) == 1


def test_four_people_get_no_map_and_the_fifth_makes_one():
    made, _token = opened()
    for _each in range(4):
        says(joined(made), 0, 1)
    assert renewed(made) is None
    says(joined(made), 0, 1)
    assert renewed(made).payload["people"] == 5


def test_a_new_map_waits_for_five_people_so_that_two_maps_show_nobody():
    made, _token = opened()
    people = two_camps(made)
    first = renewed(made)
    for person in people[1:5]:
        says(person, 0, -1)
    assert renewed(made).input_hash == first.input_hash
    says(people[5], 0, -1)
    assert renewed(made).input_hash != first.input_hash


def test_at_the_end_too_a_map_shows_nobody_who_voted_last_or_was_erased():
    made, _token = opened()
    people = two_camps(made)
    first = renewed(made)
    for person in people[1:5]:
        says(person, 0, -1)
    Conversation.objects.filter(pk=made.pk).update(state="closed", closed_at=NOON)
    assert renewed(made).input_hash == first.input_hash
    Vote.objects.filter(participant=people[6]).delete()
    assert renewed(made).input_hash == first.input_hash


def test_the_last_map_counts_five_who_voted_last():
    made, _token = opened()
    people = two_camps(made)
    first = renewed(made)
    for person in people[1:6]:
        says(person, 0, -1)
    Conversation.objects.filter(pk=made.pk).update(state="closed", closed_at=NOON)
    assert renewed(made).input_hash != first.input_hash


def test_a_statement_that_was_taken_out_is_in_no_map():
    made, _token = opened()
    two_camps(made)
    statement = queries.statements_of(made).get(number=3)
    type(statement).objects.filter(pk=statement.pk).update(state="refused", reason="Een naam.")
    kept = renewed(made)
    assert (kept.payload["statements"], kept.payload["statements_left_out"]) == (15, 1)
    assert statement.text not in f"{kept.payload}{kept.pages}"
    assert 3 not in kept.axes["on"]


def test_the_first_vote_asks_for_a_map_once(monkeypatch):
    asked = []
    made, _token = opened()
    monkeypatch.setattr(type(make_map), "enqueue", lambda _self, *args: asked.append(args))
    someone = joined(made)
    for number in range(3):
        someone.conversation.refresh_from_db()
        says(someone, number, 1)
    assert asked == [(made.pk,)]
    renewed(made)
    someone.conversation.refresh_from_db()
    says(someone, 3, 1)
    assert asked == [(made.pk,)] * 2


def test_a_map_of_the_same_votes_is_the_same_and_is_not_made_again():
    made, _token = opened()
    two_camps(made)
    first = renewed(made)
    lines = AuditEvent.objects.count()
    again = renewed(made)
    assert (again.pk, again.made_at, AuditEvent.objects.count()) == (first.pk, first.made_at, lines)


def test_with_a_map_the_next_statement_is_drawn_by_what_it_wants_to_know():
    made, _token = opened()
    two_camps(made)
    routing = renewed(made).routing
    left, cast = [1, 2, 3, 4, 5], [0]
    chances = {}
    for _each in range(400):
        drawn = analyses.drawn_next(left, cast, routing)
        chances[drawn.number] = drawn.chance
    assert set(chances) == set(left)
    assert sum(chances.values()) == pytest.approx(1)
    assert max(chances.values()) > 0.3


def test_a_statement_that_the_map_does_not_know_is_drawn_by_even_chance():
    made, _token = opened()
    two_camps(made)
    routing = renewed(made).routing
    seen = [analyses.drawn_next([1, 99], [0], routing) for _each in range(200)]
    assert {(each.number, each.chance) for each in seen} == {(1, 0.5), (99, 0.5)}


def test_who_speaks_for_a_party_sees_the_map(signed_in):
    leader = make_person()
    ours = make_party("Ons", person=leader, role=Role.MANAGER)
    made, _token = opened(make_conversation(make_collaboration(ours, make_party("Zij"))))
    two_camps(made)
    address = reverse("conversations:conversation_map", args=[made.collaboration.slug, made.pk])
    browser = signed_in(leader)
    assert "Er is op dit moment geen kaart" in browser.get(address).text
    renewed(made)
    page = browser.get(address).text
    assert "2 groepen" in page
    assert "Meer bomen in de straat." in page
    assert "Stemmen die vragen om een blik" not in page


@pytest.mark.parametrize("each", [3, 12])
def test_a_first_map_costs_thirty_one_queries(django_assert_num_queries, each):
    made, _token = opened()
    two_camps(made, each=each)
    with django_assert_num_queries(31):
        renewed(made)
    assert Vote.objects.filter(is_counted=False).count() == 0


def test_a_statement_that_is_taken_out_leaves_a_published_map_at_once_and_nobody_new_is_in_it():
    made, _token = opened()
    people = two_camps(made)
    first = renewed(made)
    says(people[1], 0, -1)  # one changed: too few for a new map
    text = taken_out(made, 3)
    assert queries.shown_map_of(made) is None
    again = renewed(made)
    assert queries.shown_map_of(made) == again
    assert text not in f"{again.payload}{again.pages}"
    shares = [{each["id"]: each["count"] for each in found.payload["consensus"]}
              for found in (first, again)]  # fmt: skip
    assert shares[1]["0"] == shares[0]["0"]  # still without the changed vote
    for person in people[2:7]:
        says(person, 0, -1)
    assert renewed(made).payload["votes"] == again.payload["votes"]
    assert renewed(made).input_hash != again.input_hash


def test_taking_out_what_nobody_saw_leaves_the_map_as_it_is():
    made, _token = opened()
    two_camps(made)
    renewed(made)
    actions.suggest_statement(text="Een bankje op de hoek.", by=joined(made), at=NOON)
    taken_out(made, 16)
    assert queries.shown_map_of(made) is not None


def test_what_a_map_keeps_of_votes_names_no_participant():
    made, _token = opened()
    people = two_camps(made)
    rows = analyses.from_kept(renewed(made).counted).votes
    assert set(rows[:, 0].tolist()) == set(range(len(people)))
    assert len(rows) == Vote.objects.count()


def test_at_its_end_a_map_of_all_votes_is_made_without_anyone_closing_it(time_machine):
    made, _token = opened()
    (waiting,) = DBTaskResult.objects.filter(task_path=make_map.module_path)
    assert waiting.run_after == made.closes_at
    people = two_camps(made)
    first = renewed(made)
    for person in people[1:6]:
        says(person, 0, -1)
    time_machine.move_to(made.closes_at)
    make_map.call(made.pk)
    assert queries.map_of(made).input_hash != first.input_hash


def test_while_people_can_vote_they_are_counted_in_fives():
    made, _token = opened()
    for _each in range(9):
        says(joined(made), 0, 1)
    assert queries.turnout(made, at=NOON) == queries.Turnout(16, 5, None)
    assert queries.turnout(made, at=made.closes_at) == queries.Turnout(16, 9, 9)


def test_a_map_is_taken_along_when_nobody_votes_any_more(signed_in, time_machine):
    time_machine.move_to(NOON, tick=False)
    leader = make_person()
    ours = make_party("Ons", person=leader, role=Role.MANAGER)
    made, _token = opened(make_conversation(make_collaboration(ours, make_party("Zij"))))
    two_camps(made, each=6)
    renewed(made)
    browser, args = signed_in(leader), [made.collaboration.slug, made.pk]
    address = reverse("conversations:map_document", args=[*args, "stellingen.csv"])
    assert browser.get(address).status_code == 409
    actions.close_conversation(conversation=made, make_map=make_map, by=leader, at=NOON)
    renewed(made)
    told = browser.get(address).content.decode("utf-8-sig").splitlines()
    votes = Vote.objects.filter(statement__number=0)
    agreed, against = votes.filter(value=1).count(), votes.filter(value=-1).count()
    assert told[1] == f"1,Meer bomen in de straat.,{agreed},{against},0,nl,"
    assert len(told) == 1 + 16
    values = browser.get(reverse("conversations:map_document", args=[*args, "kaart.json"]))
    assert values.json() == queries.map_of(made).payload
    book = browser.get(reverse("conversations:map_document", args=[*args, "stellingen.xlsx"]))
    assert book.content.startswith(b"PK")
    paper = browser.get(reverse("conversations:map_document", args=[*args, "kaart.pdf"]))
    assert paper.content.startswith(b"%PDF-")
    other = reverse("conversations:map_document", args=[*args, "anders.txt"])
    assert browser.get(other).status_code == 404
