"""The big screen in a meeting: in fives, from the newest map, and the link only where it may be."""

import pytest
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.make_conversations import (
    joined,
    make_conversation,
    opened,
    says,
    taken_out,
    two_camps,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(signed_in, time_machine):
    """A conversation of our party on a screen: `hall.part(place)` is what the screen asks for."""
    time_machine.move_to(NOON, tick=False)
    leader = make_person()
    ours = make_party("Ons", person=leader, role=Role.MANAGER)
    made, token = opened(make_conversation(make_collaboration(ours, make_party("Zij"))))
    browser = signed_in(leader)

    def part(place, **asked):
        args = [made.collaboration.slug, made.pk, place]
        return browser.get(
            reverse("conversations:meeting_part", args=args), asked, headers={"HX-Request": "true"}
        )

    browser.made, browser.token, browser.part = made, token, part
    return browser


def test_people_are_counted_down_in_fives(hall):
    for people, shown in ((4, 0), (1, 5), (3, 5)):
        for _each in range(people):
            joined(hall.made)
        assert f"minstens {shown}<" in hall.part(1).text


def test_the_link_is_shown_to_who_comes_with_it_and_a_wrong_one_is_not(hall):
    assert hall.token not in hall.part(1).text
    assert f"/d/{hall.token}" in hall.part(1, link=hall.token).text
    assert "/d/" not in hall.part(1, link="iets").text
    _other, elsewhere = opened()
    assert "/d/" not in hall.part(1, link=elsewhere).text


def test_the_screen_follows_the_newest_map_and_waits_for_five(hall):
    assert "Nog geen kaart" in hall.part(2).text
    people = two_camps(hall.made)
    actions.renew_map(conversation=hall.made, by=None, at=NOON)
    before = hall.part(2).text
    assert "Dit verbindt ons" in before
    assert "Groep A: " in before
    for person in people[:4]:
        says(person, 0, -1)
    actions.renew_map(conversation=hall.made, by=None, at=NOON)
    assert hall.part(2).text == before
    groups = hall.part(4).text
    assert ("2 groepen" in groups, "Groep A: 25 mensen" in groups) == (True, True)


def test_a_statement_taken_out_leaves_the_screen_at_once(hall):
    two_camps(hall.made)
    kept = actions.renew_map(conversation=hall.made, by=None, at=NOON)
    number = int(kept.payload["bridging"][0]["id"])
    text = hall.made.statements.get(number=number).text
    assert text in hall.part(2).text
    taken_out(hall.made, number)
    assert text not in hall.part(2).text


def test_a_whole_page_has_one_moving_part_and_steps_by_arrow(hall):
    address = reverse("conversations:meeting_screen", args=[hall.made.collaboration.slug,
                                                            hall.made.pk])  # fmt: skip
    page = hall.get(address).text
    assert page.count('hx-trigger="every 5s"') == 1
    assert 'data-step="next"' in page
    assert 'data-step="previous"' not in page
    assert "<html" not in hall.part(1).text
    assert hall.part(5).status_code == 404


@pytest.mark.parametrize("each", [3, 12])
def test_what_a_screen_asks_every_five_seconds_costs_seven_queries(
    hall, django_assert_num_queries, each
):
    two_camps(hall.made, each=each)
    actions.renew_map(conversation=hall.made, by=None, at=NOON)
    with django_assert_num_queries(7):
        hall.part(2)
