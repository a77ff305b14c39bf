"""Readiness: colleagues say what they see, counts are kept, answers are erased, and a plan."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.evaluation import actions, analyses, queries
from samenspel.evaluation.choices import Fate
from samenspel.evaluation.models import ReadinessAnswer, ReadinessRound
from samenspel_report.evaluation.readiness import Told, aspects, readiness_shown
from tests.client import HouseClient
from tests.make import make_party, make_person, speaker_of
from tests.make_evaluations import DAY, NOON, make_readiness

pytestmark = pytest.mark.django_db
FIRST = "support.attention"


def party(role=Role.MANAGER):
    return make_party("Ons", person=make_person("Mo"), role=role)


def closed(asked, at=NOON):
    actions.close_readiness(asked=asked, by=None, at=at)
    asked.refresh_from_db()
    return asked


def test_every_question_has_four_levels_of_its_own_in_both_languages():
    for language in ("nl", "en"):
        asked = [each for aspect in aspects(language) for each in aspect.questions]
        assert [len(set(each.levels)) for each in asked] == [4] * 10
    codes = [[q.code for a in aspects(lang) for q in a.questions] for lang in ("nl", "en")]
    assert codes[0] == codes[1] == queries.readiness_codes()


def test_closing_keeps_counts_and_erases_the_answers():
    ours = party()
    asked, _step = make_readiness(ours, 1, 2, 2, 3, {FIRST: 2})
    closed(asked)
    assert not ReadinessAnswer.objects.exists()
    assert (asked.people, asked.link_secret) == (5, "")
    assert asked.told[FIRST] == {"n": 5, "mean": 2.0, "counts": [1, 3, 1, 0]}
    assert asked.told["ending.parting"] == {"n": 4, "mean": 2.0, "counts": None}
    with pytest.raises(actions.EvaluationOver):
        closed(asked)


def test_few_who_did_not_all_agree_are_not_shown():
    for agrees, mean in ((False, None), (True, 3.0)):
        asked, _step = make_readiness(party(), 2, 3, 4, agrees=agrees)
        assert closed(asked).told[FIRST]["mean"] == mean
    nobody, _step = make_readiness(party())
    assert closed(nobody).told[FIRST] == {"n": None, "mean": None, "counts": None}
    assert analyses.shown_readiness(nobody)[0].questions[0].levels[0].people is None


def test_a_sentence_says_how_far_colleagues_lie_apart():
    def said(counts, n=5, mean=2.0):
        shown = readiness_shown({FIRST: Told(n, mean, counts)}, "en")
        return next(shown).questions[0].sentence

    assert said([1, 3, 1, 0]) == (
        "From level 1 to 3; most (3 of 5) say: “They come up when something goes wrong”."
    )
    assert said([2, 1, 0, 2]) == "From level 1 to 4; no level stands out."
    assert said([0, 0, 5, 0]) == "All 5 see the same."
    assert said(None, 3) == "3 answers, 2.0 on average."
    assert said(None, None, None) == "Too few answers to show."


def test_one_round_at_a_time_by_who_leads_and_for_what_was_asked():
    ours, stranger = party(), make_person("Vreemd")
    with pytest.raises(actions.NotForYou):
        make_readiness(ours, by=stranger)
    asked, _step = make_readiness(ours, 2)
    with pytest.raises(actions.UnderWay):
        make_readiness(ours)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadinessRound.objects.create(party=ours, asked_at=NOON, closes_at=NOON)
    given = {"asked": asked, "agrees_to_small_group": True, "nonce": "0", "by": None}
    for levels in ({}, {"x.y": 1}, {FIRST: 5}):
        with pytest.raises(actions.NotAsked):
            actions.answer_readiness(levels=levels, at=NOON, **given)
    actions.answer_readiness(levels={FIRST: 4}, at=NOON, **given)
    assert [answer.levels for answer in asked.answers.all()] == [{FIRST: 4}]
    with pytest.raises(actions.EvaluationOver):
        actions.answer_readiness(levels={FIRST: 1}, at=NOON + 14 * DAY, **given)
    with pytest.raises(actions.BadDay):
        actions.ask_readiness(party=party(), closes_at=NOON, by=None, at=NOON)


def test_a_step_is_planned_settled_once_and_never_in_the_past():
    ours = party()
    _asked, step = make_readiness(ours)
    mo = speaker_of(ours)
    actions.settle_step(step=step, fate=Fate.DONE, by=mo, at=NOON)
    with pytest.raises(actions.AlreadySettled):
        actions.settle_step(step=step, fate=Fate.DROPPED, by=mo, at=NOON)
    given = {"party": ours, "what": "x", "owner": "y", "by": mo, "at": NOON}
    with pytest.raises(actions.DueInThePast):
        actions.plan_step(due_on=(NOON - DAY).date(), **given)
    for _each in range(actions.MOST_IMPROVEMENTS):
        actions.plan_step(due_on=NOON.date(), **given)
    with pytest.raises(actions.TooManyImprovements):
        actions.plan_step(due_on=NOON.date(), **given)


@time_machine.travel(NOON, tick=False)
def test_a_colleague_answers_by_the_link_changes_it_and_others_see_nothing():
    ours = party()
    client, colleague = HouseClient(), HouseClient()
    client.force_login(speaker_of(ours))
    page = reverse("evaluation:readiness", args=[ours.pk])
    client.post(reverse("evaluation:ask_readiness", args=[ours.pk]), {"closes_on": "2026-06-20"})
    asked = ReadinessRound.objects.get()
    path = reverse("evaluation:answer_readiness", args=[queries.readiness_token(asked)])
    assert path in client.get(page).content.decode()
    assert colleague.post(path, {"small_group": "on"}).status_code == 422
    for level in ("2", "4"):
        assert colleague.post(path, {FIRST: level}).status_code == 302
    assert [answer.levels for answer in asked.answers.all()] == [{FIRST: 4}]
    assert f'name="{FIRST}" value="4"' in colleague.get(path).content.decode()
    assert " checked" in colleague.get(path).content.decode()
    assert " checked" not in HouseClient().get(path).content.decode()
    assert HouseClient().get(path.replace("/k/", "/k/9")).status_code == 404
    client.post(reverse("evaluation:close_readiness", args=[ours.pk]))
    assert colleague.get(path).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_as_often_for_many_as_for_one(count, django_assert_num_queries):
    ours = party()
    for n in range(count):
        asked, _step = make_readiness(ours, 1, 2, 3, 4, 4, at=NOON + n * DAY)
        closed(asked, NOON + n * DAY)
    client = HouseClient()
    client.force_login(speaker_of(ours))
    page = reverse("evaluation:readiness", args=[ours.pk])
    client.get(page)
    with django_assert_num_queries(6):
        assert client.get(page).status_code == 200
