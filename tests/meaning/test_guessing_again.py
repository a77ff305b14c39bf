"""After the talk everyone guesses again: by the same link, and never joined to what was before."""

import re

import pytest
from django.urls import reverse

from samenspel.meaning import actions, queries
from samenspel.meaning.models import GuessedPoint, Respondent, SecondGuess, Talk
from samenspel.platform.models import AuditEvent
from tests.make import NOON, make_party, make_person, speaker_of
from tests.make_scans import LATER, answer, answered_by, ask, make_open, sides_of
from tests.meaning.talking import address, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """An opened scan of two words, and the personal link of someone who answered."""
    scan = make_open(make_party("Ons"), make_party("Zij"), words=2)
    ((invitation, token),) = ask(sides_of(scan)[0], "Ada Voorbeeld")
    answer(invitation, own=1, guess=2)
    answered_by(scan)
    first_key = queries.respondent_of(invitation).link_key
    return opened(scan), invitation, token, first_key


def leader(talk):
    return speaker_of(sides_of(talk.scan)[0].party)


def begin(talk):
    actions.open_guessing(talk=talk, by=leader(talk), at=LATER)


def link(token):
    return reverse("meaning:personal_link", args=[token])


def fields(client, token):
    return sorted(set(re.findall(r'name="(guess_\d+_\d+)"', client.get(link(token)).text)))


def test_the_link_asks_nothing_before_the_talk_gets_there(client, asked):
    token = asked[2]
    assert fields(client, token) == []
    assert "opnieuw te raden" in client.get(link(token)).text
    assert client.post(link(token), {}).status_code == 200
    assert SecondGuess.objects.count() == 0


def test_one_screen_asks_every_word_and_shows_nothing_of_before(client, asked):
    talk, _invitation, token, _key = asked
    begin(talk)
    page = client.get(link(token))
    assert len(fields(client, token)) == 2 * 2
    assert "checked" not in page.text
    assert SecondGuess.objects.count() == 0


def test_who_guesses_again_replaces_it_and_is_not_shown_it(client, asked):
    talk, _invitation, token, _key = asked
    begin(talk)
    names = fields(client, token)
    for points in (3, 6):
        thanks = client.post(link(token), dict.fromkeys(names, points), follow=True)
    assert "Dank je wel, het is bewaard" in thanks.text
    assert SecondGuess.objects.count() == 1
    assert set(GuessedPoint.objects.values_list("points", flat=True)) == {6}
    assert "checked" not in client.get(link(token)).text


def test_an_empty_page_is_no_guess_and_a_point_off_the_line_neither(client, asked):
    talk, _invitation, token, _key = asked
    begin(talk)
    assert "Kies minstens één vakje" in client.post(link(token), {}).text
    names = fields(client, token)
    assert "op de lijn." in client.post(link(token), {names[0]: 8}).text
    assert SecondGuess.objects.count() == 0


def test_nothing_joins_a_second_guess_to_the_first_or_to_a_person(client, asked):
    talk, invitation, token, first_key = asked
    begin(talk)
    client.post(link(token), dict.fromkeys(fields(client, token), 5))
    now = Talk.objects.get()
    guess = SecondGuess.objects.get()
    assert guess.link_key == queries.second_link_key(now, invitation)  # it could be joined before
    assert guess.link_key != first_key
    assert not Respondent.objects.filter(link_key=guess.link_key).exists()
    actions.open_numbers(talk=talk, by=leader(talk), at=LATER)
    assert SecondGuess.objects.get().link_key == ""
    assert queries.second_link_key(Talk.objects.get(), invitation) == ""


def test_the_trail_does_not_say_who_guessed(client, asked):
    talk, _invitation, token, _key = asked
    begin(talk)
    client.post(link(token), dict.fromkeys(fields(client, token), 5))
    (event,) = AuditEvent.objects.filter(action="meaning.guessed_again")
    assert (event.actor, event.subject_label, event.subject_id) == (
        None, "meaning.Talk", str(talk.pk),
    )  # fmt: skip


def test_once_the_numbers_are_open_nobody_guesses(client, asked):
    talk, invitation, token, _key = asked
    begin(talk)
    names = fields(client, token)
    actions.open_numbers(talk=talk, by=leader(talk), at=LATER)
    client.post(link(token), dict.fromkeys(names, 5))
    assert (SecondGuess.objects.count(), fields(client, token)) == (0, [])
    with pytest.raises(actions.GuessingNotOpen):
        actions.guess_again(guesses={}, agrees_to_small_group=False, by=invitation, at=LATER)


def test_a_guess_about_ones_own_side_is_refused(asked):
    talk, invitation, _token, _key = asked
    begin(talk)
    scale = talk.scan.words.first().scales.first()
    guesses = {invitation.side.pk: {scale.pk: 4}}
    with pytest.raises(actions.AnswerOutOfRange):
        actions.guess_again(guesses=guesses, agrees_to_small_group=False, by=invitation, at=LATER)


def test_counts_go_in_fives(asked):
    talk = asked[0]
    begin(talk)
    side = sides_of(talk.scan)[0]
    other = sides_of(talk.scan)[1]
    scale = talk.scan.words.first().scales.first()
    for number, invitation in enumerate(side.invitations.order_by("pk")[:5], 1):
        actions.guess_again(
            guesses={other.pk: {scale.pk: 4}}, agrees_to_small_group=False, by=invitation, at=LATER
        )
        assert [count.at_least for count in queries.guess_counts(talk)] == [number // 5 * 5, 0]


def test_nobody_reads_a_guess_before_the_numbers_open(signed_in, asked):
    talk, invitation, _token, _key = asked
    begin(talk)
    other = sides_of(talk.scan)[1]
    scale = talk.scan.words.first().scales.first()
    guesses = {other.pk: {scale.pk: 6}}
    actions.guess_again(guesses=guesses, agrees_to_small_group=False, by=invitation, at=LATER)
    client = signed_in(leader(talk))
    for name in ("talk", "talk_guess"):
        before = client.get(address(talk.scan, name)).text
        GuessedPoint.objects.update(points=1)
        assert tokenless(client.get(address(talk.scan, name)).text) == tokenless(before)
    for name in ("rapport.pdf", "rapport.html", "uitkomst.json"):
        slug = talk.scan.collaboration.slug
        path = reverse("meaning:scan_document", args=[slug, talk.scan_id, name])
        assert client.get(path).status_code == 404


def tokenless(page):
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+', "", page)


@pytest.mark.parametrize("words", [1, 3])
def test_a_second_guess_costs_six_queries_to_read(client, django_assert_num_queries, words):
    scan = make_open(make_party("Ons"), make_party("Zij"), words=words)
    ((_invitation, token),) = ask(sides_of(scan)[0], "Ada")
    talk = opened(answered_by(scan))
    begin(talk)
    with django_assert_num_queries(6):
        client.get(link(token))


def test_only_who_belongs_here_opens_guessing(asked):
    with pytest.raises(actions.NotForYou):
        actions.open_guessing(talk=asked[0], by=make_person(), at=NOON)
