import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Collaboration
from samenspel.decisions.choices import Voters
from samenspel.evaluation.queries import page_of
from samenspel.meaning import actions, queries
from samenspel.meaning.analyses import (
    SCALES_PROPOSED,
    library_words,
    minutes_of,
    minutes_of_light_scan,
)
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import Scan, Talk
from samenspel.people.models import User
from samenspel.portfolio.analyses.glyphs import how_often
from tests.agreements.test_balance import answer, ask
from tests.make import make_collaboration, make_party, make_person, make_scan, speaker_of
from tests.make_agreements import make_contribution, make_proposal, make_two
from tests.make_decisions import make_decision, opened, vote
from tests.make_evaluations import DAY, NOON, make_evaluation

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_party("Ons")


def test_a_visitor_sees_what_it_is_and_reaches_the_example_in_one_press(client):
    call_command("load_example")
    page = client.get("/").text
    assert "<h1>Bedoelen jullie hetzelfde met hetzelfde woord?</h1>" in page
    assert page.count('class="btn"') == 1
    assert f'class="btn" href="{reverse("meaning:example_scan")}"' in page
    assert "duurzaamheid" in page


def test_a_visitor_is_welcome_before_the_example_is_loaded(client):
    assert client.get("/").status_code == 200


def test_no_page_shows_the_links_of_the_fictional_people(client):
    call_command("load_example")
    for path in ("/", "/voorbeeld/", "/voorbeeld/samenwerking/", "/inloggen/"):
        assert not re.search(r"/inloggen/\w", client.get(path).text)


@pytest.mark.parametrize("number", [1, 3])
def test_my_collaborations_cost_nine_queries(signed_in, django_assert_num_queries, ours, number):
    for day in range(number):
        scan = make_scan(make_collaboration(ours), made_on=date(2026, 5, 1 + day))
    client = signed_in(speaker_of(ours))
    client.get("/")  # what the scans found is drawn once
    with django_assert_num_queries(9):
        page = client.get("/")
    assert page.text.count('<li class="card">') == number
    assert {each.latest for each, _glyph in page.context["cards"]} >= {scan}


def test_an_outcome_is_to_be_read_until_it_was_talked_about(signed_in, ours):
    scan = make_scan(make_collaboration(ours))
    client = signed_in(speaker_of(ours))
    says = "Er wacht nu niets op je."
    page = client.get("/")
    assert (page.context["latest"], says in page.text) == (None, True)
    assert "Jullie spraken over ‘Scan 1’" in page.text
    assert "ligt klaar" not in page.text
    Talk.objects.filter(scan=scan).update(is_skipped=True)
    page = client.get("/")
    assert (page.context["latest"], says in page.text) == (scan, False)


@time_machine.travel(NOON)
def test_what_another_waits_for_and_what_expires_come_first(signed_in):
    ours, theirs, here = make_two()
    make_scan(here)
    file = make_scan(here, brought_in_by=theirs, brought_in_by_person=speaker_of(theirs),
                     title="Bestand")  # fmt: skip
    Scan.objects.filter(pk=file.pk).update(state=ScanState.DRAFT)
    evaluation = make_evaluation(here, ours, at=NOON - DAY)
    version = make_proposal(here, ours, at=NOON - DAY)
    pressing = signed_in(speaker_of(theirs)).get("/").context["pressing"]
    assert [(each.says, each.path) for each in pressing] == [
        ("Ons doet een voorstel voor ‘Ontbijt’. Lees het en geef antwoord.",
         reverse("agreements:agreement", args=[here.slug, version.agreement_id])),
        ("Zeg in ‘Bestand’ welke kant welke partij is. Na 2 juni 2026, 14:00 is het gewist.",
         reverse("meaning:match_sides", args=[here.slug, file.pk])),
        ("Beantwoord de evaluatie en vraag je mensen. Dat kan tot 14 juni 2026, 14:00.",
         page_of(evaluation)),
    ]  # fmt: skip
    assert [each.path for each in signed_in(speaker_of(ours)).get("/").context["pressing"]] == [
        page_of(evaluation)
    ]
    facilitator = make_person()
    theirs.representations.create(person=facilitator, role=Role.FACILITATOR)
    for each in (facilitator, make_person()):
        assert signed_in(each).get("/").context["pressing"] == []


@time_machine.travel(NOON)
def test_a_vote_that_closes_and_a_question_about_balance_wait_until_they_are_answered(signed_in):
    ours, theirs, here = make_two()
    chair, reader = speaker_of(ours), speaker_of(theirs)
    decision = opened(make_decision(here, ours, chair=chair, voters=Voters.PARTIES))
    turn = ask(here, ours)

    def pressing(person):
        return [each.says for each in signed_in(person).get("/").context["pressing"]]

    both = ["Zeg of geven en nemen in balans voelt.",
            "Stem over ‘De oude school’: tot 8 juni 2026, 14:00."]  # fmt: skip
    assert (pressing(chair), pressing(reader)) == (both, both)
    answer(turn, theirs)
    vote(decision, None, "for")
    assert (pressing(chair), pressing(reader)) == (both, [])
    with time_machine.travel(NOON + 8 * DAY):
        assert pressing(reader) == []
        assert pressing(chair)[1:] == ["Stel de uitslag vast van ‘De oude school’."]


def test_a_collaboration_without_a_scan_offers_to_bring_one_in(signed_in, ours):
    collaboration = make_collaboration(ours)
    page = signed_in(speaker_of(ours)).get("/").text
    bring_in = reverse("meaning:bring_in", args=[collaboration.slug])
    assert f'href="{bring_in}"' in page
    assert "Nog geen uitkomst" in page


