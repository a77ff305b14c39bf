"""The two streams of a collaboration and its logbook: from every context, for who takes part."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from samenspel.agreements import actions
from samenspel.agreements.models import BalanceRound, Contribution
from samenspel.collaborations.models import PhaseNote
from samenspel.meaning.models import Talk
from samenspel.portfolio.views import streams
from tests.make import make_party, make_person, make_scan, speaker_of
from tests.make_agreements import (
    NOON,
    accept_by_all,
    make_commitment,
    make_contribution,
    make_proposal,
    make_two,
)
from tests.make_conversations import make_conversation, opened
from tests.make_scans import make_draft, open_up

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def page(here, name="collaboration"):
    return reverse(f"portfolio:{name}", args=[here.slug])


def make_story():
    """One of everything, before noon of the first of June 2026."""
    ours, theirs, here = make_two()
    before = NOON - 60 * DAY
    accept_by_all(make_proposal(here, ours, at=before), at=before + DAY)
    make_commitment(here, ours, theirs, at=before, what="Tien kratten")
    make_contribution(here, theirs, ours, at=before + 30 * DAY, what="Samen koken")
    make_scan(here, brought_in_by=ours, made_on=date(2026, 5, 1))
    opened(make_conversation(here, at=before), at=before)
    PhaseNote.objects.create(
        collaboration=here, phase="approach", reached_on=date(2026, 4, 1), noted_at=before,
        evidence="Koffie gedronken",
    )  # fmt: skip
    return ours, theirs, here


@time_machine.travel(NOON)
def test_the_timeline_is_the_beginning_of_the_logbook_however_much_was_given(signed_in):
    ours, theirs, here = make_story()
    for n in range(30):
        giver, receiver = (ours, theirs) if n % 3 else (theirs, ours)
        on = (NOON - (n // 4) * 10 * DAY).date()
        make_contribution(here, giver, receiver, at=NOON + timedelta(seconds=n), given_on=on)
    client = signed_in(speaker_of(ours))
    shown = client.get(page(here)).context
    listed = client.get(page(here, "logbook")).context["moments"]
    assert shown["moments"] == listed[:12]
    assert len(listed) == 30
    assert shown["has_more"]


@time_machine.travel(NOON)
def test_who_only_gave_reads_that_nothing_was_agreed_yet(signed_in):
    ours, theirs, here = make_two()
    make_contribution(here, theirs, ours, at=NOON - DAY)
    upper = dict(signed_in(speaker_of(ours)).get(page(here)).context["streams"].upper)
    assert (upper["Afspraken"], upper["Toezeggingen"]) == (
        "nog geen afspraak",
        "nog geen toezegging",
    )


@time_machine.travel(NOON)
def test_the_page_shows_both_streams_as_picture_sentence_and_table(signed_in):
    ours, theirs, here = make_story()
    shown = signed_in(speaker_of(ours)).get(page(here))
    assert shown.text.count('class="pic two-streams') == 2
    streams = shown.context["streams"]
    assert streams.sentences[0] == "Ons gaf 0 keer, Zij gaf 1 keer."
    assert dict(streams.upper)["Afspraken"] == "1 afspraak"
    assert dict(streams.upper)["Toezeggingen"] == "0 van 1 toezegging klaar"
    assert len(streams.under) == 6
    assert "Koffie gedronken" in shown.text
    mirrored = signed_in(speaker_of(theirs)).get(page(here)).context["streams"]
    assert mirrored.sentences[0] == "Zij gaf 1 keer, Ons gaf 0 keer."


@time_machine.travel(NOON)
def test_more_than_is_read_of_what_was_given_counts_in_the_picture(signed_in, monkeypatch):
    monkeypatch.setitem(streams.FEWER, "given", 2)
    ours, theirs, here = make_two()
    for at in (NOON - 90 * DAY, NOON, NOON, NOON):
        make_contribution(here, ours, theirs, at=at)
    shown = signed_in(speaker_of(ours)).get(page(here)).context
    assert shown["streams"].sentences[0] == "Ons gaf 4 keer, Zij gaf 0 keer."
    assert len(shown["moments"]) == 2


@time_machine.travel(NOON)
def test_a_scan_brought_in_by_the_other_side_stays_out_of_the_picture(signed_in):
    ours, theirs, here = make_story()
    assert len(signed_in(speaker_of(ours)).get(page(here)).context["streams"].under) == 6
    shown = signed_in(speaker_of(theirs)).get(page(here))
    assert shown.context["streams"].under == ()
    assert "De uitkomst van" not in shown.text


@time_machine.travel(NOON)
def test_the_logbook_is_filtered_by_stream_and_sort(signed_in):
    ours, _theirs, here = make_story()
    client, address = signed_in(speaker_of(ours)), page(here, "logbook")

    def says(**asked):
        return {each.says for each in client.get(address, asked).context["moments"]}

    everything = says()
    assert says(stroom="boven") | says(stroom="onder") == everything
    assert not says(stroom="boven") & says(stroom="onder")
    assert says(soort="gegeven") == {"Zij gaf Ons: Samen koken"}
    assert says(soort="fase") == {"Naar de fase toenadering. Koffie gedronken"}
    assert says(soort="afspraken") == {
        "Ons stelde versie 1 van ‘Ontbijt’ voor.",
        "Iedereen ging akkoord met versie 1 van ‘Ontbijt’.",
        "Kijk opnieuw naar ‘Ontbijt’.",
    }
    assert says(stroom="onzin") == everything


@time_machine.travel(NOON)
def test_what_lies_ahead_comes_first_and_is_marked(signed_in):
    ours, _theirs, here = make_story()
    moments = signed_in(speaker_of(ours)).get(page(here, "logbook")).context["moments"]
    days = [each.on for each in moments]
    assert days == sorted(days, reverse=True)
    assert {each.is_ahead for each in moments if each.on > NOON.date()} == {True}
    assert {each.is_ahead for each in moments if each.on <= NOON.date()} == {False}


@time_machine.travel(NOON + DAY)
@pytest.mark.parametrize("later", [timedelta(), timedelta(minutes=5)])
def test_of_one_day_and_of_one_moment_what_came_later_stands_first(signed_in, later):
    ours, theirs, here = make_two()
    BalanceRound.objects.create(
        collaboration=here, asked_for=ours, asked_at=NOON, opened_at=NOON + later
    )
    make_contribution(here, theirs, ours, at=NOON + timedelta(hours=1), what="Samen koken")
    version = make_proposal(here, ours, at=NOON - later)
    accept_by_all(version, at=NOON)
    shown = signed_in(speaker_of(ours)).get(page(here, "logbook")).context["moments"]
    of_that_day = [each.says for each in shown if each.on == NOON.date()]
    assert of_that_day[0] == "Zij gaf Ons: Samen koken"
    told = [
        "Elke kant zei of het in balans voelt.",
        "Ons vroeg of het in balans voelt.",
        "Iedereen ging akkoord met versie 1 van ‘Ontbijt’.",
        "Ons stelde versie 1 van ‘Ontbijt’ voor.",
    ]
    places = [of_that_day.index(each) for each in told]
    assert places[0] < places[1]
    assert places[2] < places[3]


@time_machine.travel(NOON)
def test_the_logbook_comes_in_parts_and_loses_nothing(signed_in):
    ours, theirs, here = make_two()
    first = make_contribution(here, ours, theirs)
    rest = [
        Contribution(collaboration=here, giver=ours, receiver=theirs, kind=first.kind,
                     what=f"Keer {n}", given_on=first.given_on - n * DAY, noted_at=NOON)
        for n in range(1, 70)
    ]  # fmt: skip
    Contribution.objects.bulk_create(rest)
    client, found, number = signed_in(speaker_of(ours)), [], 1
    while number:
        shown = client.get(page(here, "logbook"), {"pagina": number})
        found += [each.says for each in shown.context["moments"]]
        number = shown.context["further"]
    assert len(found) == len(set(found)) == 70


@time_machine.travel(NOON)
def test_the_next_step_is_what_waits_for_this_side(signed_in):
    ours, theirs, here = make_two()
    we, they = signed_in(speaker_of(ours)), signed_in(speaker_of(theirs))

    def step(client):
        found = client.get(page(here)).context["step"]
        return found and found.says

    assert step(we) is None
    late = make_commitment(here, ours, theirs, at=NOON - 40 * DAY)
    assert step(we) == "1 toezegging is te laat. Is het gegeven, of is er een andere dag nodig?"
    asked = actions.ask_balance(collaboration=here, party=ours, by=None, at=NOON)
    assert step(we).startswith("Voelt het in balans?")
    actions.propose_to_call_off(commitment=late, why="x", party=ours, by=None, at=NOON)
    assert step(they) == "Ons wacht op jullie antwoord over ‘Tien kratten fruit’."
    make_proposal(here, ours)
    assert step(they) == "Ons doet een voorstel voor ‘Ontbijt’. Lees het en geef antwoord."
    assert step(we).startswith("Voelt het in balans?")
    actions.drop_balance(balance_round=asked, party=ours, by=None, at=NOON)
    assert step(we).startswith("1 toezegging is te laat")


def test_an_agreement_that_is_due_is_the_next_step(signed_in):
    ours, _theirs, here = make_two()
    version = accept_by_all(make_proposal(here, ours))
    with time_machine.travel(version.review_on):
        found = signed_in(speaker_of(ours)).get(page(here)).context["step"]
    assert found.says == "Jullie zouden op 15 januari 2027 opnieuw naar ‘Ontbijt’ kijken."


@pytest.mark.parametrize("name", ["collaboration", "logbook"])
def test_strangers_find_nothing(signed_in, name):
    ours, _theirs, here = make_two()
    assert signed_in(speaker_of(ours)).get(page(here, name)).status_code == 200
    stranger = speaker_of(make_party("Ander", person=make_person("Stan")))
    assert signed_in(stranger).get(page(here, name)).status_code == 404


@pytest.mark.parametrize("number", [1, 300])
@time_machine.travel(NOON)
def test_the_pages_ask_as_little_for_many_as_for_one(signed_in, number, django_assert_num_queries):
    ours, theirs, here = make_two()
    for _each in range(number):
        make_contribution(here, ours, theirs)
    client = signed_in(speaker_of(ours))
    client.get(page(here))
    with django_assert_num_queries(6):
        client.get(page(here))
    with django_assert_num_queries(5):
        client.get(page(here, "logbook"))


@time_machine.travel(NOON)
def test_while_people_answer_the_page_says_not_known_yet_and_not_that_nobody_asked(signed_in):
    ours, theirs, here = make_two()
    open_up(make_draft(ours, theirs, collaboration=here, closes_at=NOON + 7 * DAY), at=NOON)
    shown = signed_in(speaker_of(ours)).get(page(here))
    streams = shown.context["streams"]
    assert [each.says for each in shown.context["moments"]] == [
        "Het antwoorden op ‘Scan onder mensen’ eindigt.",
        "Mensen zijn gevraagd te antwoorden op ‘Scan onder mensen’.",
    ]
    assert streams.picture.count("scan, 1 jun") == 2  # wide and narrow
    opened(make_conversation(here, at=NOON), at=NOON)
    both = signed_in(speaker_of(ours)).get(page(here)).context["streams"]
    assert both.picture.count("scan en gesprek, 1 jun") == 2
    assert streams.sentences[-1] == "Wat jullie woorden betekenen, is nog niet bekend."


@time_machine.travel(NOON)
def test_after_guessing_again_what_was_not_seen_is_told_of_before_the_talk(signed_in):
    ours, _theirs, here = make_two()
    scan = make_scan(here)
    member = signed_in(speaker_of(ours))

    def told():
        return member.get(page(here)).context["streams"].sentences[-1]

    before = told()
    assert before.startswith("Onder de lijn ligt verschil dat jullie nog niet van elkaar zien: ")
    Talk.objects.filter(scan=scan).update(learning={"lessons": [{"side": ours.name}]})
    words = before.partition(": ")[2]
    assert told() == f"Vóór het gesprek zagen jullie dit verschil niet van elkaar: {words}"
