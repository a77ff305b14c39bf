"""Votes kept apart from who voted: nothing that is kept ties the one to the other."""

import random
import re
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.urls import reverse

from samenspel.decisions import actions, analyses, queries
from samenspel.decisions.analyses import Picked
from samenspel.decisions.choices import Form, Said, Secrecy, Verdict, Voters
from samenspel.decisions.models import Ballot, BoxBallot, Elector
from samenspel.decisions.queries import Entitled
from samenspel.platform.models import AuditEvent, KeptAnswer
from tests.client import check_page
from tests.make import NOON, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import WEEK, make_choice, make_decision, make_vote_by_people, opened

pytestmark = pytest.mark.django_db
VOTERS, CHANCE = 40, 9  # of 40 drawn at random, ten or more fall right once in a million times


def drop(elector, said=Said.FOR, *, receipt=None, by=None, at=NOON):
    code = receipt or analyses.new_receipt()
    text = queries.text_of(elector.decision).digest
    actions.drop_in_box(elector=elector, said=said, receipt=code, on_text=text, by=by, at=at)
    return code


@pytest.fixture
def vote():
    ours, _theirs, here = make_two()
    return make_vote_by_people(here, ours, 4, secrecy=Secrecy.SEPARATED)


def closed(decision):
    return actions.close(decision=decision, by=None, at=NOON + WEEK)


def page(name, decision):
    return reverse(f"decisions:{name}", args=[decision.collaboration.slug, decision.pk])


