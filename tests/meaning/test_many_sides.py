"""Three parties or more: who guesses about whom, every pair apart, and all of them together."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from samenspel.meaning import actions, queries
from samenspel.meaning.analyses import library_words
from samenspel.meaning.models import Guessing, Scan, Talk
from tests.make import NOON, make_collaboration, make_party, make_person, speaker_of
from tests.make_scans import (
    LATER,
    accept_all,
    answered_by,
    ask,
    make_draft,
    make_open,
    open_up,
    sides_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties():
    return [make_party(name) for name in ("Eén", "Twee", "Drie")]


def chosen_in(scan):
    names = {party.pk: party.name for party in scan.collaboration.parties.all()}
    return {(names[by], names[about]) for by, about in queries.guesses_in(scan)}


def given(parties, *pairs):
    """The form with one word, in which these pairs of places are ticked."""
    word = library_words()[0]
    ticked = {f"guess_{parties[by].pk}_{parties[about].pk}": "on" for by, about in pairs}
    people = {f"people_{party.pk}": 9 for party in parties}
    closes_on = (timezone.localdate() + timezone.timedelta(days=9)).isoformat()
    scales = [scale.code for scale in word.scales[:2]]
    return {"title": "Samen", "words": [word.code], f"scales_{word.code}": scales,
            "closes_on": closes_on, **people, **ticked}  # fmt: skip


def test_its_maker_chooses_who_guesses_about_whom(signed_in, parties):
    collaboration = make_collaboration(*parties)
    client = signed_in(speaker_of(parties[0]))
    path = reverse("meaning:make_scan", args=[collaboration.slug])
    assert client.get(path).text.count('name="guess_') == 6
    client.post(path, given(parties, (0, 1), (1, 0), (2, 0)))
    scan = Scan.objects.get()
    assert chosen_in(scan) == {("Eén", "Twee"), ("Twee", "Eén"), ("Drie", "Eén")}
    change = reverse("meaning:change_draft", args=[collaboration.slug, scan.pk])
    assert client.get(change).text.count(" checked") == 3
    client.post(change, given(parties, (0, 2)))
    assert chosen_in(scan) == {("Eén", "Drie")}


def test_two_parties_always_guess_about_each_other(signed_in):
    parties = make_party("Eén"), make_party("Twee")
    collaboration = make_collaboration(*parties)
    client = signed_in(speaker_of(parties[0]))
    path = reverse("meaning:make_scan", args=[collaboration.slug])
    assert 'name="guess_' not in client.get(path).text
    client.post(path, given(parties))
    assert chosen_in(Scan.objects.get()) == {("Eén", "Twee"), ("Twee", "Eén")}


@pytest.fixture
def opened(parties):
    return accept_all(answered_by(make_open(*parties, words=2, scales=3), guess=5))


def page(signed_in, scan, name, *more, who=0):
    side = sides_of(scan)[who]
    path = reverse(f"meaning:{name}", args=[scan.collaboration.slug, scan.pk, *more])
    return signed_in(speaker_of(side.party)).get(path)


def test_all_of_them_are_read_together_and_every_pair_apart(signed_in, opened):
    together = page(signed_in, opened, "scan_detail").text
    assert together.count('class="pic together-line"') == 6
    for place, (first, second) in enumerate(
        [("Eén", "Twee"), ("Eén", "Drie"), ("Twee", "Drie")], 1
    ):
        assert f'<a href="paar/{place}/">{first} en {second}</a>' in together
        apart = page(signed_in, opened, "pair_detail", place, who=2)
        assert apart.text.count("<h1") == 1
        assert f">{first} en {second}</h1>" in apart.text
        other = ({"Eén", "Twee", "Drie"} - {first, second}).pop()
        assert f"{other} 5 van" not in apart.text
    assert page(signed_in, opened, "pair_detail", 4).status_code == 404
    assert page(signed_in, opened, "pair_detail", 0).status_code == 404


@pytest.mark.parametrize("is_skipped", [True, False])
def test_a_pair_says_whether_the_talk_was_skipped(signed_in, opened, is_skipped):
    Talk.objects.filter(scan=opened).update(is_skipped=is_skipped)
    apart = page(signed_in, opened, "pair_detail", 1).text
    assert ("Gesprek overgeslagen" in apart) == is_skipped


def test_a_pair_is_no_page_to_a_stranger_and_of_two_sides(signed_in, opened):
    path = reverse("meaning:pair_detail", args=[opened.collaboration.slug, opened.pk, 1])
    assert signed_in(make_person()).get(path).status_code == 404
    two = accept_all(answered_by(make_open()))
    assert page(signed_in, two, "pair_detail", 1).status_code == 404


@pytest.mark.parametrize("place", [1, 3])
def test_a_pair_costs_four_queries(signed_in, django_assert_num_queries, opened, place):
    client = signed_in(speaker_of(sides_of(opened)[0].party))
    path = reverse("meaning:pair_detail", args=[opened.collaboration.slug, opened.pk, place])
    with django_assert_num_queries(4):
        client.get(path)


def with_guesses(parties, *pairs):
    scan = make_draft(*parties, scales=3)
    chosen = [(parties[by].pk, parties[about].pk) for by, about in pairs]
    actions.change_draft(
        scan=scan, title="Samen", populations={}, closes_at=scan.closes_at, guesses=chosen,
        by=speaker_of(parties[0]), at=NOON,
    )  # fmt: skip
    return open_up(scan)


def test_people_guess_about_the_chosen_others_only(parties):
    scan = with_guesses(parties, (0, 1), (1, 0), (2, 0), (0, 2))
    asked = {
        side.party.name: [other.party.name for other in queries.other_sides(side)]
        for side in sides_of(scan)
    }
    assert asked == {"Eén": ["Twee", "Drie"], "Twee": ["Eén"], "Drie": ["Eén"]}


def test_a_guess_that_was_not_asked_is_refused(parties):
    scan = with_guesses(parties, (0, 1))
    first, _second, third = sides_of(scan)
    ((invitation, _token),) = ask(first, "Ada")
    actions.begin_answering(agrees_to_small_group=False, by=invitation, at=NOON)
    word = queries.words_of(scan)[0]
    guess = {third.pk: {word.scales.all()[0].pk: 3}}
    with pytest.raises(actions.AnswerOutOfRange):
        actions.save_answer(
            word=word, given=actions.GivenAnswer(guesses=guess), nonce="x", by=invitation, at=NOON
        )


def test_the_database_refuses_a_guess_about_oneself(parties):
    side = sides_of(make_draft(*parties))[0]
    with pytest.raises(IntegrityError, match="guessing_about_another"):
        Guessing.objects.create(by=side, about=side)


def test_the_next_wave_asks_for_the_same_guesses(parties):
    scan = answered_by(with_guesses(parties, (0, 1), (1, 0), (2, 0)))
    opened = accept_all(scan)
    later = actions.make_next_wave(scan=opened, by=speaker_of(parties[0]), at=LATER)
    assert chosen_in(later) == chosen_in(opened)
