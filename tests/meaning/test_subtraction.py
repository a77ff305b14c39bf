"""What an attacker cannot learn by adding, removing, withholding, waiting or asking twice.

The attacker speaks for a party, sees every count and every outcome, and knows all answers but one.
"""

from datetime import timedelta
from secrets import token_hex

import pytest
from django.urls import reverse

from samenspel.meaning import actions, queries
from samenspel.meaning.analyses import TooFewAnswers
from samenspel.meaning.models import Invitation, Respondent, Scan, ScanResult, WordAnswer
from tests.make import NOON, make_party, speaker_of
from tests.make_scans import LATER, accept_all, answer, answered_by, ask, make_open, sides_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scan():
    return answered_by(make_open(make_party("Ons"), make_party("Zij")), people=6)


def counts(scan, at):
    person = speaker_of(sides_of(scan)[0].party)
    return [(c.invited, c.answered) for c in queries.side_counts(scan, person=person, at=at)]


def own_means(scan):
    (pair,) = scan.result.payload["pairs"]
    return [s["own"]["Ons"]["mean"] for word in pair["concepts"] for s in word["scales"]]


def test_withdrawing_one_person_and_opening_gives_what_it_would_have_given(scan):
    twin = answered_by(make_open(make_party("Ons"), make_party("Zij")), people=6)
    target = sides_of(scan)[0].invitations.order_by("pk").last()
    actions.withdraw_invitation(invitation=target, by=speaker_of(target.side.party), at=NOON)
    assert own_means(accept_all(scan)) == own_means(accept_all(twin))


def test_withdrawing_everyone_but_one_does_not_leave_that_one_alone(scan):
    side = sides_of(scan)[0]
    for invitation in side.invitations.order_by("pk")[1:]:
        actions.withdraw_invitation(invitation=invitation, by=speaker_of(side.party), at=NOON)
    (pair,) = accept_all(scan).result.payload["pairs"]
    assert {s["own"]["Ons"]["n"] for w in pair["concepts"] for s in w["scales"]} == {6}


def test_an_outcome_is_made_once_so_there_are_no_two_to_compare(scan):
    opened = accept_all(scan)
    before = opened.result.payload
    for side in sides_of(opened):
        for act in (actions.accept_opening, actions.withhold):
            with pytest.raises(actions.ScanAlreadyRevealed):
                act(side=side, by=speaker_of(side.party), at=LATER)
    assert ScanResult.objects.get().payload == before


def test_after_the_end_nobody_comes_in_or_goes_out(scan):
    side, everyone = sides_of(scan)[0], Respondent.objects.count()
    target, speaker = side.invitations.first(), speaker_of(side.party)
    attempts = [
        lambda: ask(side, "Erbij", at=LATER),
        lambda: actions.withdraw_invitation(invitation=target, by=speaker, at=LATER),
        lambda: actions.make_personal_link(invitation=target, by=speaker, at=LATER),
        lambda: actions.make_group_link(side=side, by=speaker, at=LATER),
        lambda: answer(target, at=LATER),
        lambda: actions.erase_answers(by=target, at=LATER),
    ]
    for attempt in attempts:
        with pytest.raises(actions.ScanOver):
            attempt()
    assert Respondent.objects.count() == everyone


def test_withholding_and_accepting_again_shows_nothing_in_between(scan, signed_in):
    first, second = sides_of(scan)
    client = signed_in(speaker_of(second.party))
    path = reverse("meaning:scan_detail", args=[scan.collaboration.slug, scan.pk])
    actions.accept_opening(side=second, by=speaker_of(second.party), at=LATER)
    actions.withhold(side=first, by=speaker_of(first.party), at=LATER)
    assert (client.get(path).status_code, ScanResult.objects.count()) == (404, 0)
    actions.accept_opening(side=first, by=speaker_of(first.party), at=LATER)
    assert client.get(path).url == reverse("meaning:talk", args=[scan.collaboration.slug, scan.pk])


def test_counts_over_time_never_move_by_one_person():
    scan = make_open(make_party("Ons"), make_party("Zij"))
    invited = ask(sides_of(scan)[0], *(f"Persoon {number}" for number in range(12)))
    told = []
    for hour, (invitation, _token) in enumerate(invited):
        at = NOON + timedelta(hours=hour)
        answer(invitation, at=at)
        told.append(counts(scan, at)[0])
    assert told == [(12, 0)] * 4 + [(12, 5)] * 5 + [(12, 10)] * 3


def test_a_change_of_mind_moves_no_count(scan):
    before = counts(scan, NOON)
    target = sides_of(scan)[0].invitations.first()
    answer(target, own=7)
    actions.withdraw_invitation(invitation=target, by=speaker_of(target.side.party), at=NOON)
    assert counts(scan, NOON)[0][1] == before[0][1]


def test_joining_by_a_group_link_moves_no_count_until_there_are_five():
    scan = make_open(make_party("Ons"), make_party("Zij"))
    side = sides_of(scan)[0]
    token = actions.make_group_link(side=side, by=speaker_of(side.party), at=NOON)
    told = []
    for _person in range(5):
        link = queries.group_link(token)
        own = actions.join(link=link, language="nl", token=token_hex(), by=None, at=NOON)
        answer(queries.invitation_of(own))
        told.append(counts(scan, NOON)[0])
    assert told == [(0, 0)] * 4 + [(0, 5)]


def test_the_order_in_the_tables_tells_nothing_of_who_came_when(scan):
    drawn = {key.version for key in Respondent.objects.values_list("pk", flat=True)}
    made = {key.version for key in WordAnswer.objects.values_list("pk", flat=True)}
    assert (drawn, made) == ({4}, {5})  # at random, and from what was drawn; nothing is counted on


def test_a_second_wave_with_one_person_less_is_not_shown_below_five():
    parties = make_party("Ons"), make_party("Zij")
    first = accept_all(answered_by(make_open(*parties), people=5))
    second = make_open(*parties, collaboration=first.collaboration)
    for side, people in zip(sides_of(second), (4, 5), strict=True):
        for number, (invitation, _token) in enumerate(ask(side, *map(str, range(people)))):
            answer(invitation, own=1 + number % 7)
    with pytest.raises(TooFewAnswers):
        accept_all(second)
    assert not Scan.objects.get(pk=second.pk).is_revealed


def test_after_opening_a_wave_no_key_ties_its_people_to_another(scan):
    opened = accept_all(scan)
    keys = Respondent.objects.filter(side__scan=opened).values_list("link_key", flat=True)
    assert set(keys) == {""}
    assert Invitation.objects.filter(side__scan=opened).count() == 12  # names, tied to nothing
