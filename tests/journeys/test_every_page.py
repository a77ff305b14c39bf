"""Every page there is keeps to the rules of accessibility, and nothing sticks out of the screen.

Where each page can be seen stands in pages.txt; a new address without a line there fails. `make
test-all` looks at each page in both languages, light and dark, at 320 and 1280 pixels; `make test`
at each page in one of those eight ways: which one hangs on the name of the page, so that each way
is looked at on many pages.
"""

import os
import zlib
from itertools import product

import pytest

from tests.journeys.conftest import RULES, STICKS_OUT
from tests.journeys.every_page import (
    LANGUAGES,
    NO_PAGE,
    SCHEMES,
    SPECIAL,
    WIDTHS,
    Shown,
    examples,
    page_of,
)
from tests.journeys.page_server import serving
from tests.journeys.special_pages import special_pages
from tests.permissions.states import STATES
from tests.permissions.walk import path_of, routes
from tests.permissions.world import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.journey]
FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
MISSING = (404, 500)
WAYS = list(product(LANGUAGES, SCHEMES, WIDTHS))
EXAMPLES = examples()
USED = {each.state for each in EXAMPLES if each.role != NO_PAGE}
OPTIONS = {
    "runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"], "preload": False,
}  # fmt: skip
LOOK = """async (options) => (await axe.run(options)).violations.map((each) =>
  `${each.id}: ${each.nodes.map((one) => one.target.join(" ")).slice(0, 3).join(" | ")}`)"""


def ways_of(name):
    """In which of the eight ways this page is looked at."""
    return WAYS if FULL else [WAYS[zlib.crc32(name.encode()) % len(WAYS)]]


def shown_in(state):
    """The pages of one state: where, in which language and way, and the HTML."""
    wanted = [each for each in EXAMPLES if each.state == state]
    if state == SPECIAL:
        browsers = special_pages()
        wanted = [(each, *browsers[" ".join((each.name, each.role)).removesuffix(" *")])
                  for each in wanted]  # fmt: skip
    else:
        world, asks = make_world(state), dict(routes())
        wanted = [
            (each, world.clients[each.role], path_of(each.name, asks[each.name], world))
            for each in wanted
        ]
    for each, client, path in wanted:
        where = f"{each.name} {each.role} {each.state}"
        for language in sorted({way[0] for way in ways_of(where)}):
            status, html = page_of(client, path, language)
            is_page = bool(html) and status not in MISSING
            assert is_page, (where, path, status)
            yield Shown(where, language, html)


@pytest.fixture(autouse=True)
def _nobody_is_too_late(settings):
    """A code of an app lasts half a minute; a busy machine may take longer."""
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def look(browser):
    """`look(shown, scheme, width)`: what is wrong with it."""
    with serving() as server:
        context = browser.new_context()
        page = context.new_page()
        current = []

        def faults(shown, scheme, width):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            if current != [shown, scheme]:  # a change of colours takes a moment
                current[:], server.html = [shown, scheme], shown.html
                page.goto(server.home)
            return page.evaluate(LOOK, OPTIONS) + page.evaluate(STICKS_OUT)

        yield faults
        context.close()


def test_every_way_is_looked_at_also_in_the_small_size():
    chosen = {WAYS[zlib.crc32(each.name.encode()) % len(WAYS)] for each in EXAMPLES}
    assert chosen == set(WAYS)


@pytest.mark.parametrize("state", [state for state in (*STATES, SPECIAL) if state in USED])
def test_every_page_is_accessible(look, state):
    wrong = {}
    for shown in shown_in(state):
        for language, scheme, width in ways_of(shown.where):
            if language == shown.language and (faults := look(shown, scheme, width)):
                wrong[shown.where, language, scheme, width] = faults
    assert wrong == {}