def test_who_is_alone_is_led_to_the_other_party_before_a_scan(signed_in, ours):
    here = make_collaboration(ours)
    client = signed_in(speaker_of(ours))
    ask = f'class="btn" href="{reverse("collaborations:ask_party", args=[here.slug])}"'
    scan = f'class="btn" href="{reverse("meaning:make_scan", args=[here.slug])}"'
    pages = ("/", reverse("portfolio:collaboration", args=[here.slug]))
    for page in pages:
        text = client.get(page).text
        assert (ask in text, scan in text) == (True, False)
    here.participations.create(party=make_party("Zij"))
    for page in pages:
        text = client.get(page).text
        assert (ask in text, scan in text) == (False, True)


def test_who_takes_part_in_nothing_is_told_what_to_do(signed_in):
    page = signed_in(make_person()).get("/").text
    assert "Je doet nog niet mee aan een samenwerking." in page


def test_the_sealed_scan_comes_before_one_that_was_brought_in_later(signed_in, ours):
    collaboration = make_collaboration(ours)
    sealed = make_scan(collaboration, made_on=date(2026, 5, 1))
    make_scan(collaboration, brought_in_by=ours, made_on=date(2026, 6, 1))
    path = reverse("portfolio:collaboration", args=[collaboration.slug])
    page = signed_in(speaker_of(ours)).get(path)
    assert page.context["latest"] == sealed


@pytest.mark.parametrize("number", [1, 3])
def test_a_collaboration_costs_seven_queries(signed_in, django_assert_num_queries, ours, number):
    collaboration = make_collaboration(ours)
    for _ in range(number):
        make_scan(collaboration)
    client = signed_in(speaker_of(ours))
    path = reverse("portfolio:collaboration", args=[collaboration.slug])
    with django_assert_num_queries(7):
        client.get(path)


def test_the_example_is_loaded_once():
    call_command("load_example")
    call_command("load_example")
    assert Collaboration.objects.count() == 2
    assert User.objects.count() == 3


def test_the_fictional_people_get_a_link_that_works(client, capsys):
    call_command("load_example")
    call_command("demo_links", site="http://localhost:8000/")
    links = [line.split()[-1] for line in capsys.readouterr().out.splitlines() if "//" in line]
    assert len(links) == 3
    client.post(links[0].removeprefix("http://localhost:8000"))
    assert "Tafel voor de Wijk" in client.get("/").text


def test_the_open_page_of_the_example_leads_to_its_scan(client):
    call_command("load_example")
    page = client.get(reverse("portfolio:example_collaboration")).text
    assert "Stichting Volle Tafel" in page
    assert "Brinkhof Supermarkten" in page
    assert f'class="btn" href="{reverse("meaning:example_scan")}"' in page


def test_a_card_shows_and_says_what_was_given_in_a_year(signed_in, ours):
    theirs, today = make_party("Zij"), timezone.localdate()
    collaboration = make_collaboration(ours, theirs)
    for giver, receiver, days in [(ours, theirs, 3), (theirs, ours, 40), (theirs, ours, 364)]:
        on = today - timedelta(days=days)
        make_contribution(collaboration, giver, receiver, at=timezone.now(), given_on=on)
    make_contribution(collaboration, theirs, ours, at=timezone.now(),
                      given_on=today - timedelta(days=366))  # fmt: skip
    page = signed_in(speaker_of(ours)).get("/")
    assert f"Gegeven in het laatste jaar: {ours.name} 1 keer, Zij 2 keer" in page.text
    assert 'class="ours"' in page.text
    assert (page.text.count('class="hair upper"'), len(page.context["cards"])) == (0, 1)


def test_a_card_of_where_nothing_was_given_says_nothing_of_it(signed_in, ours):
    make_collaboration(ours)
    page = signed_in(speaker_of(ours)).get("/").text
    assert "Gegeven in het laatste jaar" not in page
    assert page.count('class="hair upper"') == 3


def test_what_was_given_is_counted_in_three_months_and_beside_the_most():
    sides = [[(date(2026, 12, 31), 2), (date(2026, 3, 1), 4)], [(date(2026, 12, 1), 1)]]
    one, other = how_often(sides, date(2025, 12, 31), date(2026, 12, 31))
    assert (one[0], one[-1], other[-1], max(one)) == (0, 0.5, 0.25, 1)


def test_the_same_minutes_are_promised_at_the_door_and_where_a_scan_is_made(
    client, signed_in, ours
):
    words = [word for word in library_words() if word.code in ("trust", "health", "growth")]
    minutes = minutes_of_light_scan()
    other = make_party("Zij")
    here = make_collaboration(ours, other)
    drafts = [replace(word, scales=word.scales[:SCALES_PROPOSED]) for word in words]
    scan = actions.make_scan(
        collaboration=here, title="Begin", words=drafts, populations={ours: 9, other: 9},
        closes_at=NOON + 7 * DAY, by=None, at=NOON,
    )  # fmt: skip
    assert len(drafts) == 3
    assert minutes_of(queries.words_of(scan), scan.sides.first()) == minutes
    assert f"Drie woorden kosten zo’n {minutes} minuten" in client.get("/").text
    page = signed_in(speaker_of(ours)).get(reverse("meaning:make_scan", args=[here.slug])).text
    assert f"een lichte scan van zo’n {minutes} minuten" in page
