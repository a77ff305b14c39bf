"""Every operation of the API, asked with everyone's key, against the table of rights."""

import json
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samenspel.collaborations.models import Party
from samenspel.config.api import description
from samenspel.meaning.choices import News
from samenspel.meaning.models import ScanResult, WordAnswer
from samenspel.people.models import User
from tests.make_programs import API, key_of
from tests.meaning import files
from tests.permissions.states import DAYS, OWN_WORDS, SEALED, STATES
from tests.permissions.test_peeking import other_answers
from tests.permissions.walk import ALWAYS, letter, named_states
from tests.permissions.world import ROLES, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
KEYS = "VSAMPFTOJ"
LINES = [
    line.split()
    for line in Path(__file__).with_name("programs.txt").read_text().splitlines()
    if not line.startswith("#")
]
HANG_ON_A_SCAN = ("/scans/", "/talks/", "/results/", "/waves/", "/invitations/")
WITHOUT_SCANS = ("/agreements", "/commitments", "/contributions", "/balances", "/pauses",
                 "/upheavals", "/endings", "/conversations", "/webhooks",
                 "/evaluations", "/improvements")  # fmt: skip
BY_BODY = ("createWave", "createInvitations")  # the scan stands in what is sent
NEWS = News.TALK_AGREED.value
CALLED = {"speaker_id": "representation_id", "reading_id": "job_id", "balance_id": "round_id"}
COUNTED = ("platform_attempts", "people_apikey")  # how often a key asked, and when last
READS = ("SELECT", "SAVEPOINT", "RELEASE")


def bodies(world):
    """What is sent along, as someone would who may do it."""
    scan = {"title": "Anders", "closesOn": f"{timezone.localdate() + DAYS:%Y-%m-%d}"}
    word = {"nameNl": "regie", "scales": [{"lowNl": "a", "highNl": "b"},
                                          {"lowNl": "c", "highNl": "d"}]}  # fmt: skip
    party, email = world.arguments["party_id"], "bo@voorbeeld.example"
    here, side = world.arguments["collaboration_id"], world.arguments.get("side_id", 1)
    joined = Party.objects.filter(collaborations=here).values_list("pk", flat=True)
    sides = [{"party": each, "people": 5} for each in joined]
    day = f"{timezone.localdate() + DAYS:%Y-%m-%d}"
    return {
        **bodies_of_agreements(here, party, joined, day),
        **bodies_of_conversations(world, day),
        **bodies_of_evaluations(here, party, day),
        "createWebhook": {"party": party, "address": "https://a.example/x", "kinds": [NEWS]},
        "changeWebhook": {"isEnabled": True},
        "createReading": {"collaboration": here, "party": party, "title": "x"},
        "matchSides": {"sides": file_sides(world)},
        "makePoster": {"link": world.tokens.get("meaning:join_group", "x")},
        "planTalk": {"plannedAt": (timezone.now() + DAYS).isoformat()},
        "writeTalkWord": {"notes": "x", "version": 0},
        "createTalkAgreement": {"what": "z", "owner": "y", "dueOn": day},
        "createParty": {"name": "Nieuw", "kind": "community", "team": "market"},
        "changeSpeaker": {"role": "facilitator"},
        "inviteColleague": {"email": email},
        "acceptInvitation": {"token": "role"},
        "createCollaboration": {"name": "N", "purpose": "P", "party": party, "email": email},
        "inviteParty": {"party": party, "email": email},
        "createPhase": {"phase": "conduct", "reachedOn": "2026-01-01", "evidence": "x"},
        "createScan": {**scan, "collaboration": here, "words": [word], "sides": sides},
        "changeScan": scan,
        "createWord": word,
        "changeWord": word,
        "createInvitations": {"side": side, "people": [{"name": "Nieuw"}]},
        "createWave": {"scan": world.arguments["scan_id"]},
    }


