"""Every operation of the API, asked with everyone's key, against the table of rights."""

import json
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samenspel.config.api import description
from samenspel.meaning.models import WordAnswer
from samenspel.people.models import User
from tests.make_programs import API, key_of
from tests.meaning import files
from tests.permissions.bodies import bodies
from tests.permissions.states import KEPT_SHUT, OWN_WORDS, WALKED
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
                 "/upheavals", "/endings", "/decisions", "/conversations", "/webhooks",
                 "/evaluations", "/improvements", "/portfolio", "/steps",
                 "/indicators")  # fmt: skip
BY_BODY = ("createWave", "createInvitations")  # the scan stands in what is sent
CALLED = {"speaker_id": "representation_id", "reading_id": "job_id", "balance_id": "round_id"}
ACTIVITIES = b"""<iati-activities version="2.03"><iati-activity>
<iati-identifier>NL-1</iati-identifier><title><narrative>Soep</narrative></title></iati-activity></iati-activities>"""
COUNTED = ("platform_attempts", "people_apikey")  # how often a key asked, and when last
READS = ("SELECT", "SAVEPOINT", "RELEASE")


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
    if method == "post" and path.endswith(("/portfolio-files", "/iati-activities")):
        return Client().post(path, {"file": portfolio_file(path)}, headers=key)
    body = json.dumps(given) if given else ""
    return Client().generic(method.upper(), path, body, "application/json", headers=key)


def portfolio_file(path):
    """A file that can be read there."""
    content = ACTIVITIES if path.endswith("iati-activities") else b"Naam;Met\nSoep;Kok\n"
    return SimpleUploadedFile("p.csv", content)


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
    if path.startswith("/my-"):
        known |= {name: here[f"my_{name}"] for name in ("listing_id", "introduction_id")}
    if "/portfolio-files/" in path:
        known["reading_id"] = here["portfolio_job_id"]
    known["target_id"] = here.get("arrow_target_id")
    return None if any(known.get(name) is None for name in wants) else path.format(**known)


def row(operation, keys, world, state):
    """The letters of everyone's key; nothing where the state makes no difference, or no such."""
    name, method, path, wants = operation
    address, given = filled(path, wants, world), bodies(world).get(name)
    hangs_on_it = path.startswith(HANG_ON_A_SCAN) or name in BY_BODY
    if address and (hangs_on_it or state == ALWAYS):
        return "".join(asked(keys[role], method, address, given) for role in KEYS)
    return ""


@pytest.mark.parametrize("state", WALKED)
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


@pytest.mark.parametrize("state", KEPT_SHUT)
def test_no_key_learns_anything_of_what_was_answered(state):
    world = make_world(state)
    assert WordAnswer.objects.filter(own_words__startswith=OWN_WORDS).exists()
    keys = keys_in(world)
    with time_machine.travel(timezone.now(), tick=False):  # files say when they were made
        before = dict(seen(world, keys, state))
        other_answers()
        after = dict(seen(world, keys, state))
    assert [where for where, content in before.items() if OWN_WORDS.encode() in content] == []
    assert {where for where, content in after.items() if content != before[where]} == set()


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
