"""Every address has an example of its page, at which tests/journeys/test_every_page.py looks."""

from tests.journeys.every_page import NO_PAGE, examples
from tests.permissions.walk import routes

EXAMPLES = examples()


def test_every_address_has_an_example_or_says_why_it_is_no_page():
    assert {each.name for each in EXAMPLES} == {name for name, _wants in routes()}
    without = {each.name for each in EXAMPLES if each.role == NO_PAGE}
    assert without & {each.name for each in EXAMPLES if each.role != NO_PAGE} == set()


def test_nothing_is_looked_at_twice():
    lines = [(each.name, each.role, each.state) for each in EXAMPLES]
    assert sorted(lines) == sorted(set(lines))
