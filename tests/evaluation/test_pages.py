"""The pages of evaluations, for who speaks for a party and for who answers by a link."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from samenspel.evaluation import actions, queries
from samenspel.evaluation.models import Evaluation, EvaluationInvitation, FacetAnswer, Improvement
from samenspel.evaluation.queries.agenda import changed_for, days_of, waits_for
from samenspel.platform.together import told_together
from tests.client import HouseClient
from tests.make import speaker_of
from tests.make_agreements import make_two
from tests.make_evaluations import (
    DAY,
    NOON,
    make_answers,
    make_evaluation,
    make_guests,
    make_improvement,
    make_opened,
)
from tests.make_letters import work

pytestmark = pytest.mark.django_db


def page(name, here, *args):
    return reverse(f"evaluation:{name}", args=[here.slug, *args])


def of(party):
    client = HouseClient()
    client.force_login(speaker_of(party))
    return client


@time_machine.travel(NOON, tick=False)
def test_who_decides_for_a_side_answers_by_a_link_of_their_own():
    ours, theirs, here = make_two()
    made = make_evaluation(here, ours)
    side, other = (queries.sides_of(made).get(party=party) for party in (ours, theirs))
    client, press = of(ours), page("ask_yourself", here, made.pk, side.pk)
    assert f'action="{press}"' in client.get(page("evaluation", here, made.pk)).text
    first, second = (client.post(press).headers["Location"] for _time in range(2))
    (invited,) = EvaluationInvitation.objects.all()
    assert (invited.side, invited.email) == (side, speaker_of(ours).email)
    assert [client.get(path).status_code for path in (first, second)] == [404, 200]
    assert client.post(page("ask_yourself", here, made.pk, other.pk)).status_code == 404
    actions.accept_opening(side=side, by=speaker_of(ours), at=NOON)
    assert client.post(press).headers["Location"] == page("evaluation", here, made.pk)
    assert f'action="{press}"' not in client.get(page("evaluation", here, made.pk)).text


@time_machine.travel(NOON, tick=False)
def test_a_manager_asks_invites_and_is_told_links_once():
    ours, theirs, here = make_two()
    client = of(ours)
    wrong = {"depth": "light", "closes_on": "2026-05-01", "next_on": "2026-09-01", "party": ours.pk}
    assert client.post(page("new_evaluation", here), wrong).status_code == 422
    client.post(page("new_evaluation", here), wrong | {"closes_on": "2026-06-20"})
    made = Evaluation.objects.get()
    assert (made.depth, str(made.next_on)) == ("light", "2026-09-01")
    first, second = queries.sides_of(made)
    told = client.post(
        page("invite", here, made.pk, first.pk),
        {"people": "Ada\nBo <bo@voorbeeld.example>", "population": "9"},
    ).content.decode()
    assert "/e/" in told
    assert "/e/" not in client.get(page("invite", here, made.pk, first.pk)).content.decode()
    assert queries.sides_of(made)[0].population == 9
    assert client.get(page("invite", here, made.pk, second.pk)).status_code == 404
    assert "Ada" not in of(theirs).get(page("evaluation", here, made.pk)).content.decode()


@time_machine.travel(NOON, tick=False)
def test_an_invitation_goes_out_once_with_a_link_that_works():
    ours, _theirs, here = make_two()
    made = make_evaluation(here, ours)
    side = queries.sides_of(made)[0]
    of(ours).post(page("invite", here, made.pk, side.pk), {"people": "bo@voorbeeld.example"})
    work()
    (letter,) = mail.outbox
    token = letter.body.partition("/e/")[2].split()[0]
    assert HouseClient().get(reverse("evaluation:personal_link", args=[token])).status_code == 200
    assert EvaluationInvitation.objects.get().mail_state == "sent"


@time_machine.travel(NOON, tick=False)
def test_someone_answers_by_a_link_and_another_browser_sees_nothing_of_it():
    ours, _theirs, here = make_two()
    first = make_opened(here, ours, at=NOON - 70 * DAY)
    kept = make_improvement(first, ours, at=NOON - 70 * DAY)
    made = make_evaluation(here, ours)
    (link,) = make_guests(queries.sides_of(made)[0], "Ada")
    path = reverse("evaluation:personal_link", args=[link.token])
    client = HouseClient()
    assert client.post(path, {"small_group": "on"}).url == reverse(
        "evaluation:answer_part", args=[made.pk, 1]
    )
    said = [{f"check_{kept.pk}": "1"}, {"why.sentence": "6", "remark_why": "Goed"}, {}, {}]
    for place, given in enumerate(said, 1):
        answer_path = reverse("evaluation:answer_part", args=[made.pk, place])
        assert client.get(answer_path).status_code == 200
        last = client.post(answer_path, given)
    assert last.url == reverse("evaluation:answered", args=[made.pk])
    told = {answer.facet: answer.points for answer in FacetAnswer.objects.filter(
        respondent__side__evaluation=made)}  # fmt: skip
    assert (told["checks"], told["why"], told["again"]) == (
        {str(kept.pk): 1}, {"why.sentence": 6}, {}
    )  # fmt: skip
    second = reverse("evaluation:answer_part", args=[made.pk, 2])
    assert "Goed" in client.get(second).content.decode()
    other = HouseClient()
    other.post(path)
    assert "Goed" not in other.get(second).content.decode()
    assert client.post(second, {"why.sentence": "9"}).status_code == 422
    client.post(reverse("evaluation:erase_answers", args=[made.pk]))
    assert not FacetAnswer.objects.filter(respondent__side__evaluation=made).exists()
    assert client.get(second).status_code == 404


@time_machine.travel(NOON, tick=False)
def test_a_link_that_was_withdrawn_or_whose_side_is_done_takes_no_answer():
    ours, _theirs, here = make_two()
    made = make_evaluation(here, ours)
    side = queries.sides_of(made)[0]
    ada, bo = make_guests(side, "Ada", "Bo")
    actions.withdraw_invitation(invitation=ada.invitation, by=None, at=NOON)
    client = HouseClient()
    paths = [reverse("evaluation:personal_link", args=[link.token]) for link in (ada, bo)]
    assert [client.get(path).status_code for path in paths] == [404, 200]
    client.post(paths[1])
    actions.accept_opening(side=side, by=speaker_of(ours), at=NOON)
    part = reverse("evaluation:answer_part", args=[made.pk, 1])
    assert client.post(part, {"why.sentence": "4"}).status_code == 410
    assert not FacetAnswer.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_what_opened_shows_how_answers_lie_and_leads_to_a_list_and_a_paper():
    ours, theirs, here = make_two()
    made = make_evaluation(here, ours)
    for side, point in zip(queries.sides_of(made), (6, 3), strict=True):
        make_answers(side, *[point] * 5)
    sealed = of(ours).get(page("evaluation", here, made.pk)).content.decode()
    assert "answer-bars" not in sealed
    assert of(ours).get(page("evaluation_document", here, made.pk)).status_code == 404
    for party in (ours, theirs):
        of(party).post(page("accept_opening", here, made.pk), {"party": party.pk})
    told = of(theirs).get(page("evaluation", here, made.pk)).content.decode()
    assert told.count("answer-bars") == 12
    assert (
        "%"
        not in "".join(told.split("<main")[1].split("</main>")[0].split("95%"))
        .replace('width="100%"', "")
        .partition("Wat kun je")[2]
    )
    given = {"what": "Bellen", "owner": "Mo", "due_on": "2026-07-01", "party": theirs.pk}
    of(theirs).post(page("evaluation", here, made.pk), given)
    one = Improvement.objects.get()
    late = given | {"due_on": "2026-05-01"}
    assert of(theirs).post(page("evaluation", here, made.pk), late).status_code == 422
    of(ours).post(page("settle_improvement", here, one.pk), {"fate": "done", "party": ours.pk})
    assert Improvement.objects.get().fate == "done"
    paper = of(ours).get(page("evaluation_document", here, made.pk))
    assert paper.content.startswith(b"%PDF-1.7")


def test_asking_more_people_than_there_are_is_said_at_once_and_can_be_mended():
    ours, _theirs, here = make_two()
    made = make_evaluation(here, ours, at=timezone.now())
    path = page("invite", here, made.pk, queries.sides_of(made)[0].pk)
    client, says = of(ours), "Je vroeg 3 mensen, en er zijn er 2."
    assert says not in client.post(path, {"people": "Ada\nBo", "population": "2"}).text
    assert says in client.post(path, {"people": "fout adres", "population": "2"}).text
    assert "Staat er iets tussen dat geen naam is?" in client.post(path, {"people": "Cas"}).text
    assert says not in client.get(path).text  # how many there are was left open


def test_it_says_when_the_next_one_is_and_no_longer_once_that_is_past_or_began():
    ours, _theirs, here = make_two()
    made = make_opened(here, ours)
    make_improvement(made, ours)
    at = [NOON, made.next_on + 2 * DAY, made.next_on + 2 * DAY]
    begins = ["De volgende keer, op ", "Jullie wilden vanaf ", "Op 3 augustus 2026 begon"]
    for moment, says in zip(at, begins, strict=True):
        if says is begins[-1]:
            later = make_evaluation(here, ours, at=datetime(2026, 8, 3, 12, tzinfo=UTC))
        with time_machine.travel(moment, tick=False):
            told = of(ours).get(page("evaluation", here, made.pk)).text
        assert [each for each in begins if each in told] == [says]
    assert f'class="btn" href="{page("evaluation", here, later.pk)}"' in told


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_many_as_for_one(count, django_assert_num_queries):
    ours, _theirs, here = make_two()
    for n in range(count):
        made = make_opened(here, ours, at=NOON + n * DAY)
        make_improvement(made, ours, at=NOON + n * DAY)
    client = of(ours)
    client.get(page("evaluations", here))
    with django_assert_num_queries(8):
        client.get(page("evaluations", here))


def waiting(person, at):
    return told_together(waits_for(person, at))[0]


def test_the_agenda_says_what_waits_what_changed_and_which_days_come():
    ours, theirs, here = make_two()
    made = make_opened(here, ours)
    make_improvement(made, theirs)
    mine, other = speaker_of(ours), speaker_of(theirs)
    assert waiting(mine, NOON) == []
    assert [day.on for day in told_together(days_of(mine, NOON))[0]] == [
        made.next_on,
        (NOON + 20 * DAY).date(),
    ]
    assert len(told_together(changed_for(mine, NOON - DAY, NOON))[0]) == 2
    assert len(waiting(other, NOON + 21 * DAY)) == 1
    due = timezone.make_aware(timezone.datetime.combine(made.next_on, NOON.time()))
    assert len(waiting(mine, due)) == 1
    assert waiting(mine, due - timedelta(days=1)) == []
    make_evaluation(here, ours, at=due)
    assert len(waiting(mine, due)) == 1


def test_the_page_of_an_evaluation_asks_at_most_twelve_things(django_assert_max_num_queries):
    ours, _theirs, here = make_two()
    opened = make_opened(here, ours)
    make_improvement(opened, ours)
    client = of(ours)
    for made in (opened, make_evaluation(here, ours, at=NOON + DAY)):
        path = page("evaluation", here, made.pk)
        client.get(path)
        with django_assert_max_num_queries(12):
            client.get(path)
