"""A whole season with nothing but a keyboard, in both languages, with and without JavaScript.

From signing up to sent invitations, an answer on a phone, the outcome opened together, the talk,
guessing again, the numbers, and the next wave. What others do meanwhile is done for them.
"""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations import actions as collaborations
from samenspel.collaborations.choices import PartyKind, Team
from samenspel.collaborations.models import Collaboration
from samenspel.meaning import actions
from samenspel.meaning.models import Answer, Scan, SecondGuess, TalkWord
from samenspel.people.models import User
from tests.journeys.hands import Hands
from tests.journeys.test_people import code, device
from tests.make import make_person
from tests.make_letters import work
from tests.make_scans import answer, ask, sides_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
ADDRESS, THEIRS, GUEST = (f"{name}@voorbeeld.example" for name in ("nina", "tess", "joris"))
FIVE_MINUTES = 300
PEOPLE = 5
WORDS = {"nl": ("gezondheid", "groei", "vertrouwen"), "en": ("health", "growth", "trust")}


def sign_up(hands):
    hands.go("/aanmelden/")
    hands.fill("Your e-mail address", ADDRESS)
    hands.fill("Your name", "Nina Nieuw")
    hands.tick("I agree that you keep my name and address for my account.")
    hands.press("Sign up")
    hands.fill("Code", code())
    hands.press("Go on")


def begin_together(hands):
    hands.press("Start a collaboration")
    hands.press("Bring in a party")
    hands.fill("What is your party called?", "Ons")
    hands.find(hands.say("For which team does it play?"), of="label")
    hands.page.keyboard.press("ArrowDown")
    hands.press("Bring in this party")
    hands.fill("What do you call the collaboration?", "Samen koken")
    hands.fill("What do you want to mean to others with it?", "Warm eten.")
    hands.find(hands.say("For which party?"), of="label")
    hands.page.keyboard.press("ArrowDown")
    hands.fill("E-mail address of someone of the other party", THEIRS)
    hands.press("Start and invite")


def the_other_joins():
    """What happens on the other side: a party of its own, with which it says yes."""
    tess, now = make_person("Tess"), timezone.now()
    party = collaborations.found_party(
        name="Zij",
        kind=PartyKind.choices[0][0],
        team=Team.choices[0][0],
        org_id="",
        by=tess,
        at=now,
    )
    work()
    token = re.search(r"/uitnodiging/([^/\s]+)", mail.outbox[-1].body).group(1)
    collaborations.accept(token=token, party=party, by=tess, at=now)
    return tess


def make_scan(hands):
    slug = Collaboration.objects.get(name="Samen koken").slug
    hands.go(reverse("portfolio:home"))
    hands.press("Make a scan")
    hands.fill("What do you call this scan?", "Begin")
    hands.tick_all(*WORDS[hands.language])
    for party in ("Ons", "Zij"):
        hands.fill("How many people does %(party)s have in this collaboration?", "9", party=party)
    hands.press("Go on: see it and invite people")
    hands.press("Invite people")
    hands.fill("Whom do you ask?", GUEST)
    hands.press("Add these people")
    hands.press("Back to the scan")
    hands.press("Open the scan")
    work()
    assert mail.outbox[-1].to == [GUEST]
    return Scan.objects.get(collaboration__slug=slug)


def answer_on_a_phone(hands, link):
    """Three words; how many minutes the page says that takes."""
    hands.go(link)
    hands.keys, hands.choices, hands.screens = 0, 0, 1
    facts = hands.page.locator(".facts dd").all_inner_texts()
    minutes = int(next(fact for fact in facts if "minu" in fact).split()[0])
    hands.press("I agree, begin")
    for button in ("Save, next word", "Save, next word", "Save and finish"):
        hands.choose_on_every_line(2, button)
    assert hands.page.locator("h1").inner_text() == hands.say("Thank you, your answers are in")
    return minutes


def others_answer(scan):
    now = timezone.now()
    for side in sides_of(scan):
        names = [f"{side.party.name} {number}" for number in range(PEOPLE)]
        for number, (invitation, _token) in enumerate(ask(side, *names, at=now)):
            answer(invitation, own=1 + number % 3, guess=6, own_words=f"Zin {number}", at=now)


