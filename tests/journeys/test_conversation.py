"""People take part in a conversation: by thumb, by keyboard, without script, without a signal."""

import pytest
from django.urls import reverse

from samenspel.conversations.models import Statement, Vote
from tests.journeys.test_people_answer import heading
from tests.make_conversations import opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture
def conversation(now):
    made, token = opened(at=now)
    made.address = reverse("conversations:join_conversation", args=[token])
    return made


@pytest.fixture
def now():
    from django.utils import timezone

    return timezone.now()


def begin(page, conversation, name="Ik vind dit goed, begin"):
    page.goto(conversation.address)
    page.wait_for_timeout(1100)  # a program is faster
    page.get_by_role("button", name=name).click()
    page.wait_for_url("**/stem/")


def until(page, script):
    """Our policy lets nobody wait inside the page."""
    for _moment in range(100):
        if page.evaluate(script):
            return
        page.wait_for_timeout(50)
    raise AssertionError(script)


SETTLED = "!document.querySelector('.htmx-request')"
KEPT = "JSON.parse(Object.values(localStorage)[0] ?? '[]').length"


@pytest.mark.parametrize(("language", "width"), [("nl", 390), ("en", 1280)])
def test_keys_vote_without_a_reload_and_taps_without_a_signal_are_sent_once(
    visit, accessible, faults, conversation, language, width
):
    page = visit(width=width, language=language)
    begin(page, conversation, {"nl": "Ik vind dit goed, begin", "en": "I agree, begin"}[language])
    accessible(page)
    page.evaluate("window.stayed = true")
    page.locator(".way").first.click()
    until(page, "document.activeElement.id === 'stelling'")
    page.keyboard.press("2")
    until(page, SETTLED)
    faults.are_heard = False  # the browser says that there is no connection
    page.context.set_offline(True)
    for place, key in enumerate("123", 1):
        page.keyboard.press(key)
        until(page, f"{KEPT} === {place}")
    assert page.locator("#offline").is_visible()
    assert Vote.objects.count() == 2
    page.context.set_offline(False)
    until(page, "localStorage.length === 0")
    until(page, SETTLED)
    faults.are_heard = True
    assert page.evaluate("window.stayed")
    assert not page.locator("#offline").is_visible()
    assert sorted(Vote.objects.values_list("value", flat=True)) == [-1, -1, 0, 1, 1]
    accessible(page)


def test_without_javascript_someone_votes_adds_changes_and_goes_on_elsewhere(
    visit, accessible, conversation
):
    page = visit(width=320, script=False)
    begin(page, conversation)
    page.get_by_label("Dit is voor mij heel belangrijk").check()
    page.get_by_role("button", name="Eens", exact=False).first.press("Enter")
    page.get_by_role("link", name="Stelling toevoegen").click()
    page.get_by_label("Jouw stelling").fill("Meer bomen in onze straat!")
    page.get_by_role("button", name="Voeg toe").click()
    assert heading(page) == "Is het een van deze?"
    page.get_by_role("button", name="Ja, voeg de mijne toe").click()
    assert heading(page) == "Dank je, de stelling is toegevoegd"
    assert Statement.objects.get(text="Meer bomen in onze straat!").state == "waiting"
    page.get_by_role("link", name="Jouw stemmen").click()
    page.get_by_role("button", name="Oneens").first.click()
    assert "Je zei: Oneens, het is voor jou heel belangrijk" in page.inner_text("main")
    other = visit(width=1280)
    other.goto(page.get_by_label("Je eigen link").input_value())
    accessible(other)
    other.get_by_role("button", name="Ga verder in deze browser").click()
    other.get_by_role("link", name="Jouw stemmen").click()
    assert "Je zei: Oneens" in other.inner_text("main")
    accessible(other)
