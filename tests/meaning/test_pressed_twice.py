"""A button that is pressed twice does its work once, on every page that makes something."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from threading import Barrier

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Collaboration
from samenspel.meaning.management.commands.load_example import ANSWERS
from samenspel.platform.models import KeptAnswer, OutgoingLetter
from tests.client import HouseClient, Page
from tests.make import make_collaboration, make_party, make_person, speaker_of
from tests.make_scans import answered_by, make_draft, open_up, sides_of
from tests.meaning.talking import address, opened
from tests.meaning.test_asking import form as scan_form

pytestmark = pytest.mark.django_db
TOKEN = "csrfmiddlewaretoken"
EMAIL = {"email": "bo@voorbeeld.example"}
PARTY = {"name": "Buurtkeuken", "kind": "organisation", "team": "community", "org_id": ""}
KEY = {"name": "Rooster", "days": "30", "reads": ["parties"]}
PHASE = {"phase": "development", "reached_on": "2026-06-01", "evidence": "Een afspraak."}
TALKED = {"notes": "", "shared_meaning": "", "what": "Bellen", "owner": "Bo", "version": "0"}


class Place:
    """A party, its collaboration and its manager in a browser that no token is spared."""

    def __init__(self):
        self.person = make_person()
        self.ours = make_party("Ons", person=self.person, role=Role.MANAGER)
        self.here = make_collaboration(self.ours, make_party("Zij"))
        self.client = HouseClient(enforce_csrf_checks=True)
        self.client.force_login(self.person)

    @property
    def slug(self):
        return [self.here.slug]

    def draft(self):
        ahead = timezone.now() + timedelta(days=9)
        parties = [self.ours, self.here.parties.get(name="Zij")]
        return make_draft(*parties, collaboration=self.here, closes_at=ahead)

    def of_scan(self, name):
        draft = self.draft()
        if name == "edit_word":
            return reverse("meaning:add_word", args=[*self.slug, draft.pk])
        return reverse(f"meaning:{name}", args=[*self.slug, draft.pk, sides_of(draft)[0].pk])

    def talk(self, name, *more):
        scan = answered_by(open_up(self.draft(), at=timezone.now()))
        talk = opened(scan, at=timezone.now() + timedelta(days=10))
        return address(talk.scan, name, *more)


def ahead():
    return (timezone.localdate() + timedelta(days=9)).isoformat()


def filled(place, **given):
    return {"party": place.ours.pk, **given}


MAKES = {
    "a party": lambda _: (reverse("collaborations:new_party"), PARTY),
    "a collaboration": lambda p: (
        reverse("collaborations:new_collaboration"),
        filled(p, name="Samen", purpose="Iets beginnen.", **EMAIL),
    ),
    "an invitation to speak for a party": lambda p: (
        reverse("collaborations:party", args=[p.ours.pk]),
        {**EMAIL, "role": "manager"},
    ),
    "an invitation of a party": lambda p: (
        reverse("collaborations:ask_party", args=p.slug),
        filled(p, **EMAIL),
    ),
    "a phase": lambda p: (reverse("collaborations:phase", args=p.slug), PHASE),
    "a key of a party": lambda p: (reverse("collaborations:party_keys", args=[p.ours.pk]), KEY),
    "a key of a person": lambda _: (reverse("people:api_keys"), KEY),
    "a scan": lambda p: (
        reverse("meaning:make_scan", args=p.slug),
        scan_form(p.here, "trust", "health"),
    ),
    "a word": lambda p: (
        p.of_scan("edit_word"),
        {"name_nl": "zorg", "scales": "Nu | Later\nWij | Zij"},
    ),
    "invitations to a scan": lambda p: (p.of_scan("invite"), {"people": "Bo\nCas"}),
    "an agreement in a talk": lambda p: (p.talk("talk_word", 1), {**TALKED, "due_on": ahead()}),
    "a scan from a file": lambda p: (
        reverse("meaning:bring_in", args=p.slug),
        filled(
            p,
            title="Na de zomer",
            low="1",
            high="7",
            duplicates="error",
            file=BytesIO(ANSWERS.read_bytes()),
        ),
    ),
}


def counted():
    """How many rows there are of everything but what was answered."""
    kinds = [kind for kind in apps.get_models() if kind is not KeptAnswer]
    return {kind._meta.label: kind._default_manager.count() for kind in kinds}


def token_on(client, path):
    fields = Page(client.get(path).text).all("input")
    return {TOKEN: next(f["value"] for f in fields if f.get("name") == TOKEN)}


def press(client, path, given):
    for each in given.values():
        if isinstance(each, BytesIO):
            each.seek(0)
    answer = client.post(path, given)
    assert answer.status_code in {200, 302}
    return answer.headers.get("Location"), answer.text


@pytest.mark.parametrize("name", MAKES)
def test_a_press_that_comes_twice_makes_one(name):
    place = Place()
    path, given = MAKES[name](place)
    before, given = counted(), given | token_on(place.client, path)
    first = press(place.client, path, given)
    once = counted()  # letters that wait among them
    assert once != before, "nothing was made, so nothing could be made twice"
    assert press(place.client, path, given) == first
    assert counted() == once


def test_who_opens_the_page_anew_can_make_another_of_the_same():
    place = Place()
    path, given = MAKES["a collaboration"](place)
    for _page in range(2):
        press(place.client, path, given | token_on(place.client, path))
    assert Collaboration.objects.filter(name="Samen").count() == 2


def test_who_changes_what_was_filled_in_makes_another():
    place = Place()
    path, given = MAKES["a collaboration"](place)
    seen = token_on(place.client, path)
    for name in ("Samen", "Samen verder"):
        press(place.client, path, given | seen | {"name": name})
    assert Collaboration.objects.filter(name__startswith="Samen v").count() == 1
    assert Collaboration.objects.filter(name="Samen").count() == 1


def test_what_was_refused_can_be_pressed_again():
    place = Place()
    path, given = MAKES["a party"](place)
    seen = token_on(place.client, path)
    refused = given | seen | {"org_id": "1"}
    for _press in range(2):
        assert place.client.post(path, refused).status_code == 422
    assert not KeptAnswer.objects.exists()
    press(place.client, path, given | seen)
    assert KeptAnswer.objects.count() == 1


def test_what_is_kept_of_a_press_can_be_read_by_nobody():
    place = Place()
    path, given = MAKES["invitations to a scan"](place)
    _to, page = press(place.client, path, given | token_on(place.client, path))
    (kept,) = KeptAnswer.objects.values_list("key", "asked", "location", "sealed_body")
    assert "/u/" in page
    assert not any(secret in "".join(kept) for secret in ("/u/", "Cas", place.person.email))


def test_a_press_of_one_person_is_no_press_of_another():
    place, others = Place(), []
    path = reverse("collaborations:new_party")
    seen = token_on(place.client, path)
    for person in (place.person, speaker_of(place.here.parties.get(name="Zij"))):
        place.client.force_login(person)
        place.client.cookies["csrftoken"] = place.client.cookies["csrftoken"].value
        others.append(press(place.client, path, PARTY | token_on(place.client, path) | seen))
    assert others[0] != others[1]


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one():
    place = Place()
    path, given = MAKES["a collaboration"](place)
    given |= token_on(place.client, path)
    ready = Barrier(2)

    def at_once():
        browser = HouseClient(enforce_csrf_checks=True)
        browser.cookies = place.client.cookies
        ready.wait(10)
        try:
            return press(browser, path, given)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = (each.result(30) for each in [pool.submit(at_once) for _ in range(2)])
    assert first == second
    assert Collaboration.objects.filter(name="Samen").count() == 1
    assert OutgoingLetter.objects.count() == 1
