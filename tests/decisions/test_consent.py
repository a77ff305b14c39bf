"""Consent in rounds: what is asked when, what an objection does, and when a text is adopted."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from samenspel.decisions import actions, queries
from samenspel.decisions.actions import Amendment
from samenspel.decisions.choices import (
    Body,
    Form,
    Position,
    Standing,
    State,
    Step,
    Turnout,
    Verdict,
)
from samenspel.decisions.models import Decision
from samenspel.decisions.tasks import close_vote
from samenspel.platform import audit
from tests.make import NOON, make_person, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import WEEK, make_consent, make_decision, opened, stand

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(hours=1)
BETTER = "Wij huren de oude school, voor één jaar."


@pytest.fixture
def circle():
    """A decision by consent, and its three members."""
    ours, _theirs, here = make_two()
    decision = make_consent(here, ours)
    return decision, list(decision.electors.order_by("pk"))


def amended(decision, text=BETTER, *, integrates=(), closes_at=None, **more):
    given = Amendment(
        text, "Een jaar om te proberen", closes_at or decision.closes_at, integrates=integrates,
        **more,
    )  # fmt: skip
    return actions.amend(decision=decision, amendment=given, count=close_vote, by=None, at=SOON)


def closed(decision, at=SOON):
    return actions.close(decision=decision, by=None, at=at)


def standing_of(decision):
    return [each.standing for each in queries.settled_objections(decision)]


def test_it_goes_from_questions_over_two_objections_to_a_text_that_all_can_work_with(circle):
    decision, (first, second, third) = circle
    for member in (first, second):
        stand(member, "consent")
    stand(third, "objection", "Een huur voor tien jaar kunnen wij niet dragen.")
    with pytest.raises(actions.ObjectionsOpen):
        closed(decision)
    amended(decision, integrates=list(queries.open_objections(decision)))
    stand(first, "objection", "Wie ruimt het op?")
    stand(second, "consent")
    stand(third, "consent")
    amended(decision, BETTER + " Wij ruimen samen op.")
    for member, position in zip(
        (first, second, third), ("consent", "aside", "consent"), strict=True
    ):
        stand(member, position)
    tally = closed(decision)
    assert tally.verdict == Verdict.ADOPTED
    assert standing_of(decision) == [Standing.INTEGRATED, Standing.WITHDRAWN]
    assert queries.round_of(decision).number == 3
    assert audit.verify().is_whole


def test_consent_to_an_earlier_text_is_no_consent_to_this_one(circle):
    decision, members = circle
    for member in members:
        stand(member, "consent")
    amended(decision)
    with pytest.raises(actions.StillVoting):
        closed(decision)
    stand(members[0], "consent")
    assert closed(decision, at=NOON + WEEK).verdict == Verdict.NO_QUORUM  # one of three, two needed


def test_an_objection_nobody_settled_stands_though_its_owner_is_silent_later(circle):
    decision, (first, second, third) = circle
    stand(third, "objection", "Te duur.")
    amended(decision)
    for member in (first, second):
        stand(member, "consent")
    assert closed(decision, at=NOON + WEEK).verdict == Verdict.REJECTED


def test_who_is_silent_does_not_consent(circle):
    decision, (first, second, _third) = circle
    for member in (first, second):
        stand(member, "consent")
    with pytest.raises(actions.StillVoting):
        closed(decision)
    tally = closed(decision, at=NOON + WEEK)
    total = tally.document["result"]["trace"]["total"]
    assert (tally.verdict, total["for"], total["absent"]) == (Verdict.ADOPTED, 2, 1)


@pytest.mark.parametrize(
    ("positions", "verdict"),
    [
        (["consent", "concern", "aside"], Verdict.ADOPTED),
        (["consent", "consent", "objection"], Verdict.REJECTED),
        (["aside", "aside", "aside"], Verdict.REJECTED),  # nobody wants it
        (["consent", None, None], Verdict.NO_QUORUM),
        (["consent", "aside", None], Verdict.ADOPTED),
        ([None, None, None], Verdict.NO_QUORUM),
    ],
)
def test_one_objection_is_enough_and_standing_aside_is_none(circle, positions, verdict):
    decision, members = circle
    for member, position in zip(members, positions, strict=True):
        if position:
            stand(member, position, "Omdat het zo is.")
    assert closed(decision, at=NOON + WEEK).verdict == verdict


def test_only_its_owner_withdraws_an_objection_and_a_new_one_replaces_it(circle):
    decision, (first, _second, third) = circle
    stand(third, "objection", "Te duur.")
    stand(third, "objection", "Te ver.")
    (still,) = queries.open_objections(decision)
    assert still.argument == "Te ver."
    with pytest.raises(actions.NotForYou):
        stand(third, "consent", by=first.person)
    stand(third, "concern", "Duur blijft het.", by=third.person)
    assert not queries.open_objections(decision).exists()
    assert standing_of(decision) == [Standing.REPLACED, Standing.WITHDRAWN]


def test_a_concern_or_objection_says_which(circle):
    decision, members = circle
    for position in (Position.CONCERN, Position.OBJECTION):
        with pytest.raises(actions.NoArgument):
            stand(members[0], position)
    current = queries.round_of(decision)
    with pytest.raises(IntegrityError), transaction.atomic():
        current.stances.create(elector=members[0], position="objection", given_at=NOON)


def test_it_is_about_the_text_that_was_read(circle):
    decision, members = circle
    read = queries.text_of(decision).digest
    amended(decision)
    with pytest.raises(actions.TextChanged):
        actions.stand(elector=members[0], position=Position.CONSENT, words="", on_text=read,
                      by=None, at=SOON)  # fmt: skip


def test_questions_come_first_then_reactions_then_consent():
    ours, theirs, here = make_two()
    chair = speaker_of(ours)
    decision = make_decision(here, ours, chair=chair, form=Form.CONSENT, voters="people",
                             evaluate_on=(NOON + 9 * WEEK).date())  # fmt: skip
    opened(decision)
    first = decision.electors.first()
    with pytest.raises(actions.WrongStep):
        stand(first, "consent")
    asked = actions.remark(decision=decision, words="Wat kost het?", by=speaker_of(theirs), at=SOON)
    actions.answer(remark=asked, words="Niets.", by=chair, at=SOON)
    with pytest.raises(actions.NotForYou):
        actions.answer(remark=asked, words="Alles.", by=speaker_of(theirs), at=SOON)
    with pytest.raises(actions.NotForYou):
        actions.remark(decision=decision, words="En ik?", by=make_person(), at=SOON)
    for step in (Step.QUESTIONS, Step.REACTIONS):
        actions.go_on(decision=decision, after=step, by=chair, at=SOON)
        with pytest.raises(actions.WrongStep):  # pressed twice it goes on once
            actions.go_on(decision=decision, after=step, by=chair, at=SOON)
    with pytest.raises(actions.WrongStep):
        actions.remark(decision=decision, words="Nog iets", by=chair, at=SOON)
    assert stand(first, "consent").text_digest == queries.text_of(decision).digest


def test_what_cannot_be_agreed_is_put_to_the_vote_elsewhere(circle):
    decision, (first, _second, third) = circle
    with pytest.raises(actions.WrongStep):
        actions.escalate(decision=decision, to=Body.BOARD, why="x", by=None, at=SOON)
    stand(first, "consent")
    stand(third, "objection", "Te duur.")
    made = actions.escalate(
        decision=decision, to=Body.GENERAL_MEETING, why="Over het geld.", by=None, at=SOON
    )
    decision.refresh_from_db()
    assert (decision.state, decision.tally.verdict) == (State.CLOSED, Verdict.REJECTED)
    assert standing_of(decision) == [Standing.ESCALATED]
    assert (made.follows, made.form, made.body) == (decision, "majority", "general_meeting")
    assert queries.text_of(made).text == queries.text_of(decision).text


def test_a_new_round_may_take_longer_and_the_old_moment_closes_nothing(circle):
    decision, members = circle
    amended(decision, closes_at=NOON + 2 * WEEK)
    with time_machine.travel(NOON + WEEK):
        close_vote.func(decision.pk)
    assert Decision.objects.get(pk=decision.pk).is_open
    for member in members:
        stand(member, "consent", at=NOON + WEEK)
    with time_machine.travel(NOON + 2 * WEEK):
        close_vote.func(decision.pk)
    assert Decision.objects.get(pk=decision.pk).tally.verdict == Verdict.ADOPTED


def test_what_is_agreed_by_consent_has_a_term():
    ours, _theirs, here = make_two()
    soon = (NOON + WEEK).date()
    for terms in (
        {"evaluate_on": None},
        {"evaluate_on": soon},
        {"evaluate_on": soon + WEEK, "ends_on": soon},
    ):
        with pytest.raises(actions.NoTerm):
            make_consent(here, ours, people=2, **terms)


def test_nobody_votes_where_consent_is_asked(circle):
    _decision, members = circle
    with pytest.raises(actions.WrongStep):
        actions.cast(elector=members[0], choice="for", why="", on_text="", by=None, at=SOON)
    with pytest.raises(actions.NotOpen):
        stand(members[0], "consent", at=NOON + WEEK)


def test_a_task_goes_to_whom_nobody_objects_to():
    ours, theirs, here = make_two()
    decision = make_consent(here, ours, form=Form.ELECTION, turnout=Turnout.NONE)
    first, second, third = decision.electors.order_by("pk")
    tess, mo = speaker_of(theirs), first.person

    def nominate(member, whom, why="Luistert goed"):
        return actions.nominate(elector=member, nominee=whom, why=why, by=member.person, at=SOON)

    with pytest.raises(actions.NoArgument):
        nominate(first, tess, why="")
    with pytest.raises(actions.NotForYou):
        nominate(first, make_person("Vreemd"))
    nominate(first, mo)
    nominate(first, tess)  # again in a turn replaces it
    with pytest.raises(actions.WrongStep):
        amended(decision, "Tess doet het.")  # the others were not heard yet
    actions.go_on(decision=decision, after=Step.NOMINATIONS, by=None, at=SOON)
    nominate(second, tess)
    amended(decision, "Tess zit een jaar voor.")
    assert [each.turn for each in first.nominations.all()] == [Step.NOMINATIONS]
    for member in (first, second, third):
        stand(member, "consent")
    assert closed(decision).verdict == Verdict.ADOPTED
