"""A meeting: a facilitator puts the conversation on a screen, and it follows what people vote."""

import pytest
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions
from samenspel.conversations.analyses import simulated_votes
from samenspel.people.actions import make_sign_in_link
from tests.journeys.test_people_answer import heading
from tests.make import make_collaboration, make_party, make_person
from tests.make_conversations import make_conversation, opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


def test_a_screen_goes_by_arrow_keys_and_follows_the_votes_without_a_reload(visit, accessible):
    now, leader = timezone.now(), make_person()
    ours = make_party("Ons", person=leader, role=Role.MANAGER)
    made, token = opened(
        make_conversation(make_collaboration(ours, make_party("Zij")), at=now), at=now
    )
    link = make_sign_in_link(person=leader, is_reusable=True, by=None, at=now)
    page = visit(width=1280)
    page.goto(reverse("people:sign_in_by_link", args=[link]))
    page.get_by_role("main").get_by_role("button").click()
    screen = reverse("conversations:meeting_screen", args=[made.collaboration.slug, made.pk])
    page.goto(f"{screen}?link={token}")
    assert heading(page) == "Doe mee"
    assert token in page.locator(".address").inner_text()
    accessible(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/scherm/2/**")
    assert heading(page) == "Nog geen kaart"
    page.evaluate("window.stayed = true")
    votes = simulated_votes(30, uniting=8, dividing=8)
    actions.load_votes(conversation=made, votes=votes, by=None, at=now)
    actions.renew_map(conversation=made, by=None, at=now)
    page.get_by_role("heading", name="Dit verbindt ons").wait_for(timeout=15_000)
    assert page.evaluate("window.stayed")
    accessible(page)
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/scherm/1/**")
    assert token in page.locator(".address").inner_text()
