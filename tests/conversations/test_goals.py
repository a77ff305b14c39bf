"""From statements to goals: where a goal comes from, who carries it, and what is done with it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions, queries
from samenspel.conversations.actions import Measure, NotNow, Wording
from samenspel.conversations.choices import ActState, GoalState
from samenspel.conversations.models import GoalAct, GoalReaction, GoalVersion
from samenspel.conversations.tasks import count_round
from samenspel.platform.models import AuditEvent
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.make_conversations import joined, make_conversation, opened, two_camps

pytestmark = pytest.mark.django_db
ORIGIN = "https://samen.example"
LATER = NOON + timedelta(days=3)


@pytest.fixture(autouse=True)
def _noon(time_machine):
    return time_machine.move_to(NOON, tick=False)


@pytest.fixture
def leader():
    return make_person()


@pytest.fixture
def made(leader):
    ours = make_party("Ons", person=leader, role=Role.MANAGER)
    return opened(make_conversation(make_collaboration(ours, make_party("Zij"))))[0]


def goal_of(made, text="Een groen plein.", numbers=(0, 3)):
    wording = Wording(text, "", list(numbers))
    return actions.word_goal(conversation=made, wording=wording, by=None, at=NOON)


def asked(goal, needed=80):
    version = queries.newest_version_of(goal)
    given = {"measure": Measure(needed, LATER), "count_round": count_round, "by": None, "at": NOON}
    actions.ask_consent(version=version, **given)
    return version


def said(version, made, consents, objections=0, at=NOON):
    for place in range(consents + objections):
        actions.react(version=version, consents=place < consents, reason=f"Bezwaar {place}.",
                      by=joined(made), at=at)  # fmt: skip


def counted(version, at=LATER):
    actions.count_reactions(version=version, by=None, at=at)
    version.refresh_from_db()
    return version


def test_a_goal_keeps_the_votes_and_groups_that_the_map_counted(made):
    two_camps(made)
    actions.renew_map(conversation=made, by=None, at=NOON)
    version = queries.newest_version_of(goal_of(made, numbers=(0, 1)))
    shared, divided = queries.sources_of([version])
    cast = made.statements.get(number=0).votes
    assert (shared.agreed, shared.disagreed, shared.passed) == (
        cast.filter(value=1).count(), cast.filter(value=-1).count(), 0,
    )  # fmt: skip
    assert [each["group"] for each in divided.groups] == ["A", "B"]
    assert sum(each["of"] for each in divided.groups) == 50


@pytest.mark.parametrize(
    ("consents", "objections", "needed", "state"),
    [(8, 2, 80, "ratified"), (7, 3, 70, "ratified"), (7, 3, 71, "not_carried"),
     (4, 0, 50, "not_carried"), (5, 0, 100, "ratified"), (0, 0, 50, "not_carried")],
)  # fmt: skip
def test_a_goal_is_carried_by_the_measure_said_before_and_by_five_at_least(
    made, consents, objections, needed, state
):
    version = asked(goal_of(made), needed)
    said(version, made, consents, objections)
    assert counted(version).state == state
    assert (version.consents, version.objections) == (consents, objections)


def test_the_count_comes_when_the_round_is_over_and_once(made):
    version = asked(goal_of(made))
    someone = joined(made)
    actions.react(version=version, consents=False, reason="Te duur.", by=someone, at=NOON)
    actions.react(version=version, consents=True, reason="Te duur.", by=someone, at=NOON)
    reaction = GoalReaction.objects.get()
    assert (reaction.consents, reaction.reason) == (True, "")
    assert counted(version, NOON).state == GoalState.ASKED
    said(version, made, 4)
    assert counted(version).state == GoalState.RATIFIED
    with pytest.raises(NotNow):
        actions.react(version=version, consents=False, reason="Nee.", by=someone, at=LATER)
    lines = AuditEvent.objects.count()
    counted(version, LATER + timedelta(days=1))
    assert AuditEvent.objects.count() == lines


def test_a_reaction_leaves_no_line_in_the_trail(made):
    version, someone = asked(goal_of(made)), joined(made)
    lines = AuditEvent.objects.count()
    actions.react(version=version, consents=True, reason="", by=someone, at=NOON)
    assert AuditEvent.objects.count() == lines


def test_an_earlier_wording_keeps_what_was_said_of_it(made):
    goal = goal_of(made)
    first = asked(goal)
    wording = Wording("Een groener plein.", "", [0])
    given = {"goal": goal, "wording": wording, "by": None, "at": NOON}
    with pytest.raises(NotNow):
        actions.reword_goal(**given)
    said(first, made, 2, 4)
    counted(first)
    second = actions.reword_goal(**given)
    assert (second.number, second.state) == (2, GoalState.DRAFT)
    first.refresh_from_db()
    assert (first.text, first.objections) == ("Een groen plein.", 4)
    asked_again = {"measure": Measure(80, LATER), "count_round": count_round}
    with pytest.raises(NotNow):  # that one was asked before
        actions.ask_consent(version=first, by=None, at=NOON, **asked_again)


def test_an_act_needs_a_goal_that_people_carry(made):
    goal = goal_of(made)
    act = {"text": "We planten.", "state": ActState.ACCEPTED, "outcome": "", "by": None, "at": NOON}
    with pytest.raises(NotNow):
        actions.tell_act(goal=goal, **act)
    version = asked(goal)
    said(version, made, 5)
    counted(version)
    assert actions.tell_act(goal=goal, **act).state == ActState.ACCEPTED


def test_what_hangs_loose_is_named(made):
    two_camps(made)
    actions.renew_map(conversation=made, by=None, at=NOON)
    shared = made.statements.get(number=0).text
    assert shared in queries.loose_ends_of(made)["statements_without_goal"]
    goal = goal_of(made, numbers=(0,))
    assert shared not in queries.loose_ends_of(made)["statements_without_goal"]
    version = asked(goal)
    said(version, made, 5)
    counted(version)
    assert queries.loose_ends_of(made)["goals_without_act"] == ["Een groen plein."]
    act = {"goal": goal, "text": "We planten.", "by": None}
    actions.tell_act(state=ActState.ACCEPTED, outcome="", at=NOON, **act)
    loose = queries.loose_ends_of(made)
    assert (loose["goals_without_act"], loose["acts_without_outcome"]) == ([], ["Een groen plein."])
    actions.tell_act(state=ActState.DONE, outcome="Tien bomen.", at=LATER, **act)
    assert queries.loose_ends_of(made)["acts_without_outcome"] == []


def test_the_database_holds_what_must_always_hold(made):
    version, someone = asked(goal_of(made)), joined(made)
    wrong = [
        lambda: GoalReaction.objects.create(version=version, participant=someone, consents=False),
        lambda: GoalAct.objects.create(goal=version.goal, text="x", state="done", made_at=NOON),
        lambda: GoalAct.objects.create(
            goal=version.goal, text="x", state="accepted", address="javascript:x", made_at=NOON),
        lambda: GoalVersion.objects.filter(pk=version.pk).update(needed=49),
        lambda: version.goal.versions.create(
            number=9, text="x", state="asked", needed=80, asked_at=NOON, ends_at=LATER,
            made_at=NOON),
    ]  # fmt: skip
    for each in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            each()


def test_from_statements_to_what_was_done_on_the_pages(made, leader, signed_in, client):
    browser, args = signed_in(leader), [made.collaboration.slug, made.pk]
    fields = {"text": "Een groen plein.", "why": "Bijna iedereen wil het.", "numbers": ["0", "3"]}
    page = browser.post(reverse("conversations:new_goal", args=args), fields)
    ask = reverse("conversations:ask_consent", args=[*args, 1])
    assert browser.post(ask, {"needed": "40", "ends_on": "2026-01-01"}).status_code == 409
    last = (NOON + timedelta(days=7)).date().isoformat()
    assert browser.post(ask, {"needed": "80", "ends_on": last}).url == page.url
    key = actions.join(conversation=made, key="sleutel", by=None, at=NOON)
    link = reverse("conversations:resume", args=[made.pk, key])
    client.post(link)
    mine = reverse("conversations:own_goals", args=[made.pk])
    shown = client.get(mine).text
    assert ("Een groen plein." in shown, "Van elke honderd" in shown) == (True, True)
    assert (
        "Zeg in één zin wat je in de weg staat"
        in client.post(mine, {"number": 1, "consents": "0"}).text
    )
    client.post(mine, {"number": 1, "consents": "0", "reason": "Wie maait het?"})
    assert "Wie maait het?" in client.get(mine).text
    assert "Wie maait het?" not in browser.get(page.url).text  # not before the last day
    version = GoalVersion.objects.get()
    said(version, made, 6)
    counted(version, NOON + timedelta(days=9))
    assert "Wie maait het?" in browser.get(page.url).text
    act = {"text": "We zaaien gras.", "state": "done", "outcome": ""}
    assert "waarom je dit niet doet" in browser.post(page.url, act).text
    act |= {"outcome": "In mei is het groen.", "address": "javascript:alert(1)"}
    assert browser.post(page.url, act).status_code == 409
    followed = f"{ORIGIN}/s/{args[0]}/afspraken/"
    assert browser.post(page.url, act | {"address": followed}).status_code == 302
    for told in (client.get(mine).text, browser.get(page.url).text):
        assert "In mei is het groen." in told
        assert f'<a href="{followed}">Volg het hier' in told


def test_fewer_than_five_reactions_are_not_told(made, leader, signed_in):
    version = asked(goal_of(made))
    said(version, made, 1, 2)
    counted(version)
    address = reverse("conversations:goal", args=[made.collaboration.slug, made.pk, 1])
    page = signed_in(leader).get(address).text
    assert ("Minder dan vijf mensen" in page, "Bezwaar" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_goals_of_a_conversation_cost_as_many_queries_however_many(
    made, leader, signed_in, django_assert_num_queries, count
):
    for _each in range(count):
        goal_of(made)
    browser = signed_in(leader)
    address = reverse("conversations:goals", args=[made.collaboration.slug, made.pk])
    browser.get(address)
    with django_assert_num_queries(8):
        browser.get(address)
