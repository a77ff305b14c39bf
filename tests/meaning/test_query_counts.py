"""Each page asks the database as little with a thousand of everything as with one."""

import time
from datetime import date, timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.meaning import actions
from samenspel.meaning.choices import ScanOrigin, ScanState
from samenspel.meaning.models import (
    Invitation,
    Respondent,
    Scan,
    ScanResult,
    SecondGuess,
    TalkAgreement,
)
from samenspel.meaning.queries import JOB_KIND
from samenspel.platform import post
from samenspel.platform.models import Job
from samenspel_report.result_json import to_json
from tests import make_results as results
from tests.make import NOON, make_collaboration, make_party, make_person, make_scan
from tests.make_scans import answered_by, ask, make_draft, open_up, sides_of
from tests.meaning.talking import opened

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
NEW = {"make_scan": 5, "bring_in": 5, "scans": 8}
DRAFT = {
    "scan_state": 8, "change_draft": 5, "add_word": 3, "edit_word": 5, "preview_word": 9,
    "invite": 10,
}  # fmt: skip
TALK = {"talk": 6, "talk_word": 5, "talk_guess": 7, "talk_calendar": 4}
NUMBERS = {"scan_detail": 8, "scan_document": 6}
BESIDE = {"movement": 4, "pair_detail": 4, "match_sides": 4, "questionnaire": 4, "reading": 4}
BY_LINK = {"personal_link": 5, "answer_word": 3, "answered": 3}


class Much:
    """So many of everything around three scans: a draft, one that is talked about, and numbers."""

    def __init__(self, number):
        self.person = make_person()
        self.ours = make_party("Ons", person=self.person, role=Role.MANAGER)
        theirs = make_party("Zij")
        self.here = make_collaboration(self.ours, theirs)
        now = timezone.now()
        given = {"collaboration": self.here, "closes_at": now + timedelta(days=9)}
        self.draft = make_draft(self.ours, theirs, **given)
        self.open = open_up(make_draft(self.ours, theirs, words=2, **given), at=now)
        ((_invitation, self.token),) = ask(sides_of(self.open)[0], "Bo", at=now)
        answered = answered_by(open_up(make_draft(self.ours, theirs, **given), at=now))
        self.talk = opened(answered, at=now + timedelta(days=10))
        actions.open_guessing(talk=self.talk, by=self.person, at=now)
        self.numbers = make_scan(self.here)
        self.beside = {
            "movement": self._with(results.with_movement()),
            "pair_detail": self._with(results.three_sides()),
            "match_sides": make_scan(self.here, brought_in_by=self.ours),
        }
        Scan.objects.filter(pk=self.beside["match_sides"].pk).update(
            state=ScanState.DRAFT, brought_in_by_person=self.person
        )
        self._fill(number)

    def _with(self, found):
        """A scan in which this was found."""
        made = make_scan(self.here)
        ScanResult.objects.filter(scan=made).update(payload=to_json(found, seed=1, language="nl"))
        return made

    def read_file(self):
        """A file that is being read, of the number that this person had read before."""
        asked = {"kind": JOB_KIND, "owner": self.person, "asked_at": NOON}
        Job.objects.bulk_create(
            Job(request={"collaboration": self.here.pk}, **asked) for _ in range(self.number)
        )
        return Job.objects.filter(owner=self.person).order_by("pk")[0].pk

    def _fill(self, number):
        self.number = number
        Scan.objects.bulk_create(
            Scan(collaboration=self.here, title="x", made_on=TODAY, origin=ScanOrigin.SEALED)
            for _ in range(number)
        )
        for scan in (self.draft, self.open, self.talk.scan):
            side = sides_of(scan)[0]
            people = (Invitation(side=side, name=f"Mens {n}") for n in range(number))
            Invitation.objects.bulk_create(people)
            Respondent.objects.bulk_create(Respondent(side=side) for _ in range(number))
        guesses = (SecondGuess(side=side, link_key=f"{n}") for n in range(number))
        SecondGuess.objects.bulk_create(guesses)
        TalkAgreement.objects.bulk_create(
            TalkAgreement(talk=self.talk, concept="woord1", what="x", due_on=TODAY, made_at=NOON)
            for _ in range(min(number, 50))  # a page of a talk shows all that was agreed
        )

    def path(self, name):
        of_party = [self.here.slug]
        if name in NEW:
            return reverse(f"meaning:{name}", args=of_party)
        if name == "reading":
            return reverse("meaning:reading", args=[*of_party, self.read_file()])
        if name == "questionnaire":
            path = reverse("meaning:questionnaire", args=[*of_party, "csv"])
            return f"{path}?words=sustainability&people=8"
        if name in self.beside:
            more = [1] if name == "pair_detail" else []
            return reverse(f"meaning:{name}", args=[*of_party, self.beside[name].pk, *more])
        scan = self.draft if name in DRAFT else self.numbers if name in NUMBERS else self.talk.scan
        more = {
            "invite": lambda: sides_of(scan)[0].pk, "edit_word": lambda: scan.words.get().pk,
            "preview_word": lambda: 1, "talk_word": lambda: 1,
            "scan_document": lambda: "rapport.html",
        }  # fmt: skip
        last = [more[name]()] if name in more else []
        return reverse(f"meaning:{name}", args=[*of_party, scan.pk, *last])


def cost(client, path):
    """How many questions a page asks; two lists that are joined and counted took seconds."""
    client.get(path)
    begun = time.process_time()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    assert time.process_time() - begun < 1, path
    return len(asked)


@pytest.mark.parametrize("number", [1, 1000])
def test_a_page_costs_as_much_with_a_thousand_of_everything_as_with_one(signed_in, number):
    much = Much(number)
    client, told = signed_in(much.person), NEW | DRAFT | TALK | NUMBERS | BESIDE
    assert {name: cost(client, much.path(name)) for name in told} == told


@pytest.mark.parametrize("number", [1, 1000])
def test_a_page_by_link_costs_as_much_with_a_thousand_of_everything_as_with_one(client, number):
    much = Much(number)
    begin = reverse("meaning:personal_link", args=[much.token])
    client.post(begin)
    of_scan = [much.open.pk]
    paths = {
        "personal_link": begin,
        "answer_word": reverse("meaning:answer_word", args=[*of_scan, 1]),
        "answered": reverse("meaning:answered", args=of_scan),
    }
    assert {name: cost(client, path) for name, path in paths.items()} == BY_LINK


def test_the_post_of_the_demo_asks_the_database_nothing(client, settings):
    settings.DEMO, settings.EMAIL_BACKEND = True, "samenspel.platform.post.DemoPost"
    for number in (1, post.KEPT + 1):
        for _ in range(number):
            EmailMessage("Je code", "123456", to=["bo@voorbeeld.example"]).send()
        assert cost(client, reverse("platform:letters")) == 0
