"""What someone hears of shared goals: until when people are asked, what they said, what is done."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions, queries
from samenspel.conversations.actions import Measure, Wording
from samenspel.conversations.choices import ActState
from samenspel.conversations.tasks import count_round
from samenspel.platform import agenda
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.make_conversations import joined, make_conversation, opened

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = NOON + 3 * DAY


@pytest.fixture
def leader():
    return make_person()


@pytest.fixture
def asked(leader, time_machine):
    """A conversation of two parties in which people are asked of two goals."""
    time_machine.move_to(NOON, tick=False)
    ours = make_party("Ons", person=leader, role=Role.MANAGER)
    made = opened(make_conversation(make_collaboration(ours, make_party("Zij"))))[0]
    goals = []
    for text in ("Een groen plein.", "Een stille straat."):
        wording = Wording(text, "", [0])
        goals.append(actions.word_goal(conversation=made, wording=wording, by=None, at=NOON))
        version = queries.newest_version_of(goals[-1])
        actions.ask_consent(version=version, measure=Measure(80, LATER),
                            count_round=count_round, by=None, at=NOON)  # fmt: skip
    people = [joined(made) for _each in range(6)]
    for goal, consents in zip(goals, (True, False), strict=True):
        for person in people:
            actions.react(version=queries.newest_version_of(goal), consents=consents,
                          reason="Te druk.", by=person, at=NOON)  # fmt: skip
    return goals


def decided(goals):
    for goal in goals:
        version = queries.newest_version_of(goal)
        actions.count_reactions(version=version, by=None, at=LATER)


def test_the_last_day_to_say_so_stands_in_the_calendar_until_it_is_decided(asked, leader):
    goals = [day for day in agenda.days_of(leader, at=NOON) if "goal" in day.key]
    assert [(day.title, day.on) for day in goals] == [
        ("Laatste dag om te zeggen of je ‘Een groen plein.’ draagt", LATER),
        ("Laatste dag om te zeggen of je ‘Een stille straat.’ draagt", LATER),
    ]
    conversation = asked[0].conversation
    args = [conversation.collaboration.slug, conversation.pk, asked[0].number]
    assert goals[0].path == reverse("conversations:goal", args=args)
    decided(asked)
    assert [day for day in agenda.days_of(leader, at=LATER) if "goal" in day.key] == []


def test_what_people_said_and_what_is_done_is_told_once_and_to_no_stranger(asked, leader):
    decided(asked)
    actions.tell_act(goal=asked[0], text="Bomen planten.", state=ActState.DONE,
                     outcome="Twaalf bomen.", by=None, at=LATER + DAY)  # fmt: skip

    def told(person, since, until):
        return [each.says for each in agenda.changed_for(person, since=since, until=until)]

    said = ["Mensen dragen een doel: Een groen plein.",
            "Te weinig mensen dragen een doel: Een stille straat."]  # fmt: skip
    question = asked[0].conversation.question
    done = f"Dit is gedaan, bij een doel van ‘{question}’: Bomen planten."
    assert told(leader, NOON, LATER) == said
    assert told(leader, LATER, LATER + DAY) == [done]
    assert told(make_person(), NOON, LATER + DAY) == []
