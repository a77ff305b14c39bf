"""What rests and what is looked at again: who may, whom it tells, and a year of mornings."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenspel.agreements import actions, queries, tasks
from samenspel.agreements.choices import Conclusion, Turn
from samenspel.agreements.models import Pause, Reassessment, Upheaval
from samenspel.platform import agenda
from tests.make import make_collaboration, make_party, make_person, speaker_of
from tests.make_agreements import (
    NOON,
    WORDING,
    accept_by_all,
    make_commitment,
    make_pause,
    make_proposal,
    make_two,
    make_upheaval,
)
from tests.make_letters import work

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def page(name, here, *args):
    return reverse(f"agreements:{name}", args=[here.slug, *args])


def test_a_pause_begins_at_once_and_tells_the_others_in_its_own_words():
    ours, theirs, here = make_two()
    made = make_pause(here, ours)
    assert list(queries.running_pauses(here)) == [made]
    work()
    (letter,) = mail.outbox
    assert letter.to == [speaker_of(theirs).email]
    assert "Sterkte" in letter.body
    assert "Elke maand bellen" in letter.body


def test_what_rests_rests_once_and_any_side_takes_it_up():
    ours, theirs, here = make_two()
    agreement = accept_by_all(make_proposal(here, ours)).agreement
    whole, part = make_pause(here, ours), make_pause(here, ours, agreement=agreement)
    for rests in (None, agreement):
        with pytest.raises(actions.AlreadyPaused):
            make_pause(here, theirs, agreement=rests)
    for made in (whole, part):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pause.objects.create(
                collaboration=here, agreement=made.agreement, reason="x", stays_alive="x",
                until_on=made.until_on, asked_for=ours, asked_at=NOON,
            )  # fmt: skip
    actions.end_pause(pause=whole, party=theirs, by=speaker_of(theirs), at=NOON)
    assert list(queries.running_pauses(here)) == [part]
    with pytest.raises(actions.PauseOver):
        actions.end_pause(pause=whole, party=ours, by=None, at=NOON)
    later = whole.until_on + DAY
    with pytest.raises(actions.PauseOver):
        actions.extend_pause(pause=whole, until_on=later, party=ours, by=None, at=NOON)


def test_nobody_pauses_for_another_or_until_today():
    ours, theirs, here = make_two()
    with pytest.raises(actions.NotForYou):
        make_pause(here, theirs, by=speaker_of(ours))
    with pytest.raises(actions.NotForYou):
        make_pause(here, make_party("Elders"))
    with pytest.raises(actions.PauseInThePast):
        make_pause(here, ours, until_on=NOON.date())
    assert not Pause.objects.exists()
    work()
    assert mail.outbox == []


@time_machine.travel(NOON)
def test_nothing_is_late_while_the_whole_collaboration_rests(signed_in):
    ours, theirs, here = make_two()
    make_commitment(here, ours, theirs, at=NOON - 40 * DAY)
    client = signed_in(speaker_of(ours))

    def late():
        waits = [each.says for each in agenda.waiting_for(speaker_of(ours), at=NOON)]
        said = "Te laat (1)" in client.get(page("commitments", here), {"stand": "late"}).text
        return said, any(each.startswith("Geef ‘Tien kratten fruit’") for each in waits)

    assert late() == (True, True)
    made = make_pause(here, theirs)
    assert late() == (False, False)
    actions.end_pause(pause=made, party=ours, by=None, at=NOON)
    assert late() == (True, True)


def test_a_year_of_mornings_reminds_once_of_a_review_and_of_each_end_of_a_pause():
    ours, theirs, here = make_two()
    wording = replace(WORDING, review_on=date(2026, 9, 1))
    agreement = accept_by_all(make_proposal(here, ours, wording=wording)).agreement
    made = make_pause(here, ours, agreement=agreement, until_on=date(2026, 10, 1))
    told = {}
    for number in range(365):
        morning = NOON.replace(hour=6) + number * DAY
        mail.outbox.clear()
        with time_machine.travel(morning, tick=False):
            tasks.remind_of_what_is_due.enqueue()
            if morning.date() == date(2026, 10, 5):
                later = date(2026, 12, 1)
                actions.extend_pause(pause=made, until_on=later, party=theirs, by=None, at=morning)
            if morning.date() == date(2026, 12, 10):
                actions.end_pause(pause=made, party=ours, by=None, at=morning)
            work()
            work()  # the letters that the task of the morning put in line
        if mail.outbox:
            told[morning.date()] = [each.subject for each in mail.outbox]
    assert told == {
        date(2026, 6, 1): ["‘Ontbijt’ rust een tijdje"],
        date(2026, 10, 1): ["‘Ontbijt’ zou rusten tot vandaag"] * 2,
        date(2026, 12, 1): ["‘Ontbijt’ zou rusten tot vandaag"] * 2,
        date(2026, 12, 10): [f"‘Ontbijt’ van {here.name}: tijd om er opnieuw naar te kijken"] * 2,
    }


def test_a_big_change_marks_every_agreement_that_holds_in_every_collaboration_named():
    ours, _theirs, here = make_two()
    third = make_party("Derde", person=make_person("Dirk"))
    elsewhere = make_collaboration(ours, third)
    held = accept_by_all(make_proposal(here, ours)).agreement
    make_proposal(here, ours, name="Nog niet")
    make_upheaval(here, elsewhere, ours, by=None)
    marked = {
        each.collaboration: {one.agreement for one in each.reassessments.all()}
        for each in Upheaval.objects.all()
    }
    assert marked == {here: {None, held}, elsewhere: {None}}
    with pytest.raises(actions.NotForYou):
        make_upheaval(here, third)
    with pytest.raises(actions.NotYetGiven):
        actions.note_upheaval(
            collaborations=[here], kind=Turn.MERGER, what="x", party=ours, by=None, at=NOON,
            happened_on=NOON.date() + DAY,
        )  # fmt: skip


def test_a_conclusion_is_said_once_and_by_who_decides():
    ours, theirs, here = make_two()
    (marked,) = make_upheaval(here, ours).reassessments.all()
    given = {"reassessment": marked, "conclusion": Conclusion.KEEP, "because": "Het klopt nog"}
    with pytest.raises(actions.NotForYou):
        actions.conclude(party=theirs, by=speaker_of(ours), at=NOON, **given)
    actions.conclude(party=theirs, by=speaker_of(theirs), at=NOON, **given)
    marked.refresh_from_db()
    assert (marked.conclusion, marked.concluded_for) == (Conclusion.KEEP, theirs)
    with pytest.raises(actions.AlreadyConcluded):
        actions.conclude(party=ours, by=None, at=NOON, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reassessment.objects.create(upheaval=marked.upheaval, conclusion=Conclusion.KEEP)


@time_machine.travel(NOON)
def test_from_a_big_change_to_a_pause_and_back_on_the_pages(signed_in):
    ours, theirs, here = make_two()
    elsewhere = make_collaboration(ours, make_party("Derde"))
    accept_by_all(make_proposal(here, ours))
    we, they = signed_in(speaker_of(ours)), signed_in(speaker_of(theirs))
    said = {"party": ours.pk, "kind": "people", "what": "Mo vertrekt", "happened_on": "2026-05-20"}
    we.post(page("new_upheaval", here), said | {"everywhere": "on"})
    assert {each.collaboration for each in Upheaval.objects.all()} == {here, elsewhere}
    shown = they.get(page("flexibility", here)).text
    assert "Wie neemt het over" in shown or "wie neemt het over" in shown
    for marked in Reassessment.objects.filter(upheaval__collaboration=here):
        they.post(
            page("conclude", here, marked.pk),
            {"party": theirs.pk, "conclusion": "rest", "because": "Eerst bellen"},
        )
    assert "Eerst bellen" in we.get(page("flexibility", here)).text
    form = they.get(page("new_pause", here)).context["form"]
    assert "Bel ons als je ons nodig hebt" in form["message"].value()
    rest = {
        "party": theirs.pk, "reason": "Mo vertrekt", "until_on": "2026-08-01",
        "stays_alive": "De app-groep", "message": "Tot straks",
    }  # fmt: skip
    wrong = they.post(page("new_pause", here), rest | {"until_on": "2026-06-01"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["until_on"])
    they.post(page("new_pause", here), rest)
    made = Pause.objects.get()
    assert "De app-groep" in we.get(page("flexibility", here)).text
    longer = {"party": ours.pk, "until_on": "2026-09-01"}
    we.post(page("extend_pause", here, made.pk), longer)
    made.refresh_from_db()
    assert made.until_on == date(2026, 9, 1)
    we.post(page("end_pause", here, made.pk), {"party": ours.pk})
    made.refresh_from_db()
    assert made.ended_for == ours
    assert "weer opgepakt door Ons" in they.get(page("flexibility", here)).text


def test_the_calendar_shows_commitments_and_pauses_and_the_digest_what_waits():
    ours, theirs, here = make_two()
    make_commitment(here, ours, theirs, party=theirs)
    actions.ask_balance(collaboration=here, party=ours, by=None, at=NOON)
    made = make_pause(here, ours)
    we = speaker_of(ours)
    days = {each.title: each.on for each in agenda.days_of(we, at=NOON)}
    assert days == {
        "Ons, nog niet toegezegd: ‘Tien kratten fruit’": date(2026, 7, 1),
        f"‘{here.name}’ rust tot vandaag": made.until_on,
    }
    assert {each.says for each in agenda.waiting_for(we, at=NOON)} == {
        "Geef antwoord over de toezegging ‘Tien kratten fruit’.",
        "Zeg of geven en nemen in balans voelt.",
    }
    then = datetime.combine(made.until_on, NOON.timetz())
    waits = {each.says for each in agenda.waiting_for(speaker_of(theirs), at=then)}
    assert waits == {
        "Zeg of geven en nemen in balans voelt.",
        f"Pak ‘{here.name}’ weer op, of laat het langer rusten.",
    }
    stranger = speaker_of(make_party("Ander", person=make_person("Stan")))
    assert list(agenda.days_of(stranger, at=NOON)) == []
    assert list(agenda.waiting_for(stranger, at=then)) == []
