"""They talk on a big screen, everyone guesses again on a phone, and then the numbers open."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from samenspel.meaning import actions, queries
from samenspel.meaning.models import SecondGuess, Talk, TalkAgreement, TalkWord
from samenspel.people.models import User
from tests.journeys.test_people_answer import heading, sign_in
from tests.make_scans import answer, ask

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
SLUG = "fruit-op-het-plein"


@pytest.fixture
def opened():
    """The scan of the example, answered by six people a side and opened; and their links."""
    call_command("load_example")
    now = timezone.now()
    scan = queries.fictional_invitations(at=now).first().side.scan
    tokens = []
    for side in scan.sides.order_by("pk"):
        links = ask(side, *(f"Persoon {number}" for number in range(6)), at=now)
        for number, (invitation, token) in enumerate(links):
            answer(invitation, own=1 + number % 3, guess=6, own_words=f"Zin {number}", at=now)
            tokens.append(token)
    sides = [(side, User.objects.get(representations__party=side.party)) for side in
             scan.sides.select_related("party")]  # fmt: skip
    for side, person in sides:
        actions.agree_to_close(side=side, by=person, at=now)
    for side, person in sides:
        actions.accept_opening(side=side, by=person, at=timezone.now())
    return Talk.objects.get(scan=scan), tokens


def go(page, talk, name, *more):
    page.goto(reverse(f"meaning:{name}", args=[SLUG, talk.scan_id, *more]))


@pytest.mark.parametrize(
    ("width", "dark", "script"),
    [(1280, False, True), (1920, True, True), (390, False, True), (320, False, False)],
)
def test_they_talk_word_by_word(visit, accessible, opened, width, dark, script):
    talk, _tokens = opened
    check = accessible if script else lambda _page: None  # axe is a script itself
    page = visit(width=width, dark=dark, script=script)
    sign_in(page, "Noor Hamersma")
    page.get_by_role("link", name="Naar het gesprek").first.click()
    assert "om over te praten" in heading(page)
    check(page)
    page.get_by_role("link", name="Begin het gesprek").click()
    words = page.locator("progress").get_attribute("max")
    for place in range(1, int(words)):
        check(page)
        assert f"Woord {place} van" in page.inner_text("main")
        page.get_by_label("Wat dit woord tussen ons betekent").fill(f"Samen {place}")
        if place == 1:
            page.get_by_label("Wat spreek je af?").fill("Fruit op vrijdag")
            page.get_by_role("button", name="Bewaar en blijf hier").click()
            assert "horen iemand" in page.get_by_role("alert").inner_text()
            check(page)
            page.get_by_label("Wie zorgt ervoor?").fill("Noor")
            page.get_by_label("Wanneer is het klaar?").fill("2027-01-08")
            page.get_by_role("button", name="Bewaar en blijf hier").click()
            assert "Fruit op vrijdag" in page.inner_text(".agreed")
        page.locator("[data-step=next]").click()
    assert heading(page) == "Iedereen raadt opnieuw"
    check(page)
    assert TalkWord.objects.filter(talk=talk).count() == int(words) - 1
    assert TalkAgreement.objects.get().owner == "Noor"


def test_arrow_keys_go_on_and_back_and_leave_text_alone(visit, opened):
    talk, _tokens = opened
    page = visit()
    sign_in(page, "Noor Hamersma")
    go(page, talk, "talk_word", 1)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/woord/2/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/woord/1/")
    field = page.get_by_label("Aantekeningen")
    field.fill("abc")
    field.press("ArrowLeft")
    assert (page.url.endswith("/woord/1/"), field.input_value()) == (True, "abc")


@pytest.mark.parametrize(("width", "dark", "script"), [(390, False, True), (320, True, False)])
def test_everyone_guesses_again_and_the_numbers_open(
    visit, accessible, client, opened, width, dark, script
):
    talk, (first, *others, last) = opened
    check = accessible if script else lambda _page: None
    screen = visit(width=1280)
    sign_in(screen, "Sanne Kuiper")
    go(screen, talk, "talk_guess")
    screen.get_by_role("button", name="Laat iedereen opnieuw raden").click()
    accessible(screen)
    phone = visit(width=width, dark=dark, script=script)
    for token in others:  # the same form, without a browser
        link = reverse("meaning:personal_link", args=[token])
        asked = re.findall(r'name="(guess_\d+_\d+)"', client.get(link).text)
        client.post(link, dict.fromkeys(asked, 2))
    for token in (first, last):
        phone.goto(reverse("meaning:personal_link", args=[token]))
        assert heading(phone) == "Raad opnieuw"
        check(phone)
        for line in phone.locator(".seven").all():
            line.locator("input").nth(1).click()
        phone.get_by_role("button", name="Bewaar wat ik raad").click()
    assert heading(phone) == "Dank je wel, het is bewaard"
    check(phone)
    assert SecondGuess.objects.count() == len(others) + 2
    screen.get_by_text("5 of meer raadden opnieuw").first.wait_for()
    screen.get_by_role("button", name="Open de cijfers").click()
    assert "dat het gesprek is gevoerd" in screen.inner_text("main")
    accessible(screen)


def test_the_talk_can_be_skipped_and_that_is_said(visit, accessible, opened):
    talk, _tokens = opened
    page = visit(width=390)
    sign_in(page, "Noor Hamersma")
    go(page, talk, "talk")
    page.get_by_text("Sla het gesprek over", exact=True).click()
    accessible(page)
    page.get_by_role("button", name="Ja, sla het gesprek over").click()
    assert "Gesprek overgeslagen." in page.inner_text("main")
    accessible(page)
