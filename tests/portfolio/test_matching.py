"""Offers and needs: who fits, why, what is best for all, and a meeting that both want."""

from datetime import timedelta
from itertools import product

import numpy as np
import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samenspel.agreements.choices import Goal, Kind
from samenspel.collaborations.choices import Role
from samenspel.people.actions import add_program, erase
from samenspel.platform import agenda, personal
from samenspel.portfolio import actions, analyses, queries
from samenspel.portfolio.choices import Answer, Region, Side
from samenspel.portfolio.models import Introduction, Listing
from samenspel_analysis.portfolio import PortfolioError, best_matching
from tests.make import make_party, make_person, speaker_of
from tests.make_portfolio import NOON, ask_to_meet, make_listing

database = pytest.mark.django_db
DAY = timedelta(days=1)


def page(name, party, *args):
    return reverse(f"portfolio:{name}", args=[party.pk, *args])


def found_for(party, asked=()):
    offers, needs = (list(queries.open_listings(side)) for side in Side)
    mine = [each for each in (*offers, *needs) if each.is_of(party)]
    return analyses.matched(mine, offers, needs, asked=set(asked))


@database
def test_ones_own_never_falls_out_of_sight_behind_what_is_newer(monkeypatch):
    monkeypatch.setattr("samenspel.portfolio.queries.matching.MOST_COMPARED", 2)
    ours, theirs, person = make_party("Ons"), make_party("Zij"), make_person("Ada")
    old = [make_listing(each, Side.OFFER, at=NOON) for each in (ours, person)]
    _passed, newest = (make_listing(theirs, Side.OFFER, at=NOON + n * DAY) for n in (1, 2))
    for owner, own in zip((ours, person), old, strict=True):
        assert queries.compared_for(owner, Side.OFFER) == [newest, own]
    assert len(queries.compared_for(theirs, Side.OFFER)) == 2


def test_the_worked_example_is_best_for_all_together():
    found = best_matching(np.array([[4.0, 3.0], [3.0, 0.0]]), [1, 1])
    assert (found.pairs, found.total) == (((0, 1), (1, 0)), 6.0)  # not 4 for the first alone


@given(st.data())
def test_no_other_pairing_agrees_on_more(data):
    offers, needs = (data.draw(st.integers(1, 3)) for _side in range(2))
    cells = st.lists(st.integers(0, 5), min_size=needs, max_size=needs)
    scores = np.array(data.draw(st.lists(cells, min_size=offers, max_size=offers)), dtype=float)
    room = data.draw(st.lists(st.integers(0, 2), min_size=offers, max_size=offers))
    before = scores.copy()
    found = best_matching(scores, room)
    every = product(range(-1, offers), repeat=needs)  # for each need an offer, or none
    fitting = [c for c in every if all(c.count(o) <= room[o] for o in range(offers))]
    best = max(sum(scores[o, n] for n, o in enumerate(c) if o >= 0) for c in fitting)
    assert found.total == best
    assert all(sum(o == offer for o, _n in found.pairs) <= room[offer] for offer in range(offers))
    assert len({need for _offer, need in found.pairs}) == len(found.pairs)
    assert all(scores[pair] > 0 for pair in found.pairs)
    assert (scores == before).all()


@pytest.mark.parametrize(
    ("scores", "room"),
    [([[-1.0]], [1]), ([[float("nan")]], [1]), ([[1.0]], [1, 1]), ([[1.0]], [-1])],
)
def test_what_cannot_be_paired_is_refused(scores, room):
    with pytest.raises(PortfolioError):
        best_matching(np.array(scores), room)


@database
def test_a_match_is_explained_sentence_by_sentence():
    ours, theirs = make_party("Ons"), make_party("Zij")
    make_listing(ours, Side.NEED, words=("Vertrouwen", "buurt"), region=Region.UTRECHT)
    make_listing(theirs, words=("vertrouwen",), capacity=3, region=Region.UTRECHT)
    make_listing(theirs, kind=Kind.MONEY, region=Region.UTRECHT)  # another kind
    make_listing(theirs, region=Region.ZEELAND)  # too far
    make_listing(ours)  # one does not meet oneself
    found = {each.listing.side: each.matches for each in found_for(ours)}
    (match,) = found[Side.NEED]
    assert match.reasons == (
        "De een zoekt kennis, de ander biedt het.",
        "Het gaat bij allebei over geen honger.",
        "Jullie werken allebei in: Utrecht.",
        "Jullie staan allebei voor: vertrouwen.",
        "Er is plek voor 3 partners.",
    )
    assert match.is_best
    assert found[Side.OFFER] == ()


@database
def test_where_two_wish_the_same_all_together_decides():
    giver, other, first, second = (make_party(name) for name in ("G", "A", "E", "T"))
    make_listing(giver, words=("a", "b"))
    make_listing(other, words=("a", "c"))
    make_listing(first, Side.NEED, words=("a", "b", "c"))  # 5 with either
    make_listing(second, Side.NEED, words=("b",))  # 4 with the giver, 3 with the other
    (found,) = found_for(giver)
    assert [(m.need.party.name, m.is_best) for m in found.matches] == [("E", False), ("T", True)]
    assert [m.is_best for m in found_for(other)[0].matches] == [True, False]


