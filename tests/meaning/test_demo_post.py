"""Anyone may open the post of the demo: it tells nobody who has not answered."""

import re

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from samenspel.meaning import actions
from samenspel.meaning.models import Invitation
from samenspel.meaning.tasks import mail_invitation
from samenspel.platform import post
from tests.make import speaker_of
from tests.make_letters import ADA, BO, asked_by_mail, ours, remind, to_whom, work
from tests.make_scans import answer

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'csrfmiddlewaretoken" value="[^"]+')


@pytest.fixture
def scan(settings, time_machine):
    time_machine.move_to(timezone.now(), tick=False)  # the page tells the time
    settings.DEMO, settings.SITE = True, "http://localhost"
    return asked_by_mail()


def as_in_the_demo(settings):
    settings.EMAIL_BACKEND = "samenspel.platform.post.DemoPost"


def page(client):
    """What stands on it, but for the token that is new each time."""
    return TOKEN.sub("", client.get(reverse("platform:letters")).text)


def kept(settings):
    return [path.read_text() for path in settings.POST.glob("*.json")]


def answered_by(*addresses):
    for each in Invitation.objects.filter(email__in=addresses).select_related("side__scan"):
        answer(each, at=timezone.now())


@pytest.mark.parametrize("who", [(), (ADA,), (BO,), (ADA, BO)])
def test_reminders_leave_the_post_as_it_was_whoever_answered(scan, client, settings, who):
    answered_by(*who)
    as_in_the_demo(settings)
    before = page(client)
    remind(scan)
    work()
    assert page(client) == before
    assert kept(settings) == []


def test_outside_the_demo_the_same_reminder_does_go_out(scan):
    answered_by(ADA)
    remind(scan)
    work()
    assert to_whom() == [BO]


def test_a_letter_that_tells_nothing_is_kept_in_the_demo(scan, client, settings):
    as_in_the_demo(settings)
    EmailMessage("Je code", "123456", to=[ADA]).send()
    assert "123456" in page(client)
    assert len(kept(settings)) == 1


@pytest.mark.parametrize(
    ("language", "subject", "why"),
    [
        ("nl", "Je kunt nog antwoorden", "Herinneringen gaan alleen naar wie nog niet antwoordde"),
        ("en", "You can still answer", "Reminders go only to who has not answered yet"),
    ],
)
def test_the_post_shows_what_a_reminder_looks_like_to_nobody(
    client, settings, language, subject, why
):
    settings.DEMO = True
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    shown = page(client)
    assert subject in shown
    assert why in shown
    assert "/u/" not in shown


def test_a_specimen_leaves_no_blank_unfilled():
    (shown,) = post.specimens(timezone.now())
    assert "{" not in shown.text
    assert shown.text.count("…") == 5  # reader, party, collaboration and two links


def test_the_personal_link_of_who_is_silent_stays_in_the_invitation(scan, client, settings):
    as_in_the_demo(settings)
    ask_again(scan)
    token = page(client).partition("/u/")[2].partition("<")[0].partition('"')[0]
    remind(scan)
    work()
    assert client.get(reverse("meaning:personal_link", args=[token])).status_code == 200


def ask_again(scan):
    actions.mail_again(
        invitation=Invitation.objects.get(email=ADA), mail=mail_invitation,
        site="http://localhost/", by=speaker_of(ours(scan).party), at=timezone.now(),
    )  # fmt: skip
    work()


def test_a_letter_is_shown_as_a_mail_program_shows_it(scan, client, settings):
    as_in_the_demo(settings)
    ask_again(scan)
    place = re.search(r'href="(/post/[^"]+)"', client.get(reverse("platform:letters")).text)[1]
    shown = client.get(place)
    assert '<a class="go" href="http://localhost/u/' in shown.text
    policy = shown.headers["Content-Security-Policy"].split("; ")
    assert sorted(policy) == [
        "default-src 'none'",
        "sandbox allow-popups",
        "style-src 'unsafe-inline'",
    ]
    assert shown.headers["Cache-Control"] == "private, no-store"
    settings.DEMO = False
    assert client.get(place).status_code == 404


@pytest.mark.parametrize("name", ["reminder", "nothing", "..", "%2e%2e%2fdb"])
def test_only_letters_are_shown(client, settings, name):
    settings.DEMO = True
    found = client.get(f"/post/{name}/")
    assert found.status_code == (200 if name == "reminder" else 404)
    assert "/u/" not in found.text


def test_a_letter_without_html_has_no_such_page(client, settings):
    settings.DEMO = True
    as_in_the_demo(settings)
    EmailMessage("Je code", "123456", to=[ADA]).send()
    (kept_at,) = settings.POST.glob("*.json")
    assert client.get(reverse("platform:letter_as_sent", args=[kept_at.stem])).status_code == 404
