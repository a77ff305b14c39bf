"""What an attacker cannot learn from a second time: guesses after the talk, and the next wave.

The attacker speaks for a party and sees every count and every outcome, before and after.
"""

from datetime import timedelta

import pytest

from samenspel.meaning import actions, queries
from samenspel.meaning.models import Talk
from samenspel.platform.errors import DomainError
from tests.make import make_party, speaker_of
from tests.make_scans import LATER, accept_all, answer, ask, make_open, sides_of
from tests.make_waves import answered_with_keys, next_of
from tests.meaning.talking import address, opened

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
ENDS = ("", "_low", "_high")


@pytest.fixture
def talk():
    """Seven of ours guess 1 to 7 of them, who are six; people guess again now."""
    scan = make_open(make_party("Ons"), make_party("Zij"))
    ours, theirs = sides_of(scan)
    people = [each for each, _token in ask(ours, *(f"Mens {n}" for n in range(7)))]
    for place, each in enumerate(people):
        answer(each, own=1, guess=1 + place)
    for each, _token in ask(theirs, *(f"Ander {n}" for n in range(6))):
        answer(each, own=7)
    made = opened(scan)
    made.ours = people
    actions.open_guessing(talk=made, by=leader(made), at=LATER)
    return Talk.objects.get(pk=made.pk), people


def leader(talk):
    return speaker_of(sides_of(talk.scan)[0].party)


def guess(talk, person, points, *, agrees=False):
    other = sides_of(talk.scan)[1]
    scales = [scale.pk for scale in talk.scan.words.get().scales.all()]
    given = {other.pk: dict.fromkeys(scales, points)}
    actions.guess_again(guesses=given, agrees_to_small_group=agrees, by=person, at=LATER)


def told(talk):
    return [each.at_least for each in queries.guess_counts(talk)]


def test_counts_of_second_guesses_never_move_by_one_person(talk):
    talk, people = talk
    seen = []
    for each in people:
        guess(talk, each, 6)
        seen.append(told(talk))
    assert seen == [[0, 0]] * 4 + [[5, 0]] * 3
    guess(talk, people[0], 1)  # a change of mind
    assert told(talk) == [5, 0]


def test_no_page_of_the_talk_counts_second_guesses_one_by_one(talk, signed_in):
    talk, people = talk
    client, path = signed_in(leader(talk)), address(talk.scan, "talk_guess")
    pages = []
    for each in people[:5]:
        guess(talk, each, 6)
        pages.append(client.get(path, headers={"HX-Request": "true"}).text)
    assert len(set(pages[:4])) == 1
    assert pages[4] != pages[3]


def test_four_second_guesses_are_shown_to_nobody_unless_all_agreed(talk):
    talk, people = talk
    for each in people[:3]:
        guess(talk, each, 6, agrees=True)
    guess(talk, people[3], 2)
    actions.open_numbers(talk=talk, by=leader(talk), at=LATER)
    assert Talk.objects.get(pk=talk.pk).learning == {}


def test_what_was_guessed_again_is_counted_once_so_there_are_no_two_to_compare(talk):
    talk, people = talk
    for each in people[:5]:
        guess(talk, each, 6)
    actions.open_numbers(talk=talk, by=leader(talk), at=LATER)
    learned = Talk.objects.get(pk=talk.pk).learning
    attempts = [
        lambda: guess(talk, people[5], 1),
        lambda: guess(talk, people[0], 1),
        lambda: actions.open_guessing(talk=talk, by=leader(talk), at=LATER),
        lambda: actions.withdraw_invitation(invitation=people[0], by=leader(talk), at=LATER),
    ]
    for attempt in attempts:
        with pytest.raises(DomainError):
            attempt()
    actions.open_numbers(talk=talk, by=leader(talk), at=LATER + HOUR)
    assert Talk.objects.get(pk=talk.pk).learning == learned


def test_the_guess_before_is_of_everyone_so_who_stayed_away_cannot_be_subtracted(talk):
    talk, people = talk
    for each in people[:6]:  # the seventh, who guessed 7 before, does not guess again
        guess(talk, each, 6)
    actions.open_numbers(talk=talk, by=leader(talk), at=LATER)
    talk = Talk.objects.get(pk=talk.pk)
    (word,) = talk.learning["lessons"][0]["concepts"]
    (pair,) = talk.scan.result.payload["pairs"]
    outcome = [s["guess"]["Ons"]["mean"] for s in pair["concepts"][0]["scales"]]
    assert [scale["before"] for scale in word["scales"]] == outcome == [4, 4]


def answered_again(first, parties, *, without_key=()):
    """The next wave of the same people; some of them come without the key of the first time."""
    keys = {who: key for who, key in first.first_keys.items() if who not in without_key}
    scan = next_of(first, parties)
    answered_with_keys(scan, own=(4, 6), keys=keys, at=LATER)
    return accept_all(scan, at=LATER + timedelta(days=30))


def means_in(scan):
    (pair,) = scan.result.payload["pairs"]
    return [scale["own"] for word in pair["concepts"] for scale in word["scales"]]


def moved_in(scan):
    (moved,) = scan.result.payload["waves"]
    return moved["concepts"]


def test_the_means_of_a_wave_are_of_everyone_whether_or_not_they_are_tied(first, parties):
    """Means of only those who came twice, beside those of everyone, would give who came once."""
    later = answered_again(first, parties, without_key=[("Ons", 0)])
    (word,) = moved_in(later)
    assert word["sides"]["Ons"]["same_people"] == 5
    assert {own["Ons"]["n"] for own in means_in(later)} == {6}
    shares = {f"{name}{end}" for name in ("road_travelled", "learning") for end in ENDS}
    assert set(word["sides"]["Ons"]) == {"same_people", *shares}  # no mean among them


def test_a_road_does_not_depend_on_who_is_tied(parties):
    roads = []
    for left_out in ([], [("Ons", 0)]):
        first = make_open(*parties, scales=3)
        first.first_keys = answered_with_keys(first, own=(2, 6))
        keys, opened_first = first.first_keys, accept_all(first)
        opened_first.first_keys = keys
        (word,) = moved_in(answered_again(opened_first, parties, without_key=left_out))
        roads.append(word["sides"]["Ons"]["road_travelled"])
    assert max(roads) - min(roads) < 0.02
