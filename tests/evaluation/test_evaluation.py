"""Evaluations: asked of every side, answered sealed, opened together, and followed up."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from samenspel.collaborations.choices import Role
from samenspel.evaluation import actions, analyses, queries
from samenspel.evaluation.actions import Said
from samenspel.evaluation.choices import Depth, Fate, Seen
from samenspel.evaluation.models import (
    Evaluation,
    EvaluationInvitation,
    EvaluationRespondent,
    FacetAnswer,
)
from tests.make import make_party, make_person, speaker_of
from tests.make_agreements import make_two
from tests.make_evaluations import (
    DAY,
    NOON,
    make_answers,
    make_evaluation,
    make_guests,
    make_improvement,
    make_opened,
    open_together,
)

pytestmark = pytest.mark.django_db


def test_a_light_one_asks_half_of_a_full_one_about_the_same_facets():
    light, full = (queries.item_codes(depth) for depth in (Depth.LIGHT, Depth.FULL))
    assert (len(light), len(full)) == (12, 24)
    assert set(light) < set(full)
    assert {code.partition(".")[0] for code in light} == {code.partition(".")[0] for code in full}


def test_one_is_asked_at_a_time_by_who_decides_here_and_on_days_that_fit():
    ours, theirs, here = make_two()
    with pytest.raises(actions.NotForYou):
        make_evaluation(here, theirs, by=speaker_of(ours))
    with pytest.raises(actions.NotForYou):
        make_evaluation(here, make_party("Elders"))
    for days in (0, 91):
        with pytest.raises(actions.BadDay):
            make_evaluation(here, ours, closes_at=NOON + days * DAY)
    with pytest.raises(actions.BadDay):
        make_evaluation(here, ours, next_on=(NOON + 3 * DAY).date())
    made = make_evaluation(here, ours, by=speaker_of(ours))
    assert [side.party for side in queries.sides_of(made)] == [ours, theirs]
    with pytest.raises(actions.UnderWay):
        make_evaluation(here, theirs)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.create(
            collaboration=here, depth="light", items=[], asked_for=ours, asked_at=NOON,
            closes_at=NOON, next_on=NOON.date(), consent_version="x",
        )  # fmt: skip


def test_with_the_last_side_the_answers_open_and_no_answer_has_an_owner_any_more():
    ours, theirs, here = make_two()
    made = make_evaluation(here, ours)
    first, second = queries.sides_of(made)
    make_answers(first, *[6] * 5, remark="Dank")
    make_answers(second, *[3] * 5)
    assert EvaluationRespondent.objects.exclude(link_key="").count() == 10
    assert not actions.accept_opening(side=first, by=speaker_of(ours), at=NOON)
    with pytest.raises(actions.NotForYou):
        actions.accept_opening(side=second, by=speaker_of(ours), at=NOON)
    assert actions.accept_opening(side=second, by=speaker_of(theirs), at=NOON)
    made.refresh_from_db()
    assert not EvaluationRespondent.objects.exclude(link_key="").exists()
    assert not FacetAnswer.objects.exclude(device_key="").exists()
    assert (made.link_secret, made.opened_at) == ("", NOON)
    item = made.result.payload["items"][0]
    assert [side["counts"] for side in item["sides"]] == [[0] * 5 + [5, 0], [0, 0, 5, 0, 0, 0, 0]]
    assert item["gaps"][0]["verdict"] == "different"
    assert made.result.remarks["why"] == [["Ons", ["Dank"]]]


def test_who_accepted_answers_no_more_and_gets_more_time_only_for_everyone():
    ours, theirs, here = make_two()
    made = make_evaluation(here, ours)
    first, second = queries.sides_of(made)
    (link,) = make_guests(first, "Ada")
    actions.accept_opening(side=first, by=speaker_of(ours), at=NOON)
    with pytest.raises(actions.EvaluationOver):
        actions.begin_answering(agrees_to_small_group=True, by=link.invitation, at=NOON)
    with pytest.raises(actions.EvaluationOver):
        make_guests(first, "Bo")
    given = {"evaluation": made, "closes_at": NOON + 20 * DAY, "by": None, "at": NOON}
    with pytest.raises(actions.NotForYou):
        actions.extend_evaluation(party=theirs, **given)
    actions.extend_evaluation(party=ours, **given)
    actions.begin_answering(agrees_to_small_group=True, by=link.invitation, at=NOON)
    make_guests(second, "Cas", at=NOON + 19 * DAY)
    with pytest.raises(actions.EvaluationOver):
        make_guests(second, "Dirk", at=NOON + 20 * DAY)


def test_it_does_not_open_while_nothing_may_be_shown():
    ours, _theirs, here = make_two()
    made = make_evaluation(here, ours)
    for side in queries.sides_of(made):
        make_answers(side, 5, 4, agrees=False)
    with pytest.raises(analyses.TooFewAnswers), transaction.atomic():
        open_together(made)
    made.refresh_from_db()
    assert made.is_sealed
    assert EvaluationRespondent.objects.exclude(link_key="").count() == 4


def test_one_person_answers_by_name_and_four_only_as_a_mean_without_words():
    ours, _theirs, here = make_two()
    made = make_evaluation(here, ours)
    first, second = queries.sides_of(made)
    make_answers(first, 7, remark="Ik")
    make_answers(second, 1, 2, 3, 4, remark="Wij")
    open_together(made)
    alone, few = made.result.payload["items"][0]["sides"]
    assert (alone["mean"], few["mean"], few["counts"], few["low"]) == (7, 2.5, None, None)
    assert made.result.remarks["why"] == [["Ons", ["Ik"]]]


def test_answers_are_replaced_and_what_was_not_asked_is_refused():
    ours, _theirs, here = make_two()
    made = make_evaluation(here, ours)
    (link,) = make_guests(queries.sides_of(made)[0], "Ada")
    given = {"nonce": "x", "by": link.invitation, "at": NOON}
    with pytest.raises(actions.NotBegun):
        actions.save_answer(said=[Said("why", {"why.sentence": 5})], **given)
    actions.begin_answering(agrees_to_small_group=True, by=link.invitation, at=NOON)
    for point in (5, 6):
        actions.save_answer(said=[Said("why", {"why.sentence": point})], **given)
    assert [answer.points for answer in FacetAnswer.objects.all()] == [{"why.sentence": 6}]
    for wrong in (
        Said("why", {"why.sentence": 8}),
        Said("why", {"why.still": 5}),  # a full one asks it
        Said("how", {"why.sentence": 5}),
        Said("checks", {"1": 0}),
    ):
        with pytest.raises(actions.NotAsked):
            actions.save_answer(said=[wrong], **given)


def test_erasing_leaves_a_row_that_counts_until_it_opens():
    ours, _theirs, here = make_two()
    made = make_evaluation(here, ours)
    first, second = queries.sides_of(made)
    links = make_guests(first, *"ABCDEF")
    for link in links:
        actions.begin_answering(agrees_to_small_group=True, by=link.invitation, at=NOON)
        said = [Said("why", {"why.sentence": 5})]
        actions.save_answer(said=said, nonce="x", by=link.invitation, at=NOON)
    for link in links[:2]:
        actions.erase_answers(by=link.invitation, at=NOON)
    counted = queries.side_counts(made, person=speaker_of(ours), at=NOON)
    assert [(side.answered, side.is_exact) for side in counted] == [(5, False), (0, False)]
    assert queries.answers_of(made).count() == 4
    exact = queries.side_counts(made, person=speaker_of(ours), at=NOON + 30 * DAY)
    assert [(side.answered, side.is_exact) for side in exact] == [(6, True), (0, True)]
    make_answers(second, *[5] * 5)
    open_together(made)
    assert EvaluationRespondent.objects.filter(side=first).count() == 4
    made.refresh_from_db()
    opened = queries.side_counts(made, person=speaker_of(ours), at=NOON + 30 * DAY)
    assert [side.answered for side in opened] == [4, 5]


def test_no_count_moves_after_the_last_day_as_someone_is_erased():
    ours, _theirs, here = make_two()
    made = make_evaluation(here, ours)
    links = make_guests(queries.sides_of(made)[0], *"ABC")
    for link in links[:2]:  # the first answers, the second only begins, the third does nothing
        actions.begin_answering(agrees_to_small_group=True, by=link.invitation, at=NOON)
    said = [Said("why", {"why.sentence": 5})]
    actions.save_answer(said=said, nonce="x", by=links[0].invitation, at=NOON)
    later, reader, told = made.closes_at + DAY, speaker_of(ours), []
    for link in links:
        person = make_person()
        EvaluationInvitation.objects.filter(pk=link.invitation.pk).update(email=person.email)
        actions.erase_invitations(person=person, by=None, at=later)
        told.append([side.answered for side in queries.side_counts(made, person=reader, at=later)])
    assert not EvaluationInvitation.objects.exists()
    assert told == [[1, 0]] * 3


def test_consent_to_a_small_group_can_be_taken_back_and_not_given_later():
    ours, _theirs, here = make_two()
    (link,) = make_guests(queries.sides_of(make_evaluation(here, ours))[0], "Ada")
    told = []
    for agrees in (True, False, True):
        kept = actions.begin_answering(agrees_to_small_group=agrees, by=link.invitation, at=NOON)
        told.append(kept.agrees_to_small_group)
    assert told == [True, False, False]


def test_only_who_asked_takes_it_back_and_the_answers_go_unread():
    ours, theirs, here = make_two()
    made = make_evaluation(here, ours)
    make_answers(queries.sides_of(made)[1], 3)
    with pytest.raises(actions.NotForYou):
        actions.drop_evaluation(evaluation=made, party=theirs, by=None, at=NOON)
    actions.drop_evaluation(evaluation=made, party=ours, by=None, at=NOON)
    assert not EvaluationRespondent.objects.exists()
    assert list(queries.evaluations_in(here)) == []
    with pytest.raises(actions.EvaluationOver):
        open_together(made)
    make_evaluation(here, theirs)


def test_who_joined_later_reads_no_earlier_evaluation():
    ours, _theirs, here = make_two()
    made = make_opened(here, ours)
    later = make_person("Later")
    party = make_party("Later erbij", person=later, role=Role.MANAGER)
    here.participations.create(party=party)
    assert list(queries.evaluations_visible_to(speaker_of(ours))) == [made]
    assert list(queries.evaluations_visible_to(later)) == []
    newer = make_evaluation(here, ours, at=NOON + DAY)
    assert list(queries.evaluations_visible_to(later)) == [newer]


def test_the_next_one_first_checks_what_was_still_under_way():
    ours, theirs, here = make_two()
    first = make_opened(here, ours)
    with pytest.raises(actions.DueInThePast):
        actions.note_improvement(
            evaluation=first, what="x", owner="y", due_on=(NOON - DAY).date(), party=ours,
            by=None, at=NOON,
        )  # fmt: skip
    kept, done = (make_improvement(first, ours, what=what) for what in ("Bellen", "Mailen"))
    settle = {"fate": Fate.DONE, "party": theirs, "by": None}
    actions.settle_improvement(improvement=done, at=NOON + DAY, **settle)
    with pytest.raises(actions.AlreadySettled):
        actions.settle_improvement(improvement=done, at=NOON + DAY, **settle)
    later = NOON + 60 * DAY
    second = make_evaluation(here, theirs, at=later)
    assert list(queries.checked_by(second)) == [kept]
    for side, seen in zip(queries.sides_of(second), (Seen.DONE, Seen.UNDONE), strict=True):
        make_answers(side, *[5] * 5, at=later)
        for each in side.respondents.all():
            FacetAnswer.objects.create(
                respondent=each, facet=queries.CHECKS, points={str(kept.pk): seen}
            )
    open_together(second, at=later)
    assert second.result.checks[str(kept.pk)]["seen"] == [["Ons", [5, 0, 0]], ["Zij", [0, 0, 5]]]
    actions.settle_improvement(improvement=kept, at=later + DAY, **settle)
    assert list(queries.checked_by(second)) == [kept]


def test_nothing_is_noted_before_it_opens_and_ten_is_the_most():
    ours, _theirs, here = make_two()
    with pytest.raises(actions.NotYetOpen):
        make_improvement(make_evaluation(here, ours), ours)
    actions.drop_evaluation(
        evaluation=queries.sealed_evaluation(here), party=ours, by=None, at=NOON
    )
    made = make_opened(here, ours)
    for _each in range(actions.MOST_IMPROVEMENTS):
        make_improvement(made, ours)
    with pytest.raises(actions.TooManyImprovements):
        make_improvement(made, ours)


def test_names_are_forgotten_a_year_and_a_half_later_and_the_outcome_stays():
    ours, _theirs, here = make_two()
    made = make_opened(here, ours)
    closes = made.closes_at
    assert actions.forget_old_invitations(by=None, at=closes + timedelta(days=548)) == 0
    assert actions.forget_old_invitations(by=None, at=closes + timedelta(days=549)) == 10
    assert made.result.payload["people"] == [5, 5]
