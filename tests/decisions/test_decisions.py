"""Propose, open, vote, count, declare: what is fixed when, who may, and what comes of it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from samenspel.collaborations.choices import Role
from samenspel.decisions import actions, analyses, queries
from samenspel.decisions.choices import Basis, Majority, Said, State, Turnout, Verdict, Voters
from samenspel.decisions.models import Ballot, Decision
from samenspel.decisions.queries import Entitled
from samenspel.decisions.tasks import close_vote
from samenspel.platform import agenda, audit
from tests.make import NOON, make_party, make_person, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import WEEK, counted, make_decision, make_vote_by_people, opened, vote

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(hours=1)


def cast(elector, said="for", *, by=None, at=SOON):
    text = queries.text_of(elector.decision).digest
    return actions.cast(elector=elector, choice=Said(said), why="", on_text=text, by=by, at=at)


def test_a_decision_goes_from_proposal_to_a_declared_outcome():
    ours, theirs, here = make_two()
    chair = speaker_of(ours)
    decision = make_decision(here, ours, chair=chair, by=chair)
    opened(decision, by=chair)
    for party in (ours, theirs):
        cast(decision.electors.get(party=party), by=speaker_of(party))
    tally = actions.close(decision=decision, by=chair, at=SOON)
    assert tally.verdict == Verdict.ADOPTED
    actions.declare(decision=decision, verdict=Verdict.ADOPTED, words="", by=chair, at=SOON)
    decision.refresh_from_db()
    assert decision.state == State.DECLARED
    assert audit.verify().is_whole


def test_numbers_run_on_within_a_collaboration():
    ours, _theirs, here = make_two()
    assert [make_decision(here, ours).number for _each in range(3)] == [1, 2, 3]
    other_ours, _other, there = make_two()
    assert make_decision(there, other_ours).number == 1


def test_text_and_rule_are_fixed_once_it_opens():
    ours, _theirs, here = make_two()
    decision = make_decision(here, ours)
    actions.change_text(decision=decision, text="Anders.", why="Korter", by=None, at=NOON)
    opened(decision)
    with pytest.raises(actions.TextFixed):
        actions.change_text(decision=decision, text="Nog anders.", why="", by=None, at=NOON)
    assert [each.number for each in decision.texts.order_by("number")] == [1, 2]
    # whatever is written over the row afterwards, the count goes by the rule that was kept
    Decision.objects.filter(pk=decision.pk).update(basis=Basis.ENTITLED)
    assert counted(decision, "for", None).verdict == Verdict.ADOPTED


def test_who_comes_later_has_no_vote_and_who_leaves_keeps_it():
    ours, theirs, here = make_two()
    decision = opened(make_decision(here, ours, voters=Voters.PEOPLE))
    late = make_person("Laat")
    theirs.representations.create(person=late, role=Role.REPRESENTATIVE)
    assert not queries.own_electors(late, decision).exists()
    first = decision.electors.get(person=speaker_of(ours))
    with pytest.raises(actions.NotForYou):
        cast(first, by=late)
    assert decision.electors.count() == 2
    kept = decision.electorate_hash
    entries = [Entitled(e.key, e.party, e.person, e.votes) for e in decision.electors.all()]
    assert analyses.electorate_hash(reversed(entries)) == kept
    assert analyses.electorate_hash(entries[:1]) != kept


def test_a_facilitator_and_a_program_have_no_vote():
    ours, _theirs, here = make_two()
    ours.representations.create(person=make_person("Fee"), role=Role.FACILITATOR)
    program = make_person("Koppeling", is_program=True)
    ours.representations.create(person=program, role=Role.MANAGER)
    decision = opened(make_decision(here, ours, voters=Voters.PEOPLE))
    assert {each.person.name for each in decision.electors.all()} == {"Mo", "Tess"}


def test_voting_again_replaces_the_earlier_vote():
    ours, _theirs, here = make_two()
    decision = opened(make_decision(here, ours))
    elector = decision.electors.get(party=ours)
    cast(elector, "for")
    cast(elector, "against")
    assert Ballot.objects.get(elector=elector).choice == Said.AGAINST
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(elector=elector, choice="for", text_digest="x", cast_at=NOON)


@pytest.mark.parametrize(
    ("at", "sort"),
    [
        (NOON - timedelta(seconds=1), actions.NotOpen),
        (NOON + WEEK, actions.NotOpen),
        (NOON + WEEK - timedelta(seconds=1), None),
    ],
)
def test_a_vote_counts_from_opening_until_closing_and_not_a_moment_later(at, sort):
    ours, _theirs, here = make_two()
    elector = opened(make_decision(here, ours)).electors.get(party=ours)
    if sort is None:
        assert cast(elector, at=at).choice == Said.FOR
    else:
        with pytest.raises(sort):
            cast(elector, at=at)
        assert not Ballot.objects.exists()


def test_a_vote_on_another_text_is_refused():
    ours, _theirs, here = make_two()
    elector = opened(make_decision(here, ours)).electors.get(party=ours)
    with pytest.raises(actions.TextChanged):
        actions.cast(elector=elector, choice=Said.FOR, why="", on_text="0", by=None, at=SOON)


def test_it_is_not_counted_while_someone_can_still_vote():
    ours, _theirs, here = make_two()
    decision = opened(make_decision(here, ours))
    vote(decision, "for", None)
    with pytest.raises(actions.StillVoting):
        actions.close(decision=decision, by=None, at=SOON)
    assert actions.close(decision=decision, by=None, at=NOON + WEEK).verdict == Verdict.ADOPTED


def test_only_who_leads_it_opens_and_withdraws_and_only_the_chair_declares():
    ours, theirs, here = make_two()
    other, chair = speaker_of(theirs), speaker_of(ours)
    decision = make_decision(here, ours, chair=chair)
    for act in (
        lambda: opened(decision, by=other),
        lambda: actions.withdraw(decision=decision, because="x", by=other, at=NOON),
    ):
        with pytest.raises(actions.NotForYou):
            act()
    counted(opened(decision, by=chair), "for", "for")
    with pytest.raises(actions.NotForYou):
        actions.declare(decision=decision, verdict=Verdict.ADOPTED, words="", by=other, at=SOON)


def test_the_chair_may_differ_from_the_count_and_says_why():
    ours, _theirs, here = make_two()
    decision = opened(make_decision(here, ours))
    counted(decision, "for", "for")
    given = {"decision": decision, "verdict": Verdict.REJECTED, "by": None, "at": SOON}
    with pytest.raises(actions.NotForYou):
        actions.declare(words="", **given)
    said = actions.declare(words="De stemming was niet volgens de regels.", **given)
    assert (said.verdict, said.tally.verdict) == (Verdict.REJECTED, Verdict.ADOPTED)


def test_what_was_withdrawn_is_never_counted():
    ours, _theirs, here = make_two()
    decision = opened(make_decision(here, ours))
    vote(decision, "for", "for")
    actions.withdraw(decision=decision, because="Te vroeg", by=None, at=SOON)
    with pytest.raises(actions.AlreadyOver):
        actions.close(decision=decision, by=None, at=NOON + WEEK)
    close_vote.func(decision.pk)
    assert not hasattr(Decision.objects.get(pk=decision.pk), "tally")


@pytest.mark.parametrize(
    ("terms", "choices", "verdict"),
    [
        ({}, ["for", "against"], Verdict.REJECTED),  # a tie
        ({}, ["for", "for", "against"], Verdict.ADOPTED),
        ({}, ["for", "blank", "blank"], Verdict.ADOPTED),  # blank does not count
        ({"basis": Basis.PRESENT}, ["for", "blank", "blank"], Verdict.REJECTED),
        ({"basis": Basis.ENTITLED}, ["for", "for"], Verdict.REJECTED),  # 2 of 5
        ({"majority": Majority.TWO_THIRDS}, ["for", "for", "against"], Verdict.ADOPTED),
        ({"majority": Majority.TWO_THIRDS}, ["for", "against"], Verdict.REJECTED),
        ({"majority": Majority.ALL}, ["for"] * 4 + ["against"], Verdict.REJECTED),
        ({"turnout": Turnout.HALF}, ["for", "for"], Verdict.NO_QUORUM),  # 2 of 5, 3 needed
        ({"turnout": Turnout.HALF}, ["for", "for", "blank"], Verdict.ADOPTED),
        ({}, [], Verdict.REJECTED),
    ],
)
def test_it_is_counted_by_the_rule_that_was_chosen(terms, choices, verdict):
    ours, _theirs, here = make_two()
    decision = make_vote_by_people(here, ours, 3, **terms)
    assert counted(decision, *choices).verdict == verdict


def test_within_each_party_enough_must_be_for():
    ours, _theirs, here = make_two()
    decision = make_vote_by_people(here, ours, 3, voters=Voters.EACH_PARTY)
    ballots = ["against" if each.party_id != ours.pk else "for"
               for each in decision.electors.order_by("pk")]  # fmt: skip
    tally = counted(decision, *ballots)
    assert tally.verdict == Verdict.REJECTED
    parts = {each.name: each.enough for each in analyses.arithmetic(decision, tally).parts}
    assert parts == {"Ons": True, "Zij": False}


def test_two_parties_of_one_name_stay_two():
    ours, theirs, here = make_two()
    type(theirs).objects.filter(pk=theirs.pk).update(name=ours.name)
    decision = opened(make_decision(here, ours, voters=Voters.EACH_PARTY))
    tally = counted(decision, "for", "against")
    assert [part["name"] for part in tally.document["result"]["trace"]["classes"]] == [
        "Ons", "Ons (2)",
    ]  # fmt: skip
    assert tally.verdict == Verdict.REJECTED


def test_an_electorate_may_be_given_with_weights_and_with_who_may_not_vote():
    ours, theirs, here = make_two()
    entries = [
        Entitled("a", ours, votes=3),
        Entitled("b", theirs, votes=2),
        Entitled("c", theirs, is_entitled=False, reason="Geschorst"),
    ]
    decision = opened(make_decision(here, ours, voters=Voters.LISTED), electorate=entries)
    with pytest.raises(actions.NotForYou):
        cast(decision.electors.get(key="c"))
    tally = counted(decision, "for", "against")
    total = tally.document["result"]["trace"]["total"]
    assert (total["for"], total["against"], total["absent"]) == (3, 2, 0)


def test_nobody_opens_a_vote_without_voters_or_with_an_end_that_has_passed():
    ours, _theirs, here = make_two()
    decision = make_decision(here, ours, voters=Voters.LISTED)
    with pytest.raises(actions.NobodyVotes):
        opened(decision)  # the list comes from elsewhere
    with pytest.raises(actions.EndsTooSoon):
        opened(decision, at=NOON + WEEK)
    with pytest.raises(actions.EndsTooSoon):
        make_decision(here, ours, closes_at=NOON)


def test_a_stranger_proposes_nothing():
    _ours, _theirs, here = make_two()
    elsewhere = make_party("Elders", person=make_person(), role=Role.MANAGER)
    with pytest.raises(actions.NotForYou):
        make_decision(here, elsewhere, by=speaker_of(elsewhere))


def test_a_task_counts_when_the_time_is_over_and_twice_changes_nothing():
    ours, _theirs, here = make_two()
    decision = opened(make_decision(here, ours))
    vote(decision, "for", "against")
    with time_machine.travel(NOON + WEEK):
        for _time in range(2):
            close_vote.func(decision.pk)
    decision.refresh_from_db()
    assert (decision.state, decision.tally.verdict) == (State.CLOSED, Verdict.REJECTED)


def test_a_vote_waits_for_who_did_not_vote_and_an_outcome_for_the_chair():
    ours, theirs, here = make_two()
    chair, other = speaker_of(ours), speaker_of(theirs)
    decision = opened(make_decision(here, ours, chair=chair))
    cast(decision.electors.get(party=ours))

    def waits(person, at=SOON):
        return [each.says for each in agenda.waiting_for(person, at=at)]

    assert (waits(chair), waits(other)) == ([], ["Stem over ‘De oude school’."])
    (day,) = agenda.days_of(other, at=SOON)
    assert day.on == decision.closes_at
    actions.close(decision=decision, by=None, at=NOON + WEEK)
    assert waits(chair) == ["Stel de uitslag vast van ‘De oude school’."]
    assert waits(other) == []
