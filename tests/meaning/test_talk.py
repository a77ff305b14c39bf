"""The talk, then the numbers: what opens when, what is kept, and what nobody can see."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from icalendar import Calendar

from samenspel.collaborations.choices import Role
from samenspel.meaning import actions, queries
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import Scan, Talk, TalkAgreement, TalkWord
from samenspel.people import actions as people
from samenspel.platform import personal
from samenspel.platform.models import AuditEvent
from tests.make import NOON, make_party, make_person, make_scan, speaker_of
from tests.make_scans import LATER, answered_by, make_open, sides_of
from tests.meaning.talking import TALK_PAGES, address, opened, talk_for

pytestmark = pytest.mark.django_db
MARKER = "zeskantige zeepbel"


@pytest.fixture
def parties():
    return make_party("Ons", role=Role.MANAGER), make_party("Zij")


@pytest.fixture
def talk(parties):
    return talk_for(*parties, own_words=MARKER)


@pytest.fixture
def leader(parties):
    return speaker_of(parties[0])


@pytest.fixture
def client_of_leader(signed_in, leader):
    return signed_in(leader)


@pytest.mark.parametrize("state", [ScanState.OPEN, ScanState.CLOSED])
@pytest.mark.parametrize("role", list(Role))
def test_before_all_accept_no_page_of_the_talk_exists(signed_in, parties, role, state):
    scan = answered_by(make_open(*parties), own_words=MARKER)
    Scan.objects.filter(pk=scan.pk).update(state=state)
    person = make_person()
    parties[0].representations.create(person=person, role=role)
    client = signed_in(person)
    for name in TALK_PAGES:
        assert client.get(address(scan, name)).status_code in {404, 405}
        assert client.post(address(scan, name)).status_code in {404, 405}
    assert not Talk.objects.exists()


def test_after_all_accept_the_talk_comes_before_the_numbers(client_of_leader, talk):
    detail = reverse("meaning:scan_detail", args=[talk.scan.collaboration.slug, talk.scan_id])
    page = client_of_leader.get(detail, follow=True)
    assert page.redirect_chain == [(address(talk.scan, "talk"), 302)]
    for name in ("rapport.pdf", "rapport.html", "uitkomst.json"):
        path = reverse(
            "meaning:scan_document", args=[talk.scan.collaboration.slug, talk.scan_id, name]
        )
        assert client_of_leader.get(path).status_code == 404
    for path in ("/", reverse("meaning:scans", args=[talk.scan.collaboration.slug])):
        page = client_of_leader.get(path).text
        assert address(talk.scan, "talk") in page
        assert f'href="{detail}"' not in page


def test_step_one_shows_words_regions_and_own_words_and_no_number(client_of_leader, talk):
    page = client_of_leader.get(address(talk.scan, "talk"))
    content = page.context["content"]
    assert [word.name for word in content.words] == ["woord1"]
    assert sum(len(region.words) for region in content.maps[0].regions) == 1
    assert page.text.count(MARKER) == 5 * 2
    texts = [why.why for word in content.words for why in word.whys]
    texts += [question for word in content.words for question in word.questions]
    assert [text for text in [*texts, content.closing] if re.search(r"\d", text)] == []
    assert '<svg class="pic' not in page.text


def test_own_words_of_fewer_than_five_writers_stay_out(signed_in, parties):
    scan = answered_by(make_open(*parties), people=5, own_words=MARKER)
    side = sides_of(scan)[0]
    side.respondents.first().word_answers.update(is_skipped=False, own_words="")
    talk = opened(scan)
    page = signed_in(speaker_of(parties[0])).get(address(talk.scan, "talk_word", 1)).text
    assert page.count(MARKER) == 5
    assert "Te weinig mensen schreven" in page


def test_a_word_that_someone_skipped_is_not_quoted(signed_in, parties):
    scan = answered_by(make_open(*parties), people=6, own_words=MARKER)
    skipped = sides_of(scan)[0].respondents.first().word_answers.get()
    text = skipped.own_words
    skipped.is_skipped = True
    skipped.save()
    page = signed_in(speaker_of(parties[0])).get(address(opened(scan).scan, "talk_word", 1)).text
    assert page.count(MARKER) == 5 + 6
    assert page.count(f"“{text}”") == 1  # the other side wrote the same


def said(**more):
    return {"notes": "", "shared_meaning": "", "version": 0, "what": "", "go": "here", **more}


def test_notes_and_the_shared_meaning_are_kept_at_every_step(client_of_leader, talk, leader):
    here = address(talk.scan, "talk_word", 1)
    posted = said(notes="Fruit", shared_meaning="Samen vers", go="next")
    assert client_of_leader.post(here, posted).url == address(talk.scan, "talk_guess")
    word = talk.words.get()
    assert (word.notes, word.shared_meaning, word.written_by) == ("Fruit", "Samen vers", leader)
    page = client_of_leader.get(here).text
    assert ("Fruit" in page, "Samen vers" in page) == (True, True)
    assert "Samen vers" in client_of_leader.get(address(talk.scan, "talk")).text


@pytest.mark.parametrize(("go", "name", "more"), [
    ("next", "talk_guess", []), ("previous", "talk", []), ("here", "talk_word", [1]),
])  # fmt: skip
def test_each_button_leads_where_it_says(client_of_leader, talk, go, name, more):
    path = client_of_leader.post(address(talk.scan, "talk_word", 1), said(go=go)).url
    assert path == address(talk.scan, name, *more)


def test_nothing_new_leaves_no_trace(client_of_leader, talk):
    before = AuditEvent.objects.count()
    client_of_leader.post(address(talk.scan, "talk_word", 1), said(go="next"))
    assert (AuditEvent.objects.count(), TalkWord.objects.count()) == (before, 0)


def test_who_writes_over_another_sees_both_first(client_of_leader, talk):
    here = address(talk.scan, "talk_word", 1)
    client_of_leader.post(here, said(notes="de eerste"))
    page = client_of_leader.post(here, said(notes="de tweede"))
    assert "Iemand anders schreef hier intussen" in page.text
    assert ("de eerste" in page.text, "de tweede" in page.text) == (True, True)
    assert talk.words.get().notes == "de eerste"
    again = said(notes="beide", version=page.context["form"]["version"].value())
    client_of_leader.post(here, again)
    assert talk.words.get().notes == "beide"


SOON = timezone.localdate() + timedelta(days=20)


def test_an_agreement_has_an_owner_and_a_day(client_of_leader, talk):
    here = address(talk.scan, "talk_word", 1)
    for missing in ({"owner": "Ada"}, {"due_on": SOON}, {"owner": "Ada", "due_on": "2020-01-01"}):
        assert client_of_leader.post(here, said(what="Fruit", **missing)).context["form"].errors
    assert TalkAgreement.objects.count() == 0
    client_of_leader.post(here, said(what="Fruit halen", owner="Ada", due_on=SOON))
    agreed = TalkAgreement.objects.get()
    assert (agreed.what, agreed.owner, agreed.due_on) == ("Fruit halen", "Ada", SOON)
    told = client_of_leader.get(address(talk.scan, "talk")).text
    assert "Wat jullie in het gesprek afspraken" in told
    gone = address(talk.scan, "drop_agreement", 1, agreed.pk)
    assert client_of_leader.post(gone).url == here
    assert TalkAgreement.objects.count() == 0


def test_the_calendar_holds_the_talk_and_what_was_agreed(client_of_leader, talk, leader):
    calendar = address(talk.scan, "talk_calendar")
    assert client_of_leader.get(calendar).status_code == 404
    moment = timezone.now().replace(microsecond=0, second=0) + timedelta(days=3)
    local = timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")
    client_of_leader.post(address(talk.scan, "talk"), {"planned_at": local})
    actions.agree(
        talk=talk, concept="woord1", what="Fruit halen, elke week", owner="Ada", due_on=SOON,
        by=leader, at=NOON,
    )  # fmt: skip
    response = client_of_leader.get(calendar)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(response.content).walk("VEVENT")
    found = [(str(each["summary"]), each.decoded("dtstart")) for each in events]
    assert found == [
        ("Gesprek over ‘Scan onder mensen’", moment),
        ("Fruit halen, elke week", SOON),
    ]
    assert len({str(each["uid"]) for each in events}) == 2


def test_a_talk_is_not_planned_in_the_past(client_of_leader, talk):
    page = client_of_leader.post(address(talk.scan, "talk"), {"planned_at": "2020-01-01T10:00"})
    assert "Kies een moment dat nog komt" in page.text
    assert Talk.objects.get().planned_at is None


def test_skipping_is_for_a_manager_or_representative_and_says_so(signed_in, parties, talk):
    facilitator = make_person()
    parties[0].representations.create(person=facilitator, role=Role.FACILITATOR)
    skip = address(talk.scan, "skip_talk")
    refused = signed_in(facilitator).post(skip)
    assert (refused.status_code, "Alleen een beheerder" in refused.text) == (409, True)
    assert not Talk.objects.get().is_done
    other = speaker_of(parties[1])
    page = signed_in(other).post(skip, follow=True)
    assert (Talk.objects.get().is_skipped, "Gesprek overgeslagen" in page.text) == (True, True)
    slug, pk = talk.scan.collaboration.slug, talk.scan.pk
    document = reverse("meaning:scan_document", args=[slug, pk, "rapport.html"])
    told = signed_in(other).get(document).text
    assert f"Het gesprek is overgeslagen: {other.name} opende deze cijfers op" in told
    assert f"{other.name} opende de cijfers" in page.text
    logbook = signed_in(other).get(reverse("portfolio:logbook", args=[slug])).text
    assert f"{other.name} sloeg het gesprek over" in logbook
    with pytest.raises(actions.NumbersAreOpen):
        actions.open_guessing(talk=talk, by=other, at=NOON)


def test_after_the_talk_the_numbers_open_for_every_side(signed_in, parties, talk, leader):
    actions.open_guessing(talk=talk, by=leader, at=LATER)
    page = signed_in(leader).post(address(talk.scan, "open_numbers"), follow=True)
    day = date_format(timezone.localtime(talk_now().numbers_at), "j F Y")
    said = f"{leader.name} zei op {day} dat het gesprek is gevoerd"
    slug, pk = talk.scan.collaboration.slug, talk.scan_id
    assert said in page.text
    document = reverse("meaning:scan_document", args=[slug, pk, "rapport.html"])
    assert said in signed_in(leader).get(document).text
    logbook = signed_in(leader).get(reverse("portfolio:logbook", args=[slug])).text
    assert f"Volgens {leader.name} spraken jullie over" in logbook
    for party in parties:
        detail = reverse("meaning:scan_detail", args=[talk.scan.collaboration.slug, talk.scan_id])
        assert signed_in(speaker_of(party)).get(detail).status_code == 200
    assert (talk_now().link_secret, talk_now().is_skipped) == ("", False)


def talk_now():
    return Talk.objects.get()


def test_what_the_talk_gave_stands_with_the_numbers(client_of_leader, talk, leader):
    actions.write_word(
        talk=talk, concept="woord1", notes="", shared_meaning="Samen vers", version=0,
        by=leader, at=NOON,
    )  # fmt: skip
    agreed = {"what": "Fruit halen", "owner": "Ada", "due_on": date(2027, 1, 5)}
    actions.agree(talk=talk, concept="woord1", by=leader, at=NOON, **agreed)
    page = client_of_leader.post(address(talk.scan, "open_numbers"), follow=True).text
    assert "Samen vers" in page
    assert ("Fruit halen" in page, "Ada, klaar op 5 januari 2027" in page) == (True, True)


def test_a_stranger_changes_nothing(talk):
    stranger = make_person()
    for act in (actions.open_guessing, actions.open_numbers, actions.skip_talk):
        with pytest.raises(actions.NotForYou):
            act(talk=talk, by=stranger, at=NOON)
    assert queries.talks_of(stranger).count() == 0


def test_who_is_erased_leaves_the_talk_without_a_name(talk, leader):
    person = make_person("Ada Zebravink")
    talk.scan.sides.first().party.representations.create(person=person, role=Role.FACILITATOR)
    actions.write_word(
        talk=talk, concept="woord1", notes="blijft", shared_meaning="", version=0,
        by=person, at=NOON,
    )  # fmt: skip
    agreed = {"what": "Fruit", "owner": "ada zebravink", "due_on": SOON}
    actions.agree(talk=talk, concept="woord1", by=leader, at=NOON, **agreed)
    actions.open_numbers(talk=talk, by=person, at=NOON)
    rows = personal.as_document(personal.told(person))["scan_talks"]
    assert [row["text"] for row in rows] == [
        "blijft",
        f"Fruit (ada zebravink, {SOON.day} december {SOON.year})",
        "Opende de cijfers.",
    ]
    people.erase(person=person, by=person, at=NOON)
    word, kept = TalkWord.objects.get(), TalkAgreement.objects.get()
    assert (word.notes, word.written_by, kept.owner) == ("blijft", None, "")
    assert talk_now().numbers_by is None


@pytest.mark.parametrize("number", [1, 20])
@pytest.mark.parametrize(("name", "more", "cost"), [
    ("talk", [], 7), ("talk_word", [1], 6), ("talk_guess", [], 8),
])  # fmt: skip
def test_a_page_of_the_talk_costs_the_same_however_much_was_written(
    client_of_leader, talk, leader, django_assert_num_queries, name, more, cost, number
):
    actions.open_guessing(talk=talk, by=leader, at=LATER)
    for day in range(number):
        agreed = {"what": f"x{day}", "owner": "y", "due_on": SOON, "concept": "woord1"}
        actions.agree(talk=talk, by=leader, at=NOON, **agreed)
    with django_assert_num_queries(cost):
        client_of_leader.get(address(talk.scan, name, *more))


def test_a_scan_that_came_as_a_file_shows_its_numbers_without_a_talk(signed_in, parties):
    scan = make_scan(brought_in_by=parties[0])
    scan.collaboration.participations.create(party=parties[0])
    client = signed_in(speaker_of(parties[0]))
    path = reverse("meaning:scan_detail", args=[scan.collaboration.slug, scan.pk])
    assert client.get(path).status_code == 200
    assert client.get(address(scan, "talk")).status_code == 404
