"""Sealed until every side accepts; then open for all at once, and nobody can be told apart."""

import csv
import json
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.meaning import actions, queries
from samenspel.meaning.analyses import ReadingChoices, TooFewAnswers, finding_in
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import Answer, Respondent, Scan, WordAnswer
from samenspel.platform.models import AuditEvent
from tests.make import NOON, make_party, make_person, speaker_of
from tests.make_scans import (
    LATER,
    accept_all,
    answer,
    answered_by,
    ask,
    make_draft,
    make_open,
    open_up,
    sides_of,
)

pytestmark = pytest.mark.django_db
MARKER = "zeskantige zeepbel"


@pytest.fixture
def parties():
    return make_party("Ons", role=Role.MANAGER), make_party("Zij")


@pytest.fixture
def asked(parties):
    return answered_by(make_open(*parties, scales=3), own_words=MARKER, guess=2)


def pages_of(scan):
    slug = scan.collaboration.slug
    sides = sides_of(scan)
    yield "/"
    yield reverse("portfolio:collaboration", args=[slug])
    yield reverse("meaning:scans", args=[slug])
    for name in ("scan_state", "scan_detail"):
        yield reverse(f"meaning:{name}", args=[slug, scan.pk])
    for document in ("rapport.html", "rapport.pdf", "uitkomst.json"):
        yield reverse("meaning:scan_document", args=[slug, scan.pk, document])
    for side in sides:
        yield reverse("meaning:invite", args=[slug, scan.pk, side.pk])
    yield reverse("meaning:preview_word", args=[slug, scan.pk, 1])


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("state", [ScanState.OPEN, ScanState.CLOSED])
def test_nobody_reads_an_answer_before_all_accept(signed_in, parties, asked, role, state, caplog):
    person = make_person()
    parties[0].representations.create(person=person, role=role)
    Scan.objects.filter(pk=asked.pk).update(state=state)
    if state == ScanState.CLOSED:
        side = sides_of(asked)[1]
        actions.accept_opening(side=side, by=speaker_of(parties[1]), at=LATER)
    client = signed_in(person)
    for path in pages_of(asked):
        response = client.get(path, follow=True)
        assert MARKER.encode() not in response.content, path
    assert client.get(reverse("meaning:scan_detail", args=_of(asked))).status_code == 404
    assert MARKER not in caplog.text
    assert MARKER not in json.dumps([str(m.message()) for m in mail.outbox])


def _of(scan):
    return [scan.collaboration.slug, scan.pk]


def test_the_marker_shows_once_all_accepted(signed_in, parties, asked):
    accept_all(asked)
    path = reverse("meaning:scan_detail", args=_of(asked))
    page = signed_in(speaker_of(parties[1])).get(path, follow=True)
    assert page.text.count(MARKER) >= 1


def test_the_audit_trail_holds_no_answer_and_names_no_respondent(asked):
    events = AuditEvent.objects.filter(action__startswith="meaning.answer")
    assert {(e.subject_label, e.subject_id, e.actor) for e in events} == {
        ("meaning.Scan", str(asked.pk), None)
    }
    assert MARKER not in str(list(AuditEvent.objects.values()))


def test_one_side_alone_opens_nothing(asked, parties):
    first, _second = sides_of(asked)
    assert actions.accept_opening(side=first, by=speaker_of(parties[0]), at=LATER) is False
    assert Scan.objects.get(pk=asked.pk).state == ScanState.CLOSED


def test_both_sides_open_it_at_once_with_their_names(signed_in, asked, parties):
    opened = accept_all(asked)
    assert (opened.state, opened.revealed_at) == (ScanState.REVEALED, LATER)
    path = reverse("meaning:scan_detail", args=_of(asked))
    for party in parties:
        assert signed_in(speaker_of(party)).get(path, follow=True).status_code == 200
    assert [s.accepted_by for s in sides_of(opened)] == [speaker_of(p) for p in parties]


def test_after_opening_nothing_joins_an_answer_to_a_person(asked):
    invitation = sides_of(asked)[0].invitations.first()
    assert queries.respondent_of(invitation) is not None  # it could be joined before
    opened = accept_all(asked)
    assert opened.link_secret == ""
    assert set(Respondent.objects.values_list("link_key", flat=True)) == {""}
    assert set(WordAnswer.objects.values_list("device_key", flat=True)) == {""}
    invitation.side.scan = opened
    assert queries.respondent_of(invitation) is None