def both_open(hands, scan, tess):
    first, second = sides_of(scan)
    theirs = first if first.party.name == "Zij" else second
    actions.agree_to_close(side=theirs, by=tess, at=timezone.now())
    hands.go(reverse("meaning:scan_state", args=[scan.collaboration.slug, scan.pk]))
    hands.press("Our side is done")
    actions.accept_opening(side=theirs, by=tess, at=timezone.now())
    hands.press("Accept: the outcome may open")
    assert Scan.objects.get(pk=scan.pk).is_revealed


def talk(hands):
    hands.press("Start the talk")
    words = int(hands.page.locator("progress").get_attribute("max")) - 1
    for place in range(1, words + 1):
        hands.fill("What this word means between us", f"Samen {place}")
        hands.press("Guess again" if place == words else "Next word")
    assert TalkWord.objects.count() == words
    hands.press("Let everyone guess again")


def numbers(hands):
    hands.press("Open the numbers")
    assert hands.page.locator(".outcome").count() >= 1


def next_wave(hands, scan, tess):
    hands.press("Make the next wave")
    later = Scan.objects.get(series=scan.series, wave=2)
    later.sides.first().invitations.all().delete()  # so that the same names can be asked
    later.sides.last().invitations.all().delete()
    hands.press("Open the scan")
    others_answer(later)
    both_open(hands, later, tess)
    hands.unfold("Skip the talk")
    hands.press("Yes, skip the talk and open the numbers")
    hands.press("See what moved since the wave before")
    assert hands.page.locator("h1").inner_text().endswith("scan 2")


@pytest.mark.parametrize(("language", "width", "script"), [("en", 1280, True), ("nl", 320, False)])
def test_a_season_by_keyboard(visit, accessible, settings, language, width, script):
    call_command("createcachetable", verbosity=0)
    check = accessible if script else None  # axe is a script itself
    page = visit(width=width, script=script, language=language)
    settings.SITE = page.url
    manager = Hands(page, language, check)
    sign_up(manager)
    begin_together(manager)
    tess = the_other_joins()
    scan = make_scan(manager)
    told = f"{manager.screens} screens, {manager.keys} keys, about {manager.seconds:.0f} s"
    print(f"{language}: from nothing to sent invitations: {told}")  # noqa: T201 with -s
    assert manager.seconds < FIVE_MINUTES
    link = next(line for line in mail.outbox[-1].body.splitlines() if "/u/" in line).strip()
    phone = Hands(visit(width=390, script=script, language=language), language, check)
    minutes = answer_on_a_phone(phone, link)
    told = f"{phone.screens} screens, {phone.keys} keys, about {phone.seconds:.0f} s"
    print(f"{language}: three words on a phone: {told}; it says {minutes} min")  # noqa: T201 with -s
    assert (phone.screens, phone.seconds < 60 * minutes, minutes <= 7) == (5, True, True)
    assert Answer.objects.count() == 3 * 2 * 6
    others_answer(scan)
    both_open(manager, scan, tess)
    talk(manager)
    phone.go(link)
    phone.choose_on_every_line(1, "Save my guess")
    assert SecondGuess.objects.count() == 1
    numbers(manager)
    next_wave(manager, scan, tess)
    assert User.objects.get(email=ADDRESS).language == language


def test_who_signs_up_makes_a_passkey_and_comes_back_with_it_by_keyboard_in_english(
    visit, accessible, live_server
):
    call_command("createcachetable", verbosity=0)
    home = live_server.url.replace("127.0.0.1", "localhost")
    page = visit(width=320, dark=True, home=home, language="en")
    device(page)
    hands = Hands(page, "en", accessible)
    sign_up(hands)
    hands.go("/mijn-toegang/")
    hands.press("Add a passkey")
    hands.fill("What do you call this passkey?", "Phone")
    hands.press("Make a passkey")
    hands.press("I have kept them")
    assert "Phone" in page.inner_text("main")
    page.context.clear_cookies()
    hands.go("/inloggen/")
    hands.press("Sign in with a passkey")
    assert page.locator("h1").inner_text() == hands.say("My collaborations")
