"""The chain check of an installation: what people share or carry and nobody took up, by name."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from samenspel.conversations import actions, queries
from samenspel.conversations.actions import Measure, Wording
from samenspel.conversations.choices import ActState
from samenspel.conversations.tasks import count_round
from tests.make import NOON
from tests.make_conversations import joined, opened, two_camps

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)


def check(capsys):
    """What the command says, line by line, and the sentence it ends with."""
    try:
        call_command("chain_check", language="nl")
    except CommandError as loose:
        return [line.strip() for line in capsys.readouterr().out.splitlines()], str(loose)
    return capsys.readouterr().out.splitlines(), ""


@pytest.fixture
def carried(time_machine):
    """A conversation with a goal that people carry, made of all that most of them share."""
    time_machine.move_to(NOON, tick=False)
    made, _token = opened()
    two_camps(made, each=6)
    actions.renew_map(conversation=made, by=None, at=NOON)
    shared = [int(each["id"]) for each in queries.map_of(made).payload["consensus"]
              if each["direction"] == "agree"]  # fmt: skip
    wording = Wording("Een groen plein.", "", shared)
    goal = actions.word_goal(conversation=made, wording=wording, by=None, at=NOON)
    version = queries.newest_version_of(goal)
    actions.ask_consent(version=version, measure=Measure(80, LATER), count_round=count_round,
                        by=None, at=NOON)  # fmt: skip
    for _each in range(6):
        actions.react(version=version, consents=True, reason="", by=joined(made), at=NOON)
    actions.count_reactions(version=version, by=None, at=LATER)
    return goal


def told(goal, state, outcome=""):
    actions.tell_act(goal=goal, text="Bomen planten.", state=state, outcome=outcome, by=None,
                     at=LATER)  # fmt: skip


def test_the_check_names_what_each_goal_lacks_until_something_came_of_it(carried, capsys):
    lines, ends = check(capsys)
    assert lines[1:] == ["Doel, en er is nog niets mee gedaan: Een groen plein."]
    assert ends == "1 ding hangt los."
    told(carried, ActState.ACCEPTED)
    lines, ends = check(capsys)
    assert lines[1:] == ["Doel opgepakt, en er is nog niets van gekomen: Een groen plein."]
    told(carried, ActState.DONE, "Twaalf bomen.")
    assert check(capsys) == (
        ["Niets hangt los: bij elk doel is iets gedaan, met een uitkomst."], ""
    )  # fmt: skip


def test_the_check_names_what_most_share_and_is_in_no_goal(time_machine, capsys):
    time_machine.move_to(NOON, tick=False)
    made, _token = opened()
    two_camps(made, each=6)
    actions.renew_map(conversation=made, by=None, at=NOON)
    shared = queries.loose_ends_of(made)["statements_without_goal"]
    assert len(shared) > 1
    lines, ends = check(capsys)
    assert lines == [
        f"{made.question} ({made.collaboration})",
        *(f"Gedeeld door de meesten, en in geen doel: {text}" for text in shared),
    ]
    assert ends == f"{len(shared)} dingen hangen los."