def bodies_of_agreements(here, party, joined, day):
    """The same, about what partners agree, give and end; each for our party."""
    ours, place = {"party": party}, {"party": party, "collaboration": here}
    other = next(each for each in joined if each != party)
    wording = {**ours, "purpose": "x", "objective": "growth", "what": "x", "forWhom": "x",
               "reviewOn": day}  # fmt: skip
    gift = {**place, "giver": party, "receiver": other, "kind": "time", "what": "x"}
    past, farewell = "2026-01-01", {"recognises": True, "again": "unsure"}
    return {
        "createAgreement": {**wording, "collaboration": here, "name": "x"},
        "createVersion": {**wording, "why": "x"},
        "acceptVersion": ours,
        "declineVersion": {**ours, "because": "x"},
        "createCommitment": {**gift, "dueOn": day},
        "createTerms": {**ours, "what": "y", "dueOn": day, "why": "x"},
        "acceptTerms": ours,
        "declineTerms": {**ours, "because": "x"},
        "releaseCommitment": {**ours, "why": "x"},
        "createContribution": {**gift, "givenOn": past},
        "rateContribution": {**ours, "rating": 5},
        "correctContribution": {**ours, "kind": "time", "what": "y", "givenOn": past},
        "createBalance": place,
        "answerBalance": {**ours, "feeling": "balanced"},
        "dropBalance": ours,
        "createPause": {**place, "reason": "x", "staysAlive": "x", "message": "x", "untilOn": day},
        "extendPause": {**ours, "untilOn": day},
        "endPause": ours,
        "createUpheaval": {**place, "kind": "other", "what": "x", "happenedOn": past},
        "conclude": {**ours, "conclusion": "keep"},
        "createEnding": {**place, "manner": "renewed", "endedOn": past, "reason": "x"},
        "sayFarewell": {**ours, **farewell},
    }


def bodies_of_evaluations(here, party, day):
    """The same, about evaluations and readiness."""
    ours, next_on = {"party": party}, f"{timezone.localdate() + 9 * DAYS:%Y-%m-%d}"
    plan = {"what": "x", "owner": "y", "dueOn": day}
    return {
        "createEvaluation": {**ours, "collaboration": here, "closesOn": day, "nextOn": next_on},
        "extendEvaluation": {**ours, "closesOn": day},
        "dropEvaluation": ours,
        "acceptEvaluation": ours,
        "createEvaluationInvitations": {"people": [{"name": "Nieuw"}]},
        "createImprovement": {**ours, **plan},
        "settleImprovement": {**ours, "fate": "done"},
        "createEvaluator": {**ours, "name": "x", "email": "els@voorbeeld.example"},
        "acceptEvaluator": ours,
        "dropEvaluator": ours,
        "writeFindings": {"findings": "x"},
        "askReadiness": {"closesOn": day},
        "createReadinessStep": plan,
        "settleReadinessStep": {"fate": "done"},
    }


def bodies_of_conversations(world, day):
    """The same, about conversations and their goals."""
    question = {"question": "x?", "closesOn": day, "statements": ["a", "b", "c"]}
    goal = {"text": "x", "statements": [0]}
    return {
        "createConversation": question | {"collaboration": world.arguments["collaboration_id"]},
        "createStatement": {"text": "Iets nieuws"},
        "refuseStatement": {"reason": "x"},
        "lookAgain": {"shows": True, "reason": "x"},
        "createGoal": goal,
        "createGoalVersion": goal,
        "askGoalConsent": {"needed": 80, "endsOn": day},
        "createGoalAct": {"text": "x", "state": "accepted"},
        "createCodes": {"count": 1},
        "readPaper": {"ticked": [{"code": "CODE", "printedNumber": 1, "choice": "agree"}]},
        "makeConversationPoster": {"link": world.tokens["conversations:join_conversation"]},
    }


def file_sides(world):
    """The sides of a file that was brought in, none of which is a party here."""
    found = ScanResult.objects.filter(scan=world.arguments["scan_id"]).first()
    names = [side["name"] for side in found.payload["sides"]] if found else ["x"]
    return [{"name": name, "party": None} for name in names]


def operations():
    """Every operation: its name, method, path and the numbers that stand in it."""
    for path, methods in description()["paths"].items():
        for method, told in methods.items():
            wants = [each["name"] for each in told["parameters"] if each["in"] == "path"]
            yield told["operationId"], method, path, wants


def table(state):
    """What the table says of one state: of each operation the letters of all keys."""
    return {
        name: letters
        for letters, name, *states in LINES[1:]
        if state in (named_states(states[0]) if states else [ALWAYS])
    }


