"""A manager asks, people answer on a phone, both sides open the outcome together."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from samenspel.meaning import actions, queries
from samenspel.meaning.models import Answer, Invitation, Scan
from samenspel.meaning.tasks import mail_invitation
from samenspel.people import actions as people
from samenspel.people.models import User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture(autouse=True)
def _example(db):
    call_command("load_example")


def personal_link():
    now = timezone.now()
    invitation = queries.fictional_invitations(at=now).first()
    token = actions.make_personal_link(invitation=invitation, by=None, at=now)
    return reverse("meaning:personal_link", args=[token])


def sign_in(page, name):
    person = User.objects.get(name=name)
    token = people.make_sign_in_link(person=person, is_reusable=False, by=None, at=timezone.now())
    page.goto(reverse("people:sign_in_by_link", args=[token]))
    page.locator("main form button").click()


def heading(page):
    return page.locator("h1").inner_text()


class Counted:
    """A page that counts what a thumb does."""

    def __init__(self, page):
        self.page, self.taps, self.screens = page, 0, 1

    def tap(self, element):
        element.click()
        self.taps += 1

    def go_on(self, element):
        self.tap(element)
        self.screens += 1


def answer_word(counted):
    page = counted.page
    for number, line in enumerate(page.locator(".seven").all()):
        counted.tap(line.locator("input").nth(number % 7))
    counted.tap(page.get_by_label("Heel belangrijk", exact=True))
    counted.go_on(page.locator(".bar .btn"))


@pytest.mark.parametrize(
    ("width", "dark", "script"), [(390, False, True), (390, True, False), (320, False, False)]
)
def test_a_respondent_answers_three_words_on_a_phone(visit, accessible, width, dark, script):
    page = visit(width=width, dark=dark, script=script)
    page.goto(personal_link())
    counted = Counted(page)
    assert heading(page) == "Wat betekenen deze woorden voor jou?"
    check = accessible if script else lambda _page: None  # axe is a script itself
    check(page)
    counted.go_on(page.get_by_role("button", name="Ik vind dit goed, begin"))
    for word in ("gezondheid", "vertrouwen", "gemeenschap"):
        assert heading(page) == word
        check(page)
        answer_word(counted)
    assert heading(page) == "Dank je wel, je antwoorden zijn binnen"
    check(page)
    assert Answer.objects.count() == 3 * 4 * 2
    print(f"{width} px: {counted.screens} screens, {counted.taps} taps")  # noqa: T201 with -s
    assert (counted.screens, counted.taps) == (5, 31)
    page.get_by_role("button", name="Sluit af op dit apparaat").click()
    assert heading(page) == "Afgesloten op dit apparaat"
    check(page)


def test_a_word_is_answered_with_the_keyboard_alone(visit):
    page = visit()
    page.goto(personal_link())
    page.get_by_role("button", name="Ik vind dit goed, begin").press("Enter")
    page.locator(".seven input").first.focus()
    for _line in range(4):
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
    page.keyboard.type("Samen gezond")
    page.locator(".bar .btn").press("Enter")
    page.wait_for_url("**?open=1")
    assert "dat mag" in page.get_by_role("status").inner_text()
    assert set(Answer.objects.values_list("points", flat=True)) == {3}
    assert page.locator(".seven input:checked").count() == 4


def test_what_is_in_focus_is_not_under_the_bar(visit):
    page = visit(width=390)
    page.goto(personal_link())
    page.locator("main form button").click()
    bar = page.locator(".bar").bounding_box()
    for _press in range(24):
        page.keyboard.press("Tab")
        box = page.evaluate(
            "(() => { const r = document.activeElement.getBoundingClientRect();"
            " return {in: !!document.activeElement.closest('.step'), bottom: r.bottom}; })()"
        )
        assert not box["in"] or box["bottom"] <= bar["y"] + 2


@pytest.mark.parametrize("width", [1280, 390])
def test_a_manager_goes_from_nothing_to_sent_invitations(visit, accessible, width):
    Scan.objects.filter(collaboration__slug="fruit-op-het-plein").delete()
    page = visit(width=width)
    sign_in(page, "Noor Hamersma")
    page.get_by_role("link", name="Fruit op het plein").click()
    page.get_by_role("link", name="Maak een scan").click()
    accessible(page)
    page.get_by_role("button", name="Verder").click()
    assert "Kies één tot zes woorden" in page.get_by_role("alert").inner_text()
    accessible(page)
    page.get_by_label("Hoe noem je deze scan?").fill("Begin")
    for word in ("gezondheid", "vertrouwen", "groei"):
        page.get_by_label(word, exact=True).check()
    page.get_by_label("Hoeveel mensen heeft Stichting").fill("9")
    page.get_by_label("Hoeveel mensen heeft Fruithandel").fill("6")
    page.get_by_role("button", name="Verder").click()
    assert heading(page) == "Begin"
    accessible(page)
    page.get_by_role("link", name="Bekijk hem zoals mensen hem zien").click()
    accessible(page)
    page.get_by_role("link", name="Terug naar de scan").first.click()
    page.get_by_role("link", name="Wijzig groei").click()
    accessible(page)
    page.get_by_role("button", name="Bewaar dit woord").click()
    page.get_by_role("link", name="Nodig mensen uit").click()
    page.get_by_label("Wie vraag je?").fill("Imke Fictief\njoris@voorbeeld.example")
    page.get_by_role("button", name="Voeg deze mensen toe").click()
    assert "/u/" in page.get_by_label("Imke Fictief").input_value()
    accessible(page)
    page.get_by_role("link", name="Terug naar de scan").click()
    page.get_by_role("button", name="Open de scan").click()
    assert "Open voor antwoorden" in page.inner_text("main")
    accessible(page)
    invitation = Invitation.objects.exclude(email="").get()
    mail_invitation.func(invitation.pk, page.url.partition("/s/")[0])
    address = next(line for line in mail.outbox[0].body.splitlines() if "/u/" in line)
    page.goto(address)
    assert heading(page) == "Wat betekenen deze woorden voor jou?"


def test_both_sides_accept_and_begin_with_the_talk_at_once(visit, accessible):
    scan = queries.fictional_invitations(at=timezone.now()).first().side.scan
    answered(scan)
    first, second = visit(), visit(width=390)
    sign_in(first, "Noor Hamersma")
    sign_in(second, "Sanne Kuiper")
    address = reverse("meaning:scan_state", args=["fruit-op-het-plein", scan.pk])
    for page in (first, second):
        page.goto(address)
        page.get_by_role("button", name="Onze kant is klaar").click()
    first.goto(address)
    assert "6 antwoordden" in first.inner_text("main")
    accessible(first)
    first.get_by_role("button", name="Akkoord: de uitkomst mag open").click()
    assert "Noor Hamersma gaf op" in first.inner_text("main")
    second.goto(address)
    accessible(second)
    second.get_by_role("button", name="Akkoord: de uitkomst mag open").click()
    for page in (first, second):
        page.goto(address)
        assert "woord" in heading(page).casefold()
        assert page.locator(".talkwords li h2").count() >= 1
        assert page.locator(".outcome").count() == 0
        accessible(page)


def answered(scan):
    from tests.make_scans import answer, ask

    now = timezone.now()
    for side in scan.sides.order_by("pk"):
        names = [f"Persoon {number}" for number in range(6)]
        for number, (invitation, _token) in enumerate(ask(side, *names, at=now)):
            answer(invitation, own=1 + number % 3, guess=6, at=now)
