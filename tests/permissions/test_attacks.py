"""Every address against what outsiders try: a shared cache, and a form on another site."""

import pytest

from tests.client import HouseClient
from tests.permissions.test_peeking import VARIES
from tests.permissions.walk import ALWAYS, path_of, routes
from tests.permissions.world import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
# RFC 8058: mail programs press these; the token in the address is the key
PRESSED_BY_MAIL_PROGRAMS = {
    "channels:no_digest", "evaluation:refuse_mail", "meaning:refuse_mail",
}  # fmt: skip
FORBIDDEN, NOT_THIS_WAY, NOT_FOUND = 403, 405, 404


def test_no_cache_keeps_what_was_shown_to_somebody():
    """A page that is not the same for a visitor holds something of who asked for it."""
    world, kept = make_world(ALWAYS), set()
    for name, wants in routes():
        path = path_of(name, wants, world)
        for role in "MAL" if path else "":
            answer = world.clients[role].get(path)
            is_kept = "no-store" not in answer.headers.get("Cache-Control", "")
            if answer.status_code == 200 and is_kept and not is_for_all(world, path, answer):
                kept.add(f"{role} {name}")
    assert kept == set()


def is_for_all(world, path, answer):
    """Whether a visitor gets the same, but for what is new on every page."""
    theirs = world.clients["V"].get(path)
    return VARIES.sub(b"", answer.content) == VARIES.sub(b"", theirs.content)


def test_a_form_on_another_site_does_nothing_here():
    """Without the token of a page of ours every press is refused, whoever is signed in."""
    world, done = make_world(ALWAYS), []
    strict = HouseClient(enforce_csrf_checks=True)
    strict.cookies = world.clients["M"].cookies
    for name, wants in routes():
        path = path_of(name, wants, world)
        status = strict.post(path).status_code if path else NOT_FOUND
        if status not in {FORBIDDEN, NOT_THIS_WAY, NOT_FOUND}:
            done.append((name, status))
    assert {name for name, _status in done} <= PRESSED_BY_MAIL_PROGRAMS, done