def physical(model):
    """Rows in the order in which the database itself keeps them, with all that it knows of them."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid, xmin"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT *, {place} FROM {model._meta.db_table}")  # noqa: S608 our own names
        names = [each[0] for each in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def orders(rows, key):
    """Every order in which rows can be read: as they lie, and by each column."""
    yield [row[key] for row in rows]
    for column in rows[0]:
        yield [row[key] for row in sorted(rows, key=lambda row: str(row[column]).zfill(40))]


@time_machine.travel(NOON, tick=False)
def test_no_order_column_or_log_ties_votes_to_who_cast_them(signed_in, caplog):
    caplog.set_level("DEBUG")
    ours, _theirs, here = make_two()
    decision = make_vote_by_people(here, ours, VOTERS - 2, secrecy=Secrecy.SEPARATED)
    told = {}
    electors = list(decision.electors.order_by("pk"))
    random.Random(7).shuffle(electors)  # noqa: S311 no secret
    for elector in electors[1:]:
        told[elector.pk] = drop(elector, by=elector.person)
    browser, last = signed_in(electors[0].person), electors[0]
    shown = browser.get(page("decision", decision)).text
    receipt = re.search(r'name="receipt" value="([^"]+)"', shown)[1]
    text = queries.text_of(decision).digest
    given = {"elector": last.pk, "on_text": text, "choice": "for", "receipt": receipt,
             "csrfmiddlewaretoken": "x" * 64}  # fmt: skip
    answer = browser.post(page("drop_in_box", decision), given)
    assert receipt in answer.text
    told[last.pk] = receipt
    box = [row for row in physical(BoxBallot) if row["decision_id"] == decision.pk]
    roll = [row for row in physical(Elector) if row["decision_id"] == decision.pk]
    assert sorted(row["receipt"] for row in box) == sorted(told.values())  # it is all there
    by_casting = [each.pk for each in (*electors[1:], last)]
    for people in (by_casting, by_casting[::-1], *orders(roll, "id")):
        for codes in orders(box, "receipt"):
            hits = sum(told[who] == code for who, code in zip(people, codes, strict=True))
            assert hits <= CHANCE
    assert {"key", "decision_id", "receipt", "choice", "picked"} >= set(box[0]) - {
        "rowid", "ctid", "xmin",
    }  # fmt: skip
    if connection.vendor == "postgresql":
        assert len({row["xmin"] for row in box}) == 1  # all written at once
    for model in apps.get_models():
        if model is not BoxBallot:
            rows = physical(model) if model._meta.managed else []
            assert not [row for row in rows if any(c in str(row) for c in told.values())], model
    assert not any(code in caplog.text for code in told.values())
    assert not Ballot.objects.exists()
    assert not KeptAnswer.objects.exists()  # the press itself, with its answer
    assert not AuditEvent.objects.filter(action="decisions.cast").exists()


def test_everyone_votes_once_and_the_same_press_is_the_same_vote(vote):
    elector = vote.electors.first()
    code = drop(elector)
    drop(elector, receipt=code)
    assert vote.box.count() == 1
    with pytest.raises(actions.AlreadyVoted):
        drop(elector, Said.AGAINST)
    other = vote.electors.last()
    for wrong in (code, "x", "0000-0000-0000-000g"):
        with pytest.raises(actions.WrongBallot):
            drop(other, receipt=wrong)
    assert [each.choice for each in vote.box.all()] == ["for"]
    with pytest.raises(actions.NotForYou):
        drop(other, by=elector.person)


def test_it_is_counted_from_the_box_and_each_finds_their_vote_on_the_list(vote, signed_in):
    people = list(vote.electors.order_by("pk"))
    said = [Said.FOR] * 4 + [Said.AGAINST]
    codes = [drop(who, what) for who, what in zip(people, said, strict=False)]
    browser = signed_in(people[0].person)
    before = browser.get(page("ballot_box", vote)).text
    assert not any(code in before for code in codes)
    tally = closed(vote)
    total = tally.document["result"]["trace"]["total"]
    assert (tally.verdict, total["for"], total["against"], total["absent"]) == (
        Verdict.ADOPTED, 4, 1, 1,
    )  # fmt: skip
    shown = browser.get(page("ballot_box", vote)).text
    check_page(shown)
    assert all(code in shown for code in codes)
    assert tally.box_hash in shown
    assert "Wie stemde wat" not in browser.get(page("decision", vote)).text


def test_a_box_that_was_stuffed_or_emptied_is_not_counted(vote):
    for elector in vote.electors.all():
        drop(elector)
    vote.box.create(key=1, receipt="0000-0000-0000-0000", choice="for")
    with pytest.raises(actions.BoxDiffers):
        closed(vote)
    vote.box.filter(key=1).delete()
    before = analyses.box_hash(vote)
    vote.box.filter(receipt=vote.box.first().receipt).update(choice="against")
    assert analyses.box_hash(vote) != before
    vote.box.first().delete()
    with pytest.raises(actions.BoxDiffers):
        closed(vote)


def test_of_few_votes_no_list_and_no_numbers_are_shown(signed_in):
    ours, theirs, here = make_two()
    few = make_vote_by_people(here, ours, 1, secrecy=Secrecy.SEPARATED)
    codes = [drop(elector) for elector in few.electors.all()]
    closed(few)
    browser = signed_in(speaker_of(theirs))
    shown = browser.get(page("ballot_box", few)).text
    assert not any(code in shown for code in codes)
    assert browser.get(page("count_document", few)).status_code == 404
    assert "Minder dan vijf mensen" in browser.get(page("decision", few)).text


def test_what_would_tell_votes_apart_is_not_opened():
    ours, theirs, here = make_two()
    entries = [Entitled("a", ours, votes=3), Entitled("b", theirs)]
    listed = make_decision(here, ours, voters=Voters.LISTED, secrecy=Secrecy.SEPARATED)
    with pytest.raises(actions.NotSeparable):
        opened(listed, electorate=entries)
    parties = make_decision(here, ours, voters=Voters.EACH_PARTY, secrecy=Secrecy.SEPARATED)
    with pytest.raises(actions.NotSeparable):
        opened(parties)


def test_who_subtracts_what_is_shown_finds_no_group_below_five(signed_in):
    """Of three parties of which one has three voters, no part is shown; else the rest is known."""
    ours, theirs, here = make_two()
    decision = make_decision(here, ours, voters=Voters.LISTED, secrecy=Secrecy.CONFIDENTIAL)
    entries = [Entitled(f"a{n}", ours) for n in range(9)]
    entries += [Entitled(f"b{n}", theirs) for n in range(3)]
    opened(decision, electorate=entries)
    text = queries.text_of(decision).digest
    for elector in decision.electors.all():
        choice = Said.FOR if elector.key.startswith("a") else Said.AGAINST
        actions.cast(elector=elector, choice=choice, why="", on_text=text, by=None, at=NOON)
    tally = closed(decision)
    assert analyses.tells_numbers(decision, tally)
    shown = analyses.arithmetic(decision, tally)
    assert shown.parts == ()
    page_ = signed_in(speaker_of(theirs)).get(page("decision", decision)).text
    assert "gekregen <strong>9</strong>" in page_
    assert "Stemmen per partij" not in page_


def test_an_order_goes_into_the_box_too(signed_in):
    ours, theirs, here = make_two()
    decision = make_choice(here, ours, people=6, form=Form.RANKING, secrecy=Secrecy.SEPARATED)
    for elector in decision.electors.exclude(party=theirs):
        drop(elector, Picked(ranking=((2,), (1,), (3,))))
    browser, mine = signed_in(speaker_of(theirs)), decision.electors.get(party=theirs)
    given = {"elector": mine.pk, "on_text": queries.text_of(decision).digest, "option-1": "1",
             "receipt": analyses.new_receipt()}  # fmt: skip
    with time_machine.travel(NOON + timedelta(hours=1)):
        check_page(browser.get(page("decision", decision)).text)
        check_page(browser.post(page("drop_in_box", decision), given).text)
        assert "Je stem zit in de stembus" in browser.get(page("decision", decision)).text
        again = given | {"receipt": analyses.new_receipt()}
        assert browser.post(page("drop_in_box", decision), again).status_code == 422
    tally = closed(decision)
    assert tally.document["result"]["outcome"] == ["Kerk"]
    shown = browser.get(page("ballot_box", decision)).text
    assert "Kerk &gt; School &gt; Schuur" in shown
