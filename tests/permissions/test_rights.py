"""Every address, opened as everyone, in every state of a scan, against the table of rights."""

from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.permissions.states import WALKED
from tests.permissions.walk import (
    ALWAYS,
    LINES,
    hangs_on_a_scan,
    opened,
    path_of,
    routes,
    table,
    walked,
)
from tests.permissions.world import ROLES, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
FORBIDDEN = 403
TESTS = Path(__file__).parents[1]


def test_every_address_has_a_line_and_every_line_an_address():
    assert {name for _letters, _method, name, *_states in LINES[1:]} == {n for n, _w in routes()}


def test_the_table_names_everyone():
    assert LINES[0] == ["".join(ROLES)]
    assert {len(letters) for letters, *_rest in LINES[1:]} == {len(ROLES)}


ANSWERS_IN = {"GET decisions:result_file": "decisions/test_elsewhere.py"}  # what no state has


def test_every_address_answers_someone_in_some_state():
    """What nobody ever gets could be hidden or broken; a line of it would say nothing."""
    seen = {}
    for letters, method, name, *_states in LINES[1:]:
        seen.setdefault(f"{method} {name}", set()).update(letters)
    silent = {where for where, letters in seen.items() if not letters & {"+", "x"}}
    assert silent == set(ANSWERS_IN)
    for where, file in ANSWERS_IN.items():
        assert f'"{where.partition(":")[2]}"' in (TESTS / file).read_text()


@pytest.mark.parametrize("state", WALKED)
def test_everyone_gets_what_the_table_says_and_no_more(state):
    here = [
        (name, wants) for name, wants in routes() if state == ALWAYS or hangs_on_a_scan(name, wants)
    ]
    found, expected = walked(make_world(state), here, ROLES), table(state)
    assert {k: v for k, v in found.items() if expected.get(k) != v} == {}
    assert sorted(expected.keys() - found.keys()) == []


PRESSED_BY_MAIL_PROGRAMS = {  # RFC 8058
    "channels:no_digest", "evaluation:refuse_mail", "meaning:refuse_mail",
}  # fmt: skip


def test_no_other_site_can_press_a_button_here():
    """Every form asks for its token, but for those that a mail program presses."""
    world, open_to_all = make_world(ALWAYS), set()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = world.clients["M"].cookies
    for name, wants in routes():
        path = path_of(name, wants, world)
        by_page = path and not name.startswith("api:")  # programs show a key, and no cookie
        if by_page and opened(world.clients["M"], path, "post") != ".":
            with transaction.atomic():
                if strict.post(path).status_code != FORBIDDEN:
                    open_to_all.add(name)
                transaction.set_rollback(True)
    assert open_to_all == PRESSED_BY_MAIL_PROGRAMS


READS = ("SELECT", "(SELECT", "DECLARE")
# PostgreSQL declares a cursor for the choices of a form, and puts parts of a union in brackets
KEPT_IN_A_SESSION = {  # what a browser is asked to sign, or where it was
    "people:provider_back", "mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate_webauthn",
    "mfa_authenticate",
}  # fmt: skip


MOST_QUERIES = 12


def test_reading_writes_nothing_and_asks_at_most_twelve_things():
    world, wrote, asked = make_world(ALWAYS), {}, {}
    for name, wants in routes():
        path = path_of(name, wants, world) if name not in KEPT_IN_A_SESSION else None
        for role in ("M", "L", "A") if path else ():
            with CaptureQueriesContext(connection) as queries:
                world.clients[role].get(path)
            if changes := [q["sql"] for q in queries if not q["sql"].startswith(READS)]:
                wrote[name] = changes[0]
            asked[name] = max(len(queries), asked.get(name, 0))
    assert wrote == {}
    assert {n: many for n, many in asked.items() if many > MOST_QUERIES} == {}