@database
def test_a_full_offer_is_shown_to_nobody_and_takes_nobody_in():
    giver, first, second = (make_party(name) for name in "GET")
    offer = make_listing(giver)
    needs = [make_listing(party, Side.NEED) for party in (first, second)]
    asked = [ask_to_meet(offer, need, need.party) for need in needs]
    given = {"owner": giver, "answer": Answer.YES, "by": None, "at": NOON}
    actions.answer_introduction(introduction=asked[0], **given)
    with pytest.raises(actions.NoFit, match="zoveel partners als kan"):
        actions.answer_introduction(introduction=asked[1], **given)
    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_introduction(introduction=asked[0], **given)
    assert found_for(second)[0].matches == ()


@database
def test_a_meeting_is_asked_by_one_side_and_answered_by_the_other():
    ours, theirs, third = (make_party(name) for name in ("Ons", "Zij", "Derde"))
    offer, need = make_listing(theirs), make_listing(ours, Side.NEED)
    with pytest.raises(actions.NoFit):
        ask_to_meet(offer, need, third)
    with pytest.raises(actions.NoFit):
        ask_to_meet(make_listing(theirs, kind=Kind.MONEY), need, ours)
    asked = ask_to_meet(offer, need, ours)
    with pytest.raises(actions.AlreadyThere):
        ask_to_meet(offer, need, theirs)
    given = {"introduction": asked, "answer": Answer.YES, "by": None, "at": NOON}
    for party in (ours, third):
        with pytest.raises(actions.NoFit):
            actions.answer_introduction(owner=party, **given)
    assert found_for(ours, [(offer.pk, need.pk)])[0].matches == ()
    says = [each.says for each in agenda.waiting_for(speaker_of(theirs), at=NOON)]
    assert says == ["Zeg of je wilt kennismaken over ‘Meedenken over koken’."]
    actions.withdraw(listing=offer, by=None, at=NOON)
    asked.refresh_from_db()
    assert asked.answer == Answer.NO
    with pytest.raises(IntegrityError):
        Listing.objects.filter(pk=need.pk).update(capacity=2)


@database
@time_machine.travel(NOON)
def test_the_name_is_shown_once_both_want_it(signed_in):
    ours = make_party("Onze naam", person=make_person("Mo"), role=Role.MANAGER)
    theirs = make_party("Hun naam", person=make_person("Tess"), role=Role.MANAGER)
    us, them = (signed_in(speaker_of(party)) for party in (ours, theirs))
    given = {"side": "need", "what": "Iemand die kookt", "kind": "knowledge", "theme": "2",
             "region": "everywhere", "capacity": "1", "words": "buurt, Buurt , zorg"}  # fmt: skip
    us.post(page("matches", ours), given)
    them.post(page("matches", theirs), given | {"side": "offer", "what": "Wij koken graag"})
    need, offer = Listing.objects.order_by("pk")
    assert need.words == ["buurt", "Buurt", "zorg"]
    shown = us.get(page("matches", ours)).text
    assert "Wij koken graag" in shown
    assert "Hun naam" not in shown
    us.post(page("ask_introduction", ours, offer.pk, need.pk))
    asked = Introduction.objects.get()
    waiting = them.get(page("matches", theirs)).text
    assert "De ander wil kennismaken." in waiting
    assert "Onze naam" not in waiting
    assert speaker_of(ours).email not in waiting
    them.post(page("answer_introduction", theirs, asked.pk), {"yes": "1"})
    for browser, party, other in ((us, ours, theirs), (them, theirs, ours)):
        told = browser.get(page("matches", party)).text
        assert other.name in told
        assert speaker_of(other).email in told
    stranger = make_party("Vreemd")
    elsewhere = signed_in(speaker_of(stranger))
    assert "Hun naam" not in elsewhere.get(page("matches", stranger)).text
    path = page("answer_introduction", stranger, asked.pk)
    assert elsewhere.post(path, {"yes": "1"}).status_code == 404
    us.post(page("withdraw", ours, need.pk))
    assert not queries.listings_of(ours).exists()
    refused = us.post(page("matches", ours), given | {"words": "a,b,c,d,e,f"})
    assert refused.status_code == 422


@database
@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_little_for_three_as_for_one(signed_in, number, django_assert_num_queries):
    ours = make_party("Ons")
    for i in range(number):
        need = make_listing(ours, Side.NEED, theme=Goal.WATER)
        ask_to_meet(make_listing(make_party(f"Zij {i}")), need, ours)
    browser = signed_in(speaker_of(ours))
    with django_assert_num_queries(7):
        browser.get(page("matches", ours))