@pytest.mark.parametrize("act", [actions.accept_opening, actions.withhold])
def test_nothing_is_decided_while_people_can_answer(asked, parties, act):
    with pytest.raises(actions.ScanNotOver):
        act(side=sides_of(asked)[0], by=speaker_of(parties[0]), at=NOON)


def test_a_side_that_withholds_keeps_it_closed_and_may_accept_later(asked, parties):
    first, second = sides_of(asked)
    actions.withhold(side=first, by=speaker_of(parties[0]), at=LATER)
    assert not actions.accept_opening(side=second, by=speaker_of(parties[1]), at=LATER)
    assert not Scan.objects.get(pk=asked.pk).is_revealed
    assert actions.accept_opening(side=first, by=speaker_of(parties[0]), at=LATER)
    assert Scan.objects.get(pk=asked.pk).is_revealed


def test_two_sides_that_both_withhold_can_both_come_round(asked, parties):
    for side, party in zip(sides_of(asked), parties, strict=True):
        actions.withhold(side=side, by=speaker_of(party), at=LATER)
    assert accept_all(asked).is_revealed


def test_a_side_that_withholds_is_told_to_the_others_as_its_right(signed_in, asked, parties):
    said = "Een kant houdt de antwoorden dicht. Dat mag, ook zonder reden."
    path = reverse("meaning:scan_state", args=[asked.collaboration.slug, asked.pk])
    with time_machine.travel(LATER, tick=False):
        client = signed_in(speaker_of(parties[1]))
        assert said not in client.get(path).text
        actions.withhold(side=sides_of(asked)[0], by=speaker_of(parties[0]), at=LATER)
        page = client.get(path).text
    assert said in page
    assert "Akkoord: de uitkomst mag open" in page


def test_an_opened_scan_cannot_be_withheld(asked, parties):
    accept_all(asked)
    with pytest.raises(actions.ScanAlreadyRevealed):
        actions.withhold(side=sides_of(asked)[0], by=speaker_of(parties[0]), at=LATER)


@pytest.mark.parametrize("act", [actions.accept_opening, actions.withhold, actions.agree_to_close])
def test_only_a_manager_or_representative_of_that_side_decides(asked, parties, act):
    facilitator = make_person()
    parties[0].representations.create(person=facilitator, role=Role.FACILITATOR)
    for person in (facilitator, speaker_of(parties[1]), make_person()):
        with pytest.raises(actions.NotForYou):
            act(side=sides_of(asked)[0], by=person, at=NOON)


def test_it_ends_early_when_every_side_agrees(asked, parties):
    first, second = sides_of(asked)
    actions.agree_to_close(side=first, by=speaker_of(parties[0]), at=NOON)
    assert Scan.objects.get(pk=asked.pk).takes_answers(NOON)
    actions.agree_to_close(side=second, by=speaker_of(parties[1]), at=NOON)
    closed = Scan.objects.get(pk=asked.pk)
    assert (closed.state, closed.closed_at) == (ScanState.CLOSED, NOON)


def counts(scan, at):
    person = speaker_of(sides_of(scan)[0].party)
    return [c.answered for c in queries.side_counts(scan, person=person, at=at)]


def test_counts_go_in_fives_until_the_end(parties):
    scan = answered_by(make_open(*parties), people=4)
    assert (counts(scan, NOON), counts(scan, LATER)) == ([0, 0], [4, 4])
    ((extra, _token),) = ask(sides_of(scan)[0], "Vijf")
    answer(extra)
    assert counts(scan, NOON) == [5, 0]


def test_a_withdrawn_invitation_takes_no_answer_out(parties):
    scan = answered_by(make_open(*parties), people=5)
    before = Answer.objects.count(), counts(scan, NOON)
    for invitation in sides_of(scan)[0].invitations.all():
        actions.withdraw_invitation(invitation=invitation, by=speaker_of(parties[0]), at=NOON)
        assert (Answer.objects.count(), counts(scan, NOON)) == before
    assert counts(scan, LATER) == [5, 5]


