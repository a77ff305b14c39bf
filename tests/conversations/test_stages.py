"""What an initiative may honestly be called, by who took part in which stage."""

import pytest
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions, queries
from samenspel.conversations.actions import NotForYou, Wording
from samenspel.conversations.analyses import called
from samenspel.conversations.choices import GoalState, InitiativeStage, Label, Part
from samenspel.conversations.models import GoalVersion
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.make_conversations import make_conversation, opened

WITH, ASKED, WITHOUT = Part.TOGETHER, Part.ASKED, Part.WITHOUT
CO_OPERATIVE, CO_CREATION = Label.CO_OPERATIVE, Label.CO_CREATION
RESEARCH, OWN = Label.NEEDS_RESEARCH, Label.OWN_WORK


@pytest.mark.parametrize(
    ("idea", "plan", "making", "shared", "carried", "labels"),
    [
        (WITH, WITH, WITH, WITH, True, (CO_OPERATIVE, CO_CREATION)),
        (WITH, WITH, WITH, WITHOUT, True, (CO_CREATION,)),
        (WITH, WITH, WITH, WITH, False, (CO_CREATION,)),
        (ASKED, ASKED, WITH, WITH, True, (CO_OPERATIVE,)),
        (WITH, ASKED, WITH, ASKED, True, (RESEARCH,)),
        (WITH, WITH, WITHOUT, WITHOUT, True, (RESEARCH,)),
        (ASKED, WITHOUT, WITHOUT, WITHOUT, True, (RESEARCH,)),
        (ASKED, ASKED, WITH, WITH, False, (RESEARCH,)),
        (WITHOUT, WITHOUT, WITHOUT, WITHOUT, True, (OWN,)),
    ],
)
def test_who_took_part_in_which_stage_decides(idea, plan, making, shared, carried, labels):
    parts = dict(zip(InitiativeStage, (idea, plan, making, shared), strict=True))
    found = called(parts, is_carried=carried)
    assert (found.labels, found.unknown) == (labels, ())
    assert len(found.why) == len(labels)


@pytest.mark.parametrize("left", InitiativeStage)
def test_nothing_is_said_while_a_stage_is_not_known(left):
    parts = {stage: WITH for stage in InitiativeStage if stage != left}
    found = called(parts, is_carried=True)
    assert (found.labels, found.unknown) == ((), (left,))


def test_needs_research_says_what_is_missing():
    parts = dict(zip(InitiativeStage, (ASKED, WITH, WITHOUT, WITH), strict=True))
    (why,) = called(parts, is_carried=False).why
    assert "het idee, het doen of maken, erover beslissen." in why


@pytest.mark.django_db
def test_who_leads_tells_it_and_everyone_reads_what_it_is_called(signed_in, time_machine):
    time_machine.move_to(NOON, tick=False)
    leader = make_person()
    ours = make_party("Ons", person=leader, role=Role.MANAGER)
    made, _token = opened(make_conversation(make_collaboration(ours, make_party("Zij"))))
    goal = actions.word_goal(
        conversation=made, wording=Wording("Een groen plein", "", [0]), by=None, at=NOON
    )
    args = [made.collaboration.slug, made.pk, goal.number]
    browser, address = signed_in(leader), reverse("conversations:goal_stages", args=args)
    page = reverse("conversations:goal", args=args)
    assert "Dat valt nog niet te zeggen" in browser.get(page).text
    parts = dict.fromkeys(InitiativeStage.values, WITH.value)
    assert browser.post(address, parts).url == page
    assert "Co-creatie" in browser.get(page).text
    assert "Coöperatief" not in browser.get(page).text
    GoalVersion.objects.update(
        state=GoalState.RATIFIED, needed=80, asked_at=NOON, ends_at=NOON, decided_at=NOON
    )
    assert "Coöperatief" in browser.get(page).text
    key = actions.join(conversation=made, key="mijn sleutel", by=None, at=NOON)
    browser.post(reverse("conversations:resume", args=[made.pk, key]))
    assert "Coöperatief" in browser.get(reverse("conversations:own_goals", args=[made.pk])).text
    browser.post(address, parts | {"plan": ""})
    assert queries.parts_of(goal).keys() == {
        InitiativeStage.IDEA,
        InitiativeStage.MAKING,
        InitiativeStage.YIELD,
    }
    with pytest.raises(NotForYou):
        actions.tell_stages(goal=goal, parts={}, by=make_person(), at=NOON)