@database
@time_machine.travel(NOON)
def test_a_person_offers_something_without_a_party_and_is_named_once_both_want_it(signed_in):
    ours = make_party("Onze naam", person=make_person("Mo"), role=Role.MANAGER)
    tess = make_person("Tess Alleen")
    us, her = signed_in(speaker_of(ours)), signed_in(tess)
    mine = reverse("portfolio:my_matches")
    given = {"side": "offer", "what": "Ik kook graag", "kind": "knowledge", "theme": "2",
             "region": "everywhere", "capacity": "2", "words": "buurt"}  # fmt: skip
    made = her.post(mine, given)
    offer, need = Listing.objects.get(), make_listing(ours, Side.NEED)
    assert made.headers["Location"] == f"{mine}#regel-{offer.pk}"
    assert (offer.owner, offer.party) == (tess, None)
    shown = us.get(page("matches", ours)).text
    assert "Ik kook graag" in shown
    assert "Tess Alleen" not in shown
    us.post(page("ask_introduction", ours, offer.pk, need.pk))
    asked = Introduction.objects.get()
    says = [(each.says, each.path) for each in agenda.waiting_for(tess, at=NOON)]
    assert says == [
        ("Zeg of je wilt kennismaken over ‘Ik kook graag’.", f"{mine}#kennismaken"),
    ]  # fmt: skip
    waiting = her.get(mine).text
    assert "De ander wil kennismaken." in waiting
    assert "Onze naam" not in waiting
    answer = reverse("portfolio:answer_my_introduction", args=[asked.pk])
    assert us.post(answer, {"yes": "1"}).status_code == 404
    her.post(answer, {"yes": "1"})
    for browser, path, name, email in (
        (us, page("matches", ours), "Tess Alleen", tess.email),
        (her, mine, "Onze naam", speaker_of(ours).email),
    ):
        told = browser.get(path).text
        assert name in told
        assert email in told
    news = agenda.changed_for(speaker_of(ours), since=NOON - DAY, until=NOON + DAY)
    assert [each.says for each in news] == [
        "De ander wil ook kennismaken, over ‘Meedenken over koken’."
    ]
    assert agenda.changed_for(tess, since=NOON - DAY, until=NOON + DAY) == []


@database
def test_nobody_publishes_withdraws_or_answers_for_another_person():
    ada, bo, party = make_person("Ada"), make_person("Bo"), make_party("Zij")
    told = queries.ListingTold(Side.OFFER, "Iets", Kind.TIME, Goal.HUNGER)
    with pytest.raises(actions.NotForYou):
        actions.publish(owner=ada, told=told, by=bo, at=NOON)
    offer = actions.publish(owner=ada, told=told, by=ada, at=NOON)
    need = make_listing(party, Side.NEED, kind=Kind.TIME)
    with pytest.raises(actions.NotForYou):
        actions.withdraw(listing=offer, by=bo, at=NOON)
    with pytest.raises(actions.NotForYou):
        actions.ask_introduction(offer=offer, need=need, owner=ada, by=bo, at=NOON)
    own = make_listing(ada, Side.NEED, kind=Kind.TIME)
    with pytest.raises(actions.NoFit):
        ask_to_meet(offer, own, ada)
    assert found_for(ada)[0].matches != ()
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=offer.pk).update(party=party)
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=offer.pk).update(person=None)


@database
def test_a_program_of_a_party_is_no_person_and_offers_nothing_itself():
    program = add_program(name="Rekenprogramma", by=make_person("Ada"), at=NOON)
    told = queries.ListingTold(Side.OFFER, "Iets", Kind.TIME, Goal.HUNGER)
    with pytest.raises(actions.NotForYou, match="Alleen een mens"):
        actions.publish(owner=program, told=told, by=program, at=NOON)


@database
def test_what_someone_offers_is_told_to_them_and_goes_with_them():
    tess, party = make_person("Tess"), make_party("Zij")
    offer, need = make_listing(tess, words=("buurt",)), make_listing(party, Side.NEED)
    ask_to_meet(offer, need, party)
    (told,) = [each for each in personal.told(tess) if each.code == "listings"]
    assert [(row["text"], row["words"]) for row in told.rows] == [("Meedenken over koken", "buurt")]
    erase(person=tess, by=tess, at=NOON)
    assert [each.party for each in Listing.objects.all()] == [party]
    assert not Introduction.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_who_asked_is_still_known_after_the_upgrade_and_after_going_back():
    ours, theirs = make_party("Ons"), make_party("Zij")
    offer, need = make_listing(theirs), make_listing(ours, Side.NEED)
    asked = ask_to_meet(offer, need, ours)
    move = MigrationExecutor(connection).migrate
    old = move([("portfolio", "0004_letters_that_waited")]).apps
    assert old.get_model("portfolio", "Introduction").objects.get().asked_for_id == ours.pk
    MigrationExecutor(connection).migrate([("portfolio", "0005_offers_and_needs_of_people")])
    asked.refresh_from_db()
    assert asked.asking == need