def keys_in(world):
    """A key of everyone; a visitor has none, and a session opens nothing."""
    found = {role: key_of(User.objects.get(name=ROLES[role])) for role in KEYS if role != "V"}
    return found | {"V": {}}


def asked(key, method, path, given):
    """What comes of it, as a letter; whatever it changed is taken back."""
    with transaction.atomic():
        answer = sent(key, method, f"{API}{path}", given)
        transaction.set_rollback(True)
    return letter(answer)


def sent(key, method, path, given):
    """What is answered; a file goes along where one is asked."""
    if path.endswith("/readings"):
        return Client().post(path, given | {"file": files.good()}, headers=key)
    body = json.dumps(given) if given else ""
    return Client().generic(method.upper(), path, body, "application/json", headers=key)


def filled(path, wants, world):
    """The path in this world; `None` where the world has nothing of the kind."""
    here = world.arguments
    known = {**here, **{name: here[other] for name, other in CALLED.items()}}
    if path.startswith("/agreements/"):
        known["agreement_id"] = here["settled_id"]
    if path.startswith("/evaluations/") and not path.endswith(("/_accept", "/_drop", "/_extend")):
        known["evaluation_id"] = here["evaluation_id" if "/sides/" in path else "opened_id"]
    if path.startswith("/parties/"):
        known |= {"invitation_id": here["role_invitation_id"], "key_id": here["party_key_id"]}
    return None if any(known.get(name) is None for name in wants) else path.format(**known)


def row(operation, keys, world, state):
    """The letters of everyone's key; nothing where the state makes no difference, or no such."""
    name, method, path, wants = operation
    address, given = filled(path, wants, world), bodies(world).get(name)
    hangs_on_it = path.startswith(HANG_ON_A_SCAN) or name in BY_BODY
    if address and (hangs_on_it or state == ALWAYS):
        return "".join(asked(keys[role], method, address, given) for role in KEYS)
    return ""


@pytest.mark.parametrize("state", STATES)
def test_every_key_gets_what_the_table_says_and_no_more(state):
    world, expected = make_world(state), table(state)
    keys = keys_in(world)
    found = {each[0]: row(each, keys, world, state) for each in operations()}
    found = {name: letters for name, letters in found.items() if letters}
    assert {k: v for k, v in found.items() if expected.get(k) != v} == {}
    assert sorted(expected.keys() - found.keys()) == []


def test_the_table_names_every_key_and_every_operation():
    assert LINES[0] == [KEYS]
    assert {name for _letters, name, *_states in LINES[1:]} == {o[0] for o in operations()}


def seen(world, keys, state):
    """What everyone reads of everything, as bytes; in one state what knows of no scan."""
    for name, method, path, wants in operations():
        address = filled(path, wants, world)
        is_read = method == "get" and (state == ALWAYS or not path.startswith(WITHOUT_SCANS))
        for role in KEYS if address and is_read else ():
            yield (role, name), Client().get(f"{API}{address}", headers=keys[role]).content


@pytest.mark.parametrize("state", SEALED)
def test_no_key_learns_anything_of_what_was_answered(state):
    world = make_world(state)
    assert WordAnswer.objects.filter(own_words__startswith=OWN_WORDS).exists()
    keys = keys_in(world)
    before = dict(seen(world, keys, state))
    assert [where for where, content in before.items() if OWN_WORDS.encode() in content] == []
    other_answers()
    assert dict(seen(world, keys, state)) == before


def test_once_it_is_open_programs_read_what_was_answered():
    world = make_world("numbers")
    path = f"{API}/results/{world.arguments['scan_id']}/report?format=html"
    for role in "MT":
        assert OWN_WORDS in Client().get(path, headers=keys_in(world)[role]).text


def test_a_program_that_reads_changes_nothing_but_how_often_it_asked():
    world = make_world("numbers")
    keys = keys_in(world)
    for _name, method, path, wants in operations():
        address = filled(path, wants, world)
        for role in ("M", "A") if address and method == "get" else ():
            with CaptureQueriesContext(connection) as queries:
                Client().get(f"{API}{address}", headers=keys[role])
            changed = [q["sql"] for q in queries if not q["sql"].startswith(READS)]
            assert [sql for sql in changed if not any(each in sql for each in COUNTED)] == []
