"""A map goes on from the one before, and is the map that all votes give from nothing."""

import numpy as np
import pytest
from django_tasks_db.models import DBTaskResult

from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.choices import Beginning
from samenspel.conversations.models import OpinionMap, Participant, Vote
from samenspel.conversations.tasks import make_map
from samenspel_analysis.opinion import tallied
from tests.make import NOON
from tests.make_conversations import joined, opened, says, taken_out, two_camps

pytestmark = pytest.mark.django_db
SAME = ("payload", "pages", "papers", "axes", "routing", "input_hash")


def renewed(conversation, at=NOON):
    return actions.renew_map(conversation=conversation, by=None, at=at)


def from_nothing(conversation):
    """The map of all votes, with the one before forgotten; that one is put back."""
    kept = queries.map_of(conversation)
    kept.delete()
    made = renewed(conversation)
    assert made.begun == Beginning.FIRST
    return made


def is_from_nothing(kept, conversation):
    made = from_nothing(conversation)
    return all(getattr(kept, name) == getattr(made, name) for name in SAME) and bytes(
        kept.counted
    ) == bytes(made.counted)


def shown_later(conversation, text):
    added = actions.suggest_statement(text=text, by=joined(conversation), at=NOON)
    leader = conversation.collaboration.parties.first().representations.first().person
    actions.show_statement(statement=added, make_map=make_map, by=leader, at=NOON)
    return added.number


def meanwhile(monkeypatch, happens):
    """While a map is calculated, once, something happens."""
    calculate, left = analyses.finding_in, [happens]

    def calculated(*args, **kwargs):
        if left:
            left.pop()()
        return calculate(*args, **kwargs)

    monkeypatch.setattr(analyses, "finding_in", calculated)


@pytest.mark.parametrize("seed", [1, 2])
def test_round_after_round_it_is_the_map_from_nothing(seed):
    rng = np.random.default_rng(seed)
    made, _token = opened()
    people = two_camps(made, each=8)
    renewed(made)
    for round_ in range(3):
        if round_ == 1:
            shown_later(made, "Een bankje op de hoek.")
        if round_ == 2:
            actions.leave(make_map=make_map, by=people.pop(int(rng.integers(16))), at=NOON)
        people += [joined(made) for _each in range(2)]
        numbers = list(queries.shown_statements(made).values_list("number", flat=True))
        for person in [*rng.choice(people, 7, replace=False), *people[-2:]]:
            for number in rng.choice(numbers, 3, replace=False).tolist():
                says(person, number, int(rng.integers(-1, 2)))
        kept = renewed(made)
        assert kept.begun == Beginning.GOES_ON
        assert is_from_nothing(kept, made)


def test_what_a_map_read_is_not_read_again():
    made, _token = opened()
    people = two_camps(made, each=8)
    renewed(made)
    for person in people[:6]:
        says(person, 0, 0)
    assert len(list(queries.new_votes(made))) == 6
    renewed(made)
    assert list(queries.new_votes(made)) == []


def test_a_vote_that_is_turned_and_turned_back_makes_nobody_new():
    made, _token = opened()
    people = two_camps(made, each=8)
    first = renewed(made)
    before = {person: queries.votes_of(person)[0].value for person in people[:6]}
    for person, value in before.items():
        says(person, 0, 0)
        says(person, 0, value)
    assert renewed(made).input_hash == first.input_hash
    for person in people[:5]:
        says(person, 0, 0)
    assert renewed(made).begun == Beginning.GOES_ON


@pytest.mark.parametrize("again", [False, True])
def test_a_statement_taken_out_or_shown_again_begins_anew_and_says_so(again):
    made, _token = opened()
    people = two_camps(made, each=8)
    renewed(made)
    taken_out(made, 3)
    out = renewed(made)
    assert (out.begun, bytes(out.standing)) == (Beginning.AGAIN, b"")
    for person in people[:5]:
        says(person, 0, 0)
    fresh = renewed(made)
    assert fresh.begun == Beginning.FIRST
    if again:
        statement = queries.statements_of(made).get(number=3)
        leader = made.collaboration.parties.first().representations.first().person
        actions.show_statement(statement=statement, make_map=make_map, by=leader, at=NOON)
        expected = Beginning.STATEMENTS
    else:
        taken_out(made, 5)
        expected = Beginning.STATEMENTS
    for person in people[5:10]:
        says(person, 0, 0)
    kept = renewed(made)
    assert kept.begun == expected
    assert is_from_nothing(kept, made)


def test_a_vote_changed_while_a_map_is_made_is_new_for_the_next(monkeypatch):
    made, _token = opened()
    people = two_camps(made, each=8)
    renewed(made)
    for person in people[:6]:
        says(person, 0, 0)
    meanwhile(monkeypatch, lambda: [says(person, 0, -1) for person in people[5:11]])
    renewed(made)
    assert sorted(row[1] for row in queries.new_votes(made)) == [each.pk for each in people[5:11]]
    kept = renewed(made)
    assert kept.begun == Beginning.GOES_ON
    assert is_from_nothing(kept, made)