def test_nobody_is_added_or_withdrawn_after_the_end(asked, parties):
    side, speaker = sides_of(asked)[0], speaker_of(parties[0])
    with pytest.raises(actions.ScanOver):
        ask(side, "Laat", at=LATER)
    with pytest.raises(actions.ScanOver):
        actions.withdraw_invitation(invitation=side.invitations.first(), by=speaker, at=LATER)


@pytest.mark.parametrize(
    ("people", "agrees", "opens"),
    [(2, True, False), (3, False, False), (4, False, False), (3, True, True), (5, False, True)],
)
def test_a_small_group_opens_only_if_all_of_it_agreed(parties, people, agrees, opens):
    scan = answered_by(make_open(*parties), people=people, agrees=agrees)
    if opens:
        assert accept_all(scan).is_revealed
        return
    with pytest.raises(TooFewAnswers):
        accept_all(scan)
    assert Scan.objects.get(pk=scan.pk).state != ScanState.REVEALED


def test_one_of_four_who_did_not_agree_keeps_the_group_closed(parties):
    scan = answered_by(make_open(*parties), people=4, agrees=True)
    invitation = sides_of(scan)[0].invitations.first()
    actions.begin_answering(agrees_to_small_group=False, by=invitation, at=NOON)
    with pytest.raises(TooFewAnswers):
        accept_all(scan)


def test_a_scale_that_too_few_answered_shows_no_mean(parties):
    scan = answered_by(make_open(*parties), people=6)
    scale = scan.words.get().scales.first()
    side = sides_of(scan)[0]
    given = Answer.objects.filter(scale=scale, about=None, word_answer__respondent__side=side)
    Answer.objects.filter(pk__in=given.values("pk")[:3]).delete()
    (pair,) = accept_all(scan).result.payload["pairs"]
    first, second = pair["concepts"][0]["scales"]
    assert first["own"]["Ons"]["mean"] is None
    assert second["own"]["Ons"]["mean"] is not None


def test_the_outcome_is_that_of_the_same_answers_in_a_file(tmp_path, parties):
    scan = make_draft(*parties, words=2, scales=3)
    scan = answered_by(open_up(scan), people=6, guess=5)
    file = tmp_path / "answers.csv"
    with file.open("w", newline="") as target:
        rows = csv.writer(target, delimiter=";")
        rows.writerow(["respondent", "side", "concept", "scale", "own", "guess", "importance"])
        rows.writerows(as_rows(scan))
    choices = ReadingChoices(population={"Ons": 20, "Zij": 20}, tolerance=1.0)
    assert accept_all(scan).result.payload == finding_in(file, choices).payload


def as_rows(scan):
    for side in sides_of(scan):
        for person in side.respondents.order_by("pk"):
            for word_answer in person.word_answers.order_by("word__position"):
                for scale in word_answer.word.scales.order_by("position"):
                    own = word_answer.answers.get(scale=scale, about=None).points
                    guess = word_answer.answers.exclude(about=None).get(scale=scale).points
                    yield [person.pk, side.party.name, word_answer.word.name_nl, scale.key,
                           own, guess, word_answer.importance]  # fmt: skip


@pytest.mark.parametrize("people", [1, 30])
def test_where_a_scan_stands_costs_nine_queries(
    signed_in, django_assert_num_queries, parties, people
):
    scan = answered_by(make_open(*parties, words=2), people=people)
    client = signed_in(speaker_of(parties[0]))
    with django_assert_num_queries(9):
        client.get(reverse("meaning:scan_state", args=_of(scan)))


def test_closing_counts_from_the_day_itself(asked):
    assert asked.takes_answers(asked.closes_at - timedelta(seconds=1))
    assert not asked.takes_answers(asked.closes_at)


def test_three_sides_open_when_all_three_accepted():
    names = "Eén", "Twee", "Drie"
    scan = answered_by(make_open(*(make_party(name) for name in names)), guess=5)
    pairs = accept_all(scan).result.payload["pairs"]
    assert [tuple(pair["sides"]) for pair in pairs] == [
        ("Eén", "Twee"), ("Eén", "Drie"), ("Twee", "Drie")
    ]  # fmt: skip