def test_who_leaves_while_a_map_is_made_is_not_in_the_next(monkeypatch):
    made, _token = opened()
    people = two_camps(made, each=8)
    renewed(made)
    for person in people[:6]:
        says(person, 0, 0)
    meanwhile(monkeypatch, lambda: Participant.objects.filter(pk=people[3].pk).delete())
    renewed(made)
    for person in people[6:12]:
        says(person, 0, 0)
    kept = renewed(made)
    assert kept.payload["people"] == 15
    assert is_from_nothing(kept, made)


def test_of_two_workers_one_writes_and_the_other_asks_for_a_map_again(monkeypatch):
    made, _token = opened()
    people = two_camps(made, each=8)
    renewed(made)
    for person in people[:6]:
        says(person, 0, 0)
    DBTaskResult.objects.all().delete()
    other = []

    def works():
        for person in people[6:12]:
            says(person, 0, 0)
        other.append(renewed(made, NOON.replace(hour=13)))

    meanwhile(monkeypatch, works)
    with pytest.raises(actions.NotOfNow):
        renewed(made)
    assert queries.map_of(made).made_at == other[0].made_at
    assert is_from_nothing(other[0], made)
    for person in people[:6]:
        says(person, 1, 0)
    meanwhile(monkeypatch, works)
    DBTaskResult.objects.all().delete()
    make_map.call(made.pk)
    assert DBTaskResult.objects.filter(task_path=make_map.module_path).count() == 1


def test_what_is_taken_out_while_a_map_is_made_is_in_no_map_that_is_kept(monkeypatch):
    made, _token = opened()
    two_camps(made, each=8)
    said = []
    meanwhile(monkeypatch, lambda: said.append(taken_out(made, 3)))
    with pytest.raises(actions.NotOfNow):
        renewed(made)
    assert not OpinionMap.objects.exists()
    kept = renewed(made)
    assert said[0] not in f"{kept.payload}{kept.pages}{kept.papers}"


def test_a_calculation_that_breaks_off_loses_nothing(monkeypatch):
    made, _token = opened()
    people = two_camps(made, each=8)
    renewed(made)
    for person in people[:6]:
        says(person, 0, 0)
    waiting = list(queries.new_votes(made))

    def dies():
        raise SystemExit

    meanwhile(monkeypatch, dies)
    with pytest.raises(SystemExit):
        renewed(made)
    assert list(queries.new_votes(made)) == waiting
    assert is_from_nothing(renewed(made), made)


def test_a_vote_that_was_never_marked_as_counted_is_read_again_and_changes_nothing():
    made, _token = opened()
    people = two_camps(made, each=8)
    first = renewed(made)
    Vote.objects.update(is_counted=False)  # as when a worker dies before it said so
    assert renewed(made).made_at == first.made_at
    for person in people[:5]:
        says(person, 0, 0)
    kept = renewed(made)
    assert kept.begun == Beginning.GOES_ON
    assert is_from_nothing(kept, made)


def test_the_next_statement_is_chosen_by_what_the_newest_map_knows():
    made, _token = opened()
    people = two_camps(made, each=8)
    first = renewed(made)
    assert queries.ballot_of(people[0]).routing == first.routing
    for person in people[:5]:
        says(person, 0, 0)
    second = renewed(made, NOON.replace(hour=13))
    assert queries.ballot_of(people[0]).routing == second.routing != first.routing


def test_what_is_kept_to_go_on_from_names_nobody_and_stays_small():
    made, _token = opened()
    two_camps(made, each=8)
    kept = renewed(made)
    found = analyses.standing_of(kept)
    keys = Participant.objects.order_by("pk").values_list("pk", flat=True)
    assert found.tallied.keys.tolist() == list(keys)
    assert found.shown == set(range(16))
    rng = np.random.default_rng(3)
    for wide, most in ((512, 3.3e6), (513, 1e5)):
        votes = rng.integers(0, [5000, wide, 3], (20_000, 3)).T - np.array([[0], [0], [1]])
        all_of_them = tallied(*votes, statements=wide)
        assert len(analyses.standing_kept(all_of_them, range(wide))) < most


def test_of_a_map_that_keeps_another_form_the_next_begins_with_all_votes():
    made, _token = opened()
    people = two_camps(made, each=8)
    renewed(made)
    OpinionMap.objects.update(standing=b"\0")
    for person in people[:5]:
        says(person, 0, 0)
    assert renewed(made).begun == Beginning.FIRST
    assert not Vote.objects.filter(is_counted=False).exists()


@pytest.mark.parametrize("new", [5, 10])
def test_to_go_on_costs_twenty_six_queries(django_assert_num_queries, new):
    made, _token = opened()
    people = two_camps(made, each=8)
    renewed(made)
    for person in people[:new]:
        says(person, 0, 0)
    with django_assert_num_queries(26):
        renewed(made)
